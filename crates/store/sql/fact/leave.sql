-- The case $2 of council $1 gives something to be counted no more: what, on which day, of which service, channel,
-- kind, stage, ward and detail. After how many days is not asked: a calendar may have changed since.
DELETE FROM case_fact
WHERE council = $1 AND case_id = $2 AND what = $3 AND on_day = $4 AND service = $5 AND channel = $6 AND kind = $7
  AND stage = $8 AND ward = $9 AND detail = $10
