-- Which cases of a block hold a term.
INSERT INTO search_block (council, term, block, cases) VALUES ($1, $2, $3, $4)
ON CONFLICT (council, term, block) DO UPDATE SET cases = excluded.cases
