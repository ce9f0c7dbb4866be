-- The account for the day on which the identity provider is away and nobody else gets in.
ALTER TABLE user_account ADD COLUMN emergency BOOLEAN NOT NULL DEFAULT FALSE;

-- Each time that somebody signed in with it, until those who keep the settings were told by e-mail. The event is in the record.
CREATE TABLE emergency_use (
    council TEXT NOT NULL,
    user_id TEXT NOT NULL,
    -- The version of the event in the account's stream.
    version BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    mailed_at BIGINT,
    PRIMARY KEY (council, user_id, version)
);
CREATE INDEX emergency_use_to_mail ON emergency_use (council, used_at, user_id, version) WHERE mailed_at IS NULL;
