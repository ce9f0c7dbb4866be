-- What one commit erased, by the stream whose event says so.
CREATE TABLE erasure (
    council TEXT NOT NULL,
    said_by TEXT NOT NULL,
    sort TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (council, said_by, sort, id)
);

CREATE INDEX erasure_thing ON erasure (council, sort, id);
