-- What is of use only while an arrangement binds is no longer due when it has lapsed.

ALTER TABLE conduct ADD COLUMN due_until TEXT;

UPDATE conduct SET due_until = binds_until WHERE due_what = 'review';
