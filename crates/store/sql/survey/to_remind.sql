-- Surveys of which somebody is to be reminded by the day $2 and that are open on it, at most $3.
SELECT case_id FROM survey
WHERE council = $1 AND remind_on <= $2 AND closes_on >= $2
ORDER BY remind_on, case_id
LIMIT $3
