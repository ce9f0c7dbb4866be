//! What can be asked of a case.

mod between;
mod council;
mod early;
mod partner;
mod parts;
mod people;
mod remedy;
mod subject;

use jiff::civil::Date;

use crate::case::{Avoidable, Consent, HelpAnswer, LessonAnswer, Outcome, ReviewView};
use crate::id::{ContactId, HelpId, PointId, ProcedureId, RemedyId, ReplyId, ServiceId, TeamId, UserId};
use crate::vocabulary::{Determination, Finding, Kind, Ombudsman};
use crate::words::Words;

pub use between::*;
pub use council::{Arrival, Carried, CouncilOrder, NewTransfer};
pub use early::{EarlyOrder, NewAdvice};
pub use partner::{NewAnswer, NewReferral, ReferralOrder};
pub use parts::*;
pub use people::*;
pub use remedy::{NewPayment, RemedyOrder};
pub use subject::SubjectOrder;

/// Something that somebody wants done to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Say what it is and whose.
    Triage(TriageAnswers),
    /// Change the kind or procedure later on. A case that becomes a complaint counts from the
    /// contact that expressed the dissatisfaction.
    ChangeKind {
        /// What it is now.
        kind: Kind,
        /// Which procedure it follows.
        procedure: ProcedureId,
        /// Why.
        reason: Words,
        /// The day from which the new clocks count.
        counts_from: Date,
    },
    /// Give it to somebody.
    Assign {
        /// The team.
        team: TeamId,
        /// The officer, if one is named.
        owner: Option<UserId>,
        /// Why; needed when somebody had it before.
        reason: Option<Words>,
    },
    /// Change the service it is about, and so the team.
    Transfer {
        /// The service.
        service: ServiceId,
        /// Why.
        reason: Words,
    },
    /// Acknowledge a complaint.
    Acknowledge(Acknowledgement),
    /// Record a contact.
    RecordContact(NewContact),
    /// Say that what came in was read, by somebody who has the case.
    ReadMessages,
    /// Say of a contact whether the customer could have been saved it.
    SayAvoidable {
        /// Which; nothing for the one that opened the case.
        contact: Option<ContactId>,
        /// What of it.
        said: Avoidable,
    },
    /// Record the time that somebody spent on it.
    RecordTime {
        /// The day; not after today.
        on: Date,
        /// How many minutes, of one day at most.
        minutes: u16,
    },
    /// Add a file.
    AddFile(NewFile),
    /// Record whether whoever speaks for the customer may.
    RecordConsent {
        /// What is known of it now.
        consent: Consent,
    },
    /// Add a note that the customer never sees.
    AddNote {
        /// The note.
        words: Words,
        /// Whether it stays out of bundles and subject-access exports.
        privileged: Privilege,
    },
    /// Add a point of complaint.
    AddPoint(PointDraft),
    /// Record what was found on a point.
    RecordFinding {
        /// Which point.
        point: PointId,
        /// What was found.
        finding: Finding,
        /// Why.
        reason: Words,
    },
    /// Record what an Ombudsman decided on a point.
    RecordDetermination {
        /// Which point.
        point: PointId,
        /// Who decided.
        ombudsman: Ombudsman,
        /// What, in that Ombudsman's own words.
        determination: Determination,
        /// When, if known.
        decided_on: Option<Date>,
        /// Which service the point is about, where it is another than the case's.
        service: Option<ServiceId>,
    },
    /// Promise to put something right.
    PromiseRemedy(Remedy),
    /// Record that a remedy was delivered.
    DeliverRemedy {
        /// Which.
        remedy: RemedyId,
        /// The evidence.
        evidence: Words,
    },
    /// Record that a remedy cannot be delivered, and what the customer was told.
    CannotDeliverRemedy {
        /// Which.
        remedy: RemedyId,
        /// What the customer was told: why, what instead, and the Ombudsman (Code section 7).
        told: Words,
    },
    /// Tell the customer that more time is needed.
    Extend(Extension),
    /// Agree, as a senior role, to an extension beyond the ordinary limit.
    AgreeLongExtension {
        /// Up to which date.
        until: Date,
        /// The good reason.
        because: Words,
    },
    /// Save a version of the reply.
    DraftReply(ReplyText),
    /// Ask for the reply to be approved.
    AskForApproval {
        /// Which reply.
        reply: ReplyId,
    },
    /// Approve a reply that somebody else wrote.
    ApproveReply {
        /// Which reply.
        reply: ReplyId,
    },
    /// Send a reply back to its author.
    SendBackReply {
        /// Which reply.
        reply: ReplyId,
        /// What needs to change.
        what_to_change: Words,
    },
    /// Send the reply.
    SendReply {
        /// Which reply.
        reply: ReplyId,
        /// The letter, word for word.
        letter: Words,
    },
    /// Take a reply back that was sent a few minutes ago.
    UndoSend {
        /// Which reply.
        reply: ReplyId,
    },
    /// Record that it was settled while the customer was there.
    SettleAtFirstContact(FirstContactSettlement),
    /// Propose that a complaint is not accepted.
    ProposeRefusal(RefusalProposal),
    /// Agree, as a second person; the letter then goes.
    AgreeRefusal {
        /// The request that is made of it, where the reason makes one.
        request: Option<RequestMade>,
    },
    /// Disagree: the complaint is accepted.
    DeclineRefusal {
        /// Why.
        reason: Words,
    },
    /// Record that the customer withdrew.
    Withdraw {
        /// What the customer said.
        reason: Option<Words>,
    },
    /// Close the case.
    Close {
        /// How it ended.
        outcome: Outcome,
        /// The sentence that the customer sees.
        sentence: Words,
        /// The lesson or the reason for none; needed for a complaint.
        lesson: Option<LessonAnswer<Words>>,
    },
    /// Open it again.
    Reopen {
        /// Why.
        reason: Words,
    },
    /// Link it to another case.
    Link(LinkTo),
    /// Say, as the councillor who raised it, that it is sorted.
    ConfirmSorted {
        /// What they add, if anything.
        words: Option<Words>,
    },
    /// Close an answered query that nobody followed up in time.
    CloseUnfollowed {
        /// The sentence that the customer sees.
        sentence: Words,
    },
    /// Call the team lead while the customer waits.
    AskForHelp {
        /// Its identifier.
        help: HelpId,
        /// Whose lead is called.
        team: TeamId,
        /// What help is needed, if anything was said.
        words: Option<Words>,
    },
    /// Answer a colleague who called for help.
    AnswerHelp {
        /// Which call.
        help: HelpId,
        /// What the lead does.
        answer: HelpAnswer,
        /// What they say; needed for advice.
        words: Option<Words>,
    },
    /// Ask for stage 2.
    AskForStage2(AskForStage2),
    /// Accept a request for stage 2, and name who reviews it.
    AcceptStage2 {
        /// Who reviews it.
        reviewer: NewReviewer,
        /// Why it is accepted although it came late.
        discretion: Option<Words>,
    },
    /// Name another reviewer.
    NameReviewer {
        /// Who.
        reviewer: NewReviewer,
        /// Why; needed while somebody else is named.
        reason: Option<Words>,
    },
    /// Say, as the reviewer, that one had a part in it after all, or another conflict of interest.
    DeclareConflict {
        /// What it is.
        reason: Words,
    },
    /// Say what one makes of what stage 1 found on a point.
    ReviewPoint {
        /// Which point.
        point: PointId,
        /// Whether stage 1 was right.
        view: ReviewView,
        /// What is found instead, where the finding changes.
        finding: Option<Finding>,
        /// Why.
        reason: Words,
    },
    /// Send it back to stage 1 for more work (paper 004, 3.3e, 8.2).
    ReturnToStage1(ReturnOrder),
    /// Agree, as a senior role, that it goes back once more.
    AgreeReturn {
        /// Why.
        because: Words,
    },
    /// Record that the work is done; it is with the reviewer again.
    FinishReturn {
        /// What was done and found.
        words: Words,
    },
    /// Record that an Ombudsman asks about the case.
    RecordEnquiry(NewEnquiry),
    /// Record that an Ombudsman got what they asked for.
    SendDocuments {
        /// What was sent.
        words: Words,
    },
    /// Record an Ombudsman's draft decision.
    RecordDraftDecision {
        /// What it says.
        words: Words,
        /// By when comments are wanted.
        comments_due_on: Option<Date>,
    },
    /// Record an Ombudsman's final decision.
    RecordFinalDecision {
        /// What it says.
        words: Words,
        /// When it was made.
        decided_on: Date,
    },
    /// Record a remedy that an Ombudsman recommended, with the date for it.
    RecordRecommendation(Remedy),
    /// Record that an Ombudsman gave the complaint back: it begins, or goes on, from that day.
    TakeBack(TakenBack),
    /// Record that everything about the case was put together for an Ombudsman.
    MakeBundle(NewBundle),
    /// Compute the open clocks again, because days that counted no longer do.
    MoveClocks {
        /// The new closures, in order.
        days_off: Vec<Date>,
    },
    /// Something about the people on the case.
    People(PeopleOrder),
    /// Something about what is between this case and another.
    Between(BetweenOrder),
    /// Something about a case that goes from one council to another.
    Council(CouncilOrder),
    /// Something about the grounds on which a complaint is looked into.
    Subject(SubjectOrder),
    // Questions to partners.
    /// Ask a partner, take down what it says, tell the customer what came of it.
    Referral(ReferralOrder),
    // Promised remedies.
    /// Remind its owner of a remedy, or have it paid.
    Remedy(RemedyOrder),
    // Settling it early.
    /// Ask for senior advice, or offer the customer a talk.
    Early(EarlyOrder),
}

