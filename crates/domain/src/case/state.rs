//! A case as it stands: what its events add up to.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::case::{
    Agreed, CameFrom, Concern, Consent, ContactMade, Early, Enquiry, Evidence, Involved, LessonAnswer,
    Outcome, Pace, PartnerReferral, Payment, PointReview, Relation, Reminder, ReplySection, Review,
    ReviewState, SentTo, Sharing, Status, Subject, TakenIn, Wish,
};
use crate::clock::Clock;
use crate::id::{
    ActorId, CaseId, FileId, HelpId, PartnerId, PersonId, PointId, ProcedureId, ReasonCode, RemedyId,
    ReplyId, ServiceId, TeamId, UserId, WardId,
};
use crate::permission::Scope;
use crate::reference::Reference;
use crate::vocabulary::{
    Channel, ClockKind, DayOne, Determination, FileType, Finding, Kind, Ombudsman, Priority, RemedyKind,
    ReplyBy, Role, SeenBy, SupportNeed,
};
use crate::words::{FileRef, WordsRef};

/// A case as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its reference, for life.
    pub reference: Reference,
    /// What it is.
    pub kind: Kind,
    /// Which procedure it follows.
    pub procedure: ProcedureId,
    /// The version of the policy in force when it was received: its procedure is the one that binds.
    pub policy_version: u32,
    /// The day-one rule in force when it was received.
    pub day_one: DayOne,
    /// How it came.
    pub channel: Channel,
    /// When it was received.
    pub received_at: Timestamp,
    /// The London date of that.
    pub received_on: Date,
    /// The day from which its promises count: of receipt, of the contact that expressed the
    /// dissatisfaction for what became a complaint, or of the reopening.
    pub counts_from: Date,
    /// Who raised it.
    pub raised_by: Role,
    /// Who put it into the record.
    pub logged_by: ActorId,
    /// When it was put into the record.
    pub logged_at: Timestamp,
    /// Whose matter it is.
    pub customer: Option<PersonId>,
    /// Who speaks for the customer, and whether they may.
    pub representative: Option<(PersonId, Consent)>,
    /// The service.
    pub service: Option<ServiceId>,
    /// The team.
    pub team: Option<TeamId>,
    /// The officer.
    pub owner: Option<UserId>,
    /// How soon.
    pub priority: Priority,
    /// Members of staff whom it is about.
    pub about: Vec<UserId>,
    /// What happened.
    pub what_happened: WordsRef,
    /// What the customer would like, in words.
    pub wanted: Option<WordsRef>,
    /// What the customer would like, from the list.
    pub wishes: Vec<Wish>,
    /// Where.
    pub place: Option<WordsRef>,
    /// In which ward, if anybody said.
    pub ward: Option<WardId>,
    /// How it affected somebody.
    pub effect: Option<WordsRef>,
    /// What else the form asked and was answered.
    pub also: Option<WordsRef>,
    /// When it happened.
    pub happened_on: Option<Date>,
    /// How whoever opened it asked to be answered: [`Case::reply_by`] says how letters go.
    pub first_reply_by: Option<ReplyBy>,
    /// Help that is needed.
    pub support: Vec<SupportNeed>,
    /// The same, in words.
    pub support_words: Option<WordsRef>,
    /// Whether thanks may be shared.
    pub sharing: Option<Sharing>,
    /// Whether somebody has said what it is and whose.
    pub triaged_at: Option<Timestamp>,
    /// The promises, by kind.
    pub clocks: BTreeMap<ClockKind, Clock>,
    /// The replies that went before it was opened again: each was promised and given, whatever comes since.
    pub replies_before: Vec<ReplyBefore>,
    /// What was promised of what it was before, and was late when that ended.
    pub missed_before: Vec<Clock>,
    /// When the complaint was acknowledged.
    pub acknowledged_on: Option<Date>,
    /// When a request had its first answer.
    pub first_answered_on: Option<Date>,
    /// When the customer last had a word from the council.
    pub last_word_on: Option<Date>,
    /// Whether the council waits for the customer's answer.
    pub question_open: bool,
    /// How often the customer has asked for an update since the last word.
    pub chases: u32,
    /// The customer's contacts, the one that opened the case first.
    pub contacts: Vec<ContactMade>,
    /// What the customer was promised when they last asked for an update, until they hear.
    pub update: Option<AskedForUpdate>,
    /// What came in and nobody who has the case has read or answered, if anything has.
    pub unread: Option<Unread>,
    /// The files on it, in the order in which they came.
    pub files: Vec<AddedFile>,
    /// The points of complaint.
    pub points: Vec<Point>,
    /// The promises to put things right.
    pub remedies: Vec<PromisedRemedy>,
    /// The stage of a complaint; 0 for what is not a complaint.
    pub stage: u8,
    /// Up to when a senior role agreed that the reply may take.
    pub long_extension_until: Option<Date>,
    /// Who agreed to that.
    pub long_extension_agreed_by: Option<ActorId>,
    /// The reply in hand, or the last one sent.
    pub reply: Option<Reply>,
    /// When the reply went.
    pub replied_on: Option<Date>,
    /// Whether the complaint may not be accepted.
    pub refusal: RefusalState,
    /// How it was settled at first contact, if it was.
    pub settlement: Option<Settlement>,
    /// How it ended, while closed.
    pub outcome: Option<Outcome>,
    /// When it was closed, while closed.
    pub closed_on: Option<Date>,
    /// What the customer was told at the end; nothing where they ended it themselves.
    pub sentence: Option<WordsRef>,
    /// What was learned.
    pub lesson: Option<LessonAnswer<WordsRef>>,
    /// When anybody last did anything on it, or the time for that began anew: its customer is nobody here, and so is a program.
    pub touched_at: Timestamp,
    /// The last day on which the answer to a query can be followed up, while it can.
    pub follow_up_until: Option<Date>,
    /// The calls for help that no lead has answered.
    pub open_help: Vec<HelpId>,
    /// How often it was reopened.
    pub times_reopened: u32,
    /// The other cases that it belongs with.
    pub links: Vec<(CaseId, Relation)>,
    /// The members of staff who had a part in stage 1, as far as the record says.
    pub had_part: Vec<UserId>,
    /// The request for stage 2, the last one made, and its review.
    pub review: Option<Box<Review>>,
    /// Each time that an Ombudsman took it up, in order.
    pub enquiries: Vec<Enquiry>,
    /// The people on it beside the customer and whoever spoke for them at first, also those who no longer are.
    pub people: Vec<Involved>,
    /// How the consent for whoever spoke for the customer at first is known.
    pub first_evidence: Option<Evidence>,
    /// To whom letters were said to go, if anybody said.
    pub letters_to: Option<PersonId>,
    /// How those asked to be answered who joined it, or said so since.
    pub ways: BTreeMap<PersonId, ReplyBy>,
    /// The case in which it goes on, with how it stood before.
    pub merged: Option<Box<Merged>>,
    /// The cases that go on in it, each with who and what came with it.
    pub took_in: Vec<TakenIn>,
    /// The other councils to which it was sent, in order.
    pub sent_to: Vec<SentTo>,
    /// The council from which it came.
    pub came_from: Option<CameFrom>,
    /// What is done to settle it early.
    pub early: Early,
    /// How fast each stage went.
    pub paces: BTreeMap<u8, Pace>,
    /// About whom it is, as far as that changes who answers.
    pub subject: Subject,
    /// Which partner, where it is about one.
    pub subject_partner: Option<PartnerId>,
    /// Whether it was taken although it came late.
    pub taken_late: bool,
    /// The points that are in a case of their own now.
    pub split_off: Vec<PointId>,
    /// The concerns for somebody on it, in order.
    pub concerns: Vec<Concern>,
    /// What was asked of partners, in order.
    pub referrals: Vec<PartnerReferral>,
}

