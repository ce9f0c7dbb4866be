//! The store on both engines: every test runs on a SQLite file and on PostgreSQL.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on should say so and stop"
)]

mod backup;
mod commit;
mod desk;
mod engines;
mod files;
mod given;
mod lists;
mod messages;
mod plans;
mod postgres_server;
mod power_cut;
mod privacy;
mod released;
mod sealed_to;
mod statements;
mod verify;
mod work;
