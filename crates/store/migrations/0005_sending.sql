-- Messages that are really sent: who is sending one and until when nobody else may, and the codes
-- that open the private parts of the track page.

ALTER TABLE message ADD COLUMN leased_by TEXT;
ALTER TABLE message ADD COLUMN leased_until BIGINT NOT NULL DEFAULT 0;

CREATE INDEX message_by_state ON message (council, state, release_at, message_id);

CREATE TABLE code (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    salt TEXT NOT NULL,
    digest TEXT NOT NULL,
    tries BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (council, case_id, person_id)
);

CREATE INDEX code_expiry ON code (council, expires_at);