/// A reply that went before the case was opened again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyBefore {
    /// Of which stage.
    pub stage: u8,
    /// What was promised.
    pub promised: Option<Clock>,
    /// The day from which that counted.
    pub from: Date,
    /// When it went.
    pub replied_on: Date,
    /// What it found on each point.
    pub findings: Vec<Finding>,
}

/// That a case goes on in another, and how it stood before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The other case.
    pub into: CaseId,
    /// The promises, as they stood.
    pub clocks: BTreeMap<ClockKind, Clock>,
    /// Whether the council waited for the customer's answer.
    pub question_open: bool,
    /// Until when the answer to a query could be followed up.
    pub follow_up_until: Option<Date>,
}

/// That the customer asked for an update and has not had a word since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedForUpdate {
    /// The day on which they first asked.
    pub asked_on: Date,
    /// By when they were told that they will hear. Asking again does not put it off.
    pub due_on: Date,
    /// How often they have asked.
    pub times: u32,
}

/// That something came in which waits to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// When the first of it came.
    pub since: Timestamp,
    /// How many messages wait.
    pub count: u32,
}

/// A file on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedFile {
    /// Which, with its digest.
    pub file: FileRef,
    /// Its name.
    pub name: WordsRef,
    /// What it is.
    pub kind: FileType,
    /// How many bytes it has.
    pub size: u64,
    /// Who sees it.
    pub seen_by: SeenBy,
    /// Who added it.
    pub added_by: ActorId,
    /// When.
    pub added_at: Timestamp,
}

