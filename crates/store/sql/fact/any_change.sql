-- What something of council $1 is that is not added up yet, the first after $2.
SELECT what FROM fact_change WHERE council = $1 AND what > $2 ORDER BY what LIMIT 1
