-- Search by blocks of numbers, and how many cases are open: both follow from the events.
-- Of cases that are there already the index is made by a rebuild; they are counted here.

DROP TABLE search_term;
DROP TABLE search_document;

-- What a case is found by at present. A row that waits is not taken into the blocks yet, or has
-- changed since; then "indexed" is what the blocks still say of it.
CREATE TABLE search_document (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    number BIGINT,
    waiting BOOLEAN NOT NULL,
    terms TEXT NOT NULL,
    indexed TEXT,
    PRIMARY KEY (council, case_id)
);

CREATE INDEX search_document_by_number ON search_document (council, number);
CREATE INDEX search_document_waiting ON search_document (council, case_id) WHERE waiting;

-- Which of 4,096 numbers hold a term.
CREATE TABLE search_block (
    council TEXT NOT NULL,
    term TEXT NOT NULL,
    block BIGINT NOT NULL,
    cases TEXT NOT NULL,
    PRIMARY KEY (council, term, block)
);

-- How many numbers are given.
CREATE TABLE search_head (
    council TEXT NOT NULL,
    numbers BIGINT NOT NULL,
    PRIMARY KEY (council)
);

-- Open cases, counted by what the summaries tell apart.
CREATE TABLE open_case_count (
    council TEXT NOT NULL,
    service TEXT NOT NULL,
    status TEXT NOT NULL,
    due_key TEXT NOT NULL,
    triaged BOOLEAN NOT NULL,
    assigned BOOLEAN NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (council, service, status, due_key, triaged, assigned)
);

CREATE INDEX open_case_count_to_triage ON open_case_count (council, due_key, n) WHERE NOT triaged;

-- What acts changed in these counts and nobody has added up yet: a row for each case, so that no
-- act waits for another.
CREATE TABLE open_case_change (
    council TEXT NOT NULL,
    service TEXT NOT NULL,
    status TEXT NOT NULL,
    due_key TEXT NOT NULL,
    triaged BOOLEAN NOT NULL,
    assigned BOOLEAN NOT NULL,
    case_id TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (council, service, status, due_key, triaged, assigned, case_id)
);

CREATE INDEX open_case_change_to_triage ON open_case_change (council, due_key, n) WHERE NOT triaged;

INSERT INTO open_case_count (council, service, status, due_key, triaged, assigned, n)
SELECT council, COALESCE(service, ''), status, due_key, triaged, owner IS NOT NULL, COUNT(*)
FROM cases
WHERE NOT closed
GROUP BY council, COALESCE(service, ''), status, due_key, triaged, owner IS NOT NULL;

CREATE INDEX cases_newest_open ON cases (council, received_at, case_id) WHERE NOT closed;
CREATE INDEX cases_newest_open_of_service ON cases (council, service, received_at, case_id) WHERE NOT closed;
