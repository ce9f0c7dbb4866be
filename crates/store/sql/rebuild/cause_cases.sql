-- The rows of $1 in key order.
SELECT * FROM cause_case WHERE council = $1 ORDER BY case_id, cause_id
