-- What the virus scanner said of a file is said by an event from now on. What it said before stands in no chain, so nobody can
-- tell it from what somebody wrote into the database: such a file counts as not checked, and one with a virus in it waits for
-- the scanner again, and for nobody else.
UPDATE file SET scan = 'not-scanned' WHERE scan = 'clean' AND stream IS NOT NULL;

UPDATE file SET scan = 'waiting' WHERE scan = 'infected' AND stream IS NOT NULL;

-- Anchors in the order in which they were made: one of a day to come, made by a clock that stood wrong, is not the last for
-- ever.
CREATE INDEX anchor_in_order ON anchor (council, position, day);
