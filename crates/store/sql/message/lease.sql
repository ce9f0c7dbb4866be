-- Leases messages of council $1 that go by the channel $6 to the worker $2 at $3 until $4, at most $5. Of
-- two workers that ask at once, the second waits for the first, finds the lease and goes without.
UPDATE message SET leased_by = $2, leased_until = $4, tries = tries + 1
WHERE council = $1 AND state = 'waiting' AND leased_until <= $3 AND message_id IN (
    SELECT due.message_id
    FROM message AS due
    WHERE due.council = $1 AND due.state = 'waiting' AND due.release_at <= $3 AND due.leased_until <= $3
        AND due.channel = $6
    ORDER BY due.release_at, due.message_id
    LIMIT $5
)
RETURNING message_id, case_id, recipient, channel, purpose, subject_words, body_words, release_at, state, tries,
    sent_at, last_error, referral, conduct, to_words
