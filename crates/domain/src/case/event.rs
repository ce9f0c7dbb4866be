//! What happened to a case. Facts and identifiers only: never a name, an address or free text.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::command::{Privilege, ToldHow};
use crate::case::{
    Agreed, AnswerSharing, Avoidable, Basis, ClockMoved, ConcernKind, ConcernTold, Consent, ContactPurpose,
    Direction, EarlyReferral, EnquiryStep, ExtensionReason, HelpAnswer, Kept, LeftOut, Outcome, Part,
    Referral, Relation, Reminder, ReplySection, ReviewView, SharedPart, Sharing, SharingConsent, Speaker,
    Subject, TalkAnswer, TalkOutcome, TalkWay, Timeliness, Wish,
};
use crate::clock::Clock;
use crate::id::{
    AdjustmentId, CaseId, ConcernId, ContactId, CouncilId, FileId, HelpId, MessageId, PartnerId, PersonId,
    PointId, ProcedureId, ReasonCode, ReferralId, RemedyId, ReplyId, ServiceId, TeamId, TransferId, UserId,
    WardId,
};
use crate::message::MessagePurpose;
use crate::reference::Reference;
use crate::vocabulary::{
    Channel, ClockKind, DayOne, Determination, FileType, Finding, Kind, Ombudsman, Priority, RemedyKind,
    ReplyBy, Role, SeenBy, SupportNeed,
};
use crate::words::{Digest, FileRef, WordsRef};

mod about;
mod entry;
mod erased;
mod names;

pub use entry::{Entry, LessonAnswer};
pub use erased::Stays;
pub use names::EVENTS;

