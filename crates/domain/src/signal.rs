//! Signals: something in the record that one manager is asked to look at, with what speaks for the customer
//! beside it (domain 5.2).
//!
//! A signal informs. It decides, restricts and ranks nothing: no rule of a case or of a conduct file asks
//! for it, and no number in it is put beside another person's. The Ombudsman's guide, part 3: there is no
//! universal measure of when actions are unreasonable; so what is counted, and how much of it is
//! unremarkable, is the policy's.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{CaseId, IncidentId, UserId};
use crate::policy::{Limit, SignalKind};
use crate::reference::Reference;
use crate::vocabulary::Channel;

pub mod decide;
pub mod event;
pub mod fairness;
pub mod observe;
pub mod state;

#[cfg(test)]
mod tests;

pub use decide::{Command, Context, Refusal, decide};
pub use event::{Entry, Event};
pub use observe::{OneCase, Record, contact_days, observe, window_start};
pub use state::{Settled, Signal, SignalFile, Standing, evolve, fold};

crate::vocabulary! {
    /// Why a contact is shown beside the count and is not in it.
    pub enum Apart {
        /// The council owed something on that case when it came: who waits may ask.
        CouncilLate = "council-late",
        /// It answers what the council had asked.
        AskedFor = "asked-for",
        /// It opened a case: to raise a matter is a right (Norwich's policy; the guide, part 3).
        OpenedACase = "opened-a-case",
        /// It asked for stage 2: to go on is a right.
        AskedForReview = "asked-for-review",
        /// Others speak or stand on the case, and who of them it was is not recorded (domain 5.12).
        SenderUnknown = "sender-unknown",
    }
}

crate::vocabulary! {
    /// What the council owed on a case.
    pub enum Owed {
        /// The acknowledgement.
        Acknowledgement = "acknowledgement",
        /// The first answer to a request.
        FirstAnswer = "first-answer",
        /// The work that was asked for.
        Work = "work",
        /// The reply to a complaint.
        Reply = "reply",
        /// Word on how it is going.
        Update = "update",
        /// A remedy that was promised.
        Remedy = "remedy",
    }
}

/// Something that the council did late or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Late {
    /// What.
    pub owed: Owed,
    /// Its last day.
    pub due_on: Date,
    /// When it was done after all; none where it still was not when the signal was raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
}

/// A contact that was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The day.
    pub on: Date,
    /// How it came.
    pub channel: Channel,
    /// Who took it, where somebody of the council did and does not answer the council's own door.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_by: Option<UserId>,
}

/// What is shown of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnCase {
    /// Which.
    pub case: CaseId,
    /// Its reference.
    pub reference: Reference,
    /// The contacts that were counted, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<Counted>,
    /// Those that were not, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<(Date, Apart)>,
    /// What the council did late or not at all in that time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub late: Vec<Late>,
    /// The minutes that were recorded on it.
    #[serde(default, skip_serializing_if = "is_none_of_it")]
    pub minutes: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_none_of_it(count: &u32) -> bool {
    *count == 0
}

/// What a signal rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// How many: contacts, officers, routes, incidents or whole hours, as the rule counts.
    pub count: u32,
    /// The first day that was looked at.
    pub from: Date,
    /// The last.
    pub to: Date,
    /// Case by case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<OnCase>,
    /// The incidents that were counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incidents: Vec<(IncidentId, Date)>,
}

impl Evidence {
    /// Whether the council itself did something late or not at all.
    pub fn shows_us_late(&self) -> bool {
        self.cases.iter().any(|case| !case.late.is_empty())
    }
}

/// The rule as it stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// What was counted.
    pub when: SignalKind,
    /// The count that is still unremarkable.
    pub more_than: u16,
    /// Over how long.
    pub within: Limit,
}
