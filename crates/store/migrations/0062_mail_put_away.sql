-- E-mails that are of no case and were put away: they go when their time is over (UK GDPR, article 5(1)(e)).
CREATE INDEX mail_put_away ON mail (council, received_at, mail_id)
    WHERE case_id IS NULL AND contact_id IS NULL AND state IN ('automatic', 'bounce', 'spam');
