-- Where the answers to a survey stand for their readers: the identifier of the case said when it was logged, and so whose they
-- are. A rebuild fills it for the answers of before.
ALTER TABLE survey ADD COLUMN stands_at TEXT NOT NULL DEFAULT '';
CREATE INDEX survey_at ON survey (council, stands_at);
