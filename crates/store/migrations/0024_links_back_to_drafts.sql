-- The link by which somebody comes back to what they saved: the address that waits for it, from when on it may
-- be sent, how often that was tried, and the hash of the code in the link that was sent last.

ALTER TABLE draft ADD COLUMN link_to TEXT;
ALTER TABLE draft ADD COLUMN link_at BIGINT;
ALTER TABLE draft ADD COLUMN link_tries BIGINT NOT NULL DEFAULT 0;
ALTER TABLE draft ADD COLUMN link_hash TEXT;

CREATE INDEX draft_link_due ON draft (council, link_at) WHERE link_at IS NOT NULL;
CREATE INDEX draft_link ON draft (council, link_hash) WHERE link_hash IS NOT NULL;
