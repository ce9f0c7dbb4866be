-- A version of the policy.
INSERT INTO policy_version (
    council, version, source, starts_on, adopted_at
) VALUES (
    $1, $2, $3, $4, $5
)
ON CONFLICT (council, version) DO UPDATE SET
    source = excluded.source,
    starts_on = excluded.starts_on,
    adopted_at = excluded.adopted_at
