-- The stream $2 of council $1, held in this transaction, is held no longer than it: nothing stands there when it has ended.
DELETE FROM once WHERE council = $1 AND scope = 'hold' AND key = $2
