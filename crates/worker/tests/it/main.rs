//! The jobs on both engines, and real mail over a real mail server.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on should say so and stop"
)]

mod mail_server;
mod sending;
mod world;
