-- Why contacts about the case $2 could have been saved, and the root causes of the lessons that it shows.
SELECT 'contact' AS sort, case_fact.detail AS cause
FROM case_fact
WHERE case_fact.council = $1 AND case_fact.case_id = $2 AND case_fact.what = 'avoidable-contact'
UNION
SELECT 'lesson' AS sort, lesson.cause AS cause
FROM lesson_case
JOIN lesson ON lesson.council = lesson_case.council AND lesson.lesson_id = lesson_case.lesson_id
WHERE lesson_case.council = $1 AND lesson_case.case_id = $2 AND lesson.cause IS NOT NULL
