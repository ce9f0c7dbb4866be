-- The common causes that the case $2 is in, the newest first: those that it was not taken out of.
SELECT cause.cause_id, cause.begun_on, cause.name_words, cause.place_words, cause.service, cause.from_on, cause.until_on,
    cause.stage, cause.cases, cause.answered, cause.kept_back, cause.finished, cause.authors
FROM cause_case
JOIN cause ON cause.council = cause_case.council AND cause.cause_id = cause_case.cause_id
WHERE cause_case.council = $1 AND cause_case.case_id = $2 AND cause_case.standing <> 'out'
ORDER BY cause_case.cause_id DESC
