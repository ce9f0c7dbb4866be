//! The rules of a case, one sentence each: given what happened, when something is asked, then what follows.
//!
//! Dates are those of January to March 2026 in England: 5 January is a Monday, and no bank holiday
//! falls between 2 January and 2 April.

mod adopted;
mod answering;
mod between;
mod clocks;
mod conflicts;
mod contacts;
pub(crate) mod council;
mod counted;
mod early;
mod ending;
mod golden;
mod harness;
mod help;
mod involved;
mod logging;
mod messages;
mod ombudsman;
mod orders;
mod pace;
mod partner;
pub(crate) mod people;
mod properties;
mod query;
mod refusals;
mod remedies;
mod replying;
mod returns;
mod stage_2;
mod subject;
mod transfer;
