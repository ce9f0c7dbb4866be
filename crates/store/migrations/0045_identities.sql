-- Who somebody is at the council's identity provider, for ever: the key is the provider's, never a name or an address.
CREATE TABLE user_identity (
    council TEXT NOT NULL,
    identity TEXT NOT NULL,
    user_id TEXT NOT NULL,
    bound_at BIGINT NOT NULL,
    PRIMARY KEY (council, identity)
);
CREATE UNIQUE INDEX user_identity_of ON user_identity (council, user_id);
