-- Whether the thing of sort $2 with the identifier $3 was erased.
SELECT erased_at FROM erased WHERE council = $1 AND sort = $2 AND id = $3
