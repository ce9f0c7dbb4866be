-- Hands the draft of a browser ($2) and journey ($3) over to another browser ($4). No link that was sent opens it
-- any more.
UPDATE draft SET token_hash = $4, link_to = NULL, link_at = NULL, link_hash = NULL
WHERE council = $1 AND token_hash = $2 AND journey = $3
