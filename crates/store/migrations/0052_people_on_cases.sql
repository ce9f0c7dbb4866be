-- Read model: who else is or was on a case beside its customer: who speaks for somebody, and further customers. By the
-- person, as it is asked which cases somebody is on.
CREATE TABLE case_person (
    council TEXT NOT NULL,
    person_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (council, person_id, case_id)
);
