-- How the mailbox was found; since when it fails stays while it does.
INSERT INTO mailbox (council, read_at, failing_since, why) VALUES ($1, $2, $3, $4)
ON CONFLICT (council) DO UPDATE SET
    read_at = COALESCE(excluded.read_at, mailbox.read_at),
    failing_since = CASE WHEN excluded.failing_since IS NULL THEN NULL
        ELSE COALESCE(mailbox.failing_since, excluded.failing_since) END,
    why = excluded.why
