//! Reports that are frozen when they go out.
//!
//! The briefing for a meeting of the Executive (paper 004, 6.1), and the annual complaints performance and service improvement report with its self-assessment (Complaint Handling Code, section 8).
//!
//! Their figures stand in the event that took them, so that a later look agrees with what was published then. No event
//! holds a word that anybody wrote.

pub mod command;
pub mod decide;
pub mod event;
pub mod evolve;
pub mod frozen;
pub mod key;
pub mod provision;
pub mod refusal;
pub mod state;

#[cfg(test)]
mod tests;

pub use command::{Approval, Command, NewMinute};
pub use decide::{Context, decide};
pub use event::{EarlierAction, Entry, Event};
pub use evolve::{evolve, fold};
pub use frozen::{Frozen, of_targets};
pub use key::ReportKey;
pub use refusal::Refusal;
pub use state::{Answer, Approved, Minute, Report, ReportState, Response, Written};

crate::vocabulary! {
    /// What a report is.
    pub enum ReportSort {
        /// The briefing for a meeting.
        Briefing = "briefing",
        /// The annual complaints performance and service improvement report.
        Annual = "annual-report",
    }
}

crate::vocabulary! {
    /// A part of a report that somebody writes, or looks at and has nothing to add to.
    pub enum ReportPart {
        /// The figures are right, and what is late in them is known.
        Figures = "figures",
        /// What changed, and why.
        WhatChanged = "what-changed",
        /// Cases of note, without a name.
        CasesOfNote = "cases-of-note",
        /// Lessons.
        Lessons = "lessons",
        /// Actions that are overdue: of lessons, and of earlier meetings.
        OverdueActions = "overdue-actions",
        /// Contact arrangements proposed, or due for review.
        Arrangements = "arrangements",
        /// What customers answered in the survey: how it was handled and the result apart, how many answered, what they wrote.
        Survey = "survey",
        /// What Ombudsmen ask and decide.
        Ombudsmen = "ombudsmen",
        /// The targets of senior managers.
        Targets = "targets",
        /// Code 8.1a: the self-assessment.
        SelfAssessment = "self-assessment",
        /// Code 8.1b: analysis in numbers and in words, and what was not accepted.
        Analysis = "analysis",
        /// Code 8.1c: where the Code was not complied with.
        NonCompliance = "non-compliance",
        /// Code 8.1d: what was improved.
        Improvements = "improvements",
        /// Code 8.1e: the Ombudsman's annual letter.
        AnnualLetter = "annual-letter",
        /// Code 8.1f: other reports of an Ombudsman about us.
        OtherReports = "other-reports",
    }
}

impl ReportPart {
    /// In which report it stands.
    pub const fn sort(self) -> ReportSort {
        match self {
            Self::Figures
            | Self::WhatChanged
            | Self::CasesOfNote
            | Self::Lessons
            | Self::OverdueActions
            | Self::Arrangements
            | Self::Survey
            | Self::Ombudsmen
            | Self::Targets => ReportSort::Briefing,
            Self::SelfAssessment
            | Self::Analysis
            | Self::NonCompliance
            | Self::Improvements
            | Self::AnnualLetter
            | Self::OtherReports => ReportSort::Annual,
        }
    }

    /// The parts of a report, in the order in which they are read.
    pub fn of(sort: ReportSort) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |part| part.sort() == sort)
    }
}

crate::vocabulary! {
    /// Whether we comply with a paragraph of a Code.
    pub enum Complies {
        /// We do.
        Yes = "yes",
        /// We do not, and say why.
        No = "no",
        /// It does not apply to us, and we say why.
        NotApplicable = "not-applicable",
    }
}

crate::vocabulary! {
    /// What a meeting did with something.
    pub enum MinuteKind {
        /// It was noted.
        Noted = "noted",
        /// It was decided.
        Decided = "decided",
        /// Somebody is to do something by a day.
        Action = "action",
    }
}

crate::vocabulary! {
    /// How an action of a meeting stands.
    pub enum ActionState {
        /// It waits to be done.
        Open = "open",
        /// It was done.
        Done = "done",
        /// It is not done, and nobody waits for it.
        Dropped = "dropped",
    }
}

crate::vocabulary! {
    /// The topics by which the Local Government and Social Care Ombudsman's annual letter counts its decisions.
    pub enum LetterTopic {
        /// Adult care services.
        AdultCare = "adult-care",
        /// Benefits and tax.
        BenefitsAndTax = "benefits-and-tax",
        /// Corporate and other services.
        Corporate = "corporate-and-other",
        /// Education and children's services.
        Education = "education-and-children",
        /// Environmental services, public protection and regulation.
        Environment = "environment-and-protection",
        /// Highways and transport.
        Highways = "highways-and-transport",
        /// Housing.
        Housing = "housing",
        /// Planning and development.
        Planning = "planning-and-development",
        /// Anything else.
        Other = "other",
    }
}
