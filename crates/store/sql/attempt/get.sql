-- How many attempts there were under the key $2, if the first was not before $3.
SELECT count FROM attempt WHERE council = $1 AND key = $2 AND since >= $3
