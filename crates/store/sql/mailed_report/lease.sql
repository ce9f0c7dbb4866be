-- Leases what is due on day $2 and free at $3 until $4, at most $5. Of two workers that ask at once, the second
-- finds that it is held.
UPDATE mailed_report SET held_until = $4, tries = tries + 1
WHERE council = $1 AND due_on <= $2 AND held_until <= $3 AND (user_id, view, service) IN (
    SELECT due.user_id, due.view, due.service
    FROM mailed_report AS due
    WHERE due.council = $1 AND due.due_on <= $2 AND due.held_until <= $3
    ORDER BY due.due_on
    LIMIT $5
)
RETURNING user_id, view, service, every, due_on, held_until, tries
