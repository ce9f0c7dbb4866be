//! What the crate promises as a whole.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod conformance;
mod samples;
