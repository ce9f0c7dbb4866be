-- A case that waits at another council of the installation, until it was taken over or turned away there.
CREATE TABLE case_transfer (
    council TEXT NOT NULL,
    case_id TEXT NOT NULL,
    transfer_id TEXT NOT NULL,
    -- The other council.
    to_council TEXT NOT NULL,
    PRIMARY KEY (council, case_id)
);
