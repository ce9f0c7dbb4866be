-- Files of forms that the person $2 began and had the way back mailed to their address. To be erased before these.
DELETE FROM file WHERE council = $1 AND expires_at IS NOT NULL AND EXISTS (
    SELECT draft.journey FROM draft
    WHERE draft.council = $1 AND draft.link_to IS NOT NULL AND LOWER(draft.link_to) = (
        SELECT LOWER(person.email) FROM person WHERE person.council = $1 AND person.person_id = $2
    ) AND draft.body LIKE '%' || file.draft || '%'
)
