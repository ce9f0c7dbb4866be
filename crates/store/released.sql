-- The statements of version 0.1.0. Written by scripts/release-statements; changed by nobody.
-- == absence/covered_by.sql
SELECT user_id, away_from, away_to, covered_by
FROM absence
WHERE council = $1 AND covered_by = $2 AND away_to >= $3 AND away_from <= $3
ORDER BY user_id
-- == absence/delete.sql
DELETE FROM absence WHERE council = $1 AND user_id = $2
-- == absence/get.sql
SELECT user_id, away_from, away_to, covered_by
FROM absence
WHERE council = $1 AND user_id = $2
-- == absence/on.sql
SELECT user_id, away_from, away_to, covered_by
FROM absence
WHERE council = $1 AND away_to >= $2 AND away_from <= $2
ORDER BY user_id
-- == absence/put.sql
INSERT INTO absence (council, user_id, away_from, away_to, covered_by) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, user_id) DO UPDATE SET
    away_from = excluded.away_from,
    away_to = excluded.away_to,
    covered_by = excluded.covered_by
-- == access/of_actor.sql
SELECT case_id, read_at, actor, page
FROM access_log
WHERE council = $1 AND actor = $2
ORDER BY read_at DESC
LIMIT $3
-- == access/of_case.sql
SELECT case_id, read_at, actor, page
FROM access_log
WHERE council = $1 AND case_id = $2
ORDER BY read_at DESC
LIMIT $3
-- == access/put.sql
INSERT INTO access_log (council, case_id, read_at, actor, page) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, case_id, read_at, actor, page) DO NOTHING
-- == address/delete.sql
DELETE FROM person_address WHERE council = $1 AND person_id = $2
-- == address/of_person.sql
SELECT person_address.*, street.body AS address, code.body AS postcode
FROM person_address
LEFT JOIN word AS street
    ON street.council = person_address.council AND street.words_id = person_address.address_words
LEFT JOIN word AS code
    ON code.council = person_address.council AND code.words_id = person_address.postcode_words
WHERE person_address.council = $1 AND person_address.person_id = $2
ORDER BY person_address.from_on
-- == address/put.sql
INSERT INTO person_address (council, person_id, from_on, address_words, postcode_words)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, person_id, from_on) DO UPDATE SET
    address_words = excluded.address_words,
    postcode_words = excluded.postcode_words
-- == adjustment/due_of_owner.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary,
    person_adjustment.kind AS adjustment_kind, person_adjustment.review_on AS adjustment_review_on
FROM cases
JOIN person_adjustment
    ON person_adjustment.council = cases.council AND person_adjustment.person_id = cases.customer
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.owner = $2 AND NOT cases.closed
  AND person_adjustment.ended_on IS NULL AND person_adjustment.review_on <= $3
ORDER BY person_adjustment.review_on, cases.case_id
LIMIT $4
-- == adjustment/of_people.sql
SELECT person_adjustment.*, word.body AS words
FROM person_adjustment
LEFT JOIN word ON word.council = person_adjustment.council AND word.words_id = person_adjustment.words_id
WHERE person_adjustment.council = $1 AND person_adjustment.person_id IN ($2, $3, $4, $5, $6, $7, $8, $9)
ORDER BY person_adjustment.adjustment_id
-- == adjustment/of_person.sql
SELECT person_adjustment.*, word.body AS words
FROM person_adjustment
LEFT JOIN word ON word.council = person_adjustment.council AND word.words_id = person_adjustment.words_id
WHERE person_adjustment.council = $1 AND person_adjustment.person_id = $2
ORDER BY person_adjustment.adjustment_id
-- == adjustment/put.sql
INSERT INTO person_adjustment (council, person_id, adjustment_id, kind, words_id, from_on, review_on, ended_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (council, person_id, adjustment_id) DO UPDATE SET
    kind = excluded.kind,
    words_id = excluded.words_id,
    from_on = excluded.from_on,
    review_on = excluded.review_on,
    ended_on = excluded.ended_on
-- == anchor/mailed.sql
UPDATE anchor SET mailed_at = $3 WHERE council = $1 AND day = $2
-- == anchor/not_mailed.sql
SELECT day FROM anchor WHERE council = $1 AND day = $2 AND mailed_at IS NULL
-- == anchor/of_day.sql
SELECT day, position, seal, previous, hash, made_at FROM anchor WHERE council = $1 AND day = $2
-- == anchor/page.sql
SELECT day, position, seal, previous, hash, made_at FROM anchor
WHERE council = $1 AND day < $2
ORDER BY day DESC
LIMIT $3
-- == anchor/put.sql
INSERT INTO anchor (council, day, position, seal, previous, hash, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT DO NOTHING
-- == attempt/count.sql
INSERT INTO attempt (council, key, count, since) VALUES ($1, $2, 1, $3)
ON CONFLICT (council, key) DO UPDATE SET
    count = CASE WHEN attempt.since < $4 THEN 1 ELSE attempt.count + 1 END,
    since = CASE WHEN attempt.since < $4 THEN excluded.since ELSE attempt.since END
RETURNING count
-- == attempt/delete.sql
DELETE FROM attempt WHERE council = $1 AND key = $2
-- == attempt/delete_old.sql
DELETE FROM attempt WHERE council = $1 AND since < $2
-- == attempt/get.sql
SELECT count FROM attempt WHERE council = $1 AND key = $2 AND since >= $3
-- == attempt/take.sql
INSERT INTO attempt (council, key, count, since) VALUES ($1, $2, $3, $4)
ON CONFLICT (council, key) DO UPDATE SET
    count = CASE WHEN attempt.since < $5 OR attempt.since > $6 THEN excluded.count ELSE attempt.count + excluded.count END,
    since = CASE WHEN attempt.since < $5 OR attempt.since > $6 THEN excluded.since ELSE attempt.since END
RETURNING count, since
-- == calendar_link/delete.sql
DELETE FROM calendar_link WHERE council = $1 AND user_id = $2
-- == calendar_link/of_hash.sql
SELECT user_id, hash, made_at FROM calendar_link WHERE council = $1 AND hash = $2
-- == calendar_link/of_user.sql
SELECT user_id, hash, made_at FROM calendar_link WHERE council = $1 AND user_id = $2
-- == calendar_link/put.sql
INSERT INTO calendar_link (council, user_id, hash, made_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (council, user_id) DO UPDATE SET
    hash = excluded.hash,
    made_at = excluded.made_at
-- == case/awaiting_approval.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.awaiting_approval
  AND (cases.due_key, cases.case_id) > ($2, $3)
  AND (CAST($5 AS TEXT) IS NULL OR $5 LIKE '%,' || cases.service || ',%')
  AND (cases.author_of_reply IS NULL OR cases.author_of_reply <> $6)
ORDER BY cases.due_key, cases.case_id
LIMIT $4
-- == case/by_id.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.case_id = $2
-- == case/by_ids.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.case_id IN (
    $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
    $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33,
    $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49,
    $50, $51
)
-- == case/by_reference.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.reference = $2
-- == case/closed_between.sql
SELECT *
FROM cases
WHERE council = $1 AND closed AND closed_on >= $2 AND closed_on <= $3 AND (closed_on, case_id) > ($4, $5)
ORDER BY closed_on, case_id
LIMIT $6
-- == case/closed_of_owner.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.owner = $2 AND cases.closed AND cases.closed_on >= $3
  AND (cases.closed_on, cases.case_id) < ($4, $5)
ORDER BY cases.closed_on DESC, cases.case_id DESC
LIMIT $6
-- == case/count_approvals.sql
SELECT (
    SELECT COUNT(*)
    FROM cases
    WHERE council = $1 AND awaiting_approval AND due_key > ''
      AND (CAST($2 AS TEXT) IS NULL OR $2 LIKE '%,' || service || ',%')
      AND (author_of_reply IS NULL OR author_of_reply <> $3)
) + (
    SELECT COUNT(*)
    FROM cause
    WHERE council = $1 AND stage = 'waiting' AND authors NOT LIKE '%' || $4 || '%'
      AND (CAST($2 AS TEXT) IS NULL OR $2 LIKE '%,' || service || ',%')
) AS n
-- == case/count_idle.sql
SELECT COUNT(*) AS n
FROM (
    SELECT 1 AS one FROM cases
    WHERE council = $1 AND NOT closed AND touched_at < $2
      AND (CAST($4 AS TEXT) IS NULL OR $4 LIKE '%,' || service || ',%')
    LIMIT $3
) AS counted
-- == case/count_to_send.sql
SELECT COUNT(*) AS n
FROM cases
WHERE council = $1 AND owner = $2 AND ready_to_send AND due_key > ''
-- == case/counts.sql
SELECT
    CAST(COALESCE(SUM(n), 0) AS BIGINT) AS open,
    CAST(COALESCE(SUM(CASE WHEN due_key < $2 THEN n ELSE 0 END), 0) AS BIGINT) AS overdue,
    CAST(COALESCE(SUM(CASE WHEN due_key >= $2 AND due_key <= $3 THEN n ELSE 0 END), 0) AS BIGINT) AS due_soon,
    CAST(COALESCE(SUM(CASE WHEN assigned THEN 0 ELSE n END), 0) AS BIGINT) AS unassigned
FROM (
    SELECT service, due_key, assigned, n FROM open_case_count WHERE council = $1
    UNION ALL
    SELECT service, due_key, assigned, n FROM open_case_change WHERE council = $1
) AS counted
WHERE CAST($4 AS TEXT) IS NULL OR $4 LIKE '%,' || service || ',%'
-- == case/counts_by_service.sql
SELECT service AS whose,
    CAST(SUM(n) AS BIGINT) AS open,
    CAST(SUM(CASE WHEN due_key < $2 THEN n ELSE 0 END) AS BIGINT) AS overdue,
    CAST(SUM(CASE WHEN due_key >= $2 AND due_key <= $3 THEN n ELSE 0 END) AS BIGINT) AS due_soon,
    CAST(SUM(CASE WHEN assigned THEN 0 ELSE n END) AS BIGINT) AS unassigned
FROM (
    SELECT service, due_key, assigned, n FROM open_case_count WHERE council = $1
    UNION ALL
    SELECT service, due_key, assigned, n FROM open_case_change WHERE council = $1
) AS counted
WHERE CAST($4 AS TEXT) IS NULL OR $4 LIKE '%,' || service || ',%'
GROUP BY service
HAVING SUM(n) > 0
ORDER BY service
-- == case/counts_of_owner.sql
SELECT
    COUNT(*) AS open,
    CAST(COALESCE(SUM(CASE WHEN due_key < $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS overdue,
    CAST(COALESCE(SUM(CASE WHEN due_key >= $2 AND due_key <= $3 THEN 1 ELSE 0 END), 0) AS BIGINT) AS due_soon,
    CAST(COALESCE(SUM(CASE WHEN owner IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS unassigned
FROM cases
WHERE council = $1 AND NOT closed AND due_key > '' AND owner = $4
-- == case/delete_point.sql
DELETE FROM case_point WHERE council = $1 AND case_id = $2 AND point_id = $3
-- == case/delete_stages.sql
DELETE FROM case_stage WHERE council = $1 AND case_id = $2
-- == case/find.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND (cases.received_at, cases.case_id) < ($2, $3)
  AND (CAST($5 AS TEXT) IS NULL OR cases.status = $5)
  AND (CAST($6 AS TEXT) IS NULL OR cases.kind = $6)
  AND (CAST($7 AS TEXT) IS NULL OR cases.service = $7)
  AND (CAST($8 AS TEXT) IS NULL OR cases.owner = $8)
  AND (CAST($9 AS TEXT) IS NULL OR (NOT cases.closed AND cases.due_key < $9))
  AND (CAST($10 AS TEXT) IS NULL OR cases.channel = $10)
  AND (CAST($11 AS TEXT) IS NULL OR cases.received_on >= $11)
  AND (CAST($12 AS TEXT) IS NULL OR cases.received_on <= $12)
  AND (CAST($13 AS BOOLEAN) IS NULL OR cases.closed = $13)
  AND (CAST($14 AS TEXT) IS NULL OR $14 LIKE '%,' || cases.service || ',%')
  AND (CAST($15 AS TEXT) IS NULL OR cases.team = $15)
  AND (CAST($16 AS TEXT) IS NULL OR (NOT cases.closed AND cases.due_key >= $16))
ORDER BY cases.received_at DESC, cases.case_id DESC
LIMIT $4
-- == case/find_of_owner.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND (cases.received_at, cases.case_id) < ($2, $3)
  AND cases.owner = $8
  AND (CAST($5 AS TEXT) IS NULL OR cases.status = $5)
  AND (CAST($6 AS TEXT) IS NULL OR cases.kind = $6)
  AND (CAST($7 AS TEXT) IS NULL OR cases.service = $7)
  AND (CAST($8 AS TEXT) IS NULL OR cases.owner = $8)
  AND (CAST($9 AS TEXT) IS NULL OR (NOT cases.closed AND cases.due_key < $9))
  AND (CAST($10 AS TEXT) IS NULL OR cases.channel = $10)
  AND (CAST($11 AS TEXT) IS NULL OR cases.received_on >= $11)
  AND (CAST($12 AS TEXT) IS NULL OR cases.received_on <= $12)
  AND (CAST($13 AS BOOLEAN) IS NULL OR cases.closed = $13)
  AND (CAST($14 AS TEXT) IS NULL OR $14 LIKE '%,' || cases.service || ',%')
  AND (CAST($15 AS TEXT) IS NULL OR cases.team = $15)
  AND (CAST($16 AS TEXT) IS NULL OR (NOT cases.closed AND cases.due_key >= $16))
ORDER BY cases.received_at DESC, cases.case_id DESC
LIMIT $4
-- == case/find_of_service.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND (cases.received_at, cases.case_id) < ($2, $3)
  AND cases.service = $7
  AND (CAST($5 AS TEXT) IS NULL OR cases.status = $5)
  AND (CAST($6 AS TEXT) IS NULL OR cases.kind = $6)
  AND (CAST($7 AS TEXT) IS NULL OR cases.service = $7)
  AND (CAST($8 AS TEXT) IS NULL OR cases.owner = $8)
  AND (CAST($9 AS TEXT) IS NULL OR (NOT cases.closed AND cases.due_key < $9))
  AND (CAST($10 AS TEXT) IS NULL OR cases.channel = $10)
  AND (CAST($11 AS TEXT) IS NULL OR cases.received_on >= $11)
  AND (CAST($12 AS TEXT) IS NULL OR cases.received_on <= $12)
  AND (CAST($13 AS BOOLEAN) IS NULL OR cases.closed = $13)
  AND (CAST($14 AS TEXT) IS NULL OR $14 LIKE '%,' || cases.service || ',%')
  AND (CAST($15 AS TEXT) IS NULL OR cases.team = $15)
  AND (CAST($16 AS TEXT) IS NULL OR (NOT cases.closed AND cases.due_key >= $16))
ORDER BY cases.received_at DESC, cases.case_id DESC
LIMIT $4
-- == case/find_of_team.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND (cases.received_at, cases.case_id) < ($2, $3)
  AND cases.team = $15
  AND (CAST($5 AS TEXT) IS NULL OR cases.status = $5)
  AND (CAST($6 AS TEXT) IS NULL OR cases.kind = $6)
  AND (CAST($7 AS TEXT) IS NULL OR cases.service = $7)
  AND (CAST($8 AS TEXT) IS NULL OR cases.owner = $8)
  AND (CAST($9 AS TEXT) IS NULL OR (NOT cases.closed AND cases.due_key < $9))
  AND (CAST($10 AS TEXT) IS NULL OR cases.channel = $10)
  AND (CAST($11 AS TEXT) IS NULL OR cases.received_on >= $11)
  AND (CAST($12 AS TEXT) IS NULL OR cases.received_on <= $12)
  AND (CAST($13 AS BOOLEAN) IS NULL OR cases.closed = $13)
  AND (CAST($14 AS TEXT) IS NULL OR $14 LIKE '%,' || cases.service || ',%')
  AND (CAST($15 AS TEXT) IS NULL OR cases.team = $15)
  AND (CAST($16 AS TEXT) IS NULL OR (NOT cases.closed AND cases.due_key >= $16))
ORDER BY cases.received_at DESC, cases.case_id DESC
LIMIT $4
-- == case/find_open.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND (cases.received_at, cases.case_id) < ($2, $3)
  AND NOT cases.closed
  AND (CAST($5 AS TEXT) IS NULL OR cases.status = $5)
  AND (CAST($6 AS TEXT) IS NULL OR cases.kind = $6)
  AND (CAST($7 AS TEXT) IS NULL OR cases.service = $7)
  AND (CAST($8 AS TEXT) IS NULL OR cases.owner = $8)
  AND (CAST($9 AS TEXT) IS NULL OR (NOT cases.closed AND cases.due_key < $9))
  AND (CAST($10 AS TEXT) IS NULL OR cases.channel = $10)
  AND (CAST($11 AS TEXT) IS NULL OR cases.received_on >= $11)
  AND (CAST($12 AS TEXT) IS NULL OR cases.received_on <= $12)
  AND (CAST($13 AS BOOLEAN) IS NULL OR cases.closed = $13)
  AND (CAST($14 AS TEXT) IS NULL OR $14 LIKE '%,' || cases.service || ',%')
  AND (CAST($15 AS TEXT) IS NULL OR cases.team = $15)
  AND (CAST($16 AS TEXT) IS NULL OR (NOT cases.closed AND cases.due_key >= $16))
ORDER BY cases.received_at DESC, cases.case_id DESC
LIMIT $4
-- == case/find_open_of_service.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND (cases.received_at, cases.case_id) < ($2, $3)
  AND cases.service = $7
  AND NOT cases.closed
  AND (CAST($5 AS TEXT) IS NULL OR cases.status = $5)
  AND (CAST($6 AS TEXT) IS NULL OR cases.kind = $6)
  AND (CAST($7 AS TEXT) IS NULL OR cases.service = $7)
  AND (CAST($8 AS TEXT) IS NULL OR cases.owner = $8)
  AND (CAST($9 AS TEXT) IS NULL OR (NOT cases.closed AND cases.due_key < $9))
  AND (CAST($10 AS TEXT) IS NULL OR cases.channel = $10)
  AND (CAST($11 AS TEXT) IS NULL OR cases.received_on >= $11)
  AND (CAST($12 AS TEXT) IS NULL OR cases.received_on <= $12)
  AND (CAST($13 AS BOOLEAN) IS NULL OR cases.closed = $13)
  AND (CAST($14 AS TEXT) IS NULL OR $14 LIKE '%,' || cases.service || ',%')
  AND (CAST($15 AS TEXT) IS NULL OR cases.team = $15)
  AND (CAST($16 AS TEXT) IS NULL OR (NOT cases.closed AND cases.due_key >= $16))
ORDER BY cases.received_at DESC, cases.case_id DESC
LIMIT $4
-- == case/idle.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND NOT cases.closed AND cases.touched_at < $2
  AND (cases.touched_at, cases.case_id) > ($3, $4)
  AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || cases.service || ',%')
ORDER BY cases.touched_at, cases.case_id
LIMIT $5
-- == case/logged_by.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.logged_by = $2
  AND (cases.received_at, cases.case_id) < ($3, $4)
ORDER BY cases.received_at DESC, cases.case_id DESC
LIMIT $5
-- == case/of_customer.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.customer = $2
  AND (cases.received_at, cases.case_id) < ($3, $4)
ORDER BY cases.received_at DESC, cases.case_id DESC
LIMIT $5
-- == case/of_customers.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.customer IN (
    $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
    $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34,
    $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50,
    $51, $52
)
ORDER BY cases.received_at + 0 DESC, cases.case_id DESC
LIMIT $2
-- == case/oldest_to_triage.sql
SELECT received_at AS oldest_at
FROM cases
WHERE council = $1 AND priority = $2 AND NOT triaged AND NOT closed
ORDER BY received_at, case_id
LIMIT 1
-- == case/open_at_stage_2.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.stage = 2 AND NOT cases.closed
  AND (cases.due_key, cases.case_id) > ($2, $3)
  AND (CAST($5 AS TEXT) IS NULL OR $5 LIKE '%,' || cases.service || ',%')
ORDER BY cases.due_key, cases.case_id
LIMIT $4
-- == case/open_by_due.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND NOT cases.closed
  AND (cases.due_key, cases.case_id) > ($2, $3)
  AND (CAST($5 AS TEXT) IS NULL OR $5 LIKE '%,' || cases.service || ',%')
ORDER BY cases.due_key, cases.case_id
LIMIT $4
-- == case/open_logged_by.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.logged_by = $2 AND NOT cases.closed
  AND (cases.due_key, cases.case_id) > ($3, $4)
ORDER BY cases.due_key, cases.case_id
LIMIT $5
-- == case/open_of_owner.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.owner = $2 AND NOT cases.closed
  AND (cases.due_key, cases.case_id) > ($3, $4)
ORDER BY cases.due_key, cases.case_id
LIMIT $5
-- == case/open_of_service.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.service = $2 AND NOT cases.closed
  AND (cases.due_key, cases.case_id) > ($3, $4)
ORDER BY cases.due_key, cases.case_id
LIMIT $5
-- == case/open_of_team.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.team = $2 AND NOT cases.closed
  AND (cases.due_key, cases.case_id) > ($3, $4)
ORDER BY cases.due_key, cases.case_id
LIMIT $5
-- == case/open_unassigned.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.owner IS NULL AND NOT cases.closed
  AND (cases.due_key, cases.case_id) > ($2, $3)
  AND (CAST($5 AS TEXT) IS NULL OR $5 LIKE '%,' || cases.service || ',%')
ORDER BY cases.due_key, cases.case_id
LIMIT $4
-- == case/page.sql
SELECT *
FROM cases
WHERE council = $1 AND case_id > $2
ORDER BY case_id
LIMIT $3
-- == case/points.sql
SELECT case_id, point_id, number, words, service, finding, found_on
FROM case_point
WHERE council = $1 AND case_id = $2
ORDER BY number, point_id
-- == case/put.sql
INSERT INTO cases (
    council, case_id, version, reference, kind, procedure, policy_version, stage, status, priority,
    service, team, owner, customer, summary_words, channel, raised_by_role, logged_by, received_on,
    received_at, triaged, acknowledged_on, acknowledge_due_on, first_answered_on, reply_due_on,
    replied_on, due_on, due_what, extended, settled_at_first_contact, awaiting_approval,
    author_of_reply, outcome, closed, closed_on, last_word_on, updated_at, ward, touched_at,
    follow_up_until, ready_to_send, due_key
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
    $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42
)
ON CONFLICT (council, case_id) DO UPDATE SET
    version = excluded.version,
    reference = excluded.reference,
    kind = excluded.kind,
    procedure = excluded.procedure,
    policy_version = excluded.policy_version,
    stage = excluded.stage,
    status = excluded.status,
    priority = excluded.priority,
    service = excluded.service,
    team = excluded.team,
    owner = excluded.owner,
    customer = excluded.customer,
    summary_words = excluded.summary_words,
    channel = excluded.channel,
    raised_by_role = excluded.raised_by_role,
    logged_by = excluded.logged_by,
    received_on = excluded.received_on,
    received_at = excluded.received_at,
    triaged = excluded.triaged,
    acknowledged_on = excluded.acknowledged_on,
    acknowledge_due_on = excluded.acknowledge_due_on,
    first_answered_on = excluded.first_answered_on,
    reply_due_on = excluded.reply_due_on,
    replied_on = excluded.replied_on,
    due_on = excluded.due_on,
    due_what = excluded.due_what,
    extended = excluded.extended,
    settled_at_first_contact = excluded.settled_at_first_contact,
    awaiting_approval = excluded.awaiting_approval,
    author_of_reply = excluded.author_of_reply,
    outcome = excluded.outcome,
    closed = excluded.closed,
    closed_on = excluded.closed_on,
    last_word_on = excluded.last_word_on,
    updated_at = excluded.updated_at,
    ward = excluded.ward,
    touched_at = excluded.touched_at,
    follow_up_until = excluded.follow_up_until,
    ready_to_send = excluded.ready_to_send,
    due_key = excluded.due_key
-- == case/put_person.sql
INSERT INTO case_person (council, person_id, case_id)
VALUES ($1, $2, $3)
ON CONFLICT (council, person_id, case_id) DO NOTHING
-- == case/put_point.sql
INSERT INTO case_point (
    council, case_id, point_id, number, words, service, finding, found_on
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8
)
ON CONFLICT (council, case_id, point_id) DO UPDATE SET
    number = excluded.number,
    words = excluded.words,
    service = excluded.service,
    finding = excluded.finding,
    found_on = excluded.found_on
-- == case/put_stage.sql
INSERT INTO case_stage (
    council, case_id, stage, kind, procedure, service, started_on, acknowledge_due_on, acknowledged_on,
    reply_due_on, replied_on, extended, outcome
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
)
ON CONFLICT (council, case_id, stage) DO UPDATE SET
    kind = excluded.kind,
    procedure = excluded.procedure,
    service = excluded.service,
    started_on = excluded.started_on,
    acknowledge_due_on = excluded.acknowledge_due_on,
    acknowledged_on = excluded.acknowledged_on,
    reply_due_on = excluded.reply_due_on,
    replied_on = excluded.replied_on,
    extended = excluded.extended,
    outcome = excluded.outcome
-- == case/received_between.sql
SELECT *
FROM cases
WHERE council = $1 AND received_on >= $2 AND received_on <= $3 AND (received_on, case_id) > ($4, $5)
ORDER BY received_on, case_id
LIMIT $6
-- == case/record.sql
SELECT event.stream, event.version, event.kind, event.body, event.salt, event.digest, event.previous, event.hash,
    event.recorded_at, event.actor, NULL AS words_id, NULL AS purpose
FROM cases
JOIN event ON event.council = cases.council AND event.stream = 'case/' || cases.case_id
WHERE cases.council = $1 AND cases.reference = $2
UNION ALL
SELECT word.stream, NULL, NULL, word.body, word.salt, word.digest, NULL, NULL, NULL, NULL, word.words_id, word.purpose
FROM cases
JOIN word ON word.council = cases.council AND word.stream = 'case/' || cases.case_id
WHERE cases.council = $1 AND cases.reference = $2
-- == case/stages.sql
SELECT case_id, stage, kind, procedure, service, started_on, acknowledge_due_on, acknowledged_on, reply_due_on,
    replied_on, extended, outcome
FROM case_stage
WHERE council = $1 AND case_id = $2
ORDER BY stage
-- == case/stages_replied_between.sql
SELECT case_id, stage, kind, procedure, service, started_on, acknowledge_due_on, acknowledged_on, reply_due_on,
    replied_on, extended, outcome
FROM case_stage
WHERE council = $1 AND stage = $2 AND replied_on >= $3 AND replied_on <= $4
ORDER BY replied_on, case_id
-- == case/to_close.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.follow_up_until < $2
ORDER BY cases.follow_up_until, cases.case_id
LIMIT $3
-- == case/to_send.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.owner = $2 AND cases.ready_to_send
  AND (cases.due_key, cases.case_id) > ($3, $4)
ORDER BY cases.due_key, cases.case_id
LIMIT $5
-- == case/to_triage.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.priority = $2 AND NOT cases.triaged AND NOT cases.closed
  AND (cases.received_at, cases.case_id) > ($3, $4)
  AND (CAST($6 AS TEXT) IS NULL OR cases.kind = $6)
  AND (CAST($7 AS TEXT) IS NULL OR cases.channel = $7)
  AND (CAST($8 AS TEXT) IS NULL OR COALESCE(cases.service, '-') = $8)
  AND (CAST($9 AS TEXT) IS NULL OR cases.received_on <= $9)
ORDER BY cases.received_at, cases.case_id
LIMIT $5
-- == case/waiting_for_word.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND NOT cases.closed AND cases.due_what IN ('first-answer', 'update')
  AND (cases.due_key, cases.case_id) > ($2, $3)
  AND (CAST($5 AS TEXT) IS NULL OR $5 LIKE '%,' || cases.service || ',%')
  AND (CAST($6 AS TEXT) IS NULL OR cases.owner = $6)
ORDER BY cases.due_key, cases.case_id
LIMIT $4
-- == case/with_person.sql
SELECT case_id FROM case_person WHERE council = $1 AND person_id = $2 AND case_id > $3 ORDER BY case_id LIMIT $4
-- == case/workload_of_owner.sql
SELECT
    (SELECT COUNT(*) FROM (
        SELECT 1 AS one FROM cases
        WHERE council = $1 AND owner = $2 AND NOT closed AND due_key > ''
          AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || service || ',%')
        LIMIT $5) AS counted) AS open,
    (SELECT COUNT(*) FROM (
        SELECT 1 AS one FROM cases
        WHERE council = $1 AND owner = $2 AND NOT closed AND due_key < $3
          AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || service || ',%')
        LIMIT $5) AS counted) AS overdue,
    (SELECT COUNT(*) FROM (
        SELECT 1 AS one FROM cases
        WHERE council = $1 AND owner = $2 AND NOT closed AND due_key >= $3 AND due_key <= $4
          AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || service || ',%')
        LIMIT $5) AS counted) AS due_soon,
    (SELECT received_on FROM cases
     WHERE council = $1 AND owner = $2 AND NOT closed
       AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || service || ',%')
     ORDER BY received_at LIMIT 1) AS oldest_on
-- == case/workload_of_team.sql
SELECT
    (SELECT COUNT(*) FROM (
        SELECT 1 AS one FROM cases
        WHERE council = $1 AND team = $2 AND NOT closed AND due_key > ''
          AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || service || ',%')
        LIMIT $5) AS counted) AS open,
    (SELECT COUNT(*) FROM (
        SELECT 1 AS one FROM cases
        WHERE council = $1 AND team = $2 AND NOT closed AND due_key < $3
          AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || service || ',%')
        LIMIT $5) AS counted) AS overdue,
    (SELECT COUNT(*) FROM (
        SELECT 1 AS one FROM cases
        WHERE council = $1 AND team = $2 AND NOT closed AND due_key >= $3 AND due_key <= $4
          AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || service || ',%')
        LIMIT $5) AS counted) AS due_soon,
    (SELECT received_on FROM cases
     WHERE council = $1 AND team = $2 AND NOT closed
       AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || service || ',%')
     ORDER BY received_at LIMIT 1) AS oldest_on
