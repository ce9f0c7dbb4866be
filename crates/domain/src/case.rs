//! A case: one matter, with one reference for life.
//!
//! [`log`] opens it, [`decide`] says what follows from a [`Command`] or why it may not be done, and
//! [`evolve`] folds what happened into the [`Case`] as it stands. All three are pure.

mod command;
mod contacts;
pub mod council;
mod decide;
mod early;
mod enquiry;
mod event;
mod evolve;
mod pace;
mod partner;
mod people;
mod refusal;
mod remedy;
mod review;
mod state;
mod taken_in;
#[cfg(test)]
pub(crate) mod tests;

pub use command::{
    Acknowledgement, Arrival, AskForStage2, BetweenOrder, Carried, Command, CouncilOrder, EarlyOrder,
    Extension, FirstContactSettlement, GoesAlong, LinkTo, LoggedCase, NewAdvice, NewAnswer, NewBundle,
    NewConsent, NewContact, NewEnquiry, NewFile, NewInvolved, NewMerge, NewPayment, NewReferral, NewReviewer,
    NewTransfer, PeopleOrder, PointAlong, PointDraft, Privilege, ReferralOrder, RefusalProposal, Remedy,
    RemedyOrder, ReplyText, RequestMade, ReturnOrder, SubjectOrder, TakenBack, ToldHow, TriageAnswers,
};
pub use contacts::{Avoidable, AvoidableCause, ContactMade};
pub use council::{CameFrom, SentTo, TransferState};
pub use decide::{
    Context, PersonAlong, Rules, act_of, adjustments_are_said, blocks, decide, give_back, log,
    log_with_target, may_advise, may_approve, same_people, take_in,
};
pub use early::{Early, EarlyRefusal, Question, Talk, TalkAnswer, TalkOutcome, TalkWay};
pub use enquiry::{BundlePart, EarlyReferral, Enquiry, EnquiryStep, LeftOut, Referral, WithheldReason};
pub use event::{EVENTS, Entry, Event, LessonAnswer, Stays};
pub use evolve::{evolve, fold};
pub use pace::{Forecast, Pace, ReplyStep, Standing, forecast};
pub use partner::{
    AnswerSharing, PartnerAnswer, PartnerReferral, ReferralState, Reminder, SharedPart, SharingConsent,
};
pub use people::{Basis, Concern, ConcernKind, ConcernTold, Evidence, Involved, Kept, Part, Telling};
pub use refusal::Refusal;
pub use remedy::{MOST_PENCE, Payment, PaymentLimit, PaymentState, RemedyRefusal};
pub use review::{
    Ended, NoPart, PointReview, ReturnForWork, Review, ReviewState, ReviewView, StageOne, Timeliness,
};
pub use state::{
    AddedFile, AskedForUpdate, Case, Merged, Point, PointState, PromisedRemedy, RefusalState, Reply,
    ReplyBefore, ReplyState, Settlement, Unread,
};
pub use taken_in::{Reader, Speaker, TakenIn};

crate::vocabulary! {
    /// Where a case stands, as staff and customers see it.
    pub enum Status {
        /// New: nobody has said yet what it is and whose.
        Received = "received",
        /// Somebody has it.
        BeingLookedAt = "being-looked-at",
        /// The customer was asked something.
        WaitingForCustomer = "waiting-for-customer",
        /// The reply will come later than promised first.
        NeedsMoreTime = "needs-more-time",
        /// The customer asked for stage 2, and nobody has accepted it yet.
        ReviewAsked = "review-asked",
        /// Somebody who had no part in stage 1 looks at it again.
        BeingReviewed = "being-reviewed",
        /// The reviewer sent it back to stage 1 for more work.
        BackAtStage1 = "back-at-stage-1",
        /// It waits for what an Ombudsman decides.
        WithOmbudsman = "with-ombudsman",
        /// The reply is out.
        ReplySent = "reply-sent",
        /// It is over.
        Closed = "closed",
    }
}

