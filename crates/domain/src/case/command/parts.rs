//! What the orders are made of.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::case::{
    Agreed, Consent, ContactPurpose, Direction, EnquiryStep, ExtensionReason, LeftOut, NoPart, Relation,
    ReplySection, Sharing, Wish,
};
use crate::id::{
    CaseId, ContactId, PersonId, PointId, ProcedureId, ReasonCode, RemedyId, ReplyId, ServiceId, TeamId,
    UserId, WardId,
};
use crate::reference::Reference;
use crate::vocabulary::{
    Channel, FileType, Kind, Ombudsman, Priority, RemedyKind, ReplyBy, Role, SeenBy, SupportNeed,
};
use crate::words::{FileRef, Words};

/// A contact that opens a case. It is never refused for whom it is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedCase {
    /// The reference it gets.
    pub reference: Reference,
    /// What it seems to be; triage may say otherwise.
    pub kind: Kind,
    /// How it came.
    pub channel: Channel,
    /// When it reached the council; may be before now.
    pub received_at: Timestamp,
    /// Who raised it: the customer, a councillor, a member of staff.
    pub raised_by: Role,
    /// Whose matter it is; `None` if anonymous.
    pub customer: Option<PersonId>,
    /// Who speaks for the customer, and whether they may.
    pub representative: Option<(PersonId, Consent)>,
    /// The service it is about; `None` if the customer is not sure.
    pub service: Option<ServiceId>,
    /// What happened, or what is asked, praised or proposed.
    pub what_happened: Words,
    /// What the customer would like (paper 004, 3.3c), in words.
    pub wanted: Option<Words>,
    /// What the customer would like, from the list.
    pub wishes: Vec<Wish>,
    /// Where it is.
    pub place: Option<Words>,
    /// The ward that it is in, if anybody said.
    pub ward: Option<WardId>,
    /// How it affected somebody.
    pub effect: Option<Words>,
    /// What else the form asked and was answered: beside the customer's own words, never among them.
    pub also: Option<Words>,
    /// When it happened, as far as known.
    pub happened_on: Option<Date>,
    /// Separate things to be answered.
    pub points: Vec<PointDraft>,
    /// How to answer.
    pub reply_by: Option<ReplyBy>,
    /// Help the customer needs.
    pub support: Vec<SupportNeed>,
    /// The same, in words.
    pub support_words: Option<Words>,
    /// Whether somebody is in danger or without heat, water or a safe home.
    pub priority: Priority,
    /// Members of staff whom it is about.
    pub about: Vec<UserId>,
    /// Whether thanks may be shared.
    pub sharing: Option<Sharing>,
}

/// A point of complaint as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointDraft {
    /// Its identifier.
    pub id: PointId,
    /// What is complained of.
    pub words: Words,
}

/// What triage decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriageAnswers {
    /// What it is.
    pub kind: Kind,
    /// Why, if that differs from what it seemed; kinds never change silently.
    pub kind_reason: Option<Words>,
    /// Which procedure it follows.
    pub procedure: ProcedureId,
    /// Which service it is about.
    pub service: ServiceId,
    /// Which team; the service's own if not said.
    pub team: Option<TeamId>,
    /// Which officer, if already known.
    pub owner: Option<UserId>,
    /// How soon.
    pub priority: Priority,
    /// The ward that it is in, if that is known; nothing keeps what is known.
    pub ward: Option<WardId>,
    /// Members of staff whom it is about.
    pub about: Vec<UserId>,
    /// A note for the owner.
    pub note: Option<Words>,
}

/// The acknowledgement of a complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledgement {
    /// The points as understood, beyond those already there.
    pub new_points: Vec<PointDraft>,
    /// What the customer would like, as understood, where it was clarified.
    pub wanted: Option<Words>,
    /// The letter, word for word.
    pub letter: Words,
}

/// A contact on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContact {
    /// Its identifier.
    pub id: ContactId,
    /// Which way it went.
    pub direction: Direction,
    /// How.
    pub channel: Channel,
    /// When it happened; not after now.
    pub at: Timestamp,
    /// What it was for.
    pub purpose: ContactPurpose,
    /// What was said.
    pub words: Words,
}

/// A file that stands in the store already and joins a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Which, with its digest.
    pub file: FileRef,
    /// Its name, as whoever sent it called it.
    pub name: Words,
    /// What it is.
    pub kind: FileType,
    /// How many bytes it has.
    pub size: u64,
    /// Who sees it.
    pub seen_by: SeenBy,
}

/// More time for the reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// The new date.
    pub to: Date,
    /// Why, from the list.
    pub reason: ExtensionReason,
    /// Why, in words for the customer.
    pub because: Words,
    /// The letter, word for word; it names the Ombudsman (Complaint Handling Code 6.5).
    pub letter: Words,
}

