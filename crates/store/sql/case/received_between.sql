-- Cases of council $1 received from $2 to $3, after the key ($4, $5), at most $6: what the measures count.
SELECT *
FROM cases
WHERE council = $1 AND received_on >= $2 AND received_on <= $3 AND (received_on, case_id) > ($4, $5)
ORDER BY received_on, case_id
LIMIT $6
