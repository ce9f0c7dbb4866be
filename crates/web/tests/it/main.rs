//! The service as browsers meet it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod admin;
mod app;
mod case;
mod permissions;
mod public;
mod staff;
