-- A case shows a lesson.
INSERT INTO lesson_case (council, case_id, lesson_id)
VALUES ($1, $2, $3)
ON CONFLICT (council, case_id, lesson_id) DO NOTHING
