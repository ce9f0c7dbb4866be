-- A file whose content is to follow.
INSERT INTO file (
    council, file_id, stream, draft, expires_at, kind, size, salt, digest, scan, whole, added_at
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
)
