-- How many arrangements of council $1 bind on the day $2.
SELECT COUNT(*) AS n FROM conduct WHERE council = $1 AND binds_until >= $2 AND binds_from <= $2
