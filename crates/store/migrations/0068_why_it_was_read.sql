-- By what right somebody opened a case, or a conduct file: owner, part, logged, service, given, role. Nothing in what was
-- written down before.
ALTER TABLE access_log ADD COLUMN why TEXT;

ALTER TABLE conduct_reading ADD COLUMN why TEXT;
