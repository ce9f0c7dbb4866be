-- Anchors: once a day one hash over all that was sealed so far, chained to the anchor before. Whoever keeps one
-- elsewhere finds out that the record from before it was written anew.
CREATE TABLE anchor (
    council TEXT NOT NULL,
    day TEXT NOT NULL,
    -- The last seal that it covers, and that seal's hash, which covers all events of all streams before it.
    position BIGINT NOT NULL,
    seal TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    -- When it was mailed; nobody may have asked for that.
    mailed_at BIGINT,
    PRIMARY KEY (council, day),
    -- Two processes never go on from the same one.
    UNIQUE (council, previous)
);
