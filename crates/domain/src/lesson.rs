//! A lesson: what was learned from cases, in four stages (domain, section 6; paper 001): record, analyse, act, tell people.
//!
//! Complaint Handling Code 9.1 to 9.3: a council looks beyond the one complaint, and reports what it learned. What
//! went well walks the same way as what went wrong. No event holds a word that anybody wrote.

pub mod alike;
pub mod command;
pub mod decide;
pub mod event;
pub mod evolve;
pub mod refusal;
pub mod state;

#[cfg(test)]
mod tests;

pub use command::{Analysis, Command, NewLesson, Plan, Publication, ReadForNames, RuleOut, TakeIn, Texts};
pub use decide::{Context, decide};
pub use event::{Entry, Event};
pub use evolve::{evolve, fold};
pub use refusal::Refusal;
pub use state::{Action, DraftTexts, Due, DueKind, Lesson, LessonStage, NextStep, Published};

crate::vocabulary! {
    /// From where a lesson was drawn.
    pub enum DrawnFrom {
        /// A case, when it was closed.
        Closing = "closing",
        /// A group of cases.
        Group = "group",
        /// A report: a briefing, or the annual one.
        Report = "report",
        /// What customers said in a survey.
        Survey = "survey",
        /// Whoever wrote it down.
        Hand = "hand",
    }
}

crate::vocabulary! {
    /// Whether something went wrong or well: both are learned from (paper 001, 4.2).
    pub enum Went {
        /// It went wrong.
        Wrong = "wrong",
        /// It went well.
        Well = "well",
    }
}

crate::vocabulary! {
    /// Why it went as it did.
    pub enum RootCause {
        /// What we say to customers is not clear, or not right.
        Information = "information",
        /// We did not keep somebody up to date.
        KeepingInTouch = "keeping-in-touch",
        /// We took too long.
        Delay = "delay",
        /// The way that was laid down was not followed.
        NotFollowed = "not-followed",
        /// The way that was laid down is not right, or there is none.
        Procedure = "procedure",
        /// It fell between teams or organisations.
        Handover = "handover",
        /// What we hold on record was wrong or missing.
        Records = "records",
        /// Somebody did not know how: training.
        Training = "training",
        /// There were too few people, or too little money.
        Capacity = "capacity",
        /// A machine or a program.
        Systems = "systems",
        /// A contractor or partner.
        Contractor = "contractor",
        /// A decision or policy, and not how it was carried out.
        Decision = "decision",
        /// How somebody was treated.
        Attitude = "attitude",
        /// What somebody needs was not met: access and adjustments (Equality Act 2010, section 20).
        Access = "access",
        /// Somebody did it well.
        GoodPractice = "good-practice",
    }
}

crate::vocabulary! {
    /// Why nothing is done about a lesson.
    pub enum RuledOut {
        /// We could not: people are told why.
        CouldNot = "could-not",
        /// Nothing is needed.
        NotNeeded = "not-needed",
    }
}

crate::vocabulary! {
    /// Whether what was done worked.
    pub enum Worked {
        /// Yes.
        Yes = "yes",
        /// In part.
        Partly = "partly",
        /// No.
        No = "no",
    }
}

crate::vocabulary! {
    /// What whoever has a lesson is reminded of.
    pub enum LessonReminder {
        /// The action is due soon.
        ActionDue = "action-due",
        /// The action is overdue.
        ActionOverdue = "action-overdue",
        /// It is time to ask whether it worked.
        DidItWork = "did-it-work",
        /// It did not work, or in part: it is time to look at it again.
        LookAgain = "look-again",
    }
}
