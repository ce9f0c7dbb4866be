-- Forgets the answers to requests of one sort that were done before $3.
DELETE FROM once WHERE council = $1 AND scope = $2 AND done_at < $3
