-- A promised remedy.
INSERT INTO case_remedy (
    council, case_id, remedy_id, kind, words, service, owner, due_on, delivered_on, is_open, due_key, remind_on
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
)
ON CONFLICT (council, case_id, remedy_id) DO UPDATE SET
    kind = excluded.kind,
    words = excluded.words,
    service = excluded.service,
    owner = excluded.owner,
    due_on = excluded.due_on,
    delivered_on = excluded.delivered_on,
    is_open = excluded.is_open,
    due_key = excluded.due_key,
    remind_on = excluded.remind_on
