-- When $2 of council $1 is away, or was last.
SELECT user_id, away_from, away_to, covered_by
FROM absence
WHERE council = $1 AND user_id = $2
