//! The service as browsers meet it.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod admin;
mod api;
mod app;
mod case;
mod councillor;
#[path = "../../../identity/tests/it/issuer.rs"]
mod issuer;
mod permissions;
mod public;
mod serving;
mod staff;
