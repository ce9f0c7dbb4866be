//! The project's own files: the arrows between crates, the documents, the sources and the words.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod crates;
mod denied;
mod documents;
mod project;
mod sources;
mod words;