/// One version of a reply's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyText {
    /// The reply.
    pub id: ReplyId,
    /// Its parts.
    pub sections: Vec<(ReplySection, Words)>,
}

/// A promise made to put things right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// Its identifier.
    pub id: RemedyId,
    /// Which of the eight kinds.
    pub kind: RemedyKind,
    /// What will happen.
    pub words: Words,
    /// Who sees to it.
    pub owner: Option<UserId>,
    /// By when.
    pub due_on: Option<Date>,
}

/// Settled while the customer was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstContactSettlement {
    /// What was done.
    pub what_was_done: Words,
    /// Whether the customer agreed.
    pub agreed: Agreed,
    /// Whether the customer was told how to complain or come back.
    pub told_how_to_complain: ToldHow,
}

crate::vocabulary! {
    /// Whether the customer was told how to complain or come back.
    pub enum ToldHow {
        /// They were told.
        Told = "told",
        /// They were not.
        NotTold = "not-told",
    }
}

/// A proposal not to accept a complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalProposal {
    /// The coded reason of the policy.
    pub code: ReasonCode,
    /// The evidence for it (Complaint Handling Code 2).
    pub evidence: Words,
    /// What the customer will be told; it names the Ombudsman.
    pub letter: Words,
}

/// A request that is made of a complaint which is not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestMade {
    /// The request.
    pub case: CaseId,
    /// The letter that was proposed, with the reference of the request in it.
    pub letter: Words,
}

/// A link to another case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTo {
    /// This case, so that nobody links it to itself.
    pub from: CaseId,
    /// The other case.
    pub case: CaseId,
    /// What it is to this one.
    pub relation: Relation,
}

/// A request for stage 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskForStage2 {
    /// How it came.
    pub channel: Channel,
    /// When it reached the council; not after today.
    pub on: Date,
    /// Why, if the customer said. They need not.
    pub reasons: Option<Words>,
}

/// Somebody who reviews a complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReviewer {
    /// Who.
    pub reviewer: UserId,
    /// Whether it was said that they had no part in stage 1.
    pub no_part: NoPart,
    /// The roles that the council gave them.
    pub roles: Vec<Role>,
}

/// What a reviewer asks of stage 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnOrder {
    /// Who does it.
    pub officer: UserId,
    /// What still needs to be done.
    pub tasks: Words,
    /// By when.
    pub due_on: Date,
    /// The roles that the council gave them.
    pub roles: Vec<Role>,
    /// The services that they work for.
    pub services: Vec<ServiceId>,
}

/// What an Ombudsman asks about a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEnquiry {
    /// Which.
    pub ombudsman: Ombudsman,
    /// Their reference.
    pub reference: Words,
    /// When it reached the council.
    pub received_on: Date,
    /// What they ask.
    pub questions: Option<Words>,
    /// By when they want the documents.
    pub documents_due_on: Option<Date>,
    /// Whether it is an enquiry or an investigation.
    pub step: EnquiryStep,
}

/// Everything about a case, put together for an Ombudsman.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBundle {
    /// The SHA-256 of the document, by which it is known again.
    pub digest: String,
    /// How many pages the document has.
    pub pages: u32,
    /// How many files go with it.
    pub files: u32,
    /// What is not in it.
    pub left_out: Vec<LeftOut>,
    /// In how many places words were blacked out.
    pub blacked_out: u32,
}

/// A complaint that an Ombudsman gave back because it came too early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBack {
    /// Which.
    pub ombudsman: Ombudsman,
    /// Their reference.
    pub reference: Words,
    /// The day on which it came back.
    pub on: Date,
    /// What they said, for the record and as the reason for what follows.
    pub words: Words,
}

crate::vocabulary! {
    /// Whether a note is legally privileged.
    pub enum Privilege {
        /// An ordinary note.
        Ordinary = "ordinary",
        /// Legal advice: it stays out of bundles and subject-access exports.
        Privileged = "privileged",
    }
}

impl LoggedCase {
    /// Every text in it, with what each is for.
    pub fn words(&self) -> Vec<(&'static str, &Words)> {
        let mut words = vec![("what-happened", &self.what_happened)];
        let others = [
            ("wanted", &self.wanted),
            ("place", &self.place),
            ("effect", &self.effect),
            ("also", &self.also),
            ("support", &self.support_words),
        ];
        words.extend(
            others
                .into_iter()
                .filter_map(|(purpose, text)| text.as_ref().map(|text| (purpose, text))),
        );
        words.extend(self.points.iter().map(|point| ("point", &point.words)));
        words
    }
}
