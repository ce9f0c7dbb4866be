-- Forgets the sum of $2 of council $1, told apart by $3, by $4, of the service $5, the period $6, the value $7 and
-- the days $8, if it is nothing.
DELETE FROM fact_sum
WHERE council = $1 AND what = $2 AND split = $3 AND grain = $4 AND service = $5 AND period = $6 AND value = $7
  AND days = $8 AND n = 0 AND kept = 0 AND kept_first = 0
