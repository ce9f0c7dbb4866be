//! The store on both engines: every test runs on a SQLite file and on PostgreSQL.

mod commit;
mod engines;
mod given;
mod verify;
