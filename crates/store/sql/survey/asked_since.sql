-- Whether somebody ($2) was asked after the day $3.
SELECT 1 AS n FROM survey WHERE council = $1 AND asked = $2 AND begun_on > $3 LIMIT 1
