-- When people work, and the councils' logos. Neither is disposable: each stands nowhere else.

CREATE TABLE working_hours (
    council TEXT NOT NULL,
    user_id TEXT NOT NULL,
    hours TEXT NOT NULL,
    PRIMARY KEY (council, user_id)
);

CREATE TABLE logo (
    council TEXT NOT NULL PRIMARY KEY,
    -- A PNG in Base64, small.
    content TEXT NOT NULL
);
