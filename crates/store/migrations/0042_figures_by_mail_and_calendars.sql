-- Figures that somebody has mailed to them again and again: a view of performance, of one service or of all ('').
CREATE TABLE mailed_report (
    council TEXT NOT NULL,
    user_id TEXT NOT NULL,
    view TEXT NOT NULL,
    service TEXT NOT NULL,
    -- week, month
    every TEXT NOT NULL,
    -- The day on which it is mailed next.
    due_on TEXT NOT NULL,
    -- Until when a worker holds it, or from when on it is tried again; and how often that day's was tried.
    held_until BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    PRIMARY KEY (council, user_id, view, service)
);
CREATE INDEX mailed_report_due ON mailed_report (council, due_on, held_until);

-- The secret address at which a calendar program reads an officer's due dates: one for each, its hash alone.
CREATE TABLE calendar_link (
    council TEXT NOT NULL,
    user_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (council, user_id)
);
CREATE UNIQUE INDEX calendar_link_hash ON calendar_link (council, hash);
