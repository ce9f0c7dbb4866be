-- What somebody began to say on the pages of the case $2 and did not send, and what a browser keeps of it to show it once more.
DELETE FROM draft WHERE council = $1 AND EXISTS (
    SELECT cases.reference FROM cases
    WHERE cases.council = $1 AND cases.case_id = $2
        AND (draft.journey LIKE '%:' || cases.reference OR draft.body LIKE '%' || cases.reference || '%')
)
