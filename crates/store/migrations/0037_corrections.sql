-- Corrections of somebody's details: how they want to be addressed, a message to an address that is not on file any
-- more, and what was mailed there and opens nothing from then on.

ALTER TABLE person ADD COLUMN called TEXT;
ALTER TABLE message ADD COLUMN to_words TEXT;

CREATE INDEX code_of_person ON code (council, person_id);
CREATE INDEX survey_link_of_case ON survey_link (council, case_id);
