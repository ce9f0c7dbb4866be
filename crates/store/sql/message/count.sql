-- How many messages of council $1 are in the state $2, without letters of conduct files; $3 at most are counted. Optional: $4
-- not of a case about this user.
SELECT COUNT(*) AS n
FROM (
    SELECT 1 AS one
    FROM message
    LEFT JOIN cases ON cases.council = message.council AND cases.case_id = message.case_id
    WHERE message.council = $1 AND message.state = $2 AND message.conduct IS NULL
      AND (CAST($4 AS TEXT) IS NULL OR cases.about IS NULL OR cases.about NOT LIKE '%,' || $4 || ',%')
    LIMIT $3
) AS counted
