-- The desk: wards, what lies still, who is away, what people are told, and the searches that they keep.

ALTER TABLE cases ADD COLUMN ward TEXT;
ALTER TABLE cases ADD COLUMN touched_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN follow_up_until TEXT;
UPDATE cases SET touched_at = updated_at;

CREATE INDEX cases_idle ON cases (council, touched_at, case_id) WHERE NOT closed;
CREATE INDEX cases_to_close ON cases (council, follow_up_until, case_id) WHERE follow_up_until IS NOT NULL;
CREATE INDEX cases_open_logged_by ON cases (council, logged_by, due_key, case_id) WHERE NOT closed;
CREATE INDEX cases_oldest_of_owner ON cases (council, owner, received_at) WHERE NOT closed;
CREATE INDEX cases_oldest_of_team ON cases (council, team, received_at) WHERE NOT closed;
CREATE INDEX cases_newest_of_team ON cases (council, team, received_at, case_id);

ALTER TABLE user_account ADD COLUMN wards TEXT NOT NULL DEFAULT '[]';

CREATE TABLE absence (
    council TEXT NOT NULL,
    user_id TEXT NOT NULL,
    away_from TEXT NOT NULL,
    away_to TEXT NOT NULL,
    covered_by TEXT NOT NULL,
    PRIMARY KEY (council, user_id)
);

CREATE INDEX absence_covered_by ON absence (council, covered_by, away_to);
CREATE INDEX absence_ends ON absence (council, away_to);

CREATE TABLE notification (
    council TEXT NOT NULL,
    notification_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    raised_at BIGINT NOT NULL,
    raised_by TEXT NOT NULL,
    case_id TEXT,
    help_id TEXT,
    about_on TEXT,
    words_id TEXT,
    said TEXT,
    seen_at BIGINT,
    done_at BIGINT,
    PRIMARY KEY (council, notification_id)
);

CREATE INDEX notification_of_user ON notification (council, user_id, raised_at, notification_id);
CREATE INDEX notification_new ON notification (council, user_id, raised_at) WHERE seen_at IS NULL AND done_at IS NULL;
CREATE INDEX notification_of_help ON notification (council, help_id, notification_id) WHERE help_id IS NOT NULL;
CREATE INDEX notification_old ON notification (council, raised_at);

CREATE TABLE saved_filter (
    council TEXT NOT NULL,
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (council, user_id, name)
);
