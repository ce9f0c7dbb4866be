-- Every version of the policy of council $1.
SELECT version, source, starts_on, adopted_at
FROM policy_version
WHERE council = $1
ORDER BY version
