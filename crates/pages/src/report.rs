//! The pages of reports that are frozen when they go out: briefings (S21), the annual report (S27), and what members and
//! the public see of them.

use crate::layout::Sample;

pub mod document;
pub mod forms;
pub mod list;
pub mod page;
pub mod say;

pub use document::{Document, Grid, GridCell, Part, Section};

/// Samples of the pages that need no real report.
pub(crate) fn samples() -> Vec<Sample> {
    list::samples().into_iter().chain(page::samples()).collect()
}
