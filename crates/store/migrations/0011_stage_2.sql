-- Stage 2 and the Ombudsman: the complaints that are reviewed, and those that an Ombudsman has.

CREATE INDEX cases_open_stage_2 ON cases (council, due_key, case_id) WHERE stage = 2 AND NOT closed;

-- A read model: what an Ombudsman asked last about a case.
CREATE TABLE case_enquiry (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    ombudsman TEXT NOT NULL,
    referral TEXT NOT NULL,
    step TEXT NOT NULL,
    service TEXT,
    received_on TEXT NOT NULL,
    due_on TEXT,
    decided_on TEXT,
    is_open BOOLEAN NOT NULL,
    due_key TEXT NOT NULL,
    PRIMARY KEY (council, case_id)
);

CREATE INDEX case_enquiry_open ON case_enquiry (council, due_key, case_id) WHERE is_open;
