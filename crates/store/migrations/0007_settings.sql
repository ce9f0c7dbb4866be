-- Who changed which setting, when and why; until when people sign in, and the links with which they
-- choose a password.

CREATE TABLE settings_change (
    council TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    stream TEXT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    because TEXT,
    difference TEXT,
    PRIMARY KEY (council, changed_at, stream, version)
);

CREATE INDEX settings_change_by_actor ON settings_change (council, actor, changed_at, stream, version);

ALTER TABLE user_account ADD COLUMN ends_on TEXT;
ALTER TABLE user_account ADD COLUMN last_sign_in_at BIGINT;

CREATE TABLE password_link (
    council TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    user_id TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (council, token_hash)
);

CREATE INDEX password_link_of_user ON password_link (council, user_id);
CREATE INDEX password_link_expiry ON password_link (council, expires_at);
