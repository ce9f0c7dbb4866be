-- Whether the anchor of the day $2 waits to be mailed.
SELECT day FROM anchor WHERE council = $1 AND day = $2 AND mailed_at IS NULL
