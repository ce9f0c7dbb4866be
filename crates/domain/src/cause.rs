//! A common cause: many open cases that are about one thing, such as a round that missed a street, answered by
//! one reply that is written once and approved once (ADR 36).
//!
//! Each case stays its own: its own reference, letter, clocks and rights. No event holds a word that anybody wrote.

pub mod command;
pub mod decide;
pub mod event;
pub mod evolve;
pub mod refusal;
pub mod state;

#[cfg(test)]
mod tests;

pub use command::{Command, NewCause, NewFinding, TakeOut};
pub use decide::{Context, MOST_CASES, decide};
pub use event::{Entry, Event};
pub use evolve::{evolve, fold};
pub use refusal::Refusal;
pub use state::{Cause, CauseMember, CauseReply, CauseStage, Member, ReplyStanding};

crate::vocabulary! {
    /// What the reply to many does to each case.
    pub enum CauseAnswer {
        /// It says how it is going; the case stays open.
        Update = "update",
        /// It says what was done, and closes the case.
        Done = "done",
        /// It says why it is not done, and closes the case.
        NotDone = "not-done",
    }
}

crate::vocabulary! {
    /// Why a case is taken out: it is not the same as the others.
    pub enum Differs {
        /// It is about more than this.
        MorePoints = "more-points",
        /// The customer would like something else.
        OtherWishes = "other-wishes",
        /// The customer needs a letter of their own.
        OwnLetter = "own-letter",
        /// It is another matter.
        OtherMatter = "other-matter",
    }
}

crate::vocabulary! {
    /// Why the reply to many was not sent on a case: a person answers it.
    pub enum KeptBack {
        /// A complaint gets a reply of its own, point by point (Complaint Handling Code 6.7).
        Complaint = "complaint",
        /// It was closed before.
        Closed = "closed",
        /// It is with another service now.
        OtherService = "other-service",
        /// It belongs to another common cause too, which answers it.
        OtherCause = "other-cause",
        /// What was agreed with its reader is not kept by a letter that is the same for all
        /// (Equality Act 2010, section 20).
        Adjustment = "adjustment",
        /// A rule of its own said no: a partner has not answered, a promise is nobody's.
        Rule = "rule",
        /// It is not there any more.
        Gone = "gone",
    }
}
