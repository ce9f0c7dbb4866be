-- Adds to a sum.
INSERT INTO fact_sum (council, what, split, grain, service, period, value, days, n, kept, kept_first)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (council, what, split, grain, service, period, value, days) DO UPDATE SET
    n = fact_sum.n + excluded.n,
    kept = fact_sum.kept + excluded.kept,
    kept_first = fact_sum.kept_first + excluded.kept_first
