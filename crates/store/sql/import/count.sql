-- How many rows of a source are in.
SELECT COUNT(*) AS n FROM import_row WHERE council = $1 AND source = $2
