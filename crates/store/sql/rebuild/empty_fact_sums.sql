-- Throws the rows of $1 away.
DELETE FROM fact_sum WHERE council = $1
