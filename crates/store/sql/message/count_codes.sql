-- How many codes of council $1 wait that go by one of the channels $2, between commas; $3 at most are counted. Optional: $4 not of
-- a case about this user.
SELECT COUNT(*) AS n
FROM (
    SELECT 1 AS one
    FROM message
    JOIN cases ON cases.council = message.council AND cases.case_id = message.case_id
    WHERE message.council = $1 AND message.state = 'waiting' AND message.purpose = 'code'
      AND CAST($2 AS TEXT) LIKE '%,' || message.channel || ',%'
      AND (CAST($4 AS TEXT) IS NULL OR cases.about IS NULL OR cases.about NOT LIKE '%,' || $4 || ',%')
    LIMIT $3
) AS counted
