-- The answer that a request got.
SELECT result FROM once WHERE council = $1 AND scope = $2 AND key = $3
