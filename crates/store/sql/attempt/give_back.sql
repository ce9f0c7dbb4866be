-- Takes back one attempt under the key $2: it was none.
UPDATE attempt SET count = count - 1 WHERE council = $1 AND key = $2 AND count > 0
