-- Whether anything binds anybody on $2 or later.
SELECT binds_until FROM conduct WHERE council = $1 AND binds_until >= $2 LIMIT 1
