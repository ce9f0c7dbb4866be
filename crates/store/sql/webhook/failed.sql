-- Notes that a webhook could not be told, why, and when it is tried again, unless somebody else took it after $4.
UPDATE webhook SET
    due_at = $3,
    tries = tries + 1,
    last_error = $5,
    state = $6,
    failing_since = CASE WHEN failing_since IS NULL THEN $7 ELSE failing_since END
WHERE council = $1 AND webhook_id = $2 AND due_at = $4
