-- A letter as it went, or the print run that it went in.
INSERT INTO kept_letter (
    council, message_id, case_id, file_id, source, layout, pages, by_post, kept_at, run_on, run_number, place,
    conduct
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
)
ON CONFLICT (council, message_id) DO UPDATE SET
    file_id = excluded.file_id,
    source = excluded.source,
    layout = excluded.layout,
    pages = excluded.pages,
    kept_at = excluded.kept_at,
    by_post = excluded.by_post,
    run_on = excluded.run_on,
    run_number = excluded.run_number,
    place = excluded.place
