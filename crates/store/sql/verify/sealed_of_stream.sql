-- How many events of stream $2 up to version $3 have their seal.
SELECT COUNT(*) AS n FROM seal WHERE council = $1 AND stream = $2 AND version <= $3
