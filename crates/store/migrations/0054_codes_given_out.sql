-- Who of the council gave a code out, when and how: what is said with it about a conduct file is marked so.

ALTER TABLE code ADD COLUMN given_by TEXT;
ALTER TABLE code ADD COLUMN given_at BIGINT;
ALTER TABLE code ADD COLUMN given_as TEXT;

-- Whether anything on a case waits to be read is asked before what was told on it is erased.
CREATE INDEX conduct_contact_of_case ON conduct_contact (council, case_id);
