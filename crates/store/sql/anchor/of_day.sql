-- The anchor of the day $2.
SELECT day, position, seal, previous, hash, made_at FROM anchor WHERE council = $1 AND day = $2
