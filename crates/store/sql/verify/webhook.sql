-- Where the webhook $2 of council $1 leads, what it is told of, and the key of its signatures.
SELECT url, events, secret FROM webhook WHERE council = $1 AND webhook_id = $2
