-- Sums of $2 of council $1, told apart by $3, of service $4 ('*' is all): of the months from $5 to $6, of the days
-- from $7 to $8 and from $9 to $10, and of what is not added up yet from $11 to $12.
SELECT SUBSTR(period, 1, 7) AS month, value, days, CAST(SUM(n) AS BIGINT) AS n,
    CAST(SUM(kept) AS BIGINT) AS kept, CAST(SUM(kept_first) AS BIGINT) AS kept_first
FROM (
    SELECT period, value, days, n, kept, kept_first FROM fact_sum
    WHERE council = $1 AND what = $2 AND split = $3 AND grain = 'month' AND service = $4
      AND period >= $5 AND period <= $6
    UNION ALL
    SELECT period, value, days, n, kept, kept_first FROM fact_sum
    WHERE council = $1 AND what = $2 AND split = $3 AND grain = 'day' AND service = $4
      AND period >= $7 AND period <= $8
    UNION ALL
    SELECT period, value, days, n, kept, kept_first FROM fact_sum
    WHERE council = $1 AND what = $2 AND split = $3 AND grain = 'day' AND service = $4
      AND period >= $9 AND period <= $10
    UNION ALL
    SELECT on_day,
        CASE CAST($3 AS TEXT)
            WHEN 'channel' THEN channel
            WHEN 'kind' THEN kind
            WHEN 'stage' THEN CASE WHEN stage = 0 THEN '' ELSE CAST(stage AS TEXT) END
            WHEN 'ward' THEN ward
            WHEN 'detail' THEN detail
            ELSE ''
        END,
        days, n, kept, kept_first
    FROM fact_change
    WHERE council = $1 AND what = $2 AND on_day >= $11 AND on_day <= $12 AND ($4 = '*' OR service = $4)
) AS counted
WHERE $3 = 'nothing' OR value <> ''
GROUP BY SUBSTR(period, 1, 7), value, days
