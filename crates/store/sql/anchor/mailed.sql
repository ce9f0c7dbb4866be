-- The anchor of the day $2 was mailed at $3.
UPDATE anchor SET mailed_at = $3 WHERE council = $1 AND day = $2
