-- Read models of common causes: what many cases have in common, how far its one reply is, and how each case stands in it.
-- What people are told of one stands with the other things that they are told.

CREATE TABLE cause (
    council TEXT NOT NULL,
    cause_id TEXT NOT NULL,
    begun_on TEXT NOT NULL,
    name_words TEXT NOT NULL,
    place_words TEXT,
    service TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    stage TEXT NOT NULL,
    cases BIGINT NOT NULL,
    answered BIGINT NOT NULL,
    kept_back BIGINT NOT NULL,
    finished BOOLEAN NOT NULL,
    PRIMARY KEY (council, cause_id)
);

CREATE INDEX cause_by_end ON cause (council, finished, cause_id);
CREATE INDEX cause_sending ON cause (council, cause_id) WHERE stage = 'sending';

CREATE TABLE cause_case (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    cause_id TEXT NOT NULL,
    standing TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (council, case_id, cause_id)
);

CREATE INDEX cause_case_of_cause ON cause_case (council, cause_id, case_id);

ALTER TABLE notification ADD COLUMN cause_id TEXT;
