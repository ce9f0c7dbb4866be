-- Read models: disposable, filled from the events of one stream each.

CREATE TABLE cases (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    reference TEXT NOT NULL,
    kind TEXT NOT NULL,
    procedure TEXT NOT NULL,
    policy_version BIGINT NOT NULL,
    stage BIGINT NOT NULL,
    status TEXT NOT NULL,
    priority TEXT NOT NULL,
    service TEXT,
    team TEXT,
    owner TEXT,
    customer TEXT,
    summary_words TEXT,
    channel TEXT NOT NULL,
    raised_by_role TEXT NOT NULL,
    logged_by TEXT NOT NULL,
    received_on TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    triaged BOOLEAN NOT NULL,
    acknowledged_on TEXT,
    acknowledge_due_on TEXT,
    first_answered_on TEXT,
    reply_due_on TEXT,
    replied_on TEXT,
    due_on TEXT,
    due_what TEXT,
    extended BOOLEAN NOT NULL,
    settled_at_first_contact BOOLEAN NOT NULL,
    awaiting_approval BOOLEAN NOT NULL,
    author_of_reply TEXT,
    outcome TEXT,
    closed BOOLEAN NOT NULL,
    closed_on TEXT,
    last_word_on TEXT,
    updated_at BIGINT NOT NULL,
    due_key TEXT NOT NULL,
    PRIMARY KEY (council, case_id),
    UNIQUE (council, reference)
);

CREATE INDEX cases_to_triage ON cases (council, priority, received_at, case_id) WHERE NOT triaged AND NOT closed;
CREATE INDEX cases_open_by_due ON cases (council, due_key, case_id, service, owner, closed) WHERE NOT closed;
CREATE INDEX cases_open_of_owner ON cases (council, owner, due_key, case_id, closed) WHERE NOT closed;
CREATE INDEX cases_open_of_service ON cases (council, service, due_key, case_id) WHERE NOT closed;
CREATE INDEX cases_open_of_team ON cases (council, team, due_key, case_id) WHERE NOT closed;
CREATE INDEX cases_awaiting_approval ON cases (council, due_key, case_id) WHERE awaiting_approval;
CREATE INDEX cases_closed_of_owner ON cases (council, owner, closed_on, case_id) WHERE closed;
CREATE INDEX cases_of_customer ON cases (council, customer, received_at, case_id);
CREATE INDEX cases_logged_by ON cases (council, logged_by, received_at, case_id);
CREATE INDEX cases_newest ON cases (council, received_at, case_id);
CREATE INDEX cases_newest_of_service ON cases (council, service, received_at, case_id);
CREATE INDEX cases_newest_of_owner ON cases (council, owner, received_at, case_id);
CREATE INDEX cases_received_on ON cases (council, received_on, kind);
CREATE INDEX cases_closed_on ON cases (council, closed_on, kind) WHERE closed;

CREATE TABLE case_stage (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    stage BIGINT NOT NULL,
    kind TEXT NOT NULL,
    procedure TEXT NOT NULL,
    service TEXT,
    started_on TEXT NOT NULL,
    acknowledge_due_on TEXT,
    acknowledged_on TEXT,
    reply_due_on TEXT,
    replied_on TEXT,
    extended BOOLEAN NOT NULL,
    outcome TEXT,
    PRIMARY KEY (council, case_id, stage)
);

CREATE INDEX case_stage_replied ON case_stage (council, stage, replied_on);

CREATE TABLE case_point (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    point_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    words TEXT,
    service TEXT,
    finding TEXT,
    found_on TEXT,
    PRIMARY KEY (council, case_id, point_id)
);

CREATE TABLE case_remedy (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    remedy_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT,
    service TEXT,
    owner TEXT,
    due_on TEXT,
    delivered_on TEXT,
    PRIMARY KEY (council, case_id, remedy_id)
);

CREATE INDEX case_remedy_due ON case_remedy (council, due_on, case_id, remedy_id) WHERE delivered_on IS NULL;

CREATE TABLE daily_check (
    council TEXT NOT NULL,
    checked_on TEXT NOT NULL,
    checked_at BIGINT NOT NULL,
    checked_by TEXT NOT NULL,
    waiting BIGINT NOT NULL,
    PRIMARY KEY (council, checked_on)
);
