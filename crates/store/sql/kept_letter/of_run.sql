-- The letters of the print run $3 of day $2, in their order.
SELECT message_id, case_id, file_id, source, layout, pages, by_post, kept_at, run_on, run_number, place,
    conduct
FROM kept_letter
WHERE council = $1 AND run_on = $2 AND run_number = $3
ORDER BY place
