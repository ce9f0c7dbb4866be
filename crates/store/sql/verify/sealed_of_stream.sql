-- How many events of stream $2 up to version $3 have their seal, among those that are read from the first on.
SELECT COUNT(*) AS n FROM seal WHERE council = $1 AND stream = $2 AND version <= $3 AND position > 0
