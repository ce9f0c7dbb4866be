-- Events and texts of the case of council $1 with the reference $2, as they stood at one moment: a row is an
-- event, or a text where it has a words_id.
SELECT event.stream, event.version, event.kind, event.body, event.recorded_at, event.actor, NULL AS words_id
FROM cases
JOIN event ON event.council = cases.council AND event.stream = 'case/' || cases.case_id
WHERE cases.council = $1 AND cases.reference = $2
UNION ALL
SELECT NULL, NULL, NULL, word.body, NULL, NULL, word.words_id
FROM cases
JOIN word ON word.council = cases.council AND word.stream = 'case/' || cases.case_id
WHERE cases.council = $1 AND cases.reference = $2
