-- What somebody found of the group $4 of the sign $3 of the service $2 of council $1.
SELECT service, sign, digest, cases, because, dismissed_by, dismissed_at
FROM problem_dismissed
WHERE council = $1 AND service = $2 AND sign = $3 AND digest = $4
