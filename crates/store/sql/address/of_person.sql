-- Where the person $2 moved, the first move first.
SELECT person_address.*, street.body AS address, code.body AS postcode
FROM person_address
LEFT JOIN word AS street
    ON street.council = person_address.council AND street.words_id = person_address.address_words
LEFT JOIN word AS code
    ON code.council = person_address.council AND code.words_id = person_address.postcode_words
WHERE person_address.council = $1 AND person_address.person_id = $2
ORDER BY person_address.from_on
