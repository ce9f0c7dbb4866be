-- How the mailbox was last found.
SELECT read_at, failing_since, why FROM mailbox WHERE council = $1
