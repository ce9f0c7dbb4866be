-- How many days complaints about the service $2 took at the stage $3 from the step $4 to their reply: the last $5.
SELECT days FROM case_pace
WHERE council = $1 AND service = $2 AND stage = $3 AND step = $4
ORDER BY replied_on DESC, case_id DESC
LIMIT $5
