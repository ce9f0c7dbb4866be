-- A contact that came while an arrangement was in force, and waits to be read.
INSERT INTO conduct_contact (council, contact_id, file_id, case_id, came_on, read_by, channel)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (council, contact_id) DO UPDATE SET
    file_id = excluded.file_id,
    case_id = excluded.case_id,
    came_on = excluded.came_on,
    read_by = excluded.read_by,
    channel = excluded.channel