-- == cause/members.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary, cause_case.standing, cause_case.why
FROM cause_case
JOIN cases ON cases.council = cause_case.council AND cases.case_id = cause_case.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cause_case.council = $1 AND cause_case.cause_id = $2 AND cause_case.case_id > $3
ORDER BY cause_case.case_id
LIMIT $4
-- == cause/of_case.sql
SELECT cause.cause_id, cause.begun_on, cause.name_words, cause.place_words, cause.service, cause.from_on, cause.until_on,
    cause.stage, cause.cases, cause.answered, cause.kept_back, cause.finished, cause.authors
FROM cause_case
JOIN cause ON cause.council = cause_case.council AND cause.cause_id = cause_case.cause_id
WHERE cause_case.council = $1 AND cause_case.case_id = $2 AND cause_case.standing <> 'out'
ORDER BY cause_case.cause_id DESC
-- == cause/open_of_cases.sql
SELECT cause_case.case_id, cause_case.cause_id
FROM cause_case
JOIN cause ON cause.council = cause_case.council AND cause.cause_id = cause_case.cause_id
WHERE cause_case.council = $1 AND cause_case.case_id IN (
    $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
    $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34,
    $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50,
    $51
)
  AND cause_case.standing <> 'out' AND NOT cause.finished
ORDER BY cause_case.case_id, cause_case.cause_id
-- == cause/page.sql
SELECT cause_id, begun_on, name_words, place_words, service, from_on, until_on, stage, cases, answered,
    kept_back, finished, authors
FROM cause
WHERE council = $1 AND finished = $3 AND cause_id < $2
  AND (CAST($5 AS TEXT) IS NULL OR $5 LIKE '%,' || service || ',%')
ORDER BY cause_id DESC
LIMIT $4
-- == cause/put.sql
INSERT INTO cause (council, cause_id, begun_on, name_words, place_words, service, from_on, until_on, stage, cases, answered,
    kept_back, finished, authors)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT (council, cause_id) DO UPDATE SET
    begun_on = excluded.begun_on,
    name_words = excluded.name_words,
    place_words = excluded.place_words,
    service = excluded.service,
    from_on = excluded.from_on,
    until_on = excluded.until_on,
    stage = excluded.stage,
    cases = excluded.cases,
    answered = excluded.answered,
    kept_back = excluded.kept_back,
    finished = excluded.finished,
    authors = excluded.authors
-- == cause/put_case.sql
INSERT INTO cause_case (council, case_id, cause_id, standing, why)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, case_id, cause_id) DO UPDATE SET
    standing = excluded.standing,
    why = excluded.why
-- == cause/sending.sql
SELECT cause_id FROM cause
WHERE council = $1 AND stage = 'sending'
ORDER BY cause_id
LIMIT $2
-- == cause/to_approve.sql
SELECT cause_id, begun_on, name_words, place_words, service, from_on, until_on, stage, cases, answered,
    kept_back, finished, authors
FROM cause
WHERE council = $1 AND stage = 'waiting' AND authors NOT LIKE '%' || $3 || '%'
  AND (CAST($2 AS TEXT) IS NULL OR $2 LIKE '%,' || service || ',%')
ORDER BY cause_id
LIMIT $4
-- == code/delete.sql
DELETE FROM code WHERE council = $1 AND case_id = $2 AND person_id = $3
-- == code/delete_ended.sql
DELETE FROM code WHERE council = $1 AND expires_at <= $2
-- == code/delete_of_person.sql
DELETE FROM code WHERE council = $1 AND person_id = $2
-- == code/put.sql
INSERT INTO code (council, case_id, person_id, salt, digest, tries, expires_at)
VALUES ($1, $2, $3, $4, $5, 0, $6)
ON CONFLICT (council, case_id, person_id) DO UPDATE SET
    salt = excluded.salt,
    digest = excluded.digest,
    tries = 0,
    expires_at = excluded.expires_at
-- == code/try.sql
UPDATE code SET tries = tries + 1
WHERE council = $1 AND case_id = $2 AND person_id = $3 AND expires_at > $4 AND tries < $5
RETURNING salt, digest
-- == conduct/any.sql
SELECT file_id FROM conduct WHERE council = $1 LIMIT 1
-- == conduct/any_binding.sql
SELECT binds_until FROM conduct WHERE council = $1 AND binds_until >= $2 LIMIT 1
-- == conduct/contacts.sql
SELECT conduct_contact.contact_id, conduct_contact.file_id, conduct_contact.case_id, conduct_contact.came_on,
    conduct_contact.read_by, conduct_contact.channel, cases.reference AS reference, mail.mail_id AS mail_id
FROM conduct_contact
LEFT JOIN cases ON cases.council = conduct_contact.council AND cases.case_id = conduct_contact.case_id
LEFT JOIN mail ON mail.council = conduct_contact.council AND mail.contact_id = conduct_contact.contact_id
WHERE conduct_contact.council = $1 AND (conduct_contact.read_by, conduct_contact.contact_id) > ($2, $3)
ORDER BY conduct_contact.read_by, conduct_contact.contact_id
LIMIT $4
-- == conduct/count_in_force.sql
SELECT COUNT(*) AS n FROM conduct WHERE council = $1 AND binds_until >= $2 AND binds_from <= $2
-- == conduct/decisions_decided.sql
SELECT file_id, number, person_id, incident_on, decided_on, agreed, commented, changed, notice_on, ends_on, ended_on, looked_at, appeal, renewal
FROM conduct_decision
WHERE council = $1 AND decided_on >= $2 AND decided_on <= $3 AND (decided_on, file_id, number) > ($4, $5, $6)
ORDER BY decided_on, file_id, number
LIMIT $7
-- == conduct/decisions_ended.sql
SELECT file_id, number, person_id, incident_on, decided_on, agreed, commented, changed, notice_on, ends_on, ended_on, looked_at, appeal, renewal
FROM conduct_decision
WHERE council = $1 AND ends_on >= $2 AND ends_on <= $3 AND (ends_on, file_id, number) > ($4, $5, $6)
ORDER BY ends_on, file_id, number
LIMIT $7
-- == conduct/decisions_noticed.sql
SELECT file_id, number, person_id, incident_on, decided_on, agreed, commented, changed, notice_on, ends_on, ended_on, looked_at, appeal, renewal
FROM conduct_decision
WHERE council = $1 AND notice_on >= $2 AND notice_on <= $3 AND (notice_on, file_id, number) > ($4, $5, $6)
ORDER BY notice_on, file_id, number
LIMIT $7
-- == conduct/delete.sql
DELETE FROM conduct WHERE council = $1 AND file_id = $2
-- == conduct/delete_contact.sql
DELETE FROM conduct_contact WHERE council = $1 AND contact_id = $2
-- == conduct/delete_end.sql
DELETE FROM conduct_end WHERE council = $1 AND stream = $2
-- == conduct/due.sql
SELECT file_id, person_id, opened_on, standing, measures, open_channel, reach, service, binds_from, binds_until,
    review_on, due_on, due_what, is_closed, due_until
