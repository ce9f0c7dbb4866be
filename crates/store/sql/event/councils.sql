-- The councils that have a record: from each name to the next, past all its events.
WITH RECURSIVE known (council) AS (
    SELECT MIN(council) FROM event
    UNION ALL
    SELECT (SELECT MIN(event.council) FROM event WHERE event.council > known.council)
    FROM known
    WHERE known.council IS NOT NULL
)
SELECT council FROM known WHERE council IS NOT NULL ORDER BY council