crate::vocabulary! {
    /// How a case came to its end.
    pub enum Outcome {
        /// It was dealt with.
        Done = "done",
        /// It was settled while the customer was there.
        SettledAtFirstContact = "settled-at-first-contact",
        /// The council could not, or need not, do what was asked.
        NotDone = "not-done",
        /// The complaint was not accepted, with a coded reason.
        NotAccepted = "not-accepted",
        /// The customer withdrew.
        Withdrawn = "withdrawn",
        /// The same matter is another case.
        Duplicate = "duplicate",
        /// It is another council's.
        OtherCouncil = "other-council",
    }
}

crate::vocabulary! {
    /// Which way a contact went.
    pub enum Direction {
        /// From the customer.
        In = "in",
        /// To the customer.
        Out = "out",
    }
}

crate::vocabulary! {
    /// What a contact was for.
    pub enum ContactPurpose {
        /// Something new about the matter.
        Information = "information",
        /// The customer asked how it is going (often avoidable contact).
        AskedForUpdate = "asked-for-update",
        /// The council said how it is going.
        UpdateGiven = "update-given",
        /// The council asked the customer something.
        QuestionToCustomer = "question-to-customer",
        /// An answer to what was asked for.
        Answer = "answer",
        /// The customer was thanked.
        Thanks = "thanks",
        /// The customer was told why the complaint goes back to stage 1 (paper 004, 8.2).
        ReturnExplained = "return-explained",
    }
}

crate::vocabulary! {
    /// Why more time is needed.
    pub enum ExtensionReason {
        /// The matter is complex.
        Complex = "complex",
        /// Somebody else's information is awaited.
        WaitingForOthers = "waiting-for-others",
        /// The customer asked for it, or is away.
        CustomerAsked = "customer-asked",
        /// The officer is ill or away and nobody could take over.
        Absence = "absence",
        /// An emergency such as a flood or a cyber-attack.
        Emergency = "emergency",
    }
}

crate::vocabulary! {
    /// About whom a complaint is, as far as that changes who answers.
    pub enum Subject {
        /// The council, or somebody who works for it.
        Council = "council",
        /// How a councillor behaves.
        Councillor = "councillor",
        /// A partner of the policy.
        Partner = "partner",
    }
}

crate::vocabulary! {
    /// How two cases belong together.
    pub enum Relation {
        /// A complaint about how a request was dealt with (Complaint Handling Code 1.2).
        ComplaintAbout = "complaint-about",
        /// The request that a complaint is about.
        RequestComplainedOf = "request-complained-of",
        /// The same matter from the same customer.
        DuplicateOf = "duplicate-of",
        /// The case that is kept of two the same.
        HasDuplicate = "has-duplicate",
        /// Something new that came after a case was answered.
        FollowsFrom = "follows-from",
        /// The case that was answered before.
        FollowedBy = "followed-by",
        /// Related in another way.
        RelatedTo = "related-to",
        /// The case from which points of this one were split off.
        SplitFrom = "split-from",
        /// The case that points of this one became.
        SplitInto = "split-into",
    }
}

impl Relation {
    /// The same link, seen from the other case.
    #[must_use]
    pub const fn reverse(self) -> Self {
        match self {
            Self::ComplaintAbout => Self::RequestComplainedOf,
            Self::RequestComplainedOf => Self::ComplaintAbout,
            Self::DuplicateOf => Self::HasDuplicate,
            Self::HasDuplicate => Self::DuplicateOf,
            Self::FollowsFrom => Self::FollowedBy,
            Self::FollowedBy => Self::FollowsFrom,
            Self::RelatedTo => Self::RelatedTo,
            Self::SplitFrom => Self::SplitInto,
            Self::SplitInto => Self::SplitFrom,
        }
    }
}

crate::vocabulary! {
    /// Whether the customer agreed that it is sorted out.
    pub enum Agreed {
        /// Yes.
        Yes = "yes",
        /// Nobody is sure.
        NotSure = "not-sure",
        /// No: the case stays open.
        No = "no",
    }
}

