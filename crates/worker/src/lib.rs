//! The way in by clock: one file per job.
