-- Somebody is away from the day $3 to the day $4, covered by $5.
INSERT INTO absence (council, user_id, away_from, away_to, covered_by) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, user_id) DO UPDATE SET
    away_from = excluded.away_from,
    away_to = excluded.away_to,
    covered_by = excluded.covered_by
