-- A lesson concerns a service.
INSERT INTO lesson_service (council, service, lesson_id)
VALUES ($1, $2, $3)
ON CONFLICT (council, service, lesson_id) DO NOTHING
