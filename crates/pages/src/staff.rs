//! The pages of the staff desk: signing in, today, triage, lists, logging a contact.

pub mod sign_in;
pub mod today;

use crate::{Page as _, Sample};

/// The pages of the staff desk in each of their states.
pub(crate) fn samples() -> Vec<Sample> {
    [
        sign_in::SignIn::samples(),
        sign_in::Paused::samples(),
        sign_in::SendAgain::samples(),
        today::Today::samples(),
    ]
    .concat()
}