FROM conduct
WHERE council = $1 AND due_on <= $2 AND (due_until IS NULL OR due_until >= $3)
ORDER BY due_on, file_id
LIMIT $4
-- == conduct/ended.sql
SELECT stream, file_id, ended_on, is_held
FROM conduct_end
WHERE council = $1 AND ended_on <= $2 AND (ended_on, stream) > ($3, $4)
ORDER BY ended_on, stream
LIMIT $5
-- == conduct/ended_files.sql
SELECT conduct_end.stream, conduct_end.file_id, conduct_end.ended_on, conduct_end.is_held, person.name AS person_name
FROM conduct_end
INNER JOIN conduct ON conduct.council = conduct_end.council AND conduct.file_id = conduct_end.file_id
LEFT JOIN person ON person.council = conduct.council AND person.person_id = conduct.person_id
WHERE conduct_end.council = $1 AND conduct_end.ended_on <= $2 AND (conduct_end.ended_on, conduct_end.stream) > ($3, $4)
ORDER BY conduct_end.ended_on, conduct_end.stream
LIMIT $5
-- == conduct/files_by_likeness.sql
SELECT file_id FROM conduct_likeness WHERE council = $1 AND person_id = $2 AND is_same ORDER BY file_id
-- == conduct/forget_errors.sql
UPDATE message SET last_error = NULL WHERE council = $1 AND conduct = $2
-- == conduct/measure.sql
SELECT file_id, number, days, contacts_before, contacts_after, minutes_before, minutes_after, counted_on FROM contact_measure WHERE council = $1 AND file_id = $2 AND number = $3
-- == conduct/of_person.sql
SELECT file_id, person_id, opened_on, standing, measures, open_channel, reach, service, binds_from, binds_until,
    review_on, due_on, due_what, is_closed, due_until
FROM conduct
WHERE council = $1 AND person_id = $2
ORDER BY file_id
-- == conduct/page.sql
SELECT conduct.file_id, conduct.person_id, conduct.opened_on, conduct.standing, conduct.measures, conduct.open_channel,
    conduct.reach, conduct.service, conduct.binds_from, conduct.binds_until, conduct.review_on, conduct.due_on,
    conduct.due_what, conduct.is_closed, conduct.due_until, person.name AS person_name
FROM conduct
LEFT JOIN person ON person.council = conduct.council AND person.person_id = conduct.person_id
WHERE conduct.council = $1 AND conduct.file_id > $2
  AND (
    ($3 = 'considered' AND NOT conduct.is_closed AND conduct.standing <> 'arranged')
    OR ($3 = 'in-force' AND conduct.binds_from <= $4 AND conduct.binds_until >= $4)
    OR ($3 = 'review-due' AND NOT conduct.is_closed AND conduct.review_on <= $4 AND conduct.binds_until >= $4)
    OR ($3 = 'ended' AND (conduct.is_closed OR (conduct.standing = 'arranged' AND (conduct.binds_until IS NULL OR conduct.binds_until < $4))))
  )
ORDER BY conduct.file_id
LIMIT $5
-- == conduct/put.sql
INSERT INTO conduct (council, file_id, person_id, opened_on, standing, measures, open_channel, reach, service, binds_from,
    binds_until, review_on, due_on, due_what, is_closed, due_until)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT (council, file_id) DO UPDATE SET
    person_id = excluded.person_id,
    opened_on = excluded.opened_on,
    standing = excluded.standing,
    measures = excluded.measures,
    open_channel = excluded.open_channel,
    reach = excluded.reach,
    service = excluded.service,
    binds_from = excluded.binds_from,
    binds_until = excluded.binds_until,
    review_on = excluded.review_on,
    due_on = excluded.due_on,
    due_what = excluded.due_what,
    is_closed = excluded.is_closed,
    due_until = excluded.due_until
-- == conduct/put_contact.sql
INSERT INTO conduct_contact (council, contact_id, file_id, case_id, came_on, read_by, channel)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (council, contact_id) DO UPDATE SET
    file_id = excluded.file_id,
    case_id = excluded.case_id,
    came_on = excluded.came_on,
    read_by = excluded.read_by,
    channel = excluded.channel
-- == conduct/put_decision.sql
INSERT INTO conduct_decision (council, file_id, number, person_id, incident_on, decided_on, agreed, commented, changed, notice_on, ends_on, ended_on, looked_at, appeal, renewal)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
ON CONFLICT (council, file_id, number) DO UPDATE SET
    person_id = excluded.person_id,
    incident_on = excluded.incident_on,
    decided_on = excluded.decided_on,
    agreed = excluded.agreed,
    commented = excluded.commented,
    changed = excluded.changed,
    notice_on = excluded.notice_on,
    ends_on = excluded.ends_on,
    ended_on = excluded.ended_on,
    looked_at = excluded.looked_at,
    appeal = excluded.appeal,
    renewal = excluded.renewal
-- == conduct/put_end.sql
INSERT INTO conduct_end (council, stream, file_id, ended_on, is_held) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, stream) DO UPDATE SET ended_on = excluded.ended_on, is_held = excluded.is_held
-- == conduct/put_likeness.sql
INSERT INTO conduct_likeness (council, person_id, file_id, is_same) VALUES ($1, $2, $3, $4)
ON CONFLICT (council, person_id, file_id) DO UPDATE SET is_same = excluded.is_same
-- == conduct/put_measure.sql
INSERT INTO contact_measure (council, file_id, number, days, contacts_before, contacts_after, minutes_before, minutes_after, counted_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (council, file_id, number) DO UPDATE SET
    days = excluded.days,
    contacts_before = excluded.contacts_before,
    contacts_after = excluded.contacts_after,
    minutes_before = excluded.minutes_before,
    minutes_after = excluded.minutes_after,
    counted_on = excluded.counted_on
-- == conduct/put_reading.sql
INSERT INTO conduct_reading (council, file_id, read_at, actor, page) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, file_id, read_at, actor, page) DO NOTHING
-- == conduct/readings.sql
SELECT file_id, read_at, actor, page
FROM conduct_reading
WHERE council = $1 AND file_id = $2 AND (read_at, actor, page) < ($3, $4, $5)
ORDER BY read_at DESC, actor DESC, page DESC
LIMIT $6
-- == conduct/readings_of_all.sql
SELECT file_id, read_at, actor, page
FROM conduct_reading
WHERE council = $1 AND page <> 'signal' AND (read_at, file_id, actor, page) < ($2, $3, $4, $5)
ORDER BY read_at DESC, file_id DESC, actor DESC, page DESC
LIMIT $6
-- == daily_check/between.sql
SELECT checked_on, checked_at, checked_by, waiting
FROM daily_check
WHERE council = $1 AND checked_on >= $2 AND checked_on <= $3
ORDER BY checked_on
-- == daily_check/put.sql
INSERT INTO daily_check (
    council, checked_on, checked_at, checked_by, waiting
) VALUES (
    $1, $2, $3, $4, $5
)
ON CONFLICT (council, checked_on) DO UPDATE SET
    checked_at = excluded.checked_at,
    checked_by = excluded.checked_by,
    waiting = excluded.waiting
-- == draft/ask_link.sql
UPDATE draft SET link_to = $4, link_at = $5, link_tries = 0
WHERE council = $1 AND token_hash = $2 AND journey = $3 AND expires_at > $5
-- == draft/delete.sql
DELETE FROM draft WHERE council = $1 AND token_hash = $2 AND journey = $3
-- == draft/delete_ended.sql
DELETE FROM draft WHERE council = $1 AND expires_at <= $2
-- == draft/get.sql
SELECT token_hash, journey, body, expires_at, code_hash
FROM draft
WHERE council = $1 AND token_hash = $2 AND journey = $3 AND expires_at > $4
-- == draft/lease_links.sql
UPDATE draft SET link_at = $3, link_tries = link_tries + 1
WHERE council = $1 AND link_at <= $2 AND expires_at > $2 AND (token_hash, journey) IN (
    SELECT due.token_hash, due.journey
    FROM draft AS due
    WHERE due.council = $1 AND due.link_at <= $2 AND due.expires_at > $2
    ORDER BY due.link_at
    LIMIT $4
)
RETURNING token_hash, journey, link_to, link_at, link_tries, expires_at
-- == draft/link_again.sql
UPDATE draft SET link_at = $5, link_to = CASE WHEN CAST($5 AS BIGINT) IS NULL THEN NULL ELSE link_to END
WHERE council = $1 AND token_hash = $2 AND journey = $3 AND link_at = $4
-- == draft/move.sql
UPDATE draft SET token_hash = $4, link_to = NULL, link_at = NULL, link_hash = NULL
WHERE council = $1 AND token_hash = $2 AND journey = $3
-- == draft/of_code.sql
SELECT token_hash, journey, body, expires_at, code_hash
FROM draft
WHERE council = $1 AND code_hash = $2 AND expires_at > $3
UNION
SELECT token_hash, journey, body, expires_at, code_hash
FROM draft
WHERE council = $1 AND link_hash = $2 AND expires_at > $3
-- == draft/put.sql
INSERT INTO draft (council, token_hash, journey, body, expires_at, code_hash) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (council, token_hash, journey) DO UPDATE SET
    body = excluded.body,
    expires_at = excluded.expires_at,
    code_hash = excluded.code_hash
-- == draft/put_link.sql
UPDATE draft SET link_hash = $5
WHERE council = $1 AND token_hash = $2 AND journey = $3 AND link_at = $4
-- == emergency_use/mailed.sql
UPDATE emergency_use SET mailed_at = $4 WHERE council = $1 AND user_id = $2 AND version = $3
-- == emergency_use/put.sql
INSERT INTO emergency_use (council, user_id, version, used_at)
VALUES ($1, $2, $3, $4)
-- == emergency_use/to_mail.sql
SELECT user_id, version, used_at
FROM emergency_use
WHERE council = $1 AND mailed_at IS NULL
ORDER BY used_at, user_id, version
LIMIT $2
-- == enquiry/delete.sql
DELETE FROM case_enquiry WHERE council = $1 AND case_id = $2
-- == enquiry/open.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary,
    case_enquiry.ombudsman AS ombudsman, case_enquiry.referral AS referral, case_enquiry.step AS step,
    case_enquiry.received_on AS enquiry_received_on, case_enquiry.due_on AS enquiry_due_on
FROM case_enquiry
JOIN cases ON cases.council = case_enquiry.council AND cases.case_id = case_enquiry.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE case_enquiry.council = $1 AND case_enquiry.is_open
  AND (case_enquiry.due_key, case_enquiry.case_id) > ($2, $3)
  AND (CAST($5 AS TEXT) IS NULL OR $5 LIKE '%,' || case_enquiry.service || ',%')
