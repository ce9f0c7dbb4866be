-- Read models of signals, which tell one manager to look, and of what was decided on conduct files, for the yearly
-- report on fairness. And how far the record was looked through, and how much contact there was before and after each
-- arrangement: not read models, a job writes them.

CREATE TABLE signal (
    council TEXT NOT NULL,
    signal_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    reader TEXT,
    raised_on TEXT NOT NULL,
    expires_on TEXT NOT NULL,
    standing TEXT NOT NULL,
    settled_on TEXT,
    shows_us_late BOOLEAN NOT NULL,
    PRIMARY KEY (council, signal_id)
);

CREATE INDEX signal_of_reader ON signal (council, reader, signal_id);
CREATE INDEX signal_of_person ON signal (council, person_id, signal_id);
CREATE INDEX signal_open ON signal (council, standing, expires_on, signal_id);
CREATE INDEX signal_raised ON signal (council, raised_on, signal_id);

CREATE TABLE signal_place (
    council TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (council)
);

CREATE TABLE conduct_decision (
    council TEXT NOT NULL,
    file_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    person_id TEXT NOT NULL,
    incident_on TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    agreed BOOLEAN NOT NULL,
    commented BOOLEAN NOT NULL,
    changed BOOLEAN NOT NULL,
    notice_on TEXT,
    ends_on TEXT,
    ended_on TEXT,
    looked_at BOOLEAN NOT NULL,
    appeal TEXT,
    renewal BOOLEAN NOT NULL,
    PRIMARY KEY (council, file_id, number)
);

CREATE INDEX conduct_decision_on ON conduct_decision (council, decided_on, file_id, number);
CREATE INDEX conduct_decision_notice ON conduct_decision (council, notice_on, file_id, number) WHERE notice_on IS NOT NULL;
CREATE INDEX conduct_decision_end ON conduct_decision (council, ends_on, file_id, number) WHERE ends_on IS NOT NULL;

CREATE TABLE contact_measure (
    council TEXT NOT NULL,
    file_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    days BIGINT NOT NULL,
    contacts_before BIGINT NOT NULL,
    contacts_after BIGINT NOT NULL,
    minutes_before BIGINT NOT NULL,
    minutes_after BIGINT NOT NULL,
    counted_on TEXT NOT NULL,
    PRIMARY KEY (council, file_id, number)
);
