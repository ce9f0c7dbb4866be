-- A view is mailed to $2 of council $1 no more.
DELETE FROM mailed_report WHERE council = $1 AND user_id = $2 AND view = $3 AND service = $4
