-- What was decided on a conduct file, and what came of it.
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
