-- Somebody's details, new or changed.
INSERT INTO person (
    council, person_id, name, email, phone, address, postcode, reply_by, salt, digest, called
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
)
ON CONFLICT (council, person_id) DO UPDATE SET
    name = excluded.name,
    email = excluded.email,
    phone = excluded.phone,
    address = excluded.address,
    postcode = excluded.postcode,
    reply_by = excluded.reply_by,
    salt = excluded.salt,
    digest = excluded.digest,
    called = excluded.called
