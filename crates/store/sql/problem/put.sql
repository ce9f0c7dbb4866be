-- A group of cases that is no problem of its own, as somebody found.
INSERT INTO problem_dismissed (council, service, sign, digest, cases, because, dismissed_by, dismissed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (council, service, sign, digest) DO UPDATE SET
    cases = excluded.cases,
    because = excluded.because,
    dismissed_by = excluded.dismissed_by,
    dismissed_at = excluded.dismissed_at
