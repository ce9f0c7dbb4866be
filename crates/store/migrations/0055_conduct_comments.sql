-- Whether a report waits for its decision, or a decision for its notice, is asked of everything that comes in: it may be a comment.
CREATE INDEX conduct_report_waiting ON conduct (council, standing) WHERE standing IN ('proposed', 'shared', 'to-notify');
