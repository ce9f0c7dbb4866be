-- What council $1 has on the list of what was erased although no event says that it went, at most $2.
SELECT erased.sort || ' ' || erased.id AS id
FROM erased
WHERE erased.council = $1 AND NOT EXISTS (
    SELECT erasure.said_by
    FROM erasure
    JOIN event ON event.council = erasure.council AND event.stream = erasure.said_by
    WHERE erasure.council = $1 AND erasure.sort = erased.sort AND erasure.id = erased.id
)
ORDER BY erased.sort, erased.id
LIMIT $2
