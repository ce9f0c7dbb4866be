-- How many lessons of the owner $2 are due by the day $3.
SELECT COUNT(*) AS due FROM lesson
WHERE council = $1 AND owner = $2 AND due_on <= $3
