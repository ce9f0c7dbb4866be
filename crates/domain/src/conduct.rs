//! The conduct file: from the first incident to the end of any arrangement.
//!
//! What happens when contact becomes unreasonable (domain, section 5; papers 000 4.3, 001 4.3, 003 4.2 to 4.5
//! and 004 7.1 to 7.4; the Ombudsman's guide "Managing unreasonable actions by complainants").
//!
//! One file is about one person, never a household or whoever they speak for. People decide; the rules
//! here refuse what would be unfair and remember what was done. No rule of a case depends on this file: no
//! contact is ever refused or lost for it.

pub mod command;
mod contacts;
pub mod decide;
mod due;
pub mod event;
pub mod evolve;
pub mod interim;
pub mod keep;
pub mod letter;
pub mod over;
mod part;
pub mod parts;
pub mod refusal;
pub mod sentences;
mod served;
pub mod silence;
pub mod state;
pub mod taken_in;
pub mod tend;
pub mod ways;

#[cfg(test)]
mod tests;

pub use command::{
    AnswerCheck, Command, ContactUnder, Decision, Easing, FileWith, Interim, NewComment, NewIncident,
    Proposal, Sorting, Vote,
};
pub use decide::{
    Context, LEAST_WORDS, Uninvolved, decide, decides_as, decides_for, holds_post, last_day_of_theirs,
    of_theirs, post_for, protects, uninvolved,
};
pub use event::{AgreedLess, Entry, Event};
pub use evolve::{evolve, fold};
pub use keep::{CouncillorsTold, Counted, CountedDecision, Keep, Kept, Likeness};
pub use letter::{Letter, LetterKind, LetterState};
pub use over::{Appealed, Over};
pub use parts::LetterPart;
pub use refusal::Refusal;
pub use sentences::Sentences;
pub use served::served_on;
pub use silence::Silence;
pub use state::{Arrangement, ConductFile, Due, DueKind, Standing};
pub use taken_in::TakenIn;
pub use tend::{BindsNobody, ReviewOutcome, Tend, Tended, Urgent};
pub use ways::{Against, OneWay, closes, is_published, leaves_one_way, needs_to_be_spelled_out, one_way};

crate::vocabulary! {
    /// What is asked before anybody is warned; all of it (domain 5.3; the practice of Stockton and Walsall).
    pub enum Check {
        /// Was their complaint dealt with properly?
        HandledProperly = "handled-properly",
        /// Did we answer, in time and in words that can be understood?
        CommunicatedWell = "communicated-well",
        /// Is there significant new information in what they say?
        NewInformation = "new-information",
        /// Do they need support or adjustments that they do not have?
        NeedsAndAdjustments = "needs-and-adjustments",
        /// Is there another way: an appeal, an advocate, another body?
        AnotherRoute = "another-route",
        /// Which other services does it concern, and who leads?
        OtherServices = "other-services",
        /// Equality Act 2010, section 149, and the Human Rights Act 1998: what was considered, in words.
        EqualityAndHumanRights = "equality-and-human-rights",
    }
}

crate::vocabulary! {
    /// What a check came to.
    pub enum CheckAnswer {
        /// Nothing stands in the way.
        Clear = "clear",
        /// Something has to be put right by us first.
        OursToMend = "ours-to-mend",
    }
}

crate::vocabulary! {
    /// How far an arrangement reaches: usually the one service (the Ombudsman's guide, part 6).
    pub enum Reach {
        /// Contact about one matter.
        ThisMatter = "this-matter",
        /// Contact with one service.
        ThisService = "this-service",
        /// Contact with the whole council: for a reason of its own.
        WholeCouncil = "whole-council",
    }
}

crate::vocabulary! {
    /// What a report proposes.
    pub enum Purpose {
        /// An arrangement where there is none.
        First = "first",
        /// That the arrangement goes on beyond its end.
        Renewal = "renewal",
        /// That the arrangement goes on until its end, at its review.
        Review = "review",
    }
}

impl Purpose {
    /// Whether it is about an arrangement that is in force.
    pub const fn goes_on(self) -> bool {
        match self {
            Self::First => false,
            Self::Renewal | Self::Review => true,
        }
    }
}

crate::vocabulary! {
    /// What was decided on a report.
    pub enum Outcome {
        /// As it was proposed.
        Agreed = "agreed",
        /// No arrangement, or no longer one.
        NotAgreed = "not-agreed",
        /// Whoever proposed it has to find out more first.
        AskedForMore = "asked-for-more",
    }
}

crate::vocabulary! {
    /// How one of a panel voted.
    pub enum Voted {
        /// For it.
        For = "for",
        /// Against it.
        Against = "against",
    }
}

crate::vocabulary! {
    /// What a contact under an arrangement is, once somebody has read it (domain 5.9; paper 004, 7.4).
    pub enum Sort {
        /// A matter of its own: a case with ordinary rights and clocks.
        NewMatter = "new-matter",
        /// The same matter, with something that was not known.
        NewInformation = "new-information",
        /// The same matter, and nothing new: read, and filed.
        NothingNew = "nothing-new",
        /// Somebody may be at risk: it goes where it must at once.
        Safeguarding = "safeguarding",
        /// A request under a statute: freedom of information, or one's own data.
        StatutoryRequest = "statutory-request",
        /// For the Ombudsman, or from them.
        ForTheOmbudsman = "for-the-ombudsman",
        /// A comment on the report that they have, before it is decided: it is answered as one (domain 5.6; paper 004, 7.1).
        Comment = "comment",
        /// An appeal against what they had notice of, within its days: it goes to the post that hears it (domain 5.10).
        Appeal = "appeal",
        /// What they want whoever reviews to read before an arrangement is looked at again (domain 5.10).
        BeforeReview = "before-review",
    }
}

impl Sort {
    /// Whether what is read so stands on the file as they said it, word for word.
    pub const fn is_as_they_said_it(self) -> bool {
        match self {
            Self::Comment | Self::Appeal | Self::BeforeReview => true,
            Self::NewMatter
            | Self::NewInformation
            | Self::NothingNew
            | Self::Safeguarding
            | Self::StatutoryRequest
            | Self::ForTheOmbudsman => false,
        }
    }
}

crate::vocabulary! {
    /// What may ask for an arrangement to be looked at again before its review.
    pub enum Question {
        /// An adjustment was agreed with the person later (Equality Act 2010, section 20).
        Adjustment = "adjustment",
        /// They said something that was not known (domain 5.9).
        Information = "information",
        /// An incident was struck out on which it may rest (UK GDPR, article 5(1)(d)).
        Grounds = "grounds",
    }
}

crate::vocabulary! {
    /// What came of an appeal.
    pub enum AppealOutcome {
        /// The person was right: the arrangement ends at once.
        Upheld = "upheld",
        /// It stays as it is.
        NotUpheld = "not-upheld",
    }
}
