-- Whom $2 of council $1 covers on the day $3.
SELECT user_id, away_from, away_to, covered_by
FROM absence
WHERE council = $1 AND covered_by = $2 AND away_to >= $3 AND away_from <= $3
ORDER BY user_id
