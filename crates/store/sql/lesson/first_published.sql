-- The day on which people were first told of a lesson.
SELECT published_on FROM lesson
WHERE council = $1 AND published_on IS NOT NULL
ORDER BY published_on
LIMIT 1
