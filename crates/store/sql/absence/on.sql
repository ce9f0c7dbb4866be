-- Who of council $1 is away on the day $2.
SELECT user_id, away_from, away_to, covered_by
FROM absence
WHERE council = $1 AND away_to >= $2 AND away_from <= $2
ORDER BY user_id
