-- A read model: the adjustments that were agreed with people, from the streams of customers.
CREATE TABLE person_adjustment (
    council TEXT NOT NULL,
    person_id TEXT NOT NULL,
    adjustment_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    words_id TEXT,
    from_on TEXT NOT NULL,
    review_on TEXT NOT NULL,
    ended_on TEXT,
    PRIMARY KEY (council, person_id, adjustment_id)
);

-- A read model: who was said to be the same as somebody else, from the streams of customers.
CREATE TABLE person_merged (
    council TEXT NOT NULL,
    person_id TEXT NOT NULL,
    into_id TEXT NOT NULL,
    PRIMARY KEY (council, person_id)
);

CREATE INDEX person_merged_into ON person_merged (council, into_id, person_id);
