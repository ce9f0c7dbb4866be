-- Whether what people told of a case is erased: as case_keeping says it, and on the case so that the index below holds no such case.
-- An act writes the row of its case anew and leaves this as it stands; a rebuild sets it again.
ALTER TABLE cases ADD COLUMN is_erased BOOLEAN NOT NULL DEFAULT FALSE;

UPDATE cases SET is_erased = TRUE
WHERE EXISTS (
    SELECT 1 FROM case_keeping
    WHERE case_keeping.council = cases.council AND case_keeping.case_id = cases.case_id AND case_keeping.state = 'erased'
);

-- Closed cases that are not erased, by what says how long they are kept: what they are and how they ended.
CREATE INDEX cases_to_forget ON cases (council, kind, (COALESCE(outcome, '')), closed_on, case_id) WHERE closed AND NOT is_erased;
