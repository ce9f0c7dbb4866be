-- E-mail that comes in: each message whole, as its bytes came, and what became of it; the tokens that lead
-- answers to their case; and how the mailbox was found.

CREATE TABLE mail (
    council TEXT NOT NULL,
    mail_id TEXT NOT NULL,
    -- The digest of the message, line ends aside: the same message twice is one.
    digest TEXT NOT NULL,
    size BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    -- The address that it was delivered to, where the server said so.
    recipient TEXT,
    -- What it says of itself, for the lists.
    message_id TEXT,
    sender TEXT,
    sender_name TEXT,
    subject TEXT,
    state TEXT NOT NULL,
    doubt TEXT,
    -- The case that it belongs to, or may belong to.
    case_id TEXT,
    contact_id TEXT,
    -- Who said what it is, when, and why; none where the program did.
    decided_by TEXT,
    decided_at BIGINT,
    reason TEXT,
    PRIMARY KEY (council, mail_id),
    UNIQUE (council, digest)
);

CREATE INDEX mail_by_state ON mail (council, state, received_at, mail_id);
CREATE INDEX mail_of_case ON mail (council, case_id, received_at, mail_id) WHERE case_id IS NOT NULL;
CREATE INDEX mail_of_message_id ON mail (council, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX mail_unsorted ON mail (council, received_at, mail_id) WHERE doubt = 'not-sorted';

CREATE TABLE mail_part (
    council TEXT NOT NULL,
    mail_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (council, mail_id, number),
    FOREIGN KEY (council, mail_id) REFERENCES mail (council, mail_id) ON DELETE CASCADE
);

-- What stands behind the + of the address to which somebody answers about a case.
CREATE TABLE reply_token (
    council TEXT NOT NULL,
    token TEXT NOT NULL,
    case_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (council, token),
    UNIQUE (council, case_id, person_id)
);

-- How the mailbox was last found.
CREATE TABLE mailbox (
    council TEXT NOT NULL,
    read_at BIGINT,
    failing_since BIGINT,
    why TEXT,
    PRIMARY KEY (council)
);
