-- Events and texts of the case of council $1 with the reference $2, as they stood at one moment: a row is an
-- event, or a text where it has a words_id.
SELECT event.stream, event.version, event.kind, event.body, event.salt, event.digest, event.previous, event.hash,
    event.recorded_at, event.actor, NULL AS words_id, NULL AS purpose
FROM cases
JOIN event ON event.council = cases.council AND event.stream = 'case/' || cases.case_id
WHERE cases.council = $1 AND cases.reference = $2
UNION ALL
SELECT word.stream, NULL, NULL, word.body, word.salt, word.digest, NULL, NULL, NULL, NULL, word.words_id, word.purpose
FROM cases
JOIN word ON word.council = cases.council AND word.stream = 'case/' || cases.case_id
WHERE cases.council = $1 AND cases.reference = $2
