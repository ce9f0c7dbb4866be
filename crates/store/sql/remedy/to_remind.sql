-- Promises of council $1 whose owner is to be reminded by the day $2, at most $3.
SELECT case_id, remedy_id FROM case_remedy
WHERE council = $1 AND remind_on IS NOT NULL AND remind_on <= $2
ORDER BY remind_on, case_id, remedy_id
LIMIT $3
