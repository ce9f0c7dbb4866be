//! The work that is due, over a real database, with other programs that really listen.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod webhook;
