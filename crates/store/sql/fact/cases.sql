-- The cases of council $1 behind a figure: those that give $2 from $3 to $4, after the case $6 of the day $5, at
-- most $7, each with how often, how often kept, and kept by the first date; only of the services $8, between commas, or
-- null; only of a channel, kind, stage, ward or detail, or null; only those that are kept or missed, or null; only of the
-- services $15, between commas, or null; only of cases that give $16 as well, and of those that do not give $17, or null.
SELECT on_day, case_id,
  CAST(SUM(n) AS BIGINT) AS n, CAST(SUM(kept) AS BIGINT) AS kept, CAST(SUM(kept_first) AS BIGINT) AS kept_first
FROM case_fact
WHERE council = $1 AND what = $2 AND on_day >= $3 AND on_day <= $4 AND (on_day, case_id) > ($5, $6)
  AND (CAST($8 AS TEXT) IS NULL OR $8 LIKE '%,' || service || ',%')
  AND (CAST($9 AS TEXT) IS NULL OR channel = $9)
  AND (CAST($10 AS TEXT) IS NULL OR kind = $10)
  AND (CAST($11 AS BIGINT) IS NULL OR stage = $11)
  AND (CAST($12 AS TEXT) IS NULL OR ward = $12)
  AND (CAST($13 AS TEXT) IS NULL OR detail = $13)
  AND (CAST($14 AS TEXT) IS NULL OR ($14 = 'kept' AND kept > 0) OR ($14 = 'missed' AND kept < n)
    OR ($14 = 'kept-first' AND kept_first > 0) OR ($14 = 'missed-first' AND kept_first < n))
  AND (CAST($15 AS TEXT) IS NULL OR $15 LIKE '%,' || service || ',%')
  AND (CAST($16 AS TEXT) IS NULL OR EXISTS (
    SELECT 1 FROM case_fact AS other
    WHERE other.council = $1 AND other.case_id = case_fact.case_id AND other.what = $16
  ))
  AND (CAST($17 AS TEXT) IS NULL OR NOT EXISTS (
    SELECT 1 FROM case_fact AS other
    WHERE other.council = $1 AND other.case_id = case_fact.case_id AND other.what = $17
  ))
GROUP BY on_day, case_id
ORDER BY on_day, case_id
LIMIT $7
