-- Other programs: the tokens with which they ask, and the addresses that they are told at.

-- The token itself is nowhere: what is kept is its digest. A row is never deleted, because the
-- record names its program as an author.
CREATE TABLE api_token (
    council TEXT NOT NULL,
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    roles TEXT NOT NULL,
    services TEXT NOT NULL,
    per_minute BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    last_used_on TEXT,
    PRIMARY KEY (council, name),
    UNIQUE (council, token_hash)
);

-- Each webhook follows the order of the seals at its own pace: told_to is the last it was told of.
-- due_at is when it is tried next; whoever takes it moves that on, so that two never tell at once.
CREATE TABLE webhook (
    council TEXT NOT NULL,
    webhook_id TEXT NOT NULL,
    url TEXT NOT NULL,
    events TEXT NOT NULL,
    secret TEXT NOT NULL,
    state TEXT NOT NULL,
    told_to BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    failing_since BIGINT,
    last_error TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (council, webhook_id)
);

CREATE INDEX webhook_due ON webhook (council, due_at, webhook_id) WHERE state = 'active';

-- Answers are kept for some days: this finds the old ones.
CREATE INDEX once_by_age ON once (council, scope, done_at);

-- What a failed message is found by, for whoever watches.
CREATE INDEX message_failed ON message (council, message_id) WHERE state = 'failed';
