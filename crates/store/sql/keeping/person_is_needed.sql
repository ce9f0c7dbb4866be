-- Whether the details of the person $2 are needed beside the case $3, the conduct file $4, each where one is named: by a case that is not
-- erased, whoever they are on it, a conduct file, or a signal ($5: their stream, where it is asked of) that is not erased.
SELECT 1 AS n
WHERE EXISTS (
    SELECT 1 FROM cases
    WHERE cases.council = $1 AND cases.customer = $2 AND cases.case_id <> $3 AND NOT EXISTS (
        SELECT 1 FROM case_keeping
        WHERE case_keeping.council = $1 AND case_keeping.case_id = cases.case_id AND case_keeping.state = 'erased'
    )
) OR EXISTS (
    SELECT 1 FROM case_person
    WHERE case_person.council = $1 AND case_person.person_id = $2 AND case_person.case_id <> $3 AND NOT EXISTS (
        SELECT 1 FROM case_keeping
        WHERE case_keeping.council = $1 AND case_keeping.case_id = case_person.case_id AND case_keeping.state = 'erased'
    )
) OR EXISTS (
    SELECT 1 FROM conduct WHERE conduct.council = $1 AND conduct.person_id = $2 AND conduct.file_id <> $4
) OR EXISTS (
    SELECT 1 FROM conduct_end WHERE conduct_end.council = $1 AND conduct_end.stream = $5
)
