-- A read model: the cases, open or closed, on which something came in that nobody has read or answered.
CREATE TABLE case_unread (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    service TEXT,
    owner TEXT,
    closed BOOLEAN NOT NULL,
    since BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (council, case_id)
);

CREATE INDEX case_unread_since ON case_unread (council, since, case_id);

-- Approved replies that wait for their officer to send them.
ALTER TABLE cases ADD COLUMN ready_to_send BOOLEAN NOT NULL DEFAULT FALSE;

CREATE INDEX cases_to_send ON cases (council, owner, due_key, case_id) WHERE ready_to_send;
