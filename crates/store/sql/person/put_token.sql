-- By what somebody is found.
INSERT INTO person_token (
    council, token, person_id
) VALUES (
    $1, $2, $3
)
