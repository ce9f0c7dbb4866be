-- How the letter of the message $2 was kept.
SELECT message_id, case_id, file_id, source, layout, pages, by_post, kept_at, run_on, run_number, place,
    conduct
FROM kept_letter
WHERE council = $1 AND message_id = $2
