-- Surveys: how each stands. The codes that open them are kept by their digests alone, one for each message that went.

CREATE TABLE survey (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    begun_on TEXT NOT NULL,
    because TEXT,
    asked TEXT,
    service TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    remind_on TEXT,
    closes_on TEXT,
    answered_on TEXT,
    said_words TEXT,
    said_on TEXT,
    themes TEXT NOT NULL,
    low_on TEXT,
    waits BOOLEAN NOT NULL,
    may_contact BOOLEAN,
    handling TEXT,
    outcome TEXT,
    lessons BIGINT NOT NULL,
    PRIMARY KEY (council, case_id)
);

CREATE INDEX survey_of_person ON survey (council, asked, begun_on) WHERE asked IS NOT NULL;
CREATE INDEX survey_to_remind ON survey (council, remind_on, case_id) WHERE remind_on IS NOT NULL;
CREATE INDEX survey_said ON survey (council, said_on, case_id) WHERE said_on IS NOT NULL;
CREATE INDEX survey_said_of_service ON survey (council, service, said_on, case_id) WHERE said_on IS NOT NULL;
CREATE INDEX survey_waits ON survey (council, low_on, case_id) WHERE waits;

CREATE TABLE survey_link (
    council TEXT NOT NULL,
    hash TEXT NOT NULL,
    case_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (council, hash)
);

-- Who read which page of guidance, in which version, and since when somebody has the work that it is for.

CREATE TABLE guidance_note (
    council TEXT NOT NULL,
    user_id TEXT NOT NULL,
    what TEXT NOT NULL,
    version BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    PRIMARY KEY (council, user_id, what)
);
