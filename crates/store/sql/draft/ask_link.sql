-- A link to a draft is to be sent to the address $4, from $5 on, unless the draft is to be forgotten by then.
UPDATE draft SET link_to = $4, link_at = $5, link_tries = 0
WHERE council = $1 AND token_hash = $2 AND journey = $3 AND expires_at > $5
