-- A code ($2, its digest) opens the survey about the case $3; made at $4.
INSERT INTO survey_link (council, hash, case_id, made_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (council, hash) DO NOTHING
