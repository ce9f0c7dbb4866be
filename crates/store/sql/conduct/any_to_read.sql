-- Whether what anybody sends is read on a conduct file on $2 or later: something binds them, or a report that they have, or its notice, waits.
SELECT file_id FROM conduct WHERE council = $1 AND binds_until >= $2
UNION ALL
SELECT file_id FROM conduct WHERE council = $1 AND standing IN ('proposed', 'shared', 'to-notify')
LIMIT 1
