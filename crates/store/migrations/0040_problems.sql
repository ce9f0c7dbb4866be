-- Groups of cases that somebody looked at and found to be no problem of their own. What they have in common stands as a
-- digest: it may be a place. The group is offered again when it has twice as many cases.

CREATE TABLE problem_dismissed (
    council TEXT NOT NULL,
    service TEXT NOT NULL,
    sign TEXT NOT NULL,
    digest TEXT NOT NULL,
    cases BIGINT NOT NULL,
    because TEXT NOT NULL,
    dismissed_by TEXT NOT NULL,
    dismissed_at BIGINT NOT NULL,
    PRIMARY KEY (council, service, sign, digest)
);
