-- The second step at sign-in of somebody: what their authenticator app and we both know, in base32, and the last step of
-- thirty seconds whose code was taken, so that none is taken twice.
CREATE TABLE second_step (
    council TEXT NOT NULL,
    user_id TEXT NOT NULL,
    secret TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    last_step BIGINT NOT NULL,
    PRIMARY KEY (council, user_id)
);

-- The recovery codes that somebody has left, by their hashes. One that was used is gone.
CREATE TABLE recovery_code (
    council TEXT NOT NULL,
    user_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (council, user_id, hash)
);

-- A page of those who sign in, by name: who held which role on a day is asked a page at a time.
CREATE INDEX user_by_name ON user_account (council, name, user_id);
