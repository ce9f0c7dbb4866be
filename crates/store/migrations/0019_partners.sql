-- Questions to partners: how each stands, the links that open one, and the codes that go with a link.

ALTER TABLE message ADD COLUMN referral TEXT;

-- A read model: what a partner was asked about a case, and how long the answer took.
CREATE TABLE case_referral (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    referral_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    partner TEXT NOT NULL,
    service TEXT,
    owner TEXT,
    state TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    remind_on TEXT,
    accepted_on TEXT,
    answered_on TEXT,
    working_days BIGINT,
    is_open BOOLEAN NOT NULL,
    PRIMARY KEY (council, case_id, referral_id)
);

CREATE INDEX case_referral_open ON case_referral (council, due_on, referral_id) WHERE is_open;
CREATE INDEX case_referral_to_remind ON case_referral (council, remind_on, referral_id) WHERE remind_on IS NOT NULL;
CREATE INDEX case_referral_of_partner ON case_referral (council, partner, asked_on, referral_id);

-- The secrets in links that open one question, by their hash; each opens once.
CREATE TABLE partner_key (
    council TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    case_id TEXT NOT NULL,
    referral_id TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (council, token_hash)
);

CREATE INDEX partner_key_expiry ON partner_key (council, expires_at);

CREATE TABLE partner_code (
    council TEXT NOT NULL,
    referral_id TEXT NOT NULL,
    salt TEXT NOT NULL,
    digest TEXT NOT NULL,
    tries BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (council, referral_id)
);

CREATE INDEX partner_code_expiry ON partner_code (council, expires_at);
