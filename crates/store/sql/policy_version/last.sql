-- The number of the last version of council $1; 0 before the first.
SELECT COALESCE(MAX(version), 0) AS version FROM policy_version WHERE council = $1
