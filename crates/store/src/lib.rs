//! The memory: the event log, words, read models, jobs and sessions. All the SQL there is.
