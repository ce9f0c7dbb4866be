//! The program itself, run as an operator runs it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on should say so and stop"
)]

mod anchor;
mod backup_under_load;
mod bench;
mod commands;
mod councils;
mod damage;
mod guessing;
mod kill;
mod mail;
mod measures;
mod operators;
mod outage;
mod programs;
mod receive;
mod retention;
mod slow_clients;
mod tamper;
mod two_nodes;
mod users;
