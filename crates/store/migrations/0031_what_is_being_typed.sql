-- What somebody has in the reply editor and has not saved: it is theirs, and goes when they save.
CREATE TABLE typing (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    -- The parts of the reply as they stand in the boxes, as JSON.
    body TEXT NOT NULL,
    -- The version of the case that they have before them.
    seen BIGINT NOT NULL,
    typed_at BIGINT NOT NULL,
    PRIMARY KEY (council, case_id, user_id)
);
CREATE INDEX typing_age ON typing (council, typed_at);
