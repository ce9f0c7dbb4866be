-- The case that a row of a source became.
SELECT case_id FROM import_row WHERE council = $1 AND source = $2 AND row_key = $3
