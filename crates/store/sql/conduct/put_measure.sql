-- How much contact there was before and after an arrangement.
INSERT INTO contact_measure (council, file_id, number, days, contacts_before, contacts_after, minutes_before, minutes_after, counted_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (council, file_id, number) DO UPDATE SET
    days = excluded.days,
    contacts_before = excluded.contacts_before,
    contacts_after = excluded.contacts_after,
    minutes_before = excluded.minutes_before,
    minutes_after = excluded.minutes_after,
    counted_on = excluded.counted_on
