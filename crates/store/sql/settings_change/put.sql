-- A change of a setting.
INSERT INTO settings_change (
    council, changed_at, stream, version, kind, actor, because, difference
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8
)
ON CONFLICT (council, changed_at, stream, version) DO UPDATE SET
    kind = excluded.kind,
    actor = excluded.actor,
    because = excluded.because,
    difference = excluded.difference
