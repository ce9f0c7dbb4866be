-- Throws the rows of $1 away.
DELETE FROM fact_change WHERE council = $1
