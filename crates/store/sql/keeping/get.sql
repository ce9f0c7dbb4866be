-- What becomes of the case $2.
SELECT case_id, state, since_on, because FROM case_keeping WHERE council = $1 AND case_id = $2
