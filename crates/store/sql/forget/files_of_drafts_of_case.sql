-- Files that somebody added on the pages of the case $2 and did not send. To be erased before what they stand in.
DELETE FROM file WHERE council = $1 AND expires_at IS NOT NULL AND EXISTS (
    SELECT draft.journey FROM draft
    JOIN cases ON cases.council = draft.council AND cases.case_id = $2
    WHERE draft.council = $1
        AND (draft.journey LIKE '%:' || cases.reference OR draft.body LIKE '%' || cases.reference || '%')
        AND draft.body LIKE '%' || file.draft || '%'
)
