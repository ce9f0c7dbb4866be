-- A point of a complaint.
INSERT INTO case_point (
    council, case_id, point_id, number, words, service, finding, found_on
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8
)
ON CONFLICT (council, case_id, point_id) DO UPDATE SET
    number = excluded.number,
    words = excluded.words,
    service = excluded.service,
    finding = excluded.finding,
    found_on = excluded.found_on