/// One thing complained of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Its identifier.
    pub id: PointId,
    /// What is complained of.
    pub words: WordsRef,
    /// The case from which it came, where that goes on in this one.
    pub from: Option<CaseId>,
    /// What was found at stage 1.
    pub state: PointState,
    /// Who found that.
    pub found_by: Option<ActorId>,
    /// What the reviewer made of that at stage 2.
    pub review: Option<PointReview>,
    /// What an Ombudsman decided.
    pub determination: Option<(Ombudsman, Determination, Option<Date>)>,
    /// The service that it is about, where that is another than the case's.
    pub service: Option<ServiceId>,
}

/// Whether a point has its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PointState {
    /// Not yet.
    Open,
    /// With what was found, and why.
    Found {
        /// What.
        finding: Finding,
        /// Why.
        reason: WordsRef,
    },
}

/// A promise to put something right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromisedRemedy {
    /// Its identifier.
    pub id: RemedyId,
    /// Which of the eight kinds.
    pub kind: RemedyKind,
    /// What will happen.
    pub words: WordsRef,
    /// Who sees to it.
    pub owner: Option<UserId>,
    /// By when.
    pub due_on: Option<Date>,
    /// When it was delivered.
    pub delivered_on: Option<Date>,
    /// What the customer was told when it could not be.
    pub told: Option<WordsRef>,
    /// Which Ombudsman recommended it; nobody for what the council promised by itself.
    pub recommended_by: Option<Ombudsman>,
    /// The day from which its owner is reminded.
    pub remind_on: Option<Date>,
    /// The last reminder that went.
    pub reminded: Option<Reminder>,
    /// The money that it is.
    pub payment: Option<Payment>,
    /// The reply that went with it and told the customer of it, if one did.
    pub in_reply: Option<ReplyId>,
}

/// The reply in hand, or the last one sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Its identifier.
    pub id: ReplyId,
    /// At which stage.
    pub stage: u8,
    /// Who wrote the last version.
    pub author: ActorId,
    /// Everybody who wrote a version.
    pub authors: Vec<ActorId>,
    /// Its parts.
    pub sections: Vec<(ReplySection, WordsRef)>,
    /// How far it is.
    pub state: ReplyState,
    /// When the last version was saved.
    pub saved_at: Timestamp,
}

/// How far a reply is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplyState {
    /// Being written; perhaps sent back with what needs to change.
    Draft {
        /// What the approver wants changed.
        what_to_change: Option<WordsRef>,
    },
    /// Somebody else is asked to approve it.
    WaitingForApproval,
    /// Somebody else approved it; only now can it be sent.
    Approved {
        /// Who.
        by: ActorId,
    },
    /// It went.
    Sent {
        /// When.
        at: Timestamp,
        /// Until when it can be taken back.
        undo_until: Timestamp,
        /// The letter, word for word.
        letter: WordsRef,
        /// What it was before, for when it is taken back.
        approved_by: Option<ActorId>,
        /// When the customer had the last word before it, for when it is taken back.
        word_before: Option<Date>,
        /// The update that it is the answer to, for when it is taken back.
        update_before: Option<AskedForUpdate>,
        /// What it is the answer to, for when it is taken back.
        unread_before: Option<Unread>,
    },
}

