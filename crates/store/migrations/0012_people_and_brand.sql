-- When people work, and the councils' logos. Neither is disposable: each stands nowhere else.

CREATE TABLE working_hours (
    council TEXT NOT NULL,
    user_id TEXT NOT NULL,
    hours TEXT NOT NULL,
    PRIMARY KEY (council, user_id)
);