impl Command {
    /// Every text in it, with what each is for.
    pub fn words(&self) -> Vec<(&'static str, &Words)> {
        match self {
            Self::Triage(answers) => {
                let reason = answers.kind_reason.iter().map(|words| ("reason", words));
                reason
                    .chain(answers.note.iter().map(|words| ("note", words)))
                    .collect()
            }
            Self::Acknowledge(acknowledgement) => {
                let points = acknowledgement
                    .new_points
                    .iter()
                    .map(|point| ("point", &point.words));
                let wanted = acknowledgement.wanted.iter().map(|words| ("wanted", words));
                points
                    .chain(wanted)
                    .chain([("letter", &acknowledgement.letter)])
                    .collect()
            }
            Self::Assign { reason, .. } | Self::Withdraw { reason } => {
                reason.iter().map(|words| ("reason", words)).collect()
            }
            Self::ConfirmSorted { words } => words.iter().map(|words| ("reason", words)).collect(),
            Self::CloseUnfollowed { sentence } => vec![("outcome", sentence)],
            Self::AskForHelp { words, .. } | Self::AnswerHelp { words, .. } => {
                words.iter().map(|words| ("note", words)).collect()
            }
            Self::DeclareConflict { reason }
            | Self::ReviewPoint { reason, .. }
            | Self::ChangeKind { reason, .. }
            | Self::Transfer { reason, .. }
            | Self::RecordFinding { reason, .. }
            | Self::DeclineRefusal { reason }
            | Self::Reopen { reason } => vec![("reason", reason)],
            Self::RecordContact(contact) => vec![("contact", &contact.words)],
            Self::AgreeRefusal { request } => request
                .iter()
                .map(|request| ("letter", &request.letter))
                .collect(),
            Self::AddFile(file) => vec![("file-name", &file.name)],
            Self::AddNote { words, .. } => vec![("note", words)],
            Self::AddPoint(point) => vec![("point", &point.words)],
            Self::PromiseRemedy(remedy) | Self::RecordRecommendation(remedy) => {
                vec![("remedy", &remedy.words)]
            }
            Self::DeliverRemedy { evidence, .. } => vec![("evidence", evidence)],
            Self::CannotDeliverRemedy { told, .. } => vec![("letter", told)],
            Self::Extend(extension) => vec![("reason", &extension.because), ("letter", &extension.letter)],
            Self::AgreeLongExtension { because, .. } | Self::AgreeReturn { because } => {
                vec![("reason", because)]
            }
            Self::AskForStage2(asked) => asked.reasons.iter().map(|words| ("reason", words)).collect(),
            Self::AcceptStage2 {
                discretion: words, ..
            }
            | Self::NameReviewer { reason: words, .. } => {
                words.iter().map(|words| ("reason", words)).collect()
            }
            Self::ReturnToStage1(order) => vec![("tasks", &order.tasks)],
            Self::FinishReturn { words } => vec![("outcome", words)],
            Self::RecordEnquiry(enquiry) => {
                let questions = enquiry.questions.iter().map(|words| ("questions", words));
                questions
                    .chain([("their-reference", &enquiry.reference)])
                    .collect()
            }
            Self::SendDocuments { words } => vec![("evidence", words)],
            Self::RecordDraftDecision { words, .. } | Self::RecordFinalDecision { words, .. } => {
                vec![("decision", words)]
            }
            Self::Referral(order) => order.words(),
            Self::Remedy(order) => order.words(),
            Self::Early(order) => order.words(),
            Self::TakeBack(back) => vec![("their-reference", &back.reference), ("reason", &back.words)],
            Self::DraftReply(text) => text.sections.iter().map(|(_, words)| ("reply", words)).collect(),
            Self::SendBackReply { what_to_change, .. } => vec![("note", what_to_change)],
            Self::SendReply { letter, .. } => vec![("letter", letter)],
            Self::SettleAtFirstContact(settlement) => vec![("outcome", &settlement.what_was_done)],
            Self::ProposeRefusal(proposal) => {
                vec![("evidence", &proposal.evidence), ("letter", &proposal.letter)]
            }
            Self::Close { sentence, lesson, .. } => {
                let lesson = lesson.iter().map(|answer| match answer {
                    LessonAnswer::Lesson(words) | LessonAnswer::NoneBecause(words) => ("lesson", words),
                });
                [("outcome", sentence)].into_iter().chain(lesson).collect()
            }
            Self::People(order) => order.words(),
            Self::Between(order) => order.words(),
            Self::Council(order) => order.words(),
            Self::Subject(order) => order.words(),
            Self::RecordDetermination { .. }
            | Self::RecordConsent { .. }
            | Self::AskForApproval { .. }
            | Self::ApproveReply { .. }
            | Self::UndoSend { .. }
            | Self::ReadMessages
            | Self::SayAvoidable { .. }
            | Self::RecordTime { .. }
            | Self::Link(_)
            | Self::MakeBundle(_)
            | Self::MoveClocks { .. } => Vec::new(),
        }
    }
}
