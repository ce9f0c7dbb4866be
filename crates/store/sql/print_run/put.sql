-- A print run that was made.
INSERT INTO print_run (council, run_on, number, letters, pages, made_at, made_by, of_conduct)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
