-- The letters of the case $2 that were kept.
SELECT message_id, case_id, file_id, source, layout, pages, by_post, kept_at, run_on, run_number, place,
    conduct
FROM kept_letter
WHERE council = $1 AND case_id = $2
ORDER BY message_id
