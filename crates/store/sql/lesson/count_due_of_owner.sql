-- Of the lessons of council $1 whose action $2 has: actions that are late on day $3, actions due by day $4, and
-- lessons of which it is to be said by now whether they worked, or what more is done.
SELECT
    COUNT(CASE WHEN due_what = 'action' AND due_on < $3 THEN 1 END) AS late,
    COUNT(CASE WHEN due_what = 'action' AND due_on >= $3 AND due_on <= $4 THEN 1 END) AS soon,
    COUNT(CASE WHEN due_what IN ('did-it-work', 'look-again') AND due_on <= $3 THEN 1 END) AS ask
FROM lesson
WHERE council = $1 AND owner = $2 AND due_on IS NOT NULL
