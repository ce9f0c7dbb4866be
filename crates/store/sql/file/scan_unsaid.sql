-- What the scanner said of the file $2 of council $1, unless it said nothing or the stream $3 says something of it already.
SELECT file_id, scan FROM file
WHERE council = $1 AND file_id = $2 AND scan <> 'not-scanned'
    AND NOT EXISTS (SELECT event.version FROM event WHERE event.council = $1 AND event.stream = $3)