ORDER BY case_enquiry.due_key, case_enquiry.case_id
LIMIT $4
-- == enquiry/put.sql
INSERT INTO case_enquiry (
    council, case_id, ombudsman, referral, step, service, received_on, due_on, decided_on, is_open, due_key
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (council, case_id) DO UPDATE SET
    ombudsman = excluded.ombudsman,
    referral = excluded.referral,
    step = excluded.step,
    service = excluded.service,
    received_on = excluded.received_on,
    due_on = excluded.due_on,
    decided_on = excluded.decided_on,
    is_open = excluded.is_open,
    due_key = excluded.due_key
-- == erased/get.sql
SELECT erased_at FROM erased WHERE council = $1 AND sort = $2 AND id = $3
-- == erased/put.sql
INSERT INTO erased (council, sort, id, erased_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (council, sort, id) DO NOTHING
-- == erased/since.sql
SELECT sort, id, erased_at FROM erased WHERE council = $1 AND erased_at >= $2 ORDER BY erased_at, sort, id
-- == event/councils.sql
WITH RECURSIVE known (council) AS (
    SELECT MIN(council) FROM event
    UNION ALL
    SELECT (SELECT MIN(event.council) FROM event WHERE event.council > known.council)
    FROM known
    WHERE known.council IS NOT NULL
)
SELECT council FROM known WHERE council IS NOT NULL ORDER BY council
-- == event/delete_bodies.sql
UPDATE event SET body = NULL, salt = NULL WHERE council = $1 AND stream = $2
-- == event/head.sql
SELECT event.version, event.hash, unsealed.queued_at
FROM event
LEFT JOIN unsealed
    ON unsealed.council = event.council AND unsealed.stream = event.stream
    AND unsealed.version = event.version
WHERE event.council = $1 AND event.stream = $2
ORDER BY event.version DESC
LIMIT 1
-- == event/of_stream.sql
SELECT stream, version, kind, body, salt, digest, previous, hash, recorded_at, actor
FROM event
WHERE council = $1 AND stream = $2 AND version > $3
ORDER BY version
-- == event/page.sql
SELECT stream, version, kind, body, salt, digest, previous, hash, recorded_at, actor
FROM event
WHERE council = $1 AND (stream, version) > ($2, $3)
ORDER BY stream, version
LIMIT $4
-- == event/put.sql
INSERT INTO event (
    council, stream, version, kind, body, salt, digest, previous, hash, recorded_at, actor
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
)
-- == event/streams.sql
SELECT stream
FROM event
WHERE council = $1 AND version = 1 AND stream > $2 AND stream < $3
ORDER BY stream
LIMIT $4
-- == fact/add.sql
INSERT INTO fact_sum (council, what, split, grain, service, period, value, days, n, kept, kept_first)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (council, what, split, grain, service, period, value, days) DO UPDATE SET
    n = fact_sum.n + excluded.n,
    kept = fact_sum.kept + excluded.kept,
    kept_first = fact_sum.kept_first + excluded.kept_first
-- == fact/any_change.sql
SELECT what FROM fact_change WHERE council = $1 LIMIT 1
-- == fact/cases.sql
SELECT on_day, case_id,
  CAST(SUM(n) AS BIGINT) AS n, CAST(SUM(kept) AS BIGINT) AS kept, CAST(SUM(kept_first) AS BIGINT) AS kept_first
FROM case_fact
WHERE council = $1 AND what = $2 AND on_day >= $3 AND on_day <= $4 AND (on_day, case_id) > ($5, $6)
  AND (CAST($8 AS TEXT) IS NULL OR $8 LIKE '%,' || service || ',%')
  AND (CAST($9 AS TEXT) IS NULL OR channel = $9)
  AND (CAST($10 AS TEXT) IS NULL OR kind = $10)
  AND (CAST($11 AS BIGINT) IS NULL OR stage = $11)
  AND (CAST($12 AS TEXT) IS NULL OR ward = $12)
  AND (CAST($13 AS TEXT) IS NULL OR detail = $13)
  AND (CAST($14 AS TEXT) IS NULL OR ($14 = 'kept' AND kept > 0) OR ($14 = 'missed' AND kept < n)
    OR ($14 = 'kept-first' AND kept_first > 0) OR ($14 = 'missed-first' AND kept_first < n))
  AND (CAST($15 AS TEXT) IS NULL OR $15 LIKE '%,' || service || ',%')
  AND (CAST($16 AS TEXT) IS NULL OR EXISTS (
    SELECT 1 FROM case_fact AS other
    WHERE other.council = $1 AND other.case_id = case_fact.case_id AND other.what = $16
  ))
  AND (CAST($17 AS TEXT) IS NULL OR NOT EXISTS (
    SELECT 1 FROM case_fact AS other
    WHERE other.council = $1 AND other.case_id = case_fact.case_id AND other.what = $17
  ))
GROUP BY on_day, case_id
ORDER BY on_day, case_id
LIMIT $7
-- == fact/count.sql
INSERT INTO fact_change
    (council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days, n, kept, kept_first)
VALUES ($1, $3, $4, $2, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT (council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days) DO UPDATE SET
    n = fact_change.n + excluded.n,
    kept = fact_change.kept + excluded.kept,
    kept_first = fact_change.kept_first + excluded.kept_first
-- == fact/days.sql
SELECT on_day, CAST(SUM(n) AS BIGINT) AS n, CAST(SUM(kept) AS BIGINT) AS kept,
    CAST(SUM(kept_first) AS BIGINT) AS kept_first
FROM (
    SELECT period AS on_day, n, kept, kept_first FROM fact_sum
    WHERE council = $1 AND what = $2 AND split = 'nothing' AND grain = 'day' AND service = $3
      AND period >= $4 AND period <= $5
    UNION ALL
    SELECT on_day, n, kept, kept_first FROM fact_change
    WHERE council = $1 AND what = $2 AND on_day >= $4 AND on_day <= $5 AND ($3 = '*' OR service = $3)
) AS counted
GROUP BY on_day
ORDER BY on_day
-- == fact/delete_empty.sql
DELETE FROM fact_sum
WHERE council = $1 AND what = $2 AND split = $3 AND grain = $4 AND service = $5 AND period = $6 AND value = $7
  AND days = $8 AND n = 0 AND kept = 0 AND kept_first = 0
-- == fact/enter.sql
INSERT INTO case_fact (council, case_id, what, on_day, service, channel, kind, stage, ward, detail, days,
    n, kept, kept_first)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
-- == fact/first_day.sql
SELECT on_day
FROM case_fact
WHERE council = $1 AND what = $2
ORDER BY on_day
LIMIT 1
-- == fact/leave.sql
DELETE FROM case_fact
WHERE council = $1 AND case_id = $2 AND what = $3 AND on_day = $4 AND service = $5 AND channel = $6 AND kind = $7
  AND stage = $8 AND ward = $9 AND detail = $10
-- == fact/leave_all.sql
DELETE FROM case_fact WHERE council = $1 AND case_id = $2
-- == fact/sums.sql
SELECT SUBSTR(period, 1, 7) AS month, value, days, CAST(SUM(n) AS BIGINT) AS n,
    CAST(SUM(kept) AS BIGINT) AS kept, CAST(SUM(kept_first) AS BIGINT) AS kept_first
FROM (
    SELECT period, value, days, n, kept, kept_first FROM fact_sum
    WHERE council = $1 AND what = $2 AND split = $3 AND grain = 'month' AND service = $4
      AND period >= $5 AND period <= $6
    UNION ALL
    SELECT period, value, days, n, kept, kept_first FROM fact_sum
    WHERE council = $1 AND what = $2 AND split = $3 AND grain = 'day' AND service = $4
      AND period >= $7 AND period <= $8
    UNION ALL
    SELECT period, value, days, n, kept, kept_first FROM fact_sum
    WHERE council = $1 AND what = $2 AND split = $3 AND grain = 'day' AND service = $4
      AND period >= $9 AND period <= $10
    UNION ALL
    SELECT on_day,
        CASE CAST($3 AS TEXT)
            WHEN 'channel' THEN channel
            WHEN 'kind' THEN kind
            WHEN 'stage' THEN CASE WHEN stage = 0 THEN '' ELSE CAST(stage AS TEXT) END
            WHEN 'ward' THEN ward
            WHEN 'detail' THEN detail
            ELSE ''
        END,
        days, n, kept, kept_first
    FROM fact_change
    WHERE council = $1 AND what = $2 AND on_day >= $11 AND on_day <= $12 AND ($4 = '*' OR service = $4)
) AS counted
WHERE $3 = 'nothing' OR value <> ''
GROUP BY SUBSTR(period, 1, 7), value, days
-- == fact/take.sql
DELETE FROM fact_change
WHERE council = $1 AND what = $2 AND on_day <= COALESCE(
    (
        SELECT later.on_day FROM fact_change AS later
        WHERE later.council = $1 AND later.what = $2
        ORDER BY later.on_day LIMIT 1 OFFSET $3
    ),
    '9999-12-31'
)
RETURNING on_day, service, channel, kind, stage, ward, detail, days, n, kept, kept_first
-- == fact/uncount.sql
INSERT INTO fact_change
    (council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days, n, kept, kept_first)
SELECT council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days, -n, -kept, -kept_first
FROM case_fact
WHERE council = $1 AND case_id = $2 AND what = $3 AND on_day = $4 AND service = $5 AND channel = $6 AND kind = $7
  AND stage = $8 AND ward = $9 AND detail = $10
ON CONFLICT (council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days) DO UPDATE SET
    n = fact_change.n + excluded.n,
    kept = fact_change.kept + excluded.kept,
    kept_first = fact_change.kept_first + excluded.kept_first
-- == fact/uncount_all.sql
INSERT INTO fact_change
    (council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days, n, kept, kept_first)
SELECT council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days, -n, -kept, -kept_first
FROM case_fact
WHERE council = $1 AND case_id = $2
ON CONFLICT (council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days) DO UPDATE SET
    n = fact_change.n + excluded.n,
    kept = fact_change.kept + excluded.kept,
    kept_first = fact_change.kept_first + excluded.kept_first
-- == file/attach.sql
UPDATE file SET stream = $3, draft = NULL, expires_at = NULL
WHERE council = $1 AND file_id = $2 AND stream IS NULL AND whole
-- == file/delete.sql
DELETE FROM file WHERE council = $1 AND file_id = $2
-- == file/delete_ended.sql
DELETE FROM file WHERE council = $1 AND expires_at <= $2
-- == file/delete_of_draft.sql
DELETE FROM file WHERE council = $1 AND file_id = $2 AND draft = $3
-- == file/finish.sql
UPDATE file SET whole = TRUE WHERE council = $1 AND file_id = $2
-- == file/get.sql
SELECT file_id, stream, draft, expires_at, kind, size, salt, digest, scan, whole, added_at
FROM file
WHERE council = $1 AND file_id = $2
-- == file/keep.sql
UPDATE file SET expires_at = $3 WHERE council = $1 AND draft = $2
-- == file/of_draft.sql
SELECT file_id, stream, draft, expires_at, kind, size, salt, digest, scan, whole, added_at
FROM file
WHERE council = $1 AND draft = $2 AND whole
ORDER BY file_id
-- == file/of_stream.sql
SELECT file_id, stream, draft, expires_at, kind, size, salt, digest, scan, whole, added_at
FROM file
WHERE council = $1 AND stream = $2
ORDER BY file_id
-- == file/part.sql
SELECT content FROM file_part WHERE council = $1 AND file_id = $2 AND number = $3
-- == file/put.sql
INSERT INTO file (
    council, file_id, stream, draft, expires_at, kind, size, salt, digest, scan, whole, added_at
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
)
-- == file/put_part.sql
INSERT INTO file_part (council, file_id, number, content) VALUES ($1, $2, $3, $4)
-- == file/settle_scan.sql
UPDATE file SET scan = $3 WHERE council = $1 AND file_id = $2
-- == file/to_scan.sql
SELECT file_id, stream, draft, expires_at, kind, size, salt, digest, scan, whole, added_at
FROM file
WHERE council = $1 AND scan = 'waiting' AND whole AND (added_at, file_id) > ($2, $3)
ORDER BY added_at, file_id
LIMIT $4
-- == forget/codes.sql
DELETE FROM code WHERE council = $1 AND case_id = $2
-- == forget/drafts_of_person.sql
DELETE FROM draft WHERE council = $1 AND link_to IS NOT NULL AND LOWER(link_to) = (
    SELECT LOWER(person.email) FROM person WHERE person.council = $1 AND person.person_id = $2
)
-- == forget/keeping.sql
INSERT INTO case_keeping (council, case_id, state, since_on, because) VALUES ($1, $2, 'erased', $3, NULL)
ON CONFLICT (council, case_id) DO UPDATE SET state = 'erased', since_on = excluded.since_on, because = NULL
-- == forget/kept_letters.sql
DELETE FROM kept_letter WHERE council = $1 AND case_id = $2
-- == forget/mail_parts.sql
DELETE FROM mail_part WHERE council = $1 AND mail_id IN (
    SELECT mail.mail_id FROM mail WHERE mail.council = $1 AND mail.case_id = $2
)
-- == forget/mail_parts_of_person.sql
DELETE FROM mail_part WHERE council = $1 AND mail_id IN (
    SELECT mail.mail_id FROM mail
    JOIN person ON person.council = mail.council AND LOWER(person.email) = LOWER(mail.sender)
    WHERE mail.council = $1 AND person.person_id = $2
)
-- == forget/mails.sql
DELETE FROM mail WHERE council = $1 AND case_id = $2
-- == forget/mails_of_person.sql
DELETE FROM mail WHERE council = $1 AND LOWER(sender) = (
    SELECT LOWER(person.email) FROM person WHERE person.council = $1 AND person.person_id = $2
)
-- == forget/message_errors.sql
UPDATE message SET last_error = NULL WHERE council = $1 AND case_id = $2
-- == forget/notifications.sql
DELETE FROM notification WHERE council = $1 AND case_id = $2
-- == forget/partner_keys.sql
DELETE FROM partner_key WHERE council = $1 AND case_id = $2
-- == forget/reply_tokens.sql
DELETE FROM reply_token WHERE council = $1 AND case_id = $2
-- == forget/typing.sql
DELETE FROM typing WHERE council = $1 AND case_id = $2
-- == guidance/all.sql
SELECT user_id, what, version, on_day FROM guidance_note WHERE council = $1 ORDER BY user_id, what
-- == guidance/of_user.sql
SELECT user_id, what, version, on_day FROM guidance_note WHERE council = $1 AND user_id = $2 ORDER BY what
-- == guidance/put.sql
INSERT INTO guidance_note (council, user_id, what, version, on_day) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, user_id, what) DO UPDATE SET version = excluded.version, on_day = excluded.on_day
-- == identity/all.sql
SELECT identity, user_id, bound_at FROM user_identity WHERE council = $1 ORDER BY user_id
-- == identity/delete_of_user.sql
DELETE FROM user_identity WHERE council = $1 AND user_id = $2
-- == identity/get.sql
SELECT identity, user_id, bound_at FROM user_identity WHERE council = $1 AND identity = $2
-- == identity/of_user.sql
SELECT identity, user_id, bound_at FROM user_identity WHERE council = $1 AND user_id = $2
-- == identity/put.sql
INSERT INTO user_identity (council, identity, user_id, bound_at) VALUES ($1, $2, $3, $4)
-- == import/count.sql
SELECT COUNT(*) AS n FROM import_row WHERE council = $1 AND source = $2
-- == import/get.sql
SELECT case_id FROM import_row WHERE council = $1 AND source = $2 AND row_key = $3
-- == import/put.sql
INSERT INTO import_row (council, source, row_key, case_id) VALUES ($1, $2, $3, $4)
-- == job/counts.sql
SELECT kind, state, COUNT(*) AS n
FROM (SELECT kind, state FROM job WHERE council = $1 LIMIT $2) AS some_jobs
GROUP BY kind, state
ORDER BY kind, state
-- == job/finish.sql
DELETE FROM job WHERE council = $1 AND job_id = $2 AND leased_by = $3
-- == job/give_up.sql
UPDATE job SET leased_by = NULL, leased_until = 0, state = 'given-up', last_error = $4
WHERE council = $1 AND job_id = $2 AND leased_by = $3
-- == job/lease.sql
UPDATE job SET leased_by = $2, leased_until = $4, tries = tries + 1
WHERE council = $1 AND state = 'ready' AND leased_until <= $3 AND job_id IN (
    SELECT ready.job_id
    FROM job AS ready
    WHERE ready.council = $1 AND ready.state = 'ready' AND ready.run_at <= $3 AND ready.leased_until <= $3
    ORDER BY ready.run_at, ready.job_id
    LIMIT $5
)
RETURNING job_id, kind, payload, tries
-- == job/put.sql
INSERT INTO job (council, job_id, kind, payload, state, run_at, tries, leased_by, leased_until, last_error)
VALUES ($1, $2, $3, $4, 'ready', $5, 0, NULL, 0, NULL)
ON CONFLICT (council, job_id) DO NOTHING
-- == job/retry.sql
UPDATE job SET leased_by = NULL, leased_until = 0, run_at = $4, last_error = $5
WHERE council = $1 AND job_id = $2 AND leased_by = $3
-- == keeping/due.sql
SELECT cases.*
FROM cases
WHERE cases.council = $1 AND cases.closed AND cases.closed_on <= $2 AND (cases.closed_on, cases.case_id) > ($3, $4)
  AND NOT EXISTS (
    SELECT 1 FROM case_keeping WHERE case_keeping.council = $1 AND case_keeping.case_id = cases.case_id
  )
  AND NOT EXISTS (
    SELECT 1 FROM case_enquiry
    WHERE case_enquiry.council = $1 AND case_enquiry.case_id = cases.case_id AND case_enquiry.is_open
  )
  AND NOT EXISTS (
    SELECT 1 FROM case_remedy
    WHERE case_remedy.council = $1 AND case_remedy.case_id = cases.case_id AND case_remedy.is_open
  )
ORDER BY cases.closed_on, cases.case_id
LIMIT $5
-- == keeping/get.sql
SELECT case_id, state, since_on, because FROM case_keeping WHERE council = $1 AND case_id = $2
-- == keeping/held.sql
SELECT case_keeping.case_id, case_keeping.state, case_keeping.since_on, case_keeping.because, cases.reference,
    word.body AS reason
FROM case_keeping
JOIN cases ON cases.council = case_keeping.council AND cases.case_id = case_keeping.case_id
LEFT JOIN word ON word.council = case_keeping.council AND word.words_id = case_keeping.because
WHERE case_keeping.council = $1 AND case_keeping.state = 'held'
ORDER BY case_keeping.since_on, case_keeping.case_id
LIMIT $2
-- == keeping/person_is_needed.sql
SELECT 1 AS n
WHERE EXISTS (
    SELECT 1 FROM cases
    WHERE cases.council = $1 AND cases.customer = $2 AND cases.case_id <> $3 AND NOT EXISTS (
        SELECT 1 FROM case_keeping
        WHERE case_keeping.council = $1 AND case_keeping.case_id = cases.case_id AND case_keeping.state = 'erased'
    )
) OR EXISTS (
    SELECT 1 FROM conduct WHERE conduct.council = $1 AND conduct.person_id = $2
) OR EXISTS (
    SELECT 1 FROM signal WHERE signal.council = $1 AND signal.person_id = $2
)
-- == keeping/put.sql
INSERT INTO case_keeping (council, case_id, state, since_on, because) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, case_id) DO UPDATE SET
    state = excluded.state,
    since_on = excluded.since_on,
    because = excluded.because
-- == keeping/release.sql
DELETE FROM case_keeping WHERE council = $1 AND case_id = $2 AND state = 'held'
-- == kept_letter/get.sql
SELECT message_id, case_id, file_id, source, layout, pages, by_post, kept_at, run_on, run_number, place,
    conduct
FROM kept_letter
WHERE council = $1 AND message_id = $2
-- == kept_letter/of_case.sql
SELECT message_id, case_id, file_id, source, layout, pages, by_post, kept_at, run_on, run_number, place,
    conduct
FROM kept_letter
WHERE council = $1 AND case_id = $2
ORDER BY message_id
-- == kept_letter/of_conduct_to_print.sql
SELECT message_id, case_id, file_id, source, layout, pages, by_post, kept_at, run_on, run_number, place,
    conduct
FROM kept_letter
WHERE council = $1 AND by_post AND run_on IS NULL AND conduct IS NOT NULL
ORDER BY kept_at, message_id
LIMIT $2
-- == kept_letter/of_run.sql
SELECT message_id, case_id, file_id, source, layout, pages, by_post, kept_at, run_on, run_number, place,
    conduct
FROM kept_letter
WHERE council = $1 AND run_on = $2 AND run_number = $3
ORDER BY place
-- == kept_letter/put.sql
INSERT INTO kept_letter (
    council, message_id, case_id, file_id, source, layout, pages, by_post, kept_at, run_on, run_number, place,
    conduct
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
)
ON CONFLICT (council, message_id) DO UPDATE SET
    file_id = CASE
        WHEN kept_letter.conduct IS NOT NULL AND kept_letter.by_post AND kept_letter.run_on IS NULL
        THEN excluded.file_id ELSE kept_letter.file_id
    END,
    source = CASE
        WHEN kept_letter.conduct IS NOT NULL AND kept_letter.by_post AND kept_letter.run_on IS NULL
        THEN excluded.source ELSE kept_letter.source
    END,
    layout = CASE
        WHEN kept_letter.conduct IS NOT NULL AND kept_letter.by_post AND kept_letter.run_on IS NULL
        THEN excluded.layout ELSE kept_letter.layout
    END,
    pages = CASE
        WHEN kept_letter.conduct IS NOT NULL AND kept_letter.by_post AND kept_letter.run_on IS NULL
        THEN excluded.pages ELSE kept_letter.pages
    END,
    kept_at = CASE
        WHEN kept_letter.conduct IS NOT NULL AND kept_letter.by_post AND kept_letter.run_on IS NULL
        THEN excluded.kept_at ELSE kept_letter.kept_at
    END,
    by_post = excluded.by_post,
    run_on = excluded.run_on,
    run_number = excluded.run_number,
    place = excluded.place
-- == kept_letter/to_print.sql
SELECT message_id, case_id, file_id, source, layout, pages, by_post, kept_at, run_on, run_number, place,
    conduct
FROM kept_letter
WHERE council = $1 AND by_post AND run_on IS NULL AND conduct IS NULL
ORDER BY kept_at, message_id
LIMIT $2
-- == lesson/alike.sql
SELECT lesson.lesson_id, lesson.recorded_on, lesson.drawn_from, lesson.went, lesson.stage, lesson.cause, lesson.services,
    lesson.learned_words, lesson.owner, lesson.due_on, lesson.due_what, lesson.remind_on, lesson.remind_what,
    lesson.published_on, lesson.could_not, lesson.you_said_words, lesson.we_did_words, lesson.worked, lesson.worked_words,
    lesson.to_tell
FROM lesson_service
JOIN lesson ON lesson.council = lesson_service.council AND lesson.lesson_id = lesson_service.lesson_id
WHERE lesson_service.council = $1 AND lesson_service.service = $2 AND lesson.cause = $3 AND lesson.lesson_id <> $4
  AND lesson.stage NOT IN ('merged', 'not-needed')
ORDER BY lesson_service.lesson_id DESC
LIMIT $5
-- == lesson/count_due_of_owner.sql
SELECT
    COUNT(CASE WHEN due_what = 'action' AND due_on < $3 THEN 1 END) AS late,
    COUNT(CASE WHEN due_what = 'action' AND due_on >= $3 AND due_on <= $4 THEN 1 END) AS soon,
    COUNT(CASE WHEN due_what IN ('did-it-work', 'look-again') AND due_on <= $3 THEN 1 END) AS ask
FROM lesson
WHERE council = $1 AND owner = $2 AND due_on IS NOT NULL
-- == lesson/count_late.sql
SELECT COUNT(*) AS late FROM lesson WHERE council = $1 AND due_on < $2 AND due_what = 'action'
-- == lesson/first_published.sql
SELECT published_on FROM lesson
WHERE council = $1 AND published_on IS NOT NULL
ORDER BY published_on
LIMIT 1
-- == lesson/of_case.sql
SELECT lesson.lesson_id, lesson.recorded_on, lesson.drawn_from, lesson.went, lesson.stage, lesson.cause, lesson.services,
    lesson.learned_words, lesson.owner, lesson.due_on, lesson.due_what, lesson.remind_on, lesson.remind_what,
    lesson.published_on, lesson.could_not, lesson.you_said_words, lesson.we_did_words, lesson.worked, lesson.worked_words,
    lesson.to_tell
FROM lesson_case
JOIN lesson ON lesson.council = lesson_case.council AND lesson.lesson_id = lesson_case.lesson_id
WHERE lesson_case.council = $1 AND lesson_case.case_id = $2
ORDER BY lesson_case.lesson_id DESC
-- == lesson/of_service.sql
SELECT lesson.lesson_id, lesson.recorded_on, lesson.drawn_from, lesson.went, lesson.stage, lesson.cause, lesson.services,
    lesson.learned_words, lesson.owner, lesson.due_on, lesson.due_what, lesson.remind_on, lesson.remind_what,
    lesson.published_on, lesson.could_not, lesson.you_said_words, lesson.we_did_words, lesson.worked, lesson.worked_words,
    lesson.to_tell
FROM lesson_service
JOIN lesson ON lesson.council = lesson_service.council AND lesson.lesson_id = lesson_service.lesson_id
WHERE lesson_service.council = $1 AND lesson_service.service = $7 AND lesson_service.lesson_id < $2
  AND ($3 = '' OR lesson.stage = $3)
  AND ($4 = '' OR lesson.owner = $4)
  AND ($5 = '' OR lesson.due_on < $5)
ORDER BY lesson_service.lesson_id DESC
LIMIT $6
-- == lesson/page.sql
SELECT lesson_id, recorded_on, drawn_from, went, stage, cause, services, learned_words, owner, due_on, due_what,
    remind_on, remind_what, published_on, could_not, you_said_words, we_did_words, worked, worked_words, to_tell
FROM lesson
WHERE council = $1 AND lesson_id < $2
  AND ($3 = '' OR stage = $3)
  AND ($4 = '' OR owner = $4)
  AND ($5 = '' OR due_on < $5)
ORDER BY lesson_id DESC
LIMIT $6
-- == lesson/published.sql
SELECT lesson_id, recorded_on, drawn_from, went, stage, cause, services, learned_words, owner, due_on, due_what,
    remind_on, remind_what, published_on, could_not, you_said_words, we_did_words, worked, worked_words, to_tell
FROM lesson
WHERE council = $1 AND published_on >= $2 AND (published_on, lesson_id) < ($3, $4)
  AND ($5 = '' OR EXISTS (
    SELECT 1 FROM lesson_service
    WHERE lesson_service.council = lesson.council AND lesson_service.service = $5
      AND lesson_service.lesson_id = lesson.lesson_id
  ))
ORDER BY published_on DESC, lesson_id DESC
LIMIT $6
-- == lesson/put.sql
INSERT INTO lesson (council, lesson_id, recorded_on, drawn_from, went, stage, cause, services, learned_words, owner, due_on, due_what,
    remind_on, remind_what, published_on, could_not, you_said_words, we_did_words, worked, worked_words, to_tell)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
ON CONFLICT (council, lesson_id) DO UPDATE SET
    recorded_on = excluded.recorded_on,
    drawn_from = excluded.drawn_from,
    went = excluded.went,
    stage = excluded.stage,
    cause = excluded.cause,
    services = excluded.services,
    learned_words = excluded.learned_words,
    owner = excluded.owner,
    due_on = excluded.due_on,
    due_what = excluded.due_what,
    remind_on = excluded.remind_on,
    remind_what = excluded.remind_what,
    published_on = excluded.published_on,
    could_not = excluded.could_not,
    you_said_words = excluded.you_said_words,
    we_did_words = excluded.we_did_words,
    worked = excluded.worked,
    worked_words = excluded.worked_words,
    to_tell = excluded.to_tell
-- == lesson/put_case.sql
INSERT INTO lesson_case (council, case_id, lesson_id)
VALUES ($1, $2, $3)
ON CONFLICT (council, case_id, lesson_id) DO NOTHING
-- == lesson/put_service.sql
INSERT INTO lesson_service (council, service, lesson_id)
VALUES ($1, $2, $3)
ON CONFLICT (council, service, lesson_id) DO NOTHING
-- == lesson/to_remind.sql
SELECT lesson_id, remind_what FROM lesson
WHERE council = $1 AND remind_on <= $2
ORDER BY remind_on, lesson_id
LIMIT $3
-- == lesson/to_tell.sql
SELECT lesson_id FROM lesson
WHERE council = $1 AND to_tell > 0
ORDER BY lesson_id
LIMIT $2
-- == logo/delete.sql
DELETE FROM logo WHERE council = $1
-- == logo/get.sql
SELECT content FROM logo WHERE council = $1
-- == logo/put.sql
INSERT INTO logo (council, content) VALUES ($1, $2)
ON CONFLICT (council) DO UPDATE SET content = excluded.content
-- == mail/count.sql
SELECT COUNT(*) AS n
FROM (SELECT 1 AS one FROM mail WHERE council = $1 AND state = $2 LIMIT $3) AS counted
-- == mail/get.sql
SELECT mail_id, digest, size, received_at, recipient, message_id, sender, sender_name, subject, state, doubt,
    case_id, contact_id, decided_by, decided_at, reason
FROM mail
WHERE council = $1 AND mail_id = $2
-- == mail/of_case.sql
SELECT mail_id, digest, size, received_at, recipient, message_id, sender, sender_name, subject, state, doubt,
    case_id, contact_id, decided_by, decided_at, reason
FROM mail
WHERE council = $1 AND case_id = $2
ORDER BY received_at, mail_id
LIMIT $3
-- == mail/of_digest.sql
SELECT mail_id, digest, size, received_at, recipient, message_id, sender, sender_name, subject, state, doubt,
    case_id, contact_id, decided_by, decided_at, reason
FROM mail
WHERE council = $1 AND digest = $2
-- == mail/of_message_id.sql
SELECT case_id
FROM mail
WHERE council = $1 AND message_id = $2 AND case_id IS NOT NULL AND state IN ('contact', 'triage')
ORDER BY received_at DESC
LIMIT 1
-- == mail/opened.sql
SELECT message_id
FROM mail
WHERE council = $1 AND case_id = $2 AND state = 'triage'
LIMIT 1
-- == mail/page.sql
SELECT mail_id, digest, size, received_at, recipient, message_id, sender, sender_name, subject, state, doubt,
    case_id, contact_id, decided_by, decided_at, reason
FROM mail
WHERE council = $1 AND state = $2 AND (received_at < $3 OR (received_at = $3 AND mail_id < $4))
ORDER BY received_at DESC, mail_id DESC
LIMIT $5
-- == mail/part.sql
SELECT content FROM mail_part WHERE council = $1 AND mail_id = $2 AND number = $3
-- == mail/put.sql
INSERT INTO mail (
    council, mail_id, digest, size, received_at, recipient, message_id, sender, sender_name, subject, state, doubt,
    case_id, contact_id, decided_by, decided_at, reason
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17
)
-- == mail/put_part.sql
INSERT INTO mail_part (council, mail_id, number, content) VALUES ($1, $2, $3, $4)
-- == mail/read.sql
UPDATE mail SET message_id = $3, sender = $4, sender_name = $5, subject = $6
WHERE council = $1 AND mail_id = $2
-- == mail/settle.sql
UPDATE mail SET state = $3, doubt = $4, case_id = $5, contact_id = $6, decided_by = $7, decided_at = $8, reason = $9
WHERE council = $1 AND mail_id = $2
    AND state NOT IN ('contact', 'triage')
-- == mail/unsorted.sql
SELECT mail_id, digest, size, received_at, recipient, message_id, sender, sender_name, subject, state, doubt,
    case_id, contact_id, decided_by, decided_at, reason
FROM mail
WHERE council = $1 AND doubt = 'not-sorted' AND received_at < $2
ORDER BY received_at, mail_id
LIMIT $3
-- == mailbox/get.sql
SELECT read_at, failing_since, why FROM mailbox WHERE council = $1
-- == mailbox/put.sql
INSERT INTO mailbox (council, read_at, failing_since, why) VALUES ($1, $2, $3, $4)
ON CONFLICT (council) DO UPDATE SET
    read_at = COALESCE(excluded.read_at, mailbox.read_at),
    failing_since = CASE WHEN excluded.failing_since IS NULL THEN NULL
        ELSE COALESCE(mailbox.failing_since, excluded.failing_since) END,
    why = excluded.why
-- == mailed_report/again.sql
UPDATE mailed_report SET due_on = $6, held_until = $7, tries = $8
WHERE council = $1 AND user_id = $2 AND view = $3 AND service = $4 AND held_until = $5
-- == mailed_report/delete.sql
DELETE FROM mailed_report WHERE council = $1 AND user_id = $2 AND view = $3 AND service = $4
-- == mailed_report/lease.sql
UPDATE mailed_report SET held_until = $4, tries = tries + 1
WHERE council = $1 AND due_on <= $2 AND held_until <= $3 AND (user_id, view, service) IN (
    SELECT due.user_id, due.view, due.service
    FROM mailed_report AS due
    WHERE due.council = $1 AND due.due_on <= $2 AND due.held_until <= $3
    ORDER BY due.due_on
    LIMIT $5
)
RETURNING user_id, view, service, every, due_on, held_until, tries
-- == mailed_report/of_user.sql
SELECT user_id, view, service, every, due_on, held_until, tries
FROM mailed_report
WHERE council = $1 AND user_id = $2
ORDER BY view, service
-- == mailed_report/put.sql
INSERT INTO mailed_report (council, user_id, view, service, every, due_on, held_until, tries)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (council, user_id, view, service) DO UPDATE SET
    every = excluded.every,
    due_on = excluded.due_on,
    held_until = excluded.held_until,
    tries = excluded.tries
-- == merged/any_of.sql
SELECT person_id FROM person_merged
WHERE council = $1 AND person_id IN ($2, $3, $4, $5, $6, $7, $8, $9)
UNION ALL
SELECT person_id FROM person_merged
WHERE council = $1 AND into_id IN ($2, $3, $4, $5, $6, $7, $8, $9)
LIMIT 1
-- == merged/delete.sql
DELETE FROM person_merged WHERE council = $1 AND person_id = $2
-- == merged/into.sql
SELECT into_id FROM person_merged WHERE council = $1 AND person_id = $2
-- == merged/of_person.sql
SELECT person_id FROM person_merged WHERE council = $1 AND into_id = $2 ORDER BY person_id
-- == merged/put.sql
INSERT INTO person_merged (council, person_id, into_id)
VALUES ($1, $2, $3)
ON CONFLICT (council, person_id) DO UPDATE SET into_id = excluded.into_id
-- == message/again.sql
UPDATE message SET state = 'waiting', tries = 0, leased_by = NULL, leased_until = 0
WHERE council = $1 AND message_id = $2 AND state = 'given-up'
-- == message/bounced.sql
UPDATE message SET state = 'given-up', last_error = $3
WHERE council = $1 AND message_id = $2 AND state = 'mailed'
-- == message/by_hand.sql
UPDATE message SET state = 'sent', sent_at = $3, leased_by = NULL, leased_until = 0
WHERE council = $1 AND message_id = $2 AND state IN ('waiting', 'given-up')
-- == message/count.sql
SELECT COUNT(*) AS n
FROM (SELECT 1 AS one FROM message WHERE council = $1 AND state = $2 AND conduct IS NULL LIMIT $3) AS counted
-- == message/finish.sql
UPDATE message SET state = $3, sent_at = $5, last_error = $6, leased_by = NULL, leased_until = 0
WHERE council = $1 AND message_id = $2 AND state = 'waiting' AND leased_by = $4
-- == message/get.sql
SELECT message_id, case_id, recipient, channel, purpose, subject_words, body_words, release_at, state, tries,
    sent_at, last_error, referral, conduct, to_words
FROM message
WHERE council = $1 AND message_id = $2
-- == message/lease.sql
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
-- == message/of_case.sql
SELECT message_id, case_id, recipient, channel, purpose, subject_words, body_words, release_at, state, tries,
    sent_at, last_error, referral, conduct, to_words
FROM message
WHERE council = $1 AND case_id = $2
ORDER BY release_at, message_id
-- == message/of_conduct.sql
SELECT message_id, case_id, recipient, channel, purpose, subject_words, body_words, release_at, state, tries,
    sent_at, last_error, referral, conduct, to_words
FROM message
WHERE council = $1 AND conduct = $2
ORDER BY release_at, message_id
-- == message/of_reference.sql
SELECT message.message_id, message.case_id, message.recipient, message.channel, message.purpose,
    message.subject_words, message.body_words, message.release_at, message.state, message.tries, message.sent_at,
    message.last_error, message.referral, message.conduct, message.to_words
FROM cases
JOIN message ON message.council = cases.council AND message.case_id = cases.case_id
WHERE cases.council = $1 AND cases.reference = $2
ORDER BY message.release_at, message.message_id
-- == message/page.sql
SELECT message.message_id, message.case_id, message.recipient, message.channel, message.purpose,
    message.subject_words, message.body_words, message.release_at, message.state, message.tries,
    message.sent_at, message.last_error, message.referral, message.conduct, message.to_words,
    cases.reference
FROM message
JOIN cases ON cases.council = message.council AND cases.case_id = message.case_id
WHERE message.council = $1 AND message.state = $2
    AND (message.release_at < $3 OR (message.release_at = $3 AND message.message_id < $4))
ORDER BY message.release_at DESC, message.message_id DESC
LIMIT $5
-- == message/put.sql
INSERT INTO message (
    council, message_id, case_id, recipient, channel, purpose, subject_words, body_words, release_at,
    state, tries, sent_at, last_error, referral, conduct, to_words
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16
)
ON CONFLICT (council, message_id) DO UPDATE SET
    case_id = excluded.case_id,
    recipient = excluded.recipient,
    channel = excluded.channel,
    purpose = excluded.purpose,
    subject_words = excluded.subject_words,
    body_words = excluded.body_words,
    release_at = excluded.release_at,
    state = excluded.state,
    tries = excluded.tries,
    sent_at = excluded.sent_at,
    last_error = excluded.last_error,
    referral = excluded.referral,
    conduct = excluded.conduct,
    to_words = excluded.to_words
-- == message/retry.sql
UPDATE message SET leased_by = NULL, leased_until = $3, last_error = $4
WHERE council = $1 AND message_id = $2 AND state = 'waiting' AND leased_by = $5
-- == message/settle.sql
UPDATE message SET state = $3, sent_at = $4, tries = tries + 1
WHERE council = $1 AND message_id = $2 AND state = 'waiting'
-- == message/take_back.sql
UPDATE message SET state = 'taken-back', leased_by = NULL, leased_until = 0
WHERE council = $1 AND message_id = $2 AND state IN ('waiting', 'given-up')
-- == message/to_release.sql
SELECT message_id, case_id, recipient, channel, purpose, subject_words, body_words, release_at, state, tries,
    sent_at, last_error, referral, conduct, to_words
FROM message
WHERE council = $1 AND state = 'waiting' AND release_at <= $2 AND purpose <> 'code'
    AND referral IS NULL
    AND channel NOT IN ($4, $5, $6)
ORDER BY release_at, message_id
LIMIT $3
-- == metric/messages_given_up.sql
SELECT COUNT(*) AS n
FROM (SELECT message_id FROM message WHERE council = $1 AND state = 'given-up' LIMIT $2) AS given_up
-- == metric/messages_waiting.sql
SELECT COUNT(*) AS n
FROM (SELECT message_id FROM message WHERE council = $1 AND state = 'waiting' LIMIT $2) AS waiting
-- == metric/unsealed.sql
SELECT COUNT(*) AS n FROM (SELECT version FROM unsealed WHERE council = $1 LIMIT $2) AS waiting
-- == notification/delete_old.sql
DELETE FROM notification WHERE council = $1 AND raised_at < $2
-- == notification/done.sql
UPDATE notification SET done_at = $3
WHERE council = $1 AND help_id = $2 AND kind = 'help-asked' AND done_at IS NULL
-- == notification/new_of_user.sql
SELECT notification_id, user_id, kind, raised_at, raised_by, case_id, help_id, about_on, words_id, said, seen_at, done_at,
    conduct, lesson_id, cause_id, report_key
FROM notification
WHERE council = $1 AND user_id = $2 AND seen_at IS NULL AND done_at IS NULL
ORDER BY raised_at DESC
LIMIT $3
-- == notification/of_help.sql
SELECT notification_id, user_id, kind, raised_at, raised_by, case_id, help_id, about_on, words_id, said, seen_at, done_at,
    conduct, lesson_id, cause_id, report_key
FROM notification
WHERE council = $1 AND help_id = $2
ORDER BY notification_id
-- == notification/of_user.sql
SELECT notification_id, user_id, kind, raised_at, raised_by, case_id, help_id, about_on, words_id, said, seen_at, done_at,
    conduct, lesson_id, cause_id, report_key
FROM notification
WHERE council = $1 AND user_id = $2 AND (raised_at, notification_id) < ($3, $4)
ORDER BY raised_at DESC, notification_id DESC
LIMIT $5
-- == notification/put.sql
INSERT INTO notification (
    council, notification_id, user_id, kind, raised_at, raised_by, case_id, help_id, about_on, words_id, said,
    seen_at, done_at, conduct, lesson_id, cause_id, report_key
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17
)
ON CONFLICT (council, notification_id) DO NOTHING
-- == notification/see.sql
UPDATE notification SET seen_at = $3
WHERE council = $1 AND user_id = $2 AND seen_at IS NULL AND done_at IS NULL AND kind <> 'help-asked'
-- == notification/tie.sql
UPDATE notification SET case_id = $3, said = NULL
WHERE council = $1 AND help_id = $2 AND kind = 'help-asked'
-- == notify/get.sql
SELECT message_id, notification_id, status, said_at, ask_at
FROM notify_message
WHERE council = $1 AND message_id = $2
-- == notify/put.sql
INSERT INTO notify_message (council, message_id, notification_id, status, said_at, ask_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (council, message_id) DO UPDATE
SET notification_id = excluded.notification_id, status = excluded.status, said_at = excluded.said_at,
    ask_at = excluded.ask_at
-- == notify/to_ask.sql
SELECT message_id, notification_id, status, said_at, ask_at
FROM notify_message
WHERE council = $1 AND ask_at IS NOT NULL AND ask_at <= $2
ORDER BY ask_at, message_id
LIMIT $3
-- == once/delete_old.sql
DELETE FROM once WHERE council = $1 AND scope = $2 AND done_at < $3
-- == once/get.sql
SELECT result FROM once WHERE council = $1 AND scope = $2 AND key = $3
-- == once/put.sql
INSERT INTO once (council, scope, key, result, done_at) VALUES ($1, $2, $3, $4, $5)
-- == open_case/add.sql
INSERT INTO open_case_count (council, service, status, due_key, triaged, assigned, n)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (council, service, status, due_key, triaged, assigned) DO UPDATE SET
    n = open_case_count.n + excluded.n
-- == open_case/any_change.sql
SELECT case_id FROM open_case_change WHERE council = $1 LIMIT 1
-- == open_case/by_service_and_status.sql
SELECT service, status,
    CAST(SUM(n) AS BIGINT) AS open,
    CAST(SUM(CASE WHEN due_key < $2 THEN n ELSE 0 END) AS BIGINT) AS overdue
FROM (
    SELECT service, status, due_key, n FROM open_case_count WHERE council = $1
    UNION ALL
    SELECT service, status, due_key, n FROM open_case_change WHERE council = $1
) AS counted
WHERE CAST($3 AS TEXT) IS NULL OR $3 LIKE '%,' || service || ',%'
GROUP BY service, status
HAVING SUM(n) > 0
ORDER BY service, status
-- == open_case/delete_empty.sql
DELETE FROM open_case_count WHERE council = $1 AND n = 0
-- == open_case/enter.sql
INSERT INTO open_case_change (council, service, status, due_key, triaged, assigned, case_id, n)
SELECT $1, $3, $4, $5, CAST($6 AS BOOLEAN), CAST($7 AS BOOLEAN), $2, 1
WHERE NOT EXISTS (
    SELECT 1 FROM cases
    WHERE council = $1 AND case_id = $2 AND NOT closed
      AND COALESCE(service, '') = $3 AND status = $4 AND due_key = $5 AND triaged = CAST($6 AS BOOLEAN)
      AND (owner IS NOT NULL) = CAST($7 AS BOOLEAN)
)
ON CONFLICT (council, service, status, due_key, triaged, assigned, case_id) DO UPDATE SET
    n = open_case_change.n + excluded.n
-- == open_case/leave.sql
INSERT INTO open_case_change (council, service, status, due_key, triaged, assigned, case_id, n)
SELECT council, COALESCE(service, ''), status, due_key, triaged, owner IS NOT NULL, case_id, -1
FROM cases
WHERE council = $1 AND case_id = $2 AND NOT closed
  AND NOT (
    $8 AND COALESCE(service, '') = $3 AND status = $4 AND due_key = $5 AND triaged = $6
    AND (owner IS NOT NULL) = $7
  )
ON CONFLICT (council, service, status, due_key, triaged, assigned, case_id) DO UPDATE SET
    n = open_case_change.n + excluded.n
-- == open_case/of_service.sql
SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) AS n
FROM (
    SELECT n FROM open_case_count WHERE council = $1 AND service = $2
    UNION ALL
    SELECT n FROM open_case_change WHERE council = $1 AND service = $2
) AS counted
-- == open_case/take.sql
DELETE FROM open_case_change WHERE council = $1
RETURNING service, status, due_key, triaged, assigned, n
-- == open_case/take_past.sql
DELETE FROM open_case_count WHERE council = $1 AND due_key < $2 AND due_key <> $3
RETURNING service, status, due_key, triaged, assigned, n
-- == open_case/to_triage.sql
SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) AS n
FROM (
    SELECT n FROM open_case_count WHERE council = $1 AND due_key > '' AND NOT triaged
    UNION ALL
    SELECT n FROM open_case_change WHERE council = $1 AND due_key > '' AND NOT triaged
) AS counted
-- == pace/delete.sql
DELETE FROM case_pace WHERE council = $1 AND case_id = $2
-- == pace/delete_step.sql
DELETE FROM case_step WHERE council = $1 AND case_id = $2
-- == pace/due.sql
SELECT * FROM case_step
WHERE council = $1 AND due_on >= $2
ORDER BY due_on, case_id
LIMIT $3
-- == pace/due_of_service.sql
SELECT * FROM case_step
WHERE council = $1 AND service = $2 AND due_on >= $3
ORDER BY due_on, case_id
LIMIT $4
-- == pace/of_case.sql
SELECT * FROM case_step WHERE council = $1 AND case_id = $2
-- == pace/put.sql
INSERT INTO case_pace (council, case_id, stage, step, service, days, replied_on)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (council, case_id, stage, step) DO UPDATE SET
    service = excluded.service,
    days = excluded.days,
    replied_on = excluded.replied_on
