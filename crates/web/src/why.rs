//! Why a date is the day that it is, in the words in which customers and councillors read it.

use redress_casework::case::CaseView;
use redress_domain::clock::Clock;

use crate::error::PageError;

/// Each step of the count as a sentence: the days that we are closed, what moved it and what it counts from.
pub(crate) fn why(view: &CaseView, clock: &Clock) -> Result<Vec<String>, PageError> {
    let calendar = view.rules()?.calendar;
    let explained = clock.explain(calendar, view.case.day_one, view.today);
    Ok(explained.sentences(|_| "us".to_owned()))
}
