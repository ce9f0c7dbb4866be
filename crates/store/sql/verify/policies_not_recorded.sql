-- Versions of the policy of council $1, when no event speaks of any policy, at most $2.
SELECT CAST(policy_version.version AS TEXT) AS id
FROM policy_version
WHERE policy_version.council = $1 AND NOT EXISTS (
    SELECT event.version FROM event
    WHERE event.council = $1 AND event.stream = 'settings/policy'
)
ORDER BY policy_version.version
LIMIT $2
