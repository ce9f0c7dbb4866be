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

-- What becomes of a closed case: that it is held although its time is over, or that what people told was erased.
CREATE TABLE case_keeping (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    -- held, erased
    state TEXT NOT NULL,
    since_on TEXT NOT NULL,
    -- Why it is held, as a text.
    because TEXT,
    PRIMARY KEY (council, case_id)
);
CREATE INDEX case_keeping_held ON case_keeping (council, since_on, case_id) WHERE state = 'held';
