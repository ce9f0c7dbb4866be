//! Why something may not be done to a case. Pages own the sentences that people read.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::case::{EarlyRefusal, RemedyRefusal, ReplySection, Status};
use crate::id::{AdjustmentId, PointId, RemedyId};
use crate::language::Language;
use crate::permission::Act;
use crate::vocabulary::{Determination, Kind, Ombudsman, Role};

/// The rule that said no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The actor may not do this to this case.
    #[error("not permitted: {0}")]
    NotPermitted(Act),
    /// The case is closed.
    #[error("the case is closed")]
    AlreadyClosed,
    /// The case is not closed.
    #[error("the case is not closed")]
    NotClosed,
    /// It only makes sense for another kind of case.
    #[error("not for a {0}")]
    WrongKind(Kind),
    /// The case already is of that kind and procedure.
    #[error("nothing would change")]
    NothingToChange,
    /// The text that this act needs is missing.
    #[error("{0} is missing")]
    TextMissing(&'static str),
    /// The letter goes to somebody whose letters are in Welsh and English, and has no part in one of them.
    #[error("the letter has no part in {}", .0.name())]
    LanguageMissing(Language),
    /// A case cannot have been received after now.
    #[error("received in the future")]
    ReceivedInTheFuture,
    /// The policy has no procedure of that name for that kind.
    #[error("no such procedure for this kind")]
    NoSuchProcedure,
    /// The policy has no such service, team or reason.
    #[error("the policy has no {0}")]
    NotInPolicy(&'static str),
    /// A case must be triaged before this.
    #[error("it has not been triaged")]
    NotTriaged,
    /// Complaint Handling Code 6.2: a complaint is acknowledged before it is answered.
    #[error("it has not been acknowledged")]
    NotAcknowledged,
    /// The complaint was acknowledged before.
    #[error("it was acknowledged before")]
    AlreadyAcknowledged,
    /// Complaint Handling Code 6.2: the acknowledgement says how the complaint is understood.
    #[error("at least one point is needed")]
    NoPoints,
    /// There is no such point.
    #[error("there is no such point")]
    NoSuchPoint(PointId),
    /// There is no such remedy.
    #[error("there is no such remedy")]
    NoSuchRemedy(RemedyId),
    /// Nobody handles a complaint about themselves.
    #[error("the complaint is about this person")]
    ConflictOfInterest,
    /// Nobody is given a complaint about themselves.
    #[error("the complaint is about the officer who is named")]
    AboutTheOwner,
    /// Nothing runs that could be extended.
    #[error("no reply is due")]
    NoReplyDue,
    /// The new date is not after the date that was promised.
    #[error("the new date must be after {promised}")]
    NotLater {
        /// The date that was promised.
        promised: Date,
    },
    /// The new date is not a working day.
    #[error("{0} is not a working day")]
    NotAWorkingDay(Date),
    /// Complaint Handling Code 6.4: no more than the limit without good reason, agreed by a senior role.
    #[error("beyond {until} a {agreed_by} must agree")]
    GoodReasonNeeded {
        /// The last day that needs nobody's agreement.
        until: Date,
        /// Who must agree beyond it.
        agreed_by: Role,
    },
    /// No extension goes further than the policy's longest, whoever agrees.
    #[error("no promise beyond {until}")]
    LongerThanEver {
        /// The last day that any extension may reach.
        until: Date,
    },
    /// Whoever takes a long extension is not who agrees to it.
    #[error("somebody else must agree to, or take, more time than {until}")]
    AgreedAlone {
        /// The last day that needs nobody's agreement.
        until: Date,
    },
    /// Nobody speaks for the customer.
    #[error("nobody speaks for the customer")]
    NoRepresentative,
    /// There is no reply in this state.
    #[error("the reply is not in a state for this")]
    ReplyNotReady,
    /// Complaint Handling Code 6.7: every point is answered, with its reason.
    #[error("a point has no finding or no reason")]
    PointNotAnswered(PointId),
    /// A promised action needs an owner and a date (Complaint Handling Code 7).
    #[error("a remedy has no owner or date")]
    RemedyWithoutOwnerOrDate(RemedyId),
    /// One of the seven elements of a reply is missing (Complaint Handling Code 6.8).
    #[error("the reply has no {0}")]
    ElementMissing(ReplySection),
    /// Somebody else must approve what one wrote.
    #[error("the author cannot approve")]
    AuthorCannotApprove,
    /// The policy wants this reply approved before it is sent.
    #[error("a {0} must approve the reply")]
    ApprovalNeeded(Role),
    /// The minutes in which a send can be undone have passed.
    #[error("too late to undo")]
    TooLateToUndo,
    /// A complaint gets its written reply: there is no informal stage (Complaint Handling Code 5).
    #[error("a complaint needs its reply")]
    ComplaintNeedsReply,
    /// What was acknowledged as a complaint is answered as one, or not accepted by two people, or withdrawn
    /// (Complaint Handling Code 2).
    #[error("it was acknowledged as a complaint")]
    StaysAComplaint,
    /// A complaint that is the same matter as another goes on in that one, and is not just closed.
    #[error("a complaint goes on in the other case by a merge")]
    MergeInstead,
    /// A refusal was proposed before and waits for a second person.
    #[error("a refusal waits for agreement")]
    RefusalAlreadyProposed,
    /// No refusal waits for agreement.
    #[error("no refusal was proposed")]
    NoRefusalProposed,
    /// It came within the time of the policy (Complaint Handling Code 2).
    #[error("it came in time, which ended on {until}")]
    NotLate {
        /// The last day on which it could come.
        until: Date,
    },
    /// Stage 2 was not asked for, or was in time: the policy may give none (Complaint Handling Code 6).
    #[error("stage 2 was not asked for too late")]
    NotLateForStage2,
    /// Each follows a procedure of its own, so neither goes on in the other.
    #[error("the other case follows another procedure")]
    OtherProcedure,
    /// Whoever has the case that would be kept is whom this one is about (Complaint Handling Code 5: conflict of interest).
    #[error("the officer of the other case is whom this one is about")]
    AboutItsOwner,
    /// One reply answered both, and whoever is not content with it asks for stage 2 of it (Complaint Handling Code 6.10).
    #[error("one reply answered both")]
    AnsweredTogether,
    /// It was taken although it came late.
    #[error("it was taken although it came late")]
    TakenLate,
    /// The council answers for a partner that acts on its behalf.
    #[error("the council answers for this partner")]
    CouncilAnswers,
    /// How a councillor behaves is for somebody whom the policy names.
    #[error("it goes to {0}")]
    GoesElsewhere(String),
    /// The letter does not say to whom it goes.
    #[error("the letter does not name {0}")]
    PostNotNamed(String),
    /// A second person must agree to a refusal.
    #[error("a second person must agree")]
    SecondPersonNeeded,
    /// The letter does not name the Ombudsman to whom the customer can go: with a refusal
    /// (Complaint Handling Code 2), with more time (6.5) or when a remedy cannot be delivered (7).
    #[error("the letter does not name the Ombudsman")]
    OmbudsmanNotNamed,
    /// The letter that tells of more time does not give the new date.
    #[error("the letter does not give {0}")]
    DateNotGiven(Date),
    /// It was closed too long ago: later contact makes a new, linked case.
    #[error("it could be reopened until {until}")]
    TooLateToReopen {
        /// The last day on which it could have been reopened.
        until: Date,
    },
    /// A case cannot be linked to itself.
    #[error("a case cannot be linked to itself")]
    LinkedToItself,
    /// The two cases are linked already.
    #[error("they are linked already")]
    AlreadyLinked,
    /// A reason that makes a request tells the customer its reference.
    #[error("the letter does not give the reference of the request")]
    RequestNotNamed,
    /// The letter gives the reference of a request, and the reason makes none.
    #[error("the letter speaks of a request that is not made")]
    NoRequestMade,
    /// The reply that was sent can still be taken back; a case is closed after that.
    #[error("the reply can be taken back until {until}")]
    StillToBeTakenBack {
        /// Until when.
        until: Timestamp,
    },
    /// Whoever raised it was told that they can follow the answer up until a day (paper 002).
    #[error("it can be followed up until {until}")]
    FollowUpPromised {
        /// The last day of it.
        until: Date,
    },
    /// Whoever raised it came back to the answer, and has no answer to that.
    #[error("the follow-up is not answered")]
    FollowUpNotAnswered,
    /// Stage 2 can be asked for once the reply of stage 1 is out.
    #[error("stage 1 has not replied")]
    NoReplyToReview,
    /// The procedure has no second stage: the next step is the Ombudsman.
    #[error("the procedure has no stage 2")]
    NoStage2,
    /// Stage 2 was asked for before.
    #[error("stage 2 was asked for before")]
    Stage2AskedBefore,
    /// No request for stage 2 waits, or it is not accepted yet.
    #[error("no review is in hand")]
    NoReview,
    /// A late request is accepted with discretion and a reason.
    #[error("a late request needs a reason to be accepted")]
    DiscretionNeeded,
    /// Whoever reviews a complaint had no part in stage 1 (Complaint Handling Code 6).
    #[error("this person had a part in stage 1")]
    HadPartInStage1,
    /// Whoever decides at stage 2 had no part in stage 1 (Complaint Handling Code 6).
    #[error("whoever does this had a part in stage 1")]
    OwnPartInStage1,
    /// It must be said of a reviewer that they had no part in stage 1.
    #[error("it was not said that the reviewer had no part in stage 1")]
    NoPartNotDeclared,
    /// Only the reviewer who is named does this.
    #[error("only the reviewer who is named may do this")]
    NotTheReviewer,
    /// A changed finding says what is found instead, and that is another one.
    #[error("what is found instead is missing, or is what stage 1 found")]
    FindingMissing,
    /// The policy knows no return to stage 1.
    #[error("the policy has no return to stage 1")]
    NoReturn,
    /// Paper 004, 8.2: the customer is told why first.
    #[error("the customer has not been told why")]
    CustomerNotTold,
    /// It went back as often as the policy lets the reviewer decide.
    #[error("a {0} must agree to another return")]
    ReturnNotAgreed(Role),
    /// The date for more work is a working day before the reply of stage 2 is due, and not past.
    #[error("the date must be a working day from today and before {reply_due}")]
    NotBeforeReply {
        /// The day on which the reply of stage 2 is due.
        reply_due: Date,
    },
    /// Whoever gets more work to do at stage 1 may read the case and write replies.
    #[error("the officer who is named may not write replies on it")]
    MayNotDoTheWork,
    /// Stage 1 still owes the reviewer the work that was asked for.
    #[error("it is back at stage 1 for more work")]
    BackAtStage1,
    /// No work is owed to a reviewer.
    #[error("nothing was sent back")]
    NothingSentBack,
    /// The customer has no reply yet to what stage 1 did once more.
    #[error("the customer has no additional reply yet")]
    AdditionalReplyMissing,
    /// An Ombudsman's enquiry is open already.
    #[error("an enquiry is open")]
    EnquiryOpen,
    /// No Ombudsman has asked, or the last word is said.
    #[error("no enquiry is open")]
    NoEnquiry,
    /// No reply goes while an Ombudsman has the case.
    #[error("an Ombudsman has it")]
    WithOmbudsman,
    /// A recommended remedy has a date by which it is complied with.
    #[error("a recommended remedy needs its date")]
    RecommendationWithoutDate,
    /// Nobody of that name is on the case, or no longer.
    #[error("this person is not on the case")]
    NotOnTheCase,
    /// The person is on the case already.
    #[error("this person is on the case already")]
    OnTheCaseAlready,
    /// Another council has the case now: who joins it here would not be known there.
    #[error("another council has it now")]
    AnotherCouncilHasIt,
    /// Whoever speaks for somebody who cannot agree does so by a right, which is said.
    #[error("it is not said by what right this person speaks")]
    BasisMissing,
    /// Consent is known from what was said or written, or from a file.
    #[error("it is not said how the consent is known")]
    EvidenceMissing,
    /// Letters go to nobody who has no leave to have them.
    #[error("letters may not go to this person")]
    MayNotHaveLetters,
    /// There is no such concern.
    #[error("there is no such concern")]
    NoSuchConcern,
    /// It is to be said whether what is sent keeps to the adjustments that were agreed with its reader.
    #[error("it is not said whether this keeps to what was agreed")]
    AdjustmentsNotSaid(Vec<AdjustmentId>),
    /// What people told on the case was erased: nothing comes onto it any more.
    #[error("what people told on this case was erased")]
    WasErased,
    /// No such adjustment was agreed with this person, or it has ended.
    #[error("there is no such adjustment")]
    NoSuchAdjustment,
    /// An adjustment is reviewed after today.
    #[error("the review must be after today")]
    ReviewNotAhead,
    /// The two cases are not linked in this way.
    #[error("they are not linked in this way")]
    NotLinked,
    /// The case goes on in another, or another goes on in it.
    #[error("one of the cases goes on in the other")]
    MergedAlready,
    /// The case goes on in no other.
    #[error("it goes on in no other case")]
    NotMerged,
    /// The two councils have not both agreed to send cases to one another.
    #[error("the two councils have not both agreed to it")]
    CouncilDoesNotAgree,
    /// It waits at another council, was there before, or came from there.
    #[error("it was there already")]
    SentAlready,
    /// It waits at no other council, and came from none that waits for an answer.
    #[error("no transfer waits for an answer")]
    NotSent,
    /// It came from another council, and nobody has said whether it is this one's.
    #[error("nobody has said whether it is ours")]
    NotTakenOver,
    /// The point has its finding, and stays where that was given.
    #[error("the point has a finding")]
    PointAnswered(PointId),
    /// The case's state does not allow it.
    #[error("not while it is {0}")]
    NotInThisState(Status),
    /// Nothing is shared with a partner where the customer says no.
    #[error("the customer does not agree")]
    CustomerDoesNotAgree,
    /// There is no such file on the case.
    #[error("there is no such file")]
    NoSuchFile,
    /// There is no such referral.
    #[error("there is no such referral")]
    NoSuchReferral,
    /// The partner answered, or the council ended it.
    #[error("the referral is over")]
    ReferralIsOver,
    /// There is nothing yet that the customer could be told.
    #[error("the partner has not answered")]
    PartnerHasNotAnswered,
    /// A case is not closed over what a partner was asked.
    #[error("a partner was asked, and the customer has not been told what came of it")]
    ReferralOpen,
    /// Whoever is named for a review has no role that reviews.
    #[error("nobody with these roles reviews")]
    NotAReviewer,
    /// That Ombudsman does not use the word.
    #[error("{0} is no word of {1}")]
    NotTheirWord(Determination, Ombudsman),
    /// Something about a promised remedy.
    #[error("not done about the remedy: {0}")]
    Remedy(RemedyRefusal),
    /// It is not done to settle a complaint early, for a reason of its own.
    #[error("{0}")]
    Early(EarlyRefusal),
}

impl Refusal {
    /// Whether it is one value of what was sent that cannot be taken, so that another would be, as the case stands. All
    /// others say what the case, or whoever acts, does not allow.
    pub fn is_of_a_value(&self) -> bool {
        matches!(
            self,
            Self::TextMissing(_)
                | Self::LanguageMissing(_)
                | Self::ReceivedInTheFuture
                | Self::NoSuchProcedure
                | Self::NotInPolicy(_)
                | Self::NoPoints
                | Self::NoSuchPoint(_)
                | Self::AboutTheOwner
                | Self::StaysAComplaint
                | Self::MergeInstead
                | Self::NotLater { .. }
                | Self::NotAWorkingDay(_)
                | Self::GoodReasonNeeded { .. }
                | Self::LongerThanEver { .. }
                | Self::AgreedAlone { .. }
                | Self::ElementMissing(_)
                | Self::OmbudsmanNotNamed
                | Self::DateNotGiven(_)
        )
    }
}
