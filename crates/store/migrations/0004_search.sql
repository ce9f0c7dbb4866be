-- Search: which case holds which word, the newest first. Portable, like everything else.

CREATE TABLE search_term (
    council TEXT NOT NULL,
    term TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (council, term, received_at, case_id)
);

-- What a case is found by at present, so that only what changed is written.
CREATE TABLE search_document (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    terms TEXT NOT NULL,
    PRIMARY KEY (council, case_id)
);
