-- Accounts of partner organisations: for which one somebody answers. The list of its questions, and one of them by name.

ALTER TABLE user_account ADD COLUMN partner TEXT;

CREATE INDEX user_of_partner ON user_account (council, partner, name, user_id) WHERE partner IS NOT NULL;
CREATE INDEX case_referral_by_state ON case_referral (council, partner, state, due_on, referral_id);
CREATE INDEX case_referral_by_name ON case_referral (council, referral_id);

-- Replies to many that wait for somebody else than who wrote in them, for the queue of approvals.

ALTER TABLE cause ADD COLUMN authors TEXT NOT NULL DEFAULT '';

CREATE INDEX cause_waiting ON cause (council, cause_id) WHERE stage = 'waiting';
