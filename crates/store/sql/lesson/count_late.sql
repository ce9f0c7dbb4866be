-- Actions of lessons of council $1 that are late on day $2.
SELECT COUNT(*) AS late FROM lesson WHERE council = $1 AND due_on < $2 AND due_what = 'action'
