-- Measures: what each case gives to be counted, and the sums that dashboards read. All of it follows from the
-- events; of cases that are there already it is made by a rebuild.

-- What a case gives to be counted. A row is written once and taken away, never changed.
CREATE TABLE case_fact (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    what TEXT NOT NULL,
    on_day TEXT NOT NULL,
    service TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    stage BIGINT NOT NULL,
    ward TEXT NOT NULL,
    detail TEXT NOT NULL,
    days BIGINT NOT NULL,
    n BIGINT NOT NULL,
    kept BIGINT NOT NULL,
    kept_first BIGINT NOT NULL
);

CREATE INDEX case_fact_of_case ON case_fact (council, case_id, what);
CREATE INDEX case_fact_by_day ON case_fact (council, what, on_day, case_id);

-- What acts changed and nobody has added up yet: no act waits for another.
CREATE TABLE fact_change (
    council TEXT NOT NULL,
    what TEXT NOT NULL,
    on_day TEXT NOT NULL,
    case_id TEXT NOT NULL,
    service TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    stage BIGINT NOT NULL,
    ward TEXT NOT NULL,
    detail TEXT NOT NULL,
    days BIGINT NOT NULL,
    n BIGINT NOT NULL,
    kept BIGINT NOT NULL,
    kept_first BIGINT NOT NULL,
    PRIMARY KEY (council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days)
);

-- The sums: of a day and of its month, of a service and of all ('*'), told apart by one thing at a time.
CREATE TABLE fact_sum (
    council TEXT NOT NULL,
    what TEXT NOT NULL,
    split TEXT NOT NULL,
    grain TEXT NOT NULL,
    service TEXT NOT NULL,
    period TEXT NOT NULL,
    value TEXT NOT NULL,
    days BIGINT NOT NULL,
    n BIGINT NOT NULL,
    kept BIGINT NOT NULL,
    kept_first BIGINT NOT NULL,
    PRIMARY KEY (council, what, split, grain, service, period, value, days)
);
