-- What the sealer remembers of the last seal.
SELECT position, hash FROM seal_head WHERE council = $1
