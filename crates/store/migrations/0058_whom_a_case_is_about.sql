-- The members of staff whom a case is about, between commas: lists leave it out for them. Nobody could be named before, so
-- that nothing is to be made again.
ALTER TABLE cases ADD COLUMN about TEXT;
