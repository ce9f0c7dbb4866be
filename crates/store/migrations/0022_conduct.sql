-- Read models of conduct files: how each stands and when it binds, and the contacts that wait to be read while an
-- arrangement is in force. And who opened which file: not a read model, it is nowhere else.

CREATE TABLE conduct (
    council TEXT NOT NULL,
    file_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    standing TEXT NOT NULL,
    measures TEXT NOT NULL,
    open_channel TEXT,
    reach TEXT,
    service TEXT,
    binds_from TEXT,
    binds_until TEXT,
    review_on TEXT,
    due_on TEXT,
    due_what TEXT,
    is_closed BOOLEAN NOT NULL,
    PRIMARY KEY (council, file_id)
);

CREATE INDEX conduct_of_person ON conduct (council, person_id, file_id);
CREATE INDEX conduct_binding ON conduct (council, binds_until) WHERE binds_until IS NOT NULL;
CREATE INDEX conduct_due ON conduct (council, due_on, file_id) WHERE due_on IS NOT NULL;

CREATE TABLE conduct_contact (
    council TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    file_id TEXT NOT NULL,
    case_id TEXT,
    came_on TEXT NOT NULL,
    read_by TEXT NOT NULL,
    channel TEXT NOT NULL,
    PRIMARY KEY (council, contact_id)
);

CREATE INDEX conduct_contact_to_read ON conduct_contact (council, read_by, contact_id);

CREATE TABLE conduct_reading (
    council TEXT NOT NULL,
    file_id TEXT NOT NULL,
    read_at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    page TEXT NOT NULL,
    PRIMARY KEY (council, file_id, read_at, actor, page)
);
