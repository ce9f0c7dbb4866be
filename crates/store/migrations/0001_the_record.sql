-- The record: events, what stands outside them, and the seals.
-- Portable types only: TEXT, BIGINT, BOOLEAN. Dates are ISO text, instants are microseconds since
-- 1970 UTC, digests and salts are lower-case hexadecimal. Every key begins with council.

CREATE TABLE event (
    council TEXT NOT NULL,
    stream TEXT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT,
    salt TEXT,
    digest TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (council, stream, version)
);

CREATE TABLE unsealed (
    council TEXT NOT NULL,
    queued_at BIGINT NOT NULL,
    stream TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (council, queued_at, stream, version),
    UNIQUE (council, stream, version)
);

CREATE TABLE seal (
    council TEXT NOT NULL,
    position BIGINT NOT NULL,
    stream TEXT NOT NULL,
    version BIGINT NOT NULL,
    event_hash TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (council, position),
    UNIQUE (council, stream, version)
);

CREATE TABLE seal_head (
    council TEXT NOT NULL,
    position BIGINT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (council)
);

CREATE TABLE word (
    council TEXT NOT NULL,
    words_id TEXT NOT NULL,
    stream TEXT NOT NULL,
    purpose TEXT NOT NULL,
    salt TEXT NOT NULL,
    digest TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (council, words_id)
);

CREATE INDEX word_of_stream ON word (council, stream, words_id);

CREATE TABLE person (
    council TEXT NOT NULL,
    person_id TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    address TEXT,
    postcode TEXT,
    reply_by TEXT,
    salt TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (council, person_id)
);

CREATE TABLE person_token (
    council TEXT NOT NULL,
    token TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (council, token, person_id),
    FOREIGN KEY (council, person_id) REFERENCES person (council, person_id) ON DELETE CASCADE
);

CREATE INDEX person_token_of_person ON person_token (council, person_id);

-- What was erased, by identifier: replayed after a restore, so that nothing comes back.
CREATE TABLE erased (
    council TEXT NOT NULL,
    sort TEXT NOT NULL,
    id TEXT NOT NULL,
    erased_at BIGINT NOT NULL,
    PRIMARY KEY (council, sort, id)
);

-- The answer that was given to a request that may be sent again.
CREATE TABLE once (
    council TEXT NOT NULL,
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    result TEXT NOT NULL,
    done_at BIGINT NOT NULL,
    PRIMARY KEY (council, scope, key)
);