crate::vocabulary! {
    /// The parts of a written reply. With the stage, which the letter itself states, and each
    /// point's finding and reason, they are the seven elements of Complaint Handling Code 6.
    pub enum ReplySection {
        /// The complaint as understood: its definition.
        Complaint = "complaint",
        /// What was looked at.
        LookedAt = "looked-at",
        /// The decision: what was found, point by point, and why.
        Decision = "decision",
        /// What the council is sorry for.
        Sorry = "sorry",
        /// The remedy, or that none is due and why.
        Remedy = "remedy",
        /// What is still to be done and by when, or that nothing is.
        Actions = "actions",
        /// How to take it further.
        Further = "further",
    }
}

impl Outcome {
    /// How a case is closed; each of the others has an act of its own, with its own rules.
    pub const OF_CLOSING: &[Self] = &[Self::Done, Self::NotDone, Self::Duplicate];
}

impl ReplySection {
    /// Whether a reply cannot go without it (Complaint Handling Code 6.8: the seven elements).
    pub const fn is_required(self) -> bool {
        match self {
            Self::Complaint | Self::Decision | Self::Remedy | Self::Actions | Self::Further => true,
            Self::LookedAt | Self::Sorry => false,
        }
    }
}

crate::vocabulary! {
    /// What a customer would like to be done, from the list of the complaint form.
    pub enum Wish {
        /// Say sorry.
        SaySorry = "say-sorry",
        /// Explain.
        Explain = "explain",
        /// Fix it.
        FixIt = "fix-it",
        /// Change a decision.
        ChangeDecision = "change-decision",
        /// Change how the council works.
        ChangeHowYouWork = "change-how-you-work",
        /// Pay back costs.
        PayBackCosts = "pay-back-costs",
        /// Something else, said in words.
        SomethingElse = "something-else",
        /// The customer does not know.
        NotSure = "not-sure",
    }
}

crate::vocabulary! {
    /// Why a clock shows another date than it did.
    pub enum ClockMoved {
        /// The acknowledgement went out, so the reply is counted from it.
        Acknowledged = "acknowledged",
        /// A word went to the customer, so the next update is counted from it.
        WordSent = "word-sent",
        /// The days that count have changed: a new bank holiday or closure.
        CalendarChanged = "calendar-changed",
        /// The case was found to be of another kind or procedure.
        ProcedureChanged = "procedure-changed",
        /// An Ombudsman gave it back, so the reply is counted from that day.
        CameBack = "came-back",
        /// The council from which it came had promised the customer this date.
        PromisedElsewhere = "promised-elsewhere",
        /// It was promised to the customer of a case that goes on in this one, and is the earlier date.
        TakenIn = "taken-in",
        /// That case goes on by itself again, so this one has its own date.
        GivenBack = "given-back",
    }
}

crate::vocabulary! {
    /// What a team lead answers to a call for help.
    pub enum HelpAnswer {
        /// They come, or take it over.
        OnIt = "on-it",
        /// They say what to do.
        Advice = "advice",
    }
}

crate::vocabulary! {
    /// Whether a representative may act.
    pub enum Consent {
        /// The person agreed.
        Given = "given",
        /// The person has still to be asked.
        NotYet = "not-yet",
        /// The person cannot agree: a child, or for want of capacity.
        CannotBeGiven = "cannot-be-given",
        /// The person was asked, and has not answered.
        Asked = "asked",
        /// The person did not agree.
        Refused = "refused",
        /// The person agreed, and took it back.
        Withdrawn = "withdrawn",
    }
}

impl Consent {
    /// Whether who it is about may speak.
    pub const fn lets_speak(self) -> bool {
        match self {
            Self::Given | Self::CannotBeGiven => true,
            Self::NotYet | Self::Asked | Self::Refused | Self::Withdrawn => false,
        }
    }
}

crate::vocabulary! {
    /// Whether thanks may be shared.
    pub enum Sharing {
        /// With the customer's name.
        WithName = "with-name",
        /// Without it.
        WithoutName = "without-name",
        /// Not at all.
        No = "no",
    }
}
