-- The case that a token leads to.
SELECT case_id FROM reply_token WHERE council = $1 AND token = $2
