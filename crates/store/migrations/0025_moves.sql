-- A read model: where people moved, from the streams of customers. The words stand among the words.
CREATE TABLE person_address (
    council TEXT NOT NULL,
    person_id TEXT NOT NULL,
    from_on TEXT NOT NULL,
    address_words TEXT NOT NULL,
    postcode_words TEXT,
    PRIMARY KEY (council, person_id, from_on)
);
