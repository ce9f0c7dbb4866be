-- Who looked at conduct files, by when: for whoever checks.
CREATE INDEX conduct_reading_by_time ON conduct_reading (council, read_at, file_id, actor, page);

-- A read model: what people said of somebody who may be the person of a conduct file under another name or address.
CREATE TABLE conduct_likeness (
    council TEXT NOT NULL,
    person_id TEXT NOT NULL,
    file_id TEXT NOT NULL,
    is_same BOOLEAN NOT NULL,
    PRIMARY KEY (council, person_id, file_id)
);

-- A read model: from which day the time counts for which a conduct file, or what was signalled about somebody, is kept.
CREATE TABLE conduct_end (
    council TEXT NOT NULL,
    stream TEXT NOT NULL,
    -- The conduct file, where it is one.
    file_id TEXT,
    ended_on TEXT NOT NULL,
    is_held BOOLEAN NOT NULL,
    PRIMARY KEY (council, stream)
);

CREATE INDEX conduct_end_by_day ON conduct_end (council, ended_on, stream);

-- The e-mail that a contact is, for one that is on no case.
CREATE INDEX mail_of_contact ON mail (council, contact_id) WHERE contact_id IS NOT NULL;
