//! What people see: templates, components, forms, charts.

pub mod assets;
pub mod components;
pub mod form;
pub mod format;
mod layout;
pub mod markup;
mod question;

pub use layout::{CONTENT_SECURITY_POLICY, Page, Sample, Shell, Side, SignedIn};
pub use question::Question;

use components::text_fields::{group_classes, help};
use layout::FOOTER;
use markup::{attr, sp};

/// Every page in each of its states. A page that is not here is not tested: add its `samples`.
pub fn all_samples() -> Vec<Sample> {
    [Question::samples()].concat()
}
