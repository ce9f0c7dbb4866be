-- Sums of $2 of council $1 by day, of service $3 ('*' is all), from $4 to $5, what is not added up yet included.
SELECT on_day, CAST(SUM(n) AS BIGINT) AS n, CAST(SUM(kept) AS BIGINT) AS kept,
    CAST(SUM(kept_first) AS BIGINT) AS kept_first
FROM (
    SELECT period AS on_day, n, kept, kept_first FROM fact_sum
    WHERE council = $1 AND what = $2 AND split = 'nothing' AND grain = 'day' AND service = $3
      AND period >= $4 AND period <= $5
    UNION ALL
    SELECT on_day, n, kept, kept_first FROM fact_change
    WHERE council = $1 AND what = $2 AND on_day >= $4 AND on_day <= $5 AND ($3 = '*' OR service = $3)
) AS counted
GROUP BY on_day
ORDER BY on_day
