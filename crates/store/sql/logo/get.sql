-- The logo of council $1.
SELECT content FROM logo WHERE council = $1
