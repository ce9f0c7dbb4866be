-- The token for the answers of somebody about a case.
SELECT token FROM reply_token WHERE council = $1 AND case_id = $2 AND person_id = $3
