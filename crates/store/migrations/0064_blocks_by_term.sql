-- The blocks of a term stand side by side: a word that few cases have is read from a few pages of the file and not from
-- one for each block.
CREATE TABLE search_block_anew (
    council TEXT NOT NULL,
    term TEXT NOT NULL,
    block BIGINT NOT NULL,
    cases TEXT NOT NULL,
    PRIMARY KEY (council, term, block)
) WITHOUT ROWID;

INSERT INTO search_block_anew (council, term, block, cases)
SELECT council, term, block, cases FROM search_block ORDER BY council, term, block;

DROP TABLE search_block;

ALTER TABLE search_block_anew RENAME TO search_block;
