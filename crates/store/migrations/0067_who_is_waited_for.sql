-- What every page of staff and Today ask for: calls for help that nobody has answered, and codes that wait to be given.
CREATE INDEX notification_call_waiting ON notification (council, user_id, raised_at, notification_id)
    WHERE kind = 'help-asked' AND done_at IS NULL;
CREATE INDEX message_code_waiting ON message (council, release_at, message_id)
    WHERE state = 'waiting' AND purpose = 'code';
