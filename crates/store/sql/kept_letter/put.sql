-- A letter as it went, or the print run that it went in. What waits for the printer and is of a conduct file is set
-- again each day, as it says days that count from the run; and so is, about a case, what was put aside for want of an address
-- and goes by post after all. Whatever went stays as it went.
INSERT INTO kept_letter (
    council, message_id, case_id, file_id, source, layout, pages, by_post, kept_at, run_on, run_number, place,
    conduct
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
)
ON CONFLICT (council, message_id) DO UPDATE SET
    file_id = CASE
        WHEN kept_letter.run_on IS NULL AND (
            kept_letter.conduct IS NOT NULL AND kept_letter.by_post
            OR kept_letter.conduct IS NULL AND NOT kept_letter.by_post AND excluded.by_post
        )
        THEN excluded.file_id ELSE kept_letter.file_id
    END,
    source = CASE
        WHEN kept_letter.run_on IS NULL AND (
            kept_letter.conduct IS NOT NULL AND kept_letter.by_post
            OR kept_letter.conduct IS NULL AND NOT kept_letter.by_post AND excluded.by_post
        )
        THEN excluded.source ELSE kept_letter.source
    END,
    layout = CASE
        WHEN kept_letter.run_on IS NULL AND (
            kept_letter.conduct IS NOT NULL AND kept_letter.by_post
            OR kept_letter.conduct IS NULL AND NOT kept_letter.by_post AND excluded.by_post
        )
        THEN excluded.layout ELSE kept_letter.layout
    END,
    pages = CASE
        WHEN kept_letter.run_on IS NULL AND (
            kept_letter.conduct IS NOT NULL AND kept_letter.by_post
            OR kept_letter.conduct IS NULL AND NOT kept_letter.by_post AND excluded.by_post
        )
        THEN excluded.pages ELSE kept_letter.pages
    END,
    kept_at = CASE
        WHEN kept_letter.run_on IS NULL AND (
            kept_letter.conduct IS NOT NULL AND kept_letter.by_post
            OR kept_letter.conduct IS NULL AND NOT kept_letter.by_post AND excluded.by_post
        )
        THEN excluded.kept_at ELSE kept_letter.kept_at
    END,
    by_post = excluded.by_post,
    run_on = excluded.run_on,
    run_number = excluded.run_number,
    place = excluded.place
