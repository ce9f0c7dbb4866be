-- How a case stands in a common cause.
INSERT INTO cause_case (council, case_id, cause_id, standing, why)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, case_id, cause_id) DO UPDATE SET
    standing = excluded.standing,
    why = excluded.why
