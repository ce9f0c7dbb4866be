-- Reports that are frozen when they go out: which there are, and what meetings asked somebody to do.

CREATE TABLE report (
    council TEXT NOT NULL,
    report_key TEXT NOT NULL,
    sort TEXT NOT NULL,
    on_day TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (council, report_key)
);

CREATE INDEX report_by_day ON report (council, sort, on_day, report_key);

CREATE TABLE report_action (
    council TEXT NOT NULL,
    report_key TEXT NOT NULL,
    item BIGINT NOT NULL,
    words_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL,
    said_words TEXT,
    PRIMARY KEY (council, report_key, item)
);

CREATE INDEX report_action_open ON report_action (council, due_on, report_key, item) WHERE state = 'open';

ALTER TABLE notification ADD COLUMN report_key TEXT;