-- == pace/put_step.sql
INSERT INTO case_step (
    council, case_id, service, stage, step, since_on, due_on, open_points, points, is_begun
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
)
ON CONFLICT (council, case_id) DO UPDATE SET
    service = excluded.service,
    stage = excluded.stage,
    step = excluded.step,
    since_on = excluded.since_on,
    due_on = excluded.due_on,
    open_points = excluded.open_points,
    points = excluded.points,
    is_begun = excluded.is_begun
-- == pace/took.sql
SELECT days FROM case_pace
WHERE council = $1 AND service = $2 AND stage = $3 AND step = $4
ORDER BY replied_on DESC, case_id DESC
LIMIT $5
-- == password_link/delete_ended.sql
DELETE FROM password_link WHERE council = $1 AND expires_at <= $2
-- == password_link/delete_of_user.sql
DELETE FROM password_link WHERE council = $1 AND user_id = $2
-- == password_link/get.sql
SELECT token_hash, user_id, expires_at
FROM password_link
WHERE council = $1 AND token_hash = $2 AND expires_at > $3
-- == password_link/put.sql
INSERT INTO password_link (council, token_hash, user_id, expires_at) VALUES ($1, $2, $3, $4)
-- == person/delete.sql
DELETE FROM person WHERE council = $1 AND person_id = $2
-- == person/delete_tokens.sql
DELETE FROM person_token WHERE council = $1 AND person_id = $2
-- == person/get.sql
SELECT person_id, name, email, phone, address, postcode, reply_by, salt, digest, called
FROM person
WHERE council = $1 AND person_id = $2
-- == person/like.sql
SELECT person_id
FROM person_token
WHERE council = $1 AND token >= $2 AND token < $3
ORDER BY token, person_id
LIMIT $4
-- == person/page.sql
SELECT person_id, name, email, phone, address, postcode, reply_by, salt, digest, called
FROM person
WHERE council = $1 AND person_id > $2
ORDER BY person_id
LIMIT $3
-- == person/put.sql
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
-- == person/put_token.sql
INSERT INTO person_token (
    council, token, person_id
) VALUES (
    $1, $2, $3
)
-- == person/put_token_once.sql
INSERT INTO person_token (council, token, person_id)
VALUES ($1, $2, $3)
ON CONFLICT (council, token, person_id) DO NOTHING
-- == policy_version/all.sql
SELECT version, source, starts_on, adopted_at
FROM policy_version
WHERE council = $1
ORDER BY version
-- == policy_version/put.sql
INSERT INTO policy_version (
    council, version, source, starts_on, adopted_at
) VALUES (
    $1, $2, $3, $4, $5
)
ON CONFLICT (council, version) DO UPDATE SET
    source = excluded.source,
    starts_on = excluded.starts_on,
    adopted_at = excluded.adopted_at
