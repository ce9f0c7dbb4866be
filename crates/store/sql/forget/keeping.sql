-- What people told of the case $2 is erased since $3.
INSERT INTO case_keeping (council, case_id, state, since_on, because) VALUES ($1, $2, 'erased', $3, NULL)
ON CONFLICT (council, case_id) DO UPDATE SET state = 'erased', since_on = excluded.since_on, because = NULL
