-- Something of council $1 that is not added up yet.
SELECT what FROM fact_change WHERE council = $1 LIMIT 1
