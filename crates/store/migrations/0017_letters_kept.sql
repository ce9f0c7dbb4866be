-- Letters as they went, and the print runs in which they went by post. The files of the letters stand
-- with all other files. None of it is disposable: a letter that was sent is never made again.

CREATE TABLE kept_letter (
    council TEXT NOT NULL,
    message_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    file_id TEXT NOT NULL,
    -- What was set, as a text of the letter's stream: a print run sets it again, on other sheets.
    source TEXT NOT NULL,
    layout TEXT NOT NULL,
    pages BIGINT NOT NULL,
    by_post BOOLEAN NOT NULL,
    kept_at BIGINT NOT NULL,
    -- The print run that it is in, and its place there; none while it waits.
    run_on TEXT,
    run_number BIGINT,
    place BIGINT,
    PRIMARY KEY (council, message_id)
);

CREATE INDEX kept_letter_of_case ON kept_letter (council, case_id, message_id);
CREATE INDEX kept_letter_to_print ON kept_letter (council, kept_at, message_id)
WHERE by_post AND run_on IS NULL;
CREATE INDEX kept_letter_of_run ON kept_letter (council, run_on, run_number, place)
WHERE run_on IS NOT NULL;

CREATE TABLE print_run (
    council TEXT NOT NULL,
    run_on TEXT NOT NULL,
    number BIGINT NOT NULL,
    letters BIGINT NOT NULL,
    pages BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (council, run_on, number)
);
