-- Files: what came with a contact or was added by staff, their content in parts so that no statement
-- is large; the code by which a draft is found again; and who waits for an update that they asked for.

CREATE TABLE file (
    council TEXT NOT NULL,
    file_id TEXT NOT NULL,
    -- The stream whose events speak of it; none while it waits in a draft.
    stream TEXT,
    -- The draft that holds it, by the digest of what only the draft knows; none once it was sent.
    draft TEXT,
    -- When it is forgotten, unless it is sent before.
    expires_at BIGINT,
    kind TEXT NOT NULL,
    size BIGINT NOT NULL,
    salt TEXT NOT NULL,
    digest TEXT NOT NULL,
    scan TEXT NOT NULL,
    -- Whether all of its content has arrived.
    whole BOOLEAN NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (council, file_id)
);

CREATE INDEX file_of_stream ON file (council, stream, file_id) WHERE stream IS NOT NULL;
CREATE INDEX file_of_draft ON file (council, draft, file_id) WHERE draft IS NOT NULL;
CREATE INDEX file_expiry ON file (council, expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX file_to_scan ON file (council, added_at, file_id) WHERE scan = 'waiting';

CREATE TABLE file_part (
    council TEXT NOT NULL,
    file_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (council, file_id, number),
    FOREIGN KEY (council, file_id) REFERENCES file (council, file_id) ON DELETE CASCADE
);

ALTER TABLE draft ADD COLUMN code_hash TEXT;

CREATE INDEX draft_of_code ON draft (council, code_hash) WHERE code_hash IS NOT NULL;

-- A read model: the open cases whose customer asked for an update and has not had a word since.
CREATE TABLE case_update (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    service TEXT,
    owner TEXT,
    asked_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (council, case_id)
);

CREATE INDEX case_update_of_owner ON case_update (council, owner, due_on, case_id);
CREATE INDEX case_update_of_service ON case_update (council, service, due_on, case_id);