-- == print_run/get.sql
SELECT run_on, number, letters, pages, made_at, made_by, of_conduct
FROM print_run
WHERE council = $1 AND run_on = $2 AND number = $3
-- == print_run/of_day.sql
SELECT run_on, number, letters, pages, made_at, made_by, of_conduct
FROM print_run
WHERE council = $1 AND run_on = $2
ORDER BY number
-- == print_run/page.sql
SELECT run_on, number, letters, pages, made_at, made_by, of_conduct
FROM print_run
WHERE council = $1
ORDER BY run_on DESC, number DESC
LIMIT $2
-- == print_run/put.sql
INSERT INTO print_run (council, run_on, number, letters, pages, made_at, made_by, of_conduct)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
-- == problem/get.sql
SELECT service, sign, digest, cases, because, dismissed_by, dismissed_at
FROM problem_dismissed
WHERE council = $1 AND service = $2 AND sign = $3 AND digest = $4
-- == problem/put.sql
INSERT INTO problem_dismissed (council, service, sign, digest, cases, because, dismissed_by, dismissed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (council, service, sign, digest) DO UPDATE SET
    cases = excluded.cases,
    because = excluded.because,
    dismissed_by = excluded.dismissed_by,
    dismissed_at = excluded.dismissed_at
-- == rebuild/addresses.sql
SELECT * FROM person_address WHERE council = $1 ORDER BY person_id, from_on
-- == rebuild/adjustments.sql
SELECT * FROM person_adjustment WHERE council = $1 ORDER BY person_id, adjustment_id
-- == rebuild/blocks.sql
SELECT term, block, cases FROM search_block WHERE council = $1 ORDER BY term, block
-- == rebuild/case_people.sql
SELECT * FROM case_person WHERE council = $1 ORDER BY person_id, case_id
-- == rebuild/cause_cases.sql
SELECT * FROM cause_case WHERE council = $1 ORDER BY case_id, cause_id
-- == rebuild/causes.sql
SELECT * FROM cause WHERE council = $1 ORDER BY cause_id
-- == rebuild/checks.sql
SELECT * FROM daily_check WHERE council = $1 ORDER BY checked_on
-- == rebuild/conduct.sql
SELECT * FROM conduct WHERE council = $1 ORDER BY file_id
-- == rebuild/conduct_contacts.sql
SELECT * FROM conduct_contact WHERE council = $1 ORDER BY contact_id
-- == rebuild/counts.sql
SELECT service, status, due_key, triaged, assigned, CAST(SUM(n) AS BIGINT) AS n
FROM (
    SELECT service, status, due_key, triaged, assigned, n FROM open_case_count WHERE council = $1
    UNION ALL
    SELECT service, status, due_key, triaged, assigned, n FROM open_case_change WHERE council = $1
) AS counted
GROUP BY service, status, due_key, triaged, assigned
HAVING SUM(n) <> 0
ORDER BY service, status, due_key, triaged, assigned
-- == rebuild/decisions.sql
SELECT * FROM conduct_decision WHERE council = $1 ORDER BY file_id, number
-- == rebuild/documents.sql
SELECT case_id, received_at, terms FROM search_document WHERE council = $1 ORDER BY case_id
-- == rebuild/empty_addresses.sql
DELETE FROM person_address WHERE council = $1
-- == rebuild/empty_adjustments.sql
DELETE FROM person_adjustment WHERE council = $1
-- == rebuild/empty_blocks.sql
DELETE FROM search_block WHERE council = $1
-- == rebuild/empty_case_people.sql
DELETE FROM case_person WHERE council = $1
-- == rebuild/empty_cases.sql
DELETE FROM cases WHERE council = $1
-- == rebuild/empty_cause_cases.sql
DELETE FROM cause_case WHERE council = $1
-- == rebuild/empty_causes.sql
DELETE FROM cause WHERE council = $1
-- == rebuild/empty_changes.sql
DELETE FROM open_case_change WHERE council = $1
-- == rebuild/empty_checks.sql
DELETE FROM daily_check WHERE council = $1
-- == rebuild/empty_conduct.sql
DELETE FROM conduct WHERE council = $1
-- == rebuild/empty_conduct_contacts.sql
DELETE FROM conduct_contact WHERE council = $1
-- == rebuild/empty_counts.sql
DELETE FROM open_case_count WHERE council = $1
-- == rebuild/empty_decisions.sql
DELETE FROM conduct_decision WHERE council = $1
-- == rebuild/empty_documents.sql
DELETE FROM search_document WHERE council = $1
-- == rebuild/empty_ends.sql
DELETE FROM conduct_end WHERE council = $1
-- == rebuild/empty_enquiries.sql
DELETE FROM case_enquiry WHERE council = $1
-- == rebuild/empty_fact_changes.sql
DELETE FROM fact_change WHERE council = $1
-- == rebuild/empty_fact_sums.sql
DELETE FROM fact_sum WHERE council = $1
-- == rebuild/empty_facts.sql
DELETE FROM case_fact WHERE council = $1
-- == rebuild/empty_guidance.sql
DELETE FROM guidance_note WHERE council = $1
-- == rebuild/empty_heads.sql
DELETE FROM search_head WHERE council = $1
-- == rebuild/empty_lesson_cases.sql
DELETE FROM lesson_case WHERE council = $1
-- == rebuild/empty_lesson_services.sql
DELETE FROM lesson_service WHERE council = $1
-- == rebuild/empty_lessons.sql
DELETE FROM lesson WHERE council = $1
-- == rebuild/empty_likeness.sql
DELETE FROM conduct_likeness WHERE council = $1
-- == rebuild/empty_merged.sql
DELETE FROM person_merged WHERE council = $1
-- == rebuild/empty_paces.sql
DELETE FROM case_pace WHERE council = $1
-- == rebuild/empty_points.sql
DELETE FROM case_point WHERE council = $1
-- == rebuild/empty_referrals.sql
DELETE FROM case_referral WHERE council = $1
-- == rebuild/empty_remedies.sql
DELETE FROM case_remedy WHERE council = $1
-- == rebuild/empty_report_actions.sql
DELETE FROM report_action WHERE council = $1
-- == rebuild/empty_reports.sql
DELETE FROM report WHERE council = $1
-- == rebuild/empty_settings.sql
DELETE FROM settings_change WHERE council = $1
-- == rebuild/empty_signals.sql
DELETE FROM signal WHERE council = $1
-- == rebuild/empty_stages.sql
DELETE FROM case_stage WHERE council = $1
-- == rebuild/empty_steps.sql
DELETE FROM case_step WHERE council = $1
-- == rebuild/empty_surveys.sql
DELETE FROM survey WHERE council = $1
-- == rebuild/empty_transfers.sql
DELETE FROM case_transfer WHERE council = $1
-- == rebuild/empty_unread.sql
DELETE FROM case_unread WHERE council = $1
-- == rebuild/empty_updates.sql
DELETE FROM case_update WHERE council = $1
-- == rebuild/ends.sql
SELECT * FROM conduct_end WHERE council = $1 ORDER BY stream
-- == rebuild/enquiries.sql
SELECT * FROM case_enquiry WHERE council = $1 ORDER BY case_id
-- == rebuild/fact_sums.sql
SELECT * FROM fact_sum WHERE council = $1 ORDER BY what, split, grain, service, period, value, days
-- == rebuild/facts.sql
SELECT * FROM case_fact WHERE council = $1
ORDER BY case_id, what, on_day, service, channel, kind, stage, ward, detail, days
-- == rebuild/guidance.sql
SELECT * FROM guidance_note WHERE council = $1 ORDER BY user_id, what
-- == rebuild/lesson_cases.sql
SELECT * FROM lesson_case WHERE council = $1 ORDER BY case_id, lesson_id
-- == rebuild/lesson_services.sql
SELECT * FROM lesson_service WHERE council = $1 ORDER BY service, lesson_id
-- == rebuild/lessons.sql
SELECT * FROM lesson WHERE council = $1 ORDER BY lesson_id
-- == rebuild/likeness.sql
SELECT * FROM conduct_likeness WHERE council = $1 ORDER BY person_id, file_id
-- == rebuild/merged.sql
SELECT * FROM person_merged WHERE council = $1 ORDER BY person_id
-- == rebuild/move_addresses.sql
UPDATE person_address SET council = $2 WHERE council = $1
-- == rebuild/move_adjustments.sql
UPDATE person_adjustment SET council = $2 WHERE council = $1
-- == rebuild/move_blocks.sql
UPDATE search_block SET council = $2 WHERE council = $1
-- == rebuild/move_case_people.sql
UPDATE case_person SET council = $2 WHERE council = $1
-- == rebuild/move_cases.sql
UPDATE cases SET council = $2 WHERE council = $1
-- == rebuild/move_cause_cases.sql
UPDATE cause_case SET council = $2 WHERE council = $1
-- == rebuild/move_causes.sql
UPDATE cause SET council = $2 WHERE council = $1
-- == rebuild/move_changes.sql
UPDATE open_case_change SET council = $2 WHERE council = $1
-- == rebuild/move_checks.sql
UPDATE daily_check SET council = $2 WHERE council = $1
-- == rebuild/move_conduct.sql
UPDATE conduct SET council = $2 WHERE council = $1
-- == rebuild/move_conduct_contacts.sql
UPDATE conduct_contact SET council = $2 WHERE council = $1
-- == rebuild/move_counts.sql
UPDATE open_case_count SET council = $2 WHERE council = $1
-- == rebuild/move_decisions.sql
UPDATE conduct_decision SET council = $2 WHERE council = $1
-- == rebuild/move_documents.sql
UPDATE search_document SET council = $2 WHERE council = $1
-- == rebuild/move_ends.sql
UPDATE conduct_end SET council = $2 WHERE council = $1
-- == rebuild/move_enquiries.sql
UPDATE case_enquiry SET council = $2 WHERE council = $1
-- == rebuild/move_fact_changes.sql
UPDATE fact_change SET council = $2 WHERE council = $1
-- == rebuild/move_fact_sums.sql
UPDATE fact_sum SET council = $2 WHERE council = $1
-- == rebuild/move_facts.sql
UPDATE case_fact SET council = $2 WHERE council = $1
-- == rebuild/move_guidance.sql
UPDATE guidance_note SET council = $2 WHERE council = $1
-- == rebuild/move_heads.sql
UPDATE search_head SET council = $2 WHERE council = $1
-- == rebuild/move_lesson_cases.sql
UPDATE lesson_case SET council = $2 WHERE council = $1
-- == rebuild/move_lesson_services.sql
UPDATE lesson_service SET council = $2 WHERE council = $1
-- == rebuild/move_lessons.sql
UPDATE lesson SET council = $2 WHERE council = $1
-- == rebuild/move_likeness.sql
UPDATE conduct_likeness SET council = $2 WHERE council = $1
-- == rebuild/move_merged.sql
UPDATE person_merged SET council = $2 WHERE council = $1
-- == rebuild/move_paces.sql
UPDATE case_pace SET council = $2 WHERE council = $1
-- == rebuild/move_points.sql
UPDATE case_point SET council = $2 WHERE council = $1
-- == rebuild/move_referrals.sql
UPDATE case_referral SET council = $2 WHERE council = $1
-- == rebuild/move_remedies.sql
UPDATE case_remedy SET council = $2 WHERE council = $1
-- == rebuild/move_report_actions.sql
UPDATE report_action SET council = $2 WHERE council = $1
-- == rebuild/move_reports.sql
UPDATE report SET council = $2 WHERE council = $1
-- == rebuild/move_settings.sql
UPDATE settings_change SET council = $2 WHERE council = $1
-- == rebuild/move_signals.sql
UPDATE signal SET council = $2 WHERE council = $1
-- == rebuild/move_stages.sql
UPDATE case_stage SET council = $2 WHERE council = $1
-- == rebuild/move_steps.sql
UPDATE case_step SET council = $2 WHERE council = $1
-- == rebuild/move_surveys.sql
UPDATE survey SET council = $2 WHERE council = $1
-- == rebuild/move_transfers.sql
UPDATE case_transfer SET council = $2 WHERE council = $1
-- == rebuild/move_unread.sql
UPDATE case_unread SET council = $2 WHERE council = $1
-- == rebuild/move_updates.sql
UPDATE case_update SET council = $2 WHERE council = $1
-- == rebuild/numbers.sql
SELECT number, case_id FROM search_document WHERE council = $1 AND number >= 0 ORDER BY number
-- == rebuild/paces.sql
SELECT * FROM case_pace WHERE council = $1 ORDER BY case_id, stage, step
-- == rebuild/points.sql
SELECT * FROM case_point WHERE council = $1 ORDER BY case_id, point_id
-- == rebuild/referrals.sql
SELECT * FROM case_referral WHERE council = $1 ORDER BY case_id, referral_id
-- == rebuild/remedies.sql
SELECT * FROM case_remedy WHERE council = $1 ORDER BY case_id, remedy_id
-- == rebuild/report_actions.sql
SELECT * FROM report_action WHERE council = $1 ORDER BY report_key, item
-- == rebuild/reports.sql
SELECT * FROM report WHERE council = $1 ORDER BY report_key
-- == rebuild/settings.sql
SELECT * FROM settings_change WHERE council = $1 ORDER BY changed_at, stream, version
-- == rebuild/signals.sql
SELECT * FROM signal WHERE council = $1 ORDER BY signal_id
-- == rebuild/stages.sql
SELECT * FROM case_stage WHERE council = $1 ORDER BY case_id, stage
-- == rebuild/stale.sql
SELECT event.stream
FROM event
WHERE event.council = $1 AND event.stream > 'case/' AND event.stream < 'case0'
  AND NOT EXISTS (
    SELECT later.version FROM event AS later
    WHERE later.council = $1 AND later.stream = event.stream AND later.version = event.version + 1
  )
  AND NOT EXISTS (
    SELECT cases.version FROM cases
    WHERE cases.council = $1 AND cases.case_id = substr(event.stream, 6) AND cases.version = event.version
  )
ORDER BY event.stream
LIMIT $2
-- == rebuild/steps.sql
SELECT * FROM case_step WHERE council = $1 ORDER BY case_id
-- == rebuild/surveys.sql
SELECT * FROM survey WHERE council = $1 ORDER BY case_id
-- == rebuild/transfers.sql
SELECT * FROM case_transfer WHERE council = $1 ORDER BY case_id
-- == rebuild/unread.sql
SELECT * FROM case_unread WHERE council = $1 ORDER BY case_id
-- == rebuild/updates.sql
SELECT * FROM case_update WHERE council = $1 ORDER BY case_id
-- == recovery_code/count.sql
SELECT COUNT(*) AS left_over FROM recovery_code WHERE council = $1 AND user_id = $2
-- == recovery_code/delete_of_user.sql
DELETE FROM recovery_code WHERE council = $1 AND user_id = $2
-- == recovery_code/put.sql
INSERT INTO recovery_code (council, user_id, hash) VALUES ($1, $2, $3)
ON CONFLICT (council, user_id, hash) DO NOTHING
-- == recovery_code/take.sql
DELETE FROM recovery_code WHERE council = $1 AND user_id = $2 AND hash = $3
-- == referral/by_name.sql
SELECT * FROM case_referral WHERE council = $1 AND referral_id = $3 AND partner = $2
-- == referral/delete_code.sql
DELETE FROM partner_code WHERE council = $1 AND referral_id = $2
-- == referral/delete_ended_codes.sql
DELETE FROM partner_code WHERE council = $1 AND expires_at <= $2
-- == referral/delete_ended_keys.sql
DELETE FROM partner_key WHERE council = $1 AND expires_at <= $2
-- == referral/delete_key.sql
DELETE FROM partner_key WHERE council = $1 AND token_hash = $2
-- == referral/key.sql
SELECT * FROM partner_key WHERE council = $1 AND token_hash = $2 AND expires_at > $3
-- == referral/of_account.sql
SELECT case_referral.*, cases.reference
FROM case_referral
JOIN cases ON cases.council = case_referral.council AND cases.case_id = case_referral.case_id
WHERE case_referral.council = $1 AND case_referral.partner = $2 AND case_referral.state IN ($3, $4)
    AND (case_referral.due_on, case_referral.referral_id) > ($5, $6)
ORDER BY case_referral.due_on, case_referral.referral_id
LIMIT $7
-- == referral/of_partner.sql
SELECT * FROM case_referral
WHERE council = $1 AND partner = $2
ORDER BY asked_on DESC, referral_id DESC
LIMIT $3
-- == referral/open.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary,
    case_referral.referral_id AS referral_id, case_referral.number AS referral_number,
    case_referral.partner AS partner, case_referral.state AS referral_state,
    case_referral.asked_on AS referral_asked_on, case_referral.due_on AS referral_due_on
FROM case_referral
JOIN cases ON cases.council = case_referral.council AND cases.case_id = case_referral.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE case_referral.council = $1 AND case_referral.is_open
  AND (case_referral.due_on, case_referral.referral_id) > ($2, $3)
  AND (CAST($5 AS TEXT) IS NULL OR $5 LIKE '%,' || case_referral.service || ',%')
  AND (CAST($6 AS TEXT) IS NULL OR case_referral.owner = $6)
ORDER BY case_referral.due_on, case_referral.referral_id
LIMIT $4
-- == referral/over_of_account.sql
SELECT case_referral.*, cases.reference
FROM case_referral
JOIN cases ON cases.council = case_referral.council AND cases.case_id = case_referral.case_id
WHERE case_referral.council = $1 AND case_referral.partner = $2 AND case_referral.state IN ($3, $4, $5)
    AND (case_referral.due_on, case_referral.referral_id) < ($6, $7)
ORDER BY case_referral.due_on DESC, case_referral.referral_id DESC
LIMIT $8
-- == referral/put.sql
INSERT INTO case_referral (
    council, case_id, referral_id, number, partner, service, owner, state, asked_on, due_on, remind_on, accepted_on,
    answered_on, working_days, is_open
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
ON CONFLICT (council, case_id, referral_id) DO UPDATE SET
    number = excluded.number,
    partner = excluded.partner,
    service = excluded.service,
    owner = excluded.owner,
    state = excluded.state,
    asked_on = excluded.asked_on,
    due_on = excluded.due_on,
    remind_on = excluded.remind_on,
    accepted_on = excluded.accepted_on,
    answered_on = excluded.answered_on,
    working_days = excluded.working_days,
    is_open = excluded.is_open
-- == referral/put_code.sql
INSERT INTO partner_code (council, referral_id, salt, digest, tries, expires_at)
VALUES ($1, $2, $3, $4, 0, $5)
ON CONFLICT (council, referral_id) DO UPDATE SET
    salt = excluded.salt,
    digest = excluded.digest,
    tries = 0,
    expires_at = excluded.expires_at
-- == referral/put_key.sql
INSERT INTO partner_key (council, token_hash, case_id, referral_id, expires_at)
VALUES ($1, $2, $3, $4, $5)
-- == referral/to_remind.sql
SELECT * FROM case_referral
WHERE council = $1 AND remind_on IS NOT NULL AND remind_on <= $2
ORDER BY remind_on, referral_id
LIMIT $3
-- == referral/try_code.sql
UPDATE partner_code SET tries = tries + 1
WHERE council = $1 AND referral_id = $2 AND expires_at > $3 AND tries < $4
RETURNING salt, digest
-- == remedy/count_of_owner.sql
SELECT COUNT(*) AS due, CAST(COALESCE(SUM(CASE WHEN due_key < $4 THEN 1 ELSE 0 END), 0) AS BIGINT) AS overdue
FROM case_remedy
WHERE council = $1 AND is_open AND owner = $2 AND due_key <= $3
-- == remedy/count_overdue.sql
SELECT COUNT(*) AS overdue
FROM case_remedy
WHERE council = $1 AND is_open AND due_key < $2
  AND (CAST($3 AS TEXT) IS NULL OR $3 LIKE '%,' || service || ',%')
-- == remedy/open.sql
SELECT cases.*, person.name AS customer_name, substr(promised.body, 1, 200) AS summary,
    case_remedy.remedy_id AS remedy_id, case_remedy.kind AS remedy_kind, case_remedy.owner AS remedy_owner,
    case_remedy.due_on AS remedy_due_on, case_remedy.due_key AS remedy_due_key
FROM case_remedy
JOIN cases ON cases.council = case_remedy.council AND cases.case_id = case_remedy.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word AS promised ON promised.council = case_remedy.council AND promised.words_id = case_remedy.words
WHERE case_remedy.council = $1 AND case_remedy.is_open
  AND (case_remedy.due_key, case_remedy.case_id, case_remedy.remedy_id) > ($2, $3, $4)
  AND case_remedy.due_key < $5
  AND (CAST($7 AS TEXT) IS NULL OR $7 LIKE '%,' || case_remedy.service || ',%')
ORDER BY case_remedy.due_key, case_remedy.case_id, case_remedy.remedy_id
LIMIT $6
-- == remedy/open_of_owner.sql
SELECT cases.*, person.name AS customer_name, substr(promised.body, 1, 200) AS summary,
    case_remedy.remedy_id AS remedy_id, case_remedy.kind AS remedy_kind, case_remedy.owner AS remedy_owner,
    case_remedy.due_on AS remedy_due_on, case_remedy.due_key AS remedy_due_key
FROM case_remedy
JOIN cases ON cases.council = case_remedy.council AND cases.case_id = case_remedy.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word AS promised ON promised.council = case_remedy.council AND promised.words_id = case_remedy.words
WHERE case_remedy.council = $1 AND case_remedy.is_open AND case_remedy.owner = $7
  AND (case_remedy.due_key, case_remedy.case_id, case_remedy.remedy_id) > ($2, $3, $4)
  AND case_remedy.due_key < $5
ORDER BY case_remedy.due_key, case_remedy.case_id, case_remedy.remedy_id
LIMIT $6
-- == remedy/open_of_service.sql
SELECT cases.*, person.name AS customer_name, substr(promised.body, 1, 200) AS summary,
    case_remedy.remedy_id AS remedy_id, case_remedy.kind AS remedy_kind, case_remedy.owner AS remedy_owner,
    case_remedy.due_on AS remedy_due_on, case_remedy.due_key AS remedy_due_key
FROM case_remedy
JOIN cases ON cases.council = case_remedy.council AND cases.case_id = case_remedy.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word AS promised ON promised.council = case_remedy.council AND promised.words_id = case_remedy.words
WHERE case_remedy.council = $1 AND case_remedy.is_open AND case_remedy.service = $7
  AND (case_remedy.due_key, case_remedy.case_id, case_remedy.remedy_id) > ($2, $3, $4)
  AND case_remedy.due_key < $5
ORDER BY case_remedy.due_key, case_remedy.case_id, case_remedy.remedy_id
LIMIT $6
-- == remedy/put.sql
INSERT INTO case_remedy (
    council, case_id, remedy_id, kind, words, service, owner, due_on, delivered_on, is_open, due_key, remind_on
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
)
ON CONFLICT (council, case_id, remedy_id) DO UPDATE SET
    kind = excluded.kind,
    words = excluded.words,
    service = excluded.service,
    owner = excluded.owner,
    due_on = excluded.due_on,
    delivered_on = excluded.delivered_on,
    is_open = excluded.is_open,
    due_key = excluded.due_key,
    remind_on = excluded.remind_on
-- == remedy/to_remind.sql
SELECT case_id, remedy_id FROM case_remedy
WHERE council = $1 AND remind_on IS NOT NULL AND remind_on <= $2
ORDER BY remind_on, case_id, remedy_id
LIMIT $3
-- == reply_token/get.sql
SELECT case_id FROM reply_token WHERE council = $1 AND token = $2
-- == reply_token/of_person.sql
SELECT token FROM reply_token WHERE council = $1 AND case_id = $2 AND person_id = $3
-- == reply_token/put.sql
INSERT INTO reply_token (council, token, case_id, person_id) VALUES ($1, $2, $3, $4)
ON CONFLICT (council, case_id, person_id) DO NOTHING
-- == report/open_actions.sql
SELECT report_key, item, words_id, owner, due_on, state, said_words
FROM report_action
WHERE council = $1 AND state = 'open'
ORDER BY due_on, report_key, item
LIMIT $2
-- == report/page.sql
SELECT report_key, sort, on_day, from_on, to_on, state
FROM report
WHERE council = $1 AND sort = $2 AND (on_day, report_key) < ($3, $4)
  AND ($6 = '' OR state = $6)
ORDER BY on_day DESC, report_key DESC
LIMIT $5
-- == report/put.sql
INSERT INTO report (council, report_key, sort, on_day, from_on, to_on, state)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (council, report_key) DO UPDATE SET
    sort = excluded.sort,
    on_day = excluded.on_day,
    from_on = excluded.from_on,
    to_on = excluded.to_on,
    state = excluded.state
-- == report/put_action.sql
INSERT INTO report_action (council, report_key, item, words_id, owner, due_on, state, said_words)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (council, report_key, item) DO UPDATE SET
    words_id = excluded.words_id,
    owner = excluded.owner,
    due_on = excluded.due_on,
    state = excluded.state,
    said_words = excluded.said_words
-- == saved_filter/delete.sql
DELETE FROM saved_filter WHERE council = $1 AND user_id = $2 AND name = $3
-- == saved_filter/of_user.sql
SELECT user_id, name, query, saved_at
FROM saved_filter
WHERE council = $1 AND user_id = $2
ORDER BY name
LIMIT $3
-- == saved_filter/put.sql
INSERT INTO saved_filter (council, user_id, name, query, saved_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, user_id, name) DO UPDATE SET
    query = excluded.query,
    saved_at = excluded.saved_at
-- == seal/any_waiting.sql
SELECT version FROM unsealed WHERE council = $1 LIMIT 1
-- == seal/begin.sql
INSERT INTO seal_head (council, position, hash) VALUES ($1, 0, $2)
ON CONFLICT (council) DO NOTHING
-- == seal/done.sql
DELETE FROM unsealed
WHERE (council, queued_at, stream, version) IN (VALUES ($1, CAST($2 AS BIGINT), $3, CAST($4 AS BIGINT)))
-- == seal/events.sql
SELECT seal.position, seal.stream, seal.version, event.kind, event.recorded_at
FROM seal
JOIN event
    ON event.council = seal.council AND event.stream = seal.stream AND event.version = seal.version
WHERE seal.council = $1 AND seal.position > $2
ORDER BY seal.position
LIMIT $3
-- == seal/head.sql
SELECT position, hash FROM seal_head WHERE council = $1
-- == seal/hold.sql
UPDATE seal_head SET position = position WHERE council = $1 RETURNING position, hash
-- == seal/move_head.sql
UPDATE seal_head SET position = $2, hash = $3 WHERE council = $1
-- == seal/of_stream.sql
SELECT position, stream, version, event_hash, previous, hash
FROM seal
WHERE council = $1 AND stream = $2 AND version > $3
ORDER BY version
-- == seal/page.sql
SELECT position, stream, version, event_hash, previous, hash
FROM seal
WHERE council = $1 AND position > $2
ORDER BY position
LIMIT $3
-- == seal/put.sql
INSERT INTO seal (council, position, stream, version, event_hash, previous, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7)
-- == seal/wait.sql
INSERT INTO unsealed (council, queued_at, stream, version) VALUES ($1, $2, $3, $4)
-- == seal/waiting.sql
SELECT unsealed.queued_at, unsealed.stream, unsealed.version, event.hash
FROM unsealed
JOIN event
    ON event.council = unsealed.council AND event.stream = unsealed.stream
    AND event.version = unsealed.version
WHERE unsealed.council = $1
ORDER BY unsealed.queued_at, unsealed.stream, unsealed.version
LIMIT $2
-- == search/any_waiting.sql
SELECT case_id FROM search_document WHERE council = $1 AND waiting ORDER BY case_id LIMIT 1
-- == search/begin.sql
INSERT INTO search_head (council, numbers) VALUES ($1, 0)
ON CONFLICT (council) DO NOTHING
-- == search/blocks.sql
SELECT term, string_agg(CAST(block AS TEXT) || ':' || cases, ' ') AS cases
FROM search_block
WHERE council = $1 AND block >= $2 AND block < $3 AND term IN (
    $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19
)
GROUP BY term
-- == search/delete_block.sql
DELETE FROM search_block WHERE council = $1 AND term = $2 AND block = $3
-- == search/document.sql
SELECT received_at, terms FROM search_document WHERE council = $1 AND case_id = $2
-- == search/head.sql
SELECT numbers FROM search_head WHERE council = $1
-- == search/hold.sql
UPDATE search_head SET numbers = numbers WHERE council = $1 RETURNING numbers
-- == search/lines_of_numbers.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary, search_document.number
FROM search_document
JOIN cases ON cases.council = search_document.council AND cases.case_id = search_document.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE search_document.council = $1 AND search_document.number IN (
    $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
    $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33,
    $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49,
    $50, $51
)
-- == search/move_head.sql
UPDATE search_head SET numbers = $2 WHERE council = $1
-- == search/of_block.sql
SELECT term, cases
FROM search_block
WHERE council = $1 AND block = $2 AND term IN (
    $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
    $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34
)
-- == search/oldest.sql
SELECT wanted.term, (
    SELECT held.block FROM search_block AS held
    WHERE held.council = $1 AND held.term = wanted.term
    ORDER BY held.block
    LIMIT 1
) AS block
FROM (
    SELECT CAST($2 AS TEXT) AS term UNION ALL SELECT $3 UNION ALL SELECT $4 UNION ALL SELECT $5
    UNION ALL SELECT $6 UNION ALL SELECT $7 UNION ALL SELECT $8 UNION ALL SELECT $9
    UNION ALL SELECT $10 UNION ALL SELECT $11 UNION ALL SELECT $12 UNION ALL SELECT $13
    UNION ALL SELECT $14 UNION ALL SELECT $15 UNION ALL SELECT $16 UNION ALL SELECT $17
) AS wanted
-- == search/put_block.sql
INSERT INTO search_block (council, term, block, cases) VALUES ($1, $2, $3, $4)
ON CONFLICT (council, term, block) DO UPDATE SET cases = excluded.cases
-- == search/put_document.sql
INSERT INTO search_document (council, case_id, received_at, waiting, terms) VALUES ($1, $2, $3, TRUE, $4)
ON CONFLICT (council, case_id) DO UPDATE SET
    received_at = excluded.received_at,
    indexed = CASE WHEN search_document.waiting THEN search_document.indexed ELSE search_document.terms END,
    waiting = TRUE,
    terms = excluded.terms
-- == search/put_taken.sql
INSERT INTO search_document (council, case_id, received_at, number, waiting, terms) VALUES ($1, $2, $3, $4, FALSE, $5)
ON CONFLICT (council, case_id) DO UPDATE SET
    number = excluded.number,
    indexed = NULL
-- == search/take.sql
UPDATE search_document SET waiting = FALSE
WHERE council = $1 AND waiting AND case_id IN (
    SELECT first.case_id
    FROM search_document AS first
    WHERE first.council = $1 AND first.waiting
    ORDER BY first.case_id
    LIMIT $2
)
RETURNING case_id, received_at, number, terms, indexed
-- == search/waiting.sql
SELECT case_id, received_at, number, terms
FROM search_document
WHERE council = $1 AND waiting
ORDER BY case_id DESC
LIMIT $2
-- == second_step/delete.sql
DELETE FROM second_step WHERE council = $1 AND user_id = $2
-- == second_step/get.sql
SELECT user_id, secret, set_at, last_step FROM second_step WHERE council = $1 AND user_id = $2
-- == second_step/put.sql
INSERT INTO second_step (council, user_id, secret, set_at, last_step) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, user_id) DO UPDATE SET
    secret = excluded.secret,
    set_at = excluded.set_at,
    last_step = excluded.last_step
-- == second_step/take.sql
UPDATE second_step SET last_step = $4
WHERE council = $1 AND user_id = $2 AND secret = $3 AND last_step < $4
-- == session/delete.sql
DELETE FROM session WHERE council = $1 AND token_hash = $2
-- == session/delete_ended.sql
DELETE FROM session WHERE council = $1 AND expires_at <= $2
-- == session/delete_of_user.sql
DELETE FROM session WHERE council = $1 AND user_id = $2
-- == session/get_with_user.sql
SELECT session.token_hash, session.body, session.expires_at, user_account.user_id, email, name, password_hash,
    roles, teams, services, active, updated_at, wards, ends_on, last_sign_in_at,
    partner, emergency
FROM session
JOIN user_account ON user_account.council = session.council AND user_account.user_id = session.user_id
WHERE session.council = $1 AND session.token_hash = $2 AND session.expires_at > $3
-- == session/put.sql
INSERT INTO session (council, token_hash, user_id, body, expires_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, token_hash) DO UPDATE SET
    user_id = excluded.user_id,
    body = excluded.body,
    expires_at = excluded.expires_at
-- == settings_change/page.sql
SELECT changed_at, stream, version, kind, actor, because, difference
FROM settings_change
WHERE council = $1
  AND (changed_at, stream, version) < ($2, $3, $4)
  AND (CAST($5 AS TEXT) IS NULL OR actor = $5)
  AND (CAST($6 AS TEXT) IS NULL OR kind = $6)
  AND changed_at >= $7 AND changed_at < $8
ORDER BY changed_at DESC, stream DESC, version DESC
LIMIT $9
-- == settings_change/put.sql
INSERT INTO settings_change (
    council, changed_at, stream, version, kind, actor, because, difference
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8
)
ON CONFLICT (council, changed_at, stream, version) DO UPDATE SET
    kind = excluded.kind,
    actor = excluded.actor,
    because = excluded.because,
    difference = excluded.difference
-- == signal/get.sql
SELECT signal_id, person_id, kind, reader, raised_on, expires_on, standing, settled_on, shows_us_late FROM signal WHERE council = $1 AND signal_id = $2
-- == signal/of_person.sql
SELECT signal_id, person_id, kind, reader, raised_on, expires_on, standing, settled_on, shows_us_late
FROM signal
WHERE council = $1 AND person_id = $2
ORDER BY signal_id
-- == signal/of_reader.sql
SELECT signal.signal_id, signal.person_id, signal.kind, signal.reader, signal.raised_on, signal.expires_on, signal.standing,
    signal.settled_on, signal.shows_us_late, person.name AS person_name
FROM signal
LEFT JOIN person ON person.council = signal.council AND person.person_id = signal.person_id
WHERE signal.council = $1 AND signal.reader = $2 AND signal.signal_id < $3
  AND (signal.standing = 'open' AND signal.expires_on >= $4) = (CAST($5 AS BIGINT) = 1)
ORDER BY signal.signal_id DESC
LIMIT $6
-- == signal/place.sql
SELECT position FROM signal_place WHERE council = $1
-- == signal/put.sql
INSERT INTO signal (council, signal_id, person_id, kind, reader, raised_on, expires_on, standing, settled_on, shows_us_late)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (council, signal_id) DO UPDATE SET
    person_id = excluded.person_id,
    kind = excluded.kind,
    reader = excluded.reader,
    raised_on = excluded.raised_on,
    expires_on = excluded.expires_on,
    standing = excluded.standing,
    settled_on = excluded.settled_on,
    shows_us_late = excluded.shows_us_late
-- == signal/put_place.sql
INSERT INTO signal_place (council, position) VALUES ($1, $2)
ON CONFLICT (council) DO UPDATE SET
    position = CASE WHEN signal_place.position < excluded.position THEN excluded.position ELSE signal_place.position END
-- == signal/raised.sql
SELECT signal_id, person_id, kind, reader, raised_on, expires_on, standing, settled_on, shows_us_late
FROM signal
WHERE council = $1 AND raised_on >= $2 AND raised_on <= $3 AND (raised_on, signal_id) > ($4, $5)
ORDER BY raised_on, signal_id
LIMIT $6
-- == signal/waiting.sql
SELECT signal_id, person_id, kind, reader, raised_on, expires_on, standing, settled_on, shows_us_late
FROM signal
WHERE council = $1 AND standing = 'open' AND expires_on >= $2 AND (expires_on, signal_id) > ($3, $4)
ORDER BY expires_on, signal_id
LIMIT $5
-- == survey/asked_since.sql
SELECT 1 AS n FROM survey WHERE council = $1 AND asked = $2 AND begun_on > $3 LIMIT 1
-- == survey/delete_links_of_person.sql
DELETE FROM survey_link
WHERE council = $1 AND case_id IN (
    SELECT survey.case_id FROM survey WHERE survey.council = $1 AND survey.asked = $2
)
-- == survey/get.sql
SELECT case_id, begun_on, because, asked, service, channel, kind, remind_on, closes_on, answered_on, said_words, said_on, themes,
    low_on, waits, may_contact, handling, outcome, lessons
FROM survey WHERE council = $1 AND case_id = $2
-- == survey/of_link.sql
SELECT case_id FROM survey_link WHERE council = $1 AND hash = $2
-- == survey/put.sql
INSERT INTO survey (council, case_id, begun_on, because, asked, service, channel, kind, remind_on, closes_on, answered_on, said_words,
    said_on, themes, low_on, waits, may_contact, handling, outcome, lessons)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
ON CONFLICT (council, case_id) DO UPDATE SET
    begun_on = excluded.begun_on,
    because = excluded.because,
    asked = excluded.asked,
    service = excluded.service,
    channel = excluded.channel,
    kind = excluded.kind,
    remind_on = excluded.remind_on,
    closes_on = excluded.closes_on,
    answered_on = excluded.answered_on,
    said_words = excluded.said_words,
    said_on = excluded.said_on,
    themes = excluded.themes,
    low_on = excluded.low_on,
    waits = excluded.waits,
    may_contact = excluded.may_contact,
    handling = excluded.handling,
    outcome = excluded.outcome,
    lessons = excluded.lessons
-- == survey/put_link.sql
INSERT INTO survey_link (council, hash, case_id, made_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (council, hash) DO NOTHING
-- == survey/said.sql
SELECT case_id, begun_on, because, asked, service, channel, kind, remind_on, closes_on, answered_on, said_words, said_on, themes,
    low_on, waits, may_contact, handling, outcome, lessons
FROM survey
WHERE council = $1 AND said_on IS NOT NULL AND (said_on, case_id) < ($2, $3)
ORDER BY said_on DESC, case_id DESC
LIMIT $4
-- == survey/said_of_service.sql
SELECT case_id, begun_on, because, asked, service, channel, kind, remind_on, closes_on, answered_on, said_words, said_on, themes,
    low_on, waits, may_contact, handling, outcome, lessons
FROM survey
WHERE council = $1 AND service = $5 AND said_on IS NOT NULL AND (said_on, case_id) < ($2, $3)
ORDER BY said_on DESC, case_id DESC
LIMIT $4
-- == survey/to_ask.sql
SELECT cases.case_id FROM cases
WHERE cases.council = $1 AND cases.closed AND cases.closed_on BETWEEN $2 AND $3
  AND NOT EXISTS (SELECT 1 FROM survey WHERE survey.council = cases.council AND survey.case_id = cases.case_id)
ORDER BY cases.closed_on, cases.kind, cases.case_id
LIMIT $4
-- == survey/to_remind.sql
SELECT case_id FROM survey
WHERE council = $1 AND remind_on <= $2 AND closes_on >= $2
ORDER BY remind_on, case_id
LIMIT $3
-- == survey/waiting.sql
SELECT case_id, begun_on, because, asked, service, channel, kind, remind_on, closes_on, answered_on, said_words, said_on, themes,
    low_on, waits, may_contact, handling, outcome, lessons
FROM survey
WHERE council = $1 AND waits AND (low_on, case_id) > ($2, $3)
  AND (CAST($5 AS TEXT) IS NULL OR $5 LIKE '%,' || service || ',%')
ORDER BY low_on, case_id
LIMIT $4
-- == token/all.sql
SELECT name, token_hash, roles, services, per_minute, created_at, expires_at, revoked_at, last_used_on
FROM api_token
WHERE council = $1
ORDER BY name
-- == token/by_hash.sql
SELECT name, token_hash, roles, services, per_minute, created_at, expires_at, revoked_at, last_used_on
FROM api_token
WHERE council = $1 AND token_hash = $2
-- == token/get.sql
SELECT name, token_hash, roles, services, per_minute, created_at, expires_at, revoked_at, last_used_on
FROM api_token
WHERE council = $1 AND name = $2
-- == token/put.sql
INSERT INTO api_token (
    council, name, token_hash, roles, services, per_minute, created_at, expires_at, revoked_at, last_used_on
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
)
ON CONFLICT (council, name) DO UPDATE SET revoked_at = excluded.revoked_at
-- == token/used.sql
UPDATE api_token SET last_used_on = $3 WHERE council = $1 AND name = $2
-- == transfer/delete.sql
DELETE FROM case_transfer WHERE council = $1 AND case_id = $2
-- == transfer/put.sql
INSERT INTO case_transfer (council, case_id, transfer_id, to_council)
VALUES ($1, $2, $3, $4)
ON CONFLICT (council, case_id) DO UPDATE SET
    transfer_id = excluded.transfer_id,
    to_council = excluded.to_council
-- == transfer/waiting.sql
SELECT * FROM case_transfer WHERE council = $1 AND case_id > $2 ORDER BY case_id LIMIT $3
-- == typing/delete.sql
DELETE FROM typing WHERE council = $1 AND case_id = $2 AND user_id = $3
-- == typing/delete_old.sql
DELETE FROM typing WHERE council = $1 AND typed_at < $2
-- == typing/of_case.sql
SELECT case_id, user_id, body, seen, typed_at
FROM typing
WHERE council = $1 AND case_id = $2
ORDER BY user_id
LIMIT $3
-- == typing/put.sql
INSERT INTO typing (council, case_id, user_id, body, seen, typed_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (council, case_id, user_id) DO UPDATE SET
    body = excluded.body,
    seen = excluded.seen,
    typed_at = excluded.typed_at
WHERE typing.typed_at <= excluded.typed_at
-- == unread/count.sql
SELECT CAST(COUNT(*) AS BIGINT) AS n
FROM case_unread
WHERE council = $1
  AND (owner = $2
    OR (owner IS NULL AND NOT closed AND (CAST($3 AS TEXT) IS NULL OR $3 LIKE '%,' || service || ',%'))
    OR (closed AND $4 = 1))
-- == unread/delete.sql
DELETE FROM case_unread WHERE council = $1 AND case_id = $2
-- == unread/of_reader.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary,
    case_unread.since AS unread_since, case_unread.count AS unread_count
FROM case_unread
JOIN cases ON cases.council = case_unread.council AND cases.case_id = case_unread.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE case_unread.council = $1
  AND (case_unread.owner = $2
    OR (case_unread.owner IS NULL AND NOT case_unread.closed
      AND (CAST($3 AS TEXT) IS NULL OR $3 LIKE '%,' || case_unread.service || ',%'))
    OR (case_unread.closed AND $4 = 1))
  AND (case_unread.since, case_unread.case_id) > ($5, $6)
ORDER BY case_unread.since, case_unread.case_id
LIMIT $7
-- == unread/put.sql
INSERT INTO case_unread (council, case_id, service, owner, closed, since, count)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (council, case_id) DO UPDATE SET
    service = excluded.service,
    owner = excluded.owner,
    closed = excluded.closed,
    since = excluded.since,
    count = excluded.count
-- == update/count.sql
SELECT
    CAST(COALESCE(SUM(CASE WHEN owner = $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS own,
    CAST(COALESCE(SUM(CASE WHEN (CAST($3 AS TEXT) IS NULL OR $3 LIKE '%,' || service || ',%')
        AND (times >= $4 OR owner IS NULL) THEN 1 ELSE 0 END), 0) AS BIGINT) AS services
FROM case_update
WHERE council = $1
-- == update/delete.sql
DELETE FROM case_update WHERE council = $1 AND case_id = $2
-- == update/of_owner.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary,
    case_update.due_on AS update_due_on, case_update.times AS times
FROM case_update
JOIN cases ON cases.council = case_update.council AND cases.case_id = case_update.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE case_update.council = $1 AND case_update.owner = $2
  AND (case_update.due_on, case_update.case_id) > ($3, $4)
ORDER BY case_update.due_on, case_update.case_id
LIMIT $5
-- == update/of_services.sql
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary,
    case_update.due_on AS update_due_on, case_update.times AS times
FROM case_update
JOIN cases ON cases.council = case_update.council AND cases.case_id = case_update.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE case_update.council = $1
  AND (CAST($2 AS TEXT) IS NULL OR $2 LIKE '%,' || case_update.service || ',%')
  AND (case_update.times >= $3 OR case_update.owner IS NULL)
  AND (case_update.due_on, case_update.case_id) > ($4, $5)
ORDER BY case_update.due_on, case_update.case_id
LIMIT $6
-- == update/put.sql
INSERT INTO case_update (council, case_id, service, owner, asked_on, due_on, times)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (council, case_id) DO UPDATE SET
    service = excluded.service,
    owner = excluded.owner,
    asked_on = excluded.asked_on,
    due_on = excluded.due_on,
    times = excluded.times
-- == user/all.sql
SELECT user_id, email, name, password_hash, roles, teams, services, active, updated_at, wards, ends_on,
    last_sign_in_at, partner, emergency
FROM user_account
WHERE council = $1
ORDER BY name, user_id
-- == user/by_email.sql
SELECT user_id, email, name, password_hash, roles, teams, services, active, updated_at, wards, ends_on,
    last_sign_in_at, partner, emergency
FROM user_account
WHERE council = $1 AND email = $2
-- == user/forget_password.sql
UPDATE user_account SET password_hash = NULL WHERE council = $1 AND user_id = $2
-- == user/get.sql
SELECT user_id, email, name, password_hash, roles, teams, services, active, updated_at, wards, ends_on,
    last_sign_in_at, partner, emergency
FROM user_account
WHERE council = $1 AND user_id = $2
-- == user/names.sql
SELECT user_id, name
FROM user_account
WHERE council = $1 AND user_id IN (
    $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17
)
-- == user/of_partners.sql
SELECT user_id, email, name, password_hash, roles, teams, services, active, updated_at, wards, ends_on,
    last_sign_in_at, partner, emergency
FROM user_account
WHERE council = $1 AND partner IS NOT NULL
ORDER BY partner, name, user_id
-- == user/page.sql
SELECT user_id, email, name, password_hash, roles, teams, services, active, updated_at, wards, ends_on,
    last_sign_in_at, partner, emergency
FROM user_account
WHERE council = $1 AND (name, user_id) > ($2, $3)
ORDER BY name, user_id
LIMIT $4
-- == user/put.sql
INSERT INTO user_account (
    council, user_id, email, name, password_hash, roles, teams, services, active, updated_at, wards, ends_on,
    last_sign_in_at, partner, emergency
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
)
ON CONFLICT (council, user_id) DO UPDATE SET
    email = excluded.email,
    name = excluded.name,
    roles = excluded.roles,
    teams = excluded.teams,
    services = excluded.services,
    active = excluded.active,
    updated_at = excluded.updated_at,
    wards = excluded.wards,
    ends_on = excluded.ends_on,
    partner = excluded.partner,
    emergency = excluded.emergency
-- == user/set_password.sql
UPDATE user_account SET password_hash = $3 WHERE council = $1 AND user_id = $2
-- == user/signed_in.sql
UPDATE user_account SET last_sign_in_at = $3 WHERE council = $1 AND user_id = $2
-- == verify/anchors.sql
SELECT anchor.day, anchor.position, anchor.seal, anchor.previous, anchor.hash, anchor.made_at, seal.hash AS found_seal
FROM anchor
LEFT JOIN seal ON seal.council = anchor.council AND seal.position = anchor.position
WHERE anchor.council = $1 AND anchor.day > $2
ORDER BY anchor.day
LIMIT $3
-- == verify/cases_not_recorded.sql
SELECT cases.case_id AS id
FROM cases
WHERE cases.council = $1 AND NOT EXISTS (
    SELECT event.version FROM event
    WHERE event.council = $1 AND event.stream = 'case/' || cases.case_id
)
ORDER BY cases.case_id
LIMIT $2
-- == verify/councils.sql
SELECT council FROM (
    SELECT council FROM event
    UNION SELECT council FROM unsealed
    UNION SELECT council FROM seal
    UNION SELECT council FROM seal_head
    UNION SELECT council FROM word
    UNION SELECT council FROM person
    UNION SELECT council FROM policy_version
    UNION SELECT council FROM user_account
    UNION SELECT council FROM cases
) AS kept
WHERE council < '~'
ORDER BY council
-- == verify/events.sql
SELECT stream, version, kind, body, salt, digest, previous, hash, recorded_at, actor
FROM event
WHERE council = $1 AND (stream, version) > ($2, $3)
ORDER BY stream, version
LIMIT $4 OFFSET $5
-- == verify/people_not_recorded.sql
SELECT person.person_id AS id
FROM person
WHERE person.council = $1 AND NOT EXISTS (
    SELECT event.version FROM event
    WHERE event.council = $1 AND event.stream = 'customer/' || person.person_id
)
ORDER BY person.person_id
LIMIT $2
-- == verify/policies_not_recorded.sql
SELECT CAST(policy_version.version AS TEXT) AS id
FROM policy_version
WHERE policy_version.council = $1 AND NOT EXISTS (
    SELECT event.version FROM event
    WHERE event.council = $1 AND event.stream = 'settings/policy'
)
ORDER BY policy_version.version
LIMIT $2
-- == verify/sealed_of_stream.sql
SELECT COUNT(*) AS n FROM seal WHERE council = $1 AND stream = $2 AND version <= $3
-- == verify/seals.sql
SELECT seal.position, seal.stream, seal.version, seal.event_hash, seal.previous, seal.hash,
    event.hash AS found_hash
FROM seal
LEFT JOIN event
    ON event.council = seal.council AND event.stream = seal.stream AND event.version = seal.version
WHERE seal.council = $1 AND seal.position > $2
ORDER BY seal.position
LIMIT $3 OFFSET $4
-- == verify/users_not_recorded.sql
SELECT user_account.user_id AS id
FROM user_account
WHERE user_account.council = $1 AND NOT EXISTS (
    SELECT event.version FROM event
    WHERE event.council = $1 AND event.stream = 'settings/user/' || user_account.user_id
)
ORDER BY user_account.user_id
LIMIT $2
-- == verify/waiting_for_nothing.sql
SELECT unsealed.stream, unsealed.version
FROM unsealed
LEFT JOIN event
    ON event.council = unsealed.council AND event.stream = unsealed.stream
    AND event.version = unsealed.version
WHERE unsealed.council = $1 AND event.version IS NULL
ORDER BY unsealed.stream, unsealed.version
-- == verify/waiting_of_stream.sql
SELECT COUNT(*) AS n FROM unsealed WHERE council = $1 AND stream = $2 AND version <= $3
-- == verify/words_not_recorded.sql
SELECT word.words_id || ' of ' || word.stream AS id
FROM word
WHERE word.council = $1 AND NOT EXISTS (
    SELECT 1 FROM event WHERE event.council = word.council AND event.stream = word.stream
)
ORDER BY word.words_id
LIMIT $2
-- == webhook/all.sql
SELECT webhook_id, url, events, secret, state, told_to, due_at, tries, failing_since, last_error, created_at
FROM webhook
WHERE council = $1
ORDER BY created_at, webhook_id
-- == webhook/delete.sql
DELETE FROM webhook WHERE council = $1 AND webhook_id = $2
-- == webhook/failed.sql
UPDATE webhook SET
    due_at = $3,
    tries = tries + 1,
    last_error = $5,
    state = $6,
    failing_since = CASE WHEN failing_since IS NULL THEN $7 ELSE failing_since END
WHERE council = $1 AND webhook_id = $2 AND due_at = $4
-- == webhook/put.sql
INSERT INTO webhook (
    council, webhook_id, url, events, secret, state, told_to, due_at, tries, failing_since, last_error, created_at
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
)
ON CONFLICT (council, webhook_id) DO UPDATE SET
    state = excluded.state,
    due_at = excluded.due_at,
    tries = excluded.tries,
    failing_since = excluded.failing_since,
    last_error = excluded.last_error
-- == webhook/take.sql
UPDATE webhook SET due_at = $3
WHERE council = $1 AND state = 'active' AND due_at <= $2 AND webhook_id IN (
    SELECT due.webhook_id
    FROM webhook AS due
    WHERE due.council = $1 AND due.state = 'active' AND due.due_at <= $2
    ORDER BY due.due_at, due.webhook_id
    LIMIT $4
)
RETURNING webhook_id, url, events, secret, state, told_to, due_at, tries, failing_since, last_error, created_at
-- == webhook/told.sql
UPDATE webhook SET told_to = $3, due_at = $4, tries = 0, failing_since = NULL, last_error = NULL
WHERE council = $1 AND webhook_id = $2 AND due_at = $5
-- == words/delete.sql
DELETE FROM word WHERE council = $1 AND words_id = $2
-- == words/get.sql
SELECT words_id, stream, purpose, salt, digest, body FROM word WHERE council = $1 AND words_id = $2
-- == words/of_stream.sql
SELECT words_id, stream, purpose, salt, digest, body
FROM word
WHERE council = $1 AND stream = $2
ORDER BY words_id
-- == words/places.sql
SELECT stream, body
FROM word
WHERE council = $1 AND purpose = 'place' AND stream IN (
    $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
    $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33,
    $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49,
    $50, $51
)
-- == words/put.sql
INSERT INTO word (
    council, words_id, stream, purpose, salt, digest, body
) VALUES (
    $1, $2, $3, $4, $5, $6, $7
)
-- == working_hours/all.sql
SELECT user_id, hours
FROM working_hours
WHERE council = $1
ORDER BY user_id
-- == working_hours/delete.sql
DELETE FROM working_hours WHERE council = $1 AND user_id = $2
-- == working_hours/put.sql
INSERT INTO working_hours (council, user_id, hours) VALUES ($1, $2, $3)
ON CONFLICT (council, user_id) DO UPDATE SET hours = excluded.hours
