-- The councils of which anything is kept. A rebuild writes under a name with ~ before it.
SELECT council FROM (
    SELECT council FROM event
    UNION SELECT council FROM unsealed
    UNION SELECT council FROM seal
    UNION SELECT council FROM seal_head
    UNION SELECT council FROM word
    UNION SELECT council FROM person
    UNION SELECT council FROM policy_version
    UNION SELECT council FROM user_account
    UNION SELECT council FROM cases
) AS kept
WHERE council < '~'
ORDER BY council
