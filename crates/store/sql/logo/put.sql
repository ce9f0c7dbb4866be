-- The logo of council $1.
INSERT INTO logo (council, content) VALUES ($1, $2)
ON CONFLICT (council) DO UPDATE SET content = excluded.content
