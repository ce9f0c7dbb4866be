-- The record was looked through for signals up to the seal $2; a slower worker takes nothing back.
INSERT INTO signal_place (council, position) VALUES ($1, $2)
ON CONFLICT (council) DO UPDATE SET
    position = CASE WHEN signal_place.position < excluded.position THEN excluded.position ELSE signal_place.position END
