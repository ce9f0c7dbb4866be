-- What GOV.UK Notify took, under which name it knows it, what it last said of it, and when it is asked again.

CREATE TABLE notify_message (
    council TEXT NOT NULL,
    message_id TEXT NOT NULL,
    notification_id TEXT NOT NULL,
    status TEXT NOT NULL,
    said_at BIGINT NOT NULL,
    ask_at BIGINT,
    PRIMARY KEY (council, message_id)
);

CREATE INDEX notify_message_to_ask ON notify_message (council, ask_at, message_id) WHERE ask_at IS NOT NULL;
