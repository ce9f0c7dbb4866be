//! The PDFs as independent tools read them: poppler and qpdf. A tool that is not there fails the test.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod bundle;
mod letter;
mod report;
mod run;
mod tools;
