-- A case waits at another council.
INSERT INTO case_transfer (council, case_id, transfer_id, to_council)
VALUES ($1, $2, $3, $4)
ON CONFLICT (council, case_id) DO UPDATE SET
    transfer_id = excluded.transfer_id,
    to_council = excluded.to_council
