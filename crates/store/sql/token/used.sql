-- Notes the day on which a token was used last.
UPDATE api_token SET last_used_on = $3 WHERE council = $1 AND name = $2
