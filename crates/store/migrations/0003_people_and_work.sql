-- People who sign in, what they and the public have open, and the work that is to be done.

CREATE TABLE user_account (
    council TEXT NOT NULL,
    user_id TEXT NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    password_hash TEXT,
    roles TEXT NOT NULL,
    teams TEXT NOT NULL,
    services TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (council, user_id),
    UNIQUE (council, email)
);

CREATE TABLE session (
    council TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    user_id TEXT,
    body TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (council, token_hash)
);

CREATE INDEX session_expiry ON session (council, expires_at);
CREATE INDEX session_of_user ON session (council, user_id);

CREATE TABLE draft (
    council TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    journey TEXT NOT NULL,
    body TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (council, token_hash, journey)
);

CREATE INDEX draft_expiry ON draft (council, expires_at);

CREATE TABLE attempt (
    council TEXT NOT NULL,
    key TEXT NOT NULL,
    count BIGINT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (council, key)
);

CREATE INDEX attempt_since ON attempt (council, since);

CREATE TABLE policy_version (
    council TEXT NOT NULL,
    version BIGINT NOT NULL,
    source TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    adopted_at BIGINT NOT NULL,
    PRIMARY KEY (council, version)
);

CREATE TABLE message (
    council TEXT NOT NULL,
    message_id TEXT NOT NULL,
    case_id TEXT,
    recipient TEXT,
    channel TEXT NOT NULL,
    purpose TEXT NOT NULL,
    subject_words TEXT,
    body_words TEXT,
    release_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    tries BIGINT NOT NULL,
    sent_at BIGINT,
    last_error TEXT,
    PRIMARY KEY (council, message_id)
);

CREATE INDEX message_to_release ON message (council, release_at, message_id) WHERE state = 'waiting';
CREATE INDEX message_of_case ON message (council, case_id, release_at, message_id);

CREATE TABLE job (
    council TEXT NOT NULL,
    job_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    leased_by TEXT,
    leased_until BIGINT NOT NULL,
    last_error TEXT,
    PRIMARY KEY (council, job_id)
);

CREATE INDEX job_ready ON job (council, run_at, job_id) WHERE state = 'ready';

CREATE TABLE import_row (
    council TEXT NOT NULL,
    source TEXT NOT NULL,
    row_key TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (council, source, row_key)
);

CREATE TABLE access_log (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    read_at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    page TEXT NOT NULL,
    PRIMARY KEY (council, case_id, read_at, actor, page)
);

CREATE INDEX access_log_of_actor ON access_log (council, actor, read_at);
