-- Council $1 has no logo of its own.
DELETE FROM logo WHERE council = $1
