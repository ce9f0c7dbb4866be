-- Read models of lessons: how each stands, which services and cases it is about. What people are told of a lesson that
-- is due stands with the other things that they are told.

CREATE TABLE lesson (
    council TEXT NOT NULL,
    lesson_id TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    drawn_from TEXT NOT NULL,
    went TEXT NOT NULL,
    stage TEXT NOT NULL,
    cause TEXT,
    services TEXT NOT NULL,
    learned_words TEXT NOT NULL,
    owner TEXT,
    due_on TEXT,
    due_what TEXT,
    remind_on TEXT,
    remind_what TEXT,
    published_on TEXT,
    could_not BOOLEAN NOT NULL,
    you_said_words TEXT,
    we_did_words TEXT,
    worked TEXT,
    worked_words TEXT,
    to_tell BIGINT NOT NULL,
    PRIMARY KEY (council, lesson_id)
);

CREATE INDEX lesson_by_stage ON lesson (council, stage, lesson_id);
CREATE INDEX lesson_of_owner ON lesson (council, owner, lesson_id) WHERE owner IS NOT NULL;
CREATE INDEX lesson_due ON lesson (council, due_on, lesson_id) WHERE due_on IS NOT NULL;
CREATE INDEX lesson_to_remind ON lesson (council, remind_on, lesson_id) WHERE remind_on IS NOT NULL;
CREATE INDEX lesson_published ON lesson (council, published_on, lesson_id) WHERE published_on IS NOT NULL;
CREATE INDEX lesson_to_tell ON lesson (council, lesson_id) WHERE to_tell > 0;

CREATE TABLE lesson_service (
    council TEXT NOT NULL,
    service TEXT NOT NULL,
    lesson_id TEXT NOT NULL,
    PRIMARY KEY (council, service, lesson_id)
);

CREATE TABLE lesson_case (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    lesson_id TEXT NOT NULL,
    PRIMARY KEY (council, case_id, lesson_id)
);

ALTER TABLE notification ADD COLUMN lesson_id TEXT;
