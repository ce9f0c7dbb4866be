-- A read model: where people moved, from the streams of customers. The words stand among the words.
CREATE TABLE person_address (
    council TEXT NOT NULL,
    person_id TEXT NOT NULL,
    from_on TEXT NOT NULL,
    address_words TEXT NOT NULL,
    postcode_words TEXT,
    PRIMARY KEY (council, person_id, from_on)
);

-- A read model: how many days a complaint took from each step to its reply. An act writes the rows of its own case.
CREATE TABLE case_pace (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    stage BIGINT NOT NULL,
    step TEXT NOT NULL,
    service TEXT,
    days BIGINT NOT NULL,
    replied_on TEXT NOT NULL,
    PRIMARY KEY (council, case_id, stage, step)
);

CREATE INDEX case_pace_of_service ON case_pace (council, service, stage, step, replied_on, case_id, days);

-- A read model: where each complaint stands whose reply is promised and not out.
CREATE TABLE case_step (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    service TEXT,
    stage BIGINT NOT NULL,
    step TEXT NOT NULL,
    since_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    open_points BIGINT NOT NULL,
    points BIGINT NOT NULL,
    is_begun BOOLEAN NOT NULL,
    PRIMARY KEY (council, case_id)
);

CREATE INDEX case_step_due ON case_step (council, due_on, case_id);
CREATE INDEX case_step_due_of_service ON case_step (council, service, due_on, case_id);
