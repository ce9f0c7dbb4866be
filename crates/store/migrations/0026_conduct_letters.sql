-- Letters of conduct files leave by the outbox as all others do, are kept as they went, and are printed in runs of
-- their own. Who holds a file is told what is to be done on it.

ALTER TABLE message ADD COLUMN conduct TEXT;

CREATE INDEX message_of_conduct ON message (council, conduct, release_at, message_id) WHERE conduct IS NOT NULL;

-- A letter is about a case or of a conduct file.
CREATE TABLE kept_letter_anew (
    council TEXT NOT NULL,
    message_id TEXT NOT NULL,
    case_id TEXT,
    file_id TEXT NOT NULL,
    source TEXT NOT NULL,
    layout TEXT NOT NULL,
    pages BIGINT NOT NULL,
    by_post BOOLEAN NOT NULL,
    kept_at BIGINT NOT NULL,
    run_on TEXT,
    run_number BIGINT,
    place BIGINT,
    conduct TEXT,
    PRIMARY KEY (council, message_id)
);

INSERT INTO kept_letter_anew (
    council, message_id, case_id, file_id, source, layout, pages, by_post, kept_at, run_on, run_number, place
)
SELECT council, message_id, case_id, file_id, source, layout, pages, by_post, kept_at, run_on, run_number, place
FROM kept_letter;

DROP TABLE kept_letter;

ALTER TABLE kept_letter_anew RENAME TO kept_letter;

CREATE INDEX kept_letter_of_case ON kept_letter (council, case_id, message_id) WHERE case_id IS NOT NULL;
CREATE INDEX kept_letter_of_conduct ON kept_letter (council, conduct, message_id) WHERE conduct IS NOT NULL;
CREATE INDEX kept_letter_to_print ON kept_letter (council, kept_at, message_id)
WHERE by_post AND run_on IS NULL AND conduct IS NULL;
CREATE INDEX kept_letter_of_conduct_to_print ON kept_letter (council, kept_at, message_id)
WHERE by_post AND run_on IS NULL AND conduct IS NOT NULL;
CREATE INDEX kept_letter_of_run ON kept_letter (council, run_on, run_number, place)
WHERE run_on IS NOT NULL;

ALTER TABLE print_run ADD COLUMN of_conduct BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE notification ADD COLUMN conduct TEXT;
