-- Promised remedies: which are still to be delivered, by when, and who is to be reminded when.

ALTER TABLE case_remedy ADD COLUMN is_open BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE case_remedy ADD COLUMN due_key TEXT NOT NULL DEFAULT '9999-12-31';
ALTER TABLE case_remedy ADD COLUMN remind_on TEXT;

UPDATE case_remedy SET is_open = (delivered_on IS NULL), due_key = COALESCE(due_on, '9999-12-31'), remind_on = due_on;

DROP INDEX case_remedy_due;

CREATE INDEX case_remedy_open ON case_remedy (council, due_key, case_id, remedy_id) WHERE is_open;
CREATE INDEX case_remedy_open_of_service ON case_remedy (council, service, due_key, case_id, remedy_id) WHERE is_open;
CREATE INDEX case_remedy_open_of_owner ON case_remedy (council, owner, due_key, case_id, remedy_id) WHERE is_open;
CREATE INDEX case_remedy_to_remind ON case_remedy (council, remind_on, case_id, remedy_id) WHERE remind_on IS NOT NULL;

-- Requests whose customer still waits for a word: the first answer, or the next update.
CREATE INDEX cases_waiting_for_word ON cases (council, due_key, case_id) WHERE NOT closed AND due_what IN ('first-answer', 'update');