/// Something that happened to a case.
///
/// Its JSON form is kept for ever: fields are added with a default, never renamed or removed, and
/// a golden file holds each to that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the fields say what the command of the same name says"
)]
pub enum Event {
    /// A contact opened the case.
    Logged {
        reference: Reference,
        kind: Kind,
        procedure: ProcedureId,
        policy_version: u32,
        day_one: DayOne,
        channel: Channel,
        received_at: Timestamp,
        received_on: Date,
        raised_by: Role,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        customer: Option<PersonId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        representative: Option<(PersonId, Consent)>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        service: Option<ServiceId>,
        what_happened: WordsRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wanted: Option<WordsRef>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        wishes: Vec<Wish>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<WordsRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ward: Option<WardId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        effect: Option<WordsRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        also: Option<WordsRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        happened_on: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply_by: Option<ReplyBy>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        support: Vec<SupportNeed>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        support_words: Option<WordsRef>,
        priority: Priority,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        about: Vec<UserId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sharing: Option<Sharing>,
    },
    /// A promise began.
    ClockStarted { clock: Clock },
    /// A promise shows another date.
    ClockMoved { clock: Clock, because: ClockMoved },
    /// A promise no longer applies.
    ClockDropped { kind: ClockKind },
    /// Somebody said what it is and whose.
    Triaged {
        service: ServiceId,
        priority: Priority,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ward: Option<WardId>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        about: Vec<UserId>,
    },
    /// The kind or procedure changed.
    KindChanged {
        from: Kind,
        to: Kind,
        procedure: ProcedureId,
        counts_from: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<WordsRef>,
    },
    /// It was given to a team or officer.
    Assigned {
        team: TeamId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<UserId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<WordsRef>,
    },
    /// It went to another service.
    Transferred { service: ServiceId, reason: WordsRef },
    /// A complaint was acknowledged.
    Acknowledged { on: Date, letter: WordsRef },
    /// What the customer would like was understood better.
    WantedClarified { wanted: WordsRef },
    /// A contact came or went.
    ContactRecorded {
        contact: ContactId,
        direction: Direction,
        channel: Channel,
        contact_at: Timestamp,
        purpose: ContactPurpose,
        words: WordsRef,
    },
    /// The customer asked how it is going, and was told by when they will hear.
    UpdateAsked { due_on: Date },
    /// A file came with a contact, or was added.
    FileAdded {
        file: FileRef,
        name: WordsRef,
        kind: FileType,
        size: u64,
        seen_by: SeenBy,
    },
    /// What is known of whether the representative may speak was recorded.
    ConsentRecorded { consent: Consent },
    /// A request had its first answer.
    FirstAnswered { on: Date },
    /// A note was added.
    NoteAdded { words: WordsRef, privileged: Privilege },
    /// A point of complaint was added.
    PointAdded {
        point: PointId,
        words: WordsRef,
        /// The case from which it came, where that goes on in this one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<CaseId>,
    },
    /// What was found on a point was recorded.
    FindingRecorded {
        point: PointId,
        finding: Finding,
        reason: WordsRef,
    },
    /// What an Ombudsman decided on a point was recorded.
    DeterminationRecorded {
        point: PointId,
        ombudsman: Ombudsman,
        determination: Determination,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided_on: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        service: Option<ServiceId>,
    },
    /// A remedy was promised.
    RemedyPromised {
        remedy: RemedyId,
        kind: RemedyKind,
        words: WordsRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<UserId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_on: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        remind_on: Option<Date>,
    },
    /// A remedy was delivered.
    RemedyDelivered {
        remedy: RemedyId,
        on: Date,
        evidence: WordsRef,
    },
    /// A remedy cannot be delivered.
    RemedyNotDeliverable { remedy: RemedyId, told: WordsRef },
    /// More time was taken, and the customer told.
    Extended {
        clock: Clock,
        reason: ExtensionReason,
        because: WordsRef,
        letter: WordsRef,
    },
    /// A senior role agreed to a longer extension.
    LongExtensionAgreed { until: Date, because: WordsRef },
    /// A version of the reply was saved.
    ReplyDrafted {
        reply: ReplyId,
        stage: u8,
        sections: Vec<(ReplySection, WordsRef)>,
    },
    /// The author asked for approval.
    ApprovalAsked { reply: ReplyId },
    /// Somebody else approved it.
    ReplyApproved { reply: ReplyId },
    /// Somebody sent it back to its author.
    ReplySentBack {
        reply: ReplyId,
        what_to_change: WordsRef,
    },
    /// The reply went.
    ReplySent {
        reply: ReplyId,
        stage: u8,
        on: Date,
        letter: WordsRef,
        undo_until: Timestamp,
    },
    /// The reply was taken back in time.
    ReplySendUndone { reply: ReplyId },
    /// It was settled while the customer was there.
    SettledAtFirstContact {
        what_was_done: WordsRef,
        agreed: Agreed,
        told_how_to_complain: ToldHow,
    },
    /// Somebody proposed not to accept the complaint.
    RefusalProposed {
        code: ReasonCode,
        evidence: WordsRef,
        letter: WordsRef,
    },
    /// A second person agreed, and the customer was told.
    NotAccepted { code: ReasonCode, letter: WordsRef },
    /// A second person did not agree.
    RefusalDeclined { reason: WordsRef },
    /// The customer withdrew.
    Withdrawn {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<WordsRef>,
    },
    /// The case was closed. There is no sentence where the customer ended it themselves.
    Closed {
        on: Date,
        outcome: Outcome,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sentence: Option<WordsRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lesson: Option<LessonAnswer<WordsRef>>,
    },
    /// The case was opened again.
    Reopened { reason: WordsRef },
    /// It was linked to another case.
    Linked { case: CaseId, relation: Relation },
    /// A message did not reach the customer, and nobody tries any more.
    NotReached {
        message: MessageId,
        channel: Channel,
        purpose: MessagePurpose,
    },
    /// A question was answered, and stays open for a follow-up until a day, where it has a time for one.
    QueryAnswered {
        on: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        open_until: Option<Date>,
    },
    /// The councillor who raised it said that it is sorted.
    SortedConfirmed {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<WordsRef>,
    },
    /// Somebody who has the case read what had come in.
    MessagesRead {},
    /// Staff said whether the customer could have been saved a contact; nothing names the one that opened the case.
    AvoidableSaid {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contact: Option<ContactId>,
        said: Avoidable,
    },
    /// Somebody wrote down how long they worked on it.
    TimeRecorded { on: Date, minutes: u16 },
    /// The team lead was called while the customer waited.
    HelpAsked {
        help: HelpId,
        team: TeamId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<WordsRef>,
    },
    /// The team lead answered.
    HelpAnswered {
        help: HelpId,
        answer: HelpAnswer,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<WordsRef>,
    },
    /// The customer asked for stage 2.
    Stage2Asked {
        on: Date,
        channel: Channel,
        timeliness: Timeliness,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reasons: Option<WordsRef>,
    },
    /// The request for stage 2 was accepted.
    Stage2Accepted {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        discretion: Option<WordsRef>,
    },
    /// The request for stage 2 was not accepted, and the customer told.
    Stage2NotAccepted { code: ReasonCode, letter: WordsRef },
    /// The customer took the request for stage 2 back: stage 1 is the last word, as it was.
    Stage2Withdrawn {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<WordsRef>,
        /// The additional reply of stage 1 that they accept: it is the last word.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        accepted: Option<ReplyId>,
    },
    /// Somebody was named who reviews it, and said to have had no part in stage 1.
    ReviewerNamed {
        reviewer: UserId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<WordsRef>,
    },
    /// The reviewer said that they had a part in it, or another conflict of interest.
    ConflictDeclared { reviewer: UserId, reason: WordsRef },
    /// The reviewer said what they make of what stage 1 found on a point.
    PointReviewed {
        point: PointId,
        view: ReviewView,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        finding: Option<Finding>,
        reason: WordsRef,
    },
    /// The reviewer sent it back to stage 1 for more work.
    ReturnedToStage1 {
        officer: UserId,
        tasks: WordsRef,
        due_on: Date,
    },
    /// A senior role agreed that it goes back once more.
    ReturnAgreed { because: WordsRef },
    /// The work is done; the reviewer has it again.
    ReturnFinished { on: Date, words: WordsRef },
    /// An Ombudsman asks about it.
    EnquiryRecorded {
        ombudsman: Ombudsman,
        their_reference: WordsRef,
        received_on: Date,
        referral: Referral,
        meanwhile: EarlyReferral,
        step: EnquiryStep,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        questions: Option<WordsRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        documents_due_on: Option<Date>,
    },
    /// The Ombudsman got what they asked for.
    DocumentsSent { on: Date, words: WordsRef },
    /// The Ombudsman's draft decision came.
    DraftDecisionCame {
        words: WordsRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        comments_due_on: Option<Date>,
    },
    /// The Ombudsman's final decision came.
    FinalDecisionCame { words: WordsRef, decided_on: Date },
    /// The Ombudsman recommended a remedy.
    RemedyRecommended {
        remedy: RemedyId,
        ombudsman: Ombudsman,
        kind: RemedyKind,
        words: WordsRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<UserId>,
        due_on: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        remind_on: Option<Date>,
    },
    /// An Ombudsman gave it back to the council because it came to them too early.
    CameBack {
        ombudsman: Ombudsman,
        their_reference: WordsRef,
        on: Date,
        words: WordsRef,
    },
    // People on the case.
    /// Somebody is on it beside the customer.
    PersonAdded {
        person: PersonId,
        part: Part,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        consent: Option<Consent>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<Basis>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<WordsRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply_by: Option<ReplyBy>,
    },
    /// Somebody is no longer on it.
    PersonEnded {
        person: PersonId,
        on: Date,
        reason: WordsRef,
    },
    /// What is known of whether somebody may speak changed.
    ConsentChanged {
        person: PersonId,
        consent: Consent,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<WordsRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<FileRef>,
    },
    /// Letters go to this person from now on.
    LettersGoTo {
        person: PersonId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply_by: Option<ReplyBy>,
    },
    /// Somebody raised a concern for somebody's safety or wellbeing.
    ConcernRaised {
        concern: ConcernId,
        kind: ConcernKind,
        words: WordsRef,
    },
    /// Somebody was told of a concern.
    ConcernTold {
        concern: ConcernId,
        who: ConcernTold,
        on: Date,
        words: WordsRef,
    },
    /// It was said whether what is sent with it keeps to the adjustments that were agreed.
    AdjustmentsSaid {
        adjustments: Vec<AdjustmentId>,
        kept: Kept,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<WordsRef>,
    },
    // Between cases.
    /// A link was taken away.
    Unlinked {
        case: CaseId,
        relation: Relation,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<WordsRef>,
    },
    /// It is the same matter as another case, and goes on there.
    MergedInto { case: CaseId, reason: WordsRef },
    /// That was taken back: it goes on by itself, with what it was promised.
    Unmerged {
        case: CaseId,
        reason: WordsRef,
        /// What its customer is told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sentence: Option<WordsRef>,
    },
    /// Another case goes on in it, and its people are on it too, with what they need.
    TookIn {
        case: CaseId,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        customers: Vec<PersonId>,
        /// Who speaks for them, and for nobody else here.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        speakers: Vec<Speaker>,
        /// Who gets letters for them, where that is nobody who gets this case's already.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        letters_to: Option<PersonId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply_by: Option<ReplyBy>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        support: Vec<SupportNeed>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        support_words: Option<WordsRef>,
        /// Everybody on it, also who was here already: they are here for as long as it is.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        everybody: Vec<PersonId>,
        /// Who got its letters, also where they got this case's already.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reader: Option<PersonId>,
        /// What was promised on it and not kept yet.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        promised: Vec<Clock>,
        /// Members of staff whom it is about: it is about them here too.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        about: Vec<UserId>,
        /// Who had a part in its stage 1, and so in this one's.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        had_part: Vec<UserId>,
    },
    /// The other goes on by itself again.
    GaveBack { case: CaseId },
    /// Some points are a case of their own now.
    PointsSplit {
        case: CaseId,
        points: Vec<PointId>,
        reason: WordsRef,
    },
    // Between councils.
    /// It was sent to another council of the installation, which says whether it is theirs.
    SentToCouncil {
        transfer: TransferId,
        council: CouncilId,
        consent: SharingConsent,
        reason: WordsRef,
    },
    /// The other council took it over.
    CouncilTookOver {
        transfer: TransferId,
        council: CouncilId,
        digest: Digest,
    },
    /// The other council turned it away, or it was ended here first.
    CouncilTurnedAway {
        transfer: TransferId,
        council: CouncilId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<WordsRef>,
    },
    /// It came from another council, with what follows.
    CameFromCouncil {
        transfer: TransferId,
        through: Vec<CouncilId>,
        up_to: i64,
        digest: Digest,
    },
    /// What follows happened at the other council since.
    CarriedOver { transfer: TransferId, up_to: i64 },
    /// It is this council's.
    TakenOver { transfer: TransferId },
    /// It is not this council's.
    NotForUs {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<WordsRef>,
    },
    // What a complaint is about.
    /// It was said about whom it is, as far as that changes who answers.
    SubjectSaid {
        subject: Subject,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        partner: Option<PartnerId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<Vec<UserId>>,
        reason: WordsRef,
    },
    /// It was taken although it came late.
    TakenLate { reason: WordsRef },
    // Questions to partners.
    /// A partner was asked, and told no more than what is named here.
    Referred {
        referral: ReferralId,
        partner: PartnerId,
        ask: WordsRef,
        shared: WordsRef,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        parts: Vec<SharedPart>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileId>,
        consent: SharingConsent,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordsRef>,
        due_on: Date,
        remind_on: Date,
    },
    /// The partner took it on.
    ReferralAccepted {
        referral: ReferralId,
        on: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        their_reference: Option<WordsRef>,
    },
    /// The partner said that it is not for them.
    ReferralTurnedAway {
        referral: ReferralId,
        why: WordsRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instead: Option<WordsRef>,
    },
    /// The partner asked the council something.
    PartnerAsked {
        referral: ReferralId,
        question: WordsRef,
    },
    /// The council told the partner something.
    PartnerTold { referral: ReferralId, words: WordsRef },
    /// The partner was reminded.
    PartnerReminded {
        referral: ReferralId,
        reminder: Reminder,
    },
    /// The partner answered, so many working days after it was asked.
    PartnerAnswered {
        referral: ReferralId,
        on: Date,
        found: WordsRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        done: Option<WordsRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Date>,
        sharing: AnswerSharing,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordsRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        their_reference: Option<WordsRef>,
        working_days: u32,
    },
    /// The council told the customer what came of it, or ended it for a reason, or the case ended, and how.
    ReferralEnded {
        referral: ReferralId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<WordsRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<Outcome>,
    },
    // Promised remedies.
    /// The owner of a remedy was reminded.
    RemedyReminded { remedy: RemedyId, reminder: Reminder },
    /// Somebody asked for money to be paid.
    PaymentAsked {
        remedy: RemedyId,
        pence: u32,
        payee: WordsRef,
    },
    /// Somebody else approved it.
    PaymentApproved { remedy: RemedyId },
    /// Somebody else did not.
    PaymentTurnedDown { remedy: RemedyId, reason: WordsRef },
    /// It was paid.
    PaymentMade { remedy: RemedyId, on: Date },
    /// Everything about it was put together for an Ombudsman.
    BundleMade {
        on: Date,
        digest: String,
        pages: u32,
        files: u32,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        left_out: Vec<LeftOut>,
        #[serde(default, skip_serializing_if = "is_none_of_it")]
        blacked_out: u32,
    },
    // Settling it early.
    /// A senior colleague was asked for advice.
    AdviceAsked { of: UserId, question: WordsRef },
    /// The advice was given.
    AdviceGiven { words: WordsRef },
    /// The customer was offered a talk.
    TalkOffered {
        way: TalkWay,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<Date>,
    },
    /// The customer said whether they would like it.
    TalkAnswered {
        answer: TalkAnswer,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<Date>,
    },
    /// It was held.
    TalkHeld {
        on: Date,
        outcome: TalkOutcome,
        words: WordsRef,
    },
    /// What people told was erased, and here is what stays of the events whose bodies went with it. In the place of an event of
    /// which nothing stays, it names none.
    Erased {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        stays: Vec<Stays>,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_none_of_it(count: &u32) -> bool {
    *count == 0
}
