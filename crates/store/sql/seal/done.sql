-- Events that wait for their seal no more.
DELETE FROM unsealed
WHERE (council, queued_at, stream, version) IN (VALUES ($1, CAST($2 AS BIGINT), $3, CAST($4 AS BIGINT)))
