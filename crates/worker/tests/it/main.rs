//! The work that is due on both engines, with a mail server and other programs that really listen.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should say so and stop"
)]

mod anchor;
mod conduct;
mod draft_link;
mod emergency;
mod figures;
mod imap_server;
mod kept;
mod mail_server;
mod mailbox;
mod notify;
mod notify_double;
mod partner;
mod sending;
mod survey;
mod webhook;
mod world;
