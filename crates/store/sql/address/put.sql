-- An address of a person, from a day.
INSERT INTO person_address (council, person_id, from_on, address_words, postcode_words)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, person_id, from_on) DO UPDATE SET
    address_words = excluded.address_words,
    postcode_words = excluded.postcode_words
