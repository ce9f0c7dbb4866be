-- Takes changes of $2 of council $1 that are to be added up: the first $3 or so, and all of the last one's day.
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