/// Whether a complaint may not be accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusalState {
    /// Nobody proposed it, or a second person disagreed.
    None,
    /// It waits for a second person.
    Proposed {
        /// Who proposed it.
        by: ActorId,
        /// The coded reason.
        code: ReasonCode,
        /// The evidence.
        evidence: WordsRef,
        /// What the customer will be told.
        letter: WordsRef,
    },
    /// The customer was told.
    Agreed {
        /// The coded reason.
        code: ReasonCode,
        /// What the customer was told.
        letter: WordsRef,
    },
}

/// How a case was settled at first contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// What was done.
    pub what_was_done: WordsRef,
    /// Whether the customer agreed.
    pub agreed: Agreed,
}

impl PromisedRemedy {
    /// Whether it is still to be delivered.
    pub fn is_open(&self) -> bool {
        self.delivered_on.is_none() && self.told.is_none()
    }
}

impl Case {
    /// Where it stands, in the words of the status list.
    pub fn status(&self) -> Status {
        if self.closed_on.is_some() {
            Status::Closed
        } else if (self.reply_sent_at().is_some() && self.open_return().is_none())
            || self.follow_up_until.is_some()
        {
            Status::ReplySent
        } else if self.is_paused() {
            Status::WithOmbudsman
        } else if self.question_open {
            Status::WaitingForCustomer
        } else if self.open_return().is_some() {
            Status::BackAtStage1
        } else if self.stage_2_waits() {
            Status::ReviewAsked
        } else if self
            .clock(ClockKind::Reply)
            .is_some_and(|clock| !clock.extensions.is_empty())
        {
            Status::NeedsMoreTime
        } else if self.is_being_reviewed() {
            Status::BeingReviewed
        } else if self.triaged_at.is_some() {
            Status::BeingLookedAt
        } else {
            Status::Received
        }
    }

    fn is_being_reviewed(&self) -> bool {
        self.open_review()
            .is_some_and(|review| review.state == ReviewState::Accepted)
    }

    /// Whether it is a complaint.
    pub fn is_complaint(&self) -> bool {
        self.kind == Kind::Complaint
    }

    /// Whether it is over.
    pub fn is_closed(&self) -> bool {
        self.closed_on.is_some()
    }

    /// A promise, running or kept.
    pub fn clock(&self, kind: ClockKind) -> Option<&Clock> {
        self.clocks.get(&kind)
    }

    /// The promise that falls due next: the earliest of those that run.
    pub fn next_due(&self) -> Option<&Clock> {
        self.clocks
            .values()
            .filter(|clock| clock.is_running())
            .min_by_key(|clock| (clock.due_on, clock.kind))
    }

    /// When the reply went, if it is out.
    pub fn reply_sent_at(&self) -> Option<Timestamp> {
        match self.reply.as_ref().map(|reply| &reply.state) {
            Some(ReplyState::Sent { at, .. }) => Some(*at),
            Some(ReplyState::Draft { .. } | ReplyState::WaitingForApproval | ReplyState::Approved { .. })
            | None => None,
        }
    }

    /// Whether somebody is asked to approve its reply.
    pub fn awaits_approval(&self) -> bool {
        self.reply
            .as_ref()
            .is_some_and(|reply| reply.state == ReplyState::WaitingForApproval)
    }

    /// Whether its reply is approved and not sent.
    pub fn reply_is_approved(&self) -> bool {
        self.reply
            .as_ref()
            .is_some_and(|reply| matches!(reply.state, ReplyState::Approved { .. }))
    }

    /// The points without a finding.
    pub fn open_points(&self) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(|point| point.state == PointState::Open)
    }

    /// A file on it.
    pub fn file(&self, id: &FileId) -> Option<&AddedFile> {
        self.files.iter().find(|added| added.file.id == *id)
    }

    /// What permissions depend on.
    pub fn scope(&self) -> Scope {
        Scope {
            service: self.service.clone(),
            owner: self.owner.clone(),
            logged_by: self.logged_by.clone(),
            customer: self.customer.clone(),
            about: self.about.clone(),
        }
    }
}
