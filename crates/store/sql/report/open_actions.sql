-- What meetings of council $1 asked for and nobody has done, the first due first, at most $2.
SELECT report_key, item, words_id, owner, due_on, state, said_words
FROM report_action
WHERE council = $1 AND state = 'open'
ORDER BY due_on, report_key, item
LIMIT $2
