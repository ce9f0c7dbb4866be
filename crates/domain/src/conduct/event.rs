//! What happened on a conduct file. No event holds a name or a word that anybody wrote.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::{
    AppealOutcome, Check, CheckAnswer, Kept, LetterKind, Outcome, Purpose, Question, Reach, Sort, Tended,
    Voted,
};
use crate::customer::adjustment::AdjustmentKind;
use crate::id::{CaseId, CommentId, ContactId, IncidentId, MessageId, PersonId, PostId, ServiceId, UserId};
use crate::policy::{ConductCategory, ContactOption};
use crate::vocabulary::{Channel, FileType};
use crate::words::{FileRef, WordsRef};

/// What whoever decides agrees, where that is less than what was proposed and shared (ux S18): fewer measures, or an earlier day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedLess {
    /// What is done.
    pub measures: Vec<ContactOption>,
    /// Its last day.
    pub ends_on: Date,
    /// When it is looked at again.
    pub review_on: Date,
}

/// An event of a conduct file, with when and by whom.
pub type Entry = crate::entry::Entry<Event>;

impl Event {
    /// What they said that has an answer before anybody decides: its name, its day and its words. What they say before a review is
    /// a comment on the report of that review (paper 004, 7.1).
    pub const fn commented(&self) -> Option<(&CommentId, Date, &WordsRef)> {
        let (Self::Commented { id, on, words, .. }
        | Self::Tended(Tended::SaidForReview {
            id: Some(id),
            on,
            words,
            ..
        })) = self
        else {
            return None;
        };
        Some((id, *on, words))
    }

    /// The event's name in the record.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::IncidentReported { .. } => "incident-reported",
            Self::CheckAnswered { .. } => "check-answered",
            Self::MilderTried { .. } => "milder-tried",
            Self::Warned { .. } => "warned",
            Self::InterimOrdered { .. } => "interim-ordered",
            Self::Proposed { .. } => "proposed",
            Self::ReportShared { .. } => "report-shared",
            Self::Commented { .. } => "commented",
            Self::CommentAnswered { .. } => "comment-answered",
            Self::Decided { .. } => "decided",
            Self::NoticeSent { .. } => "notice-sent",
            Self::ContactCame { .. } => "contact-came",
            Self::ContactSorted { .. } => "contact-sorted",
            Self::Lifted { .. } => "lifted",
            Self::Appealed { .. } => "appealed",
            Self::AppealDecided { .. } => "appeal-decided",
            Self::Closed { .. } => "closed",
            Self::FileAdded { .. } => "incident-file-added",
            Self::OutsideAnswered { .. } => "outside-answered",
            Self::LetterWritten { .. } => "letter-written",
            Self::LetterLeft { .. } => "letter-left",
            Self::LetterNotReached { .. } => "letter-not-reached",
            Self::AdjustmentAgreed { .. } => "adjustment-agreed-under",
            Self::LeftAsItIs { .. } => "left-as-it-is",
            Self::Eased { .. } => "eased",
            Self::Kept(kept) => kept.name(),
            Self::Tended(tended) => tended.name(),
        }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// An incident was reported.
    IncidentReported {
        /// Its name.
        id: IncidentId,
        /// Who acted so.
        person: PersonId,
        /// The day.
        on: Date,
        /// The time of that day in London, where it was known. In the record it is not `at`, which is when it was reported.
        #[serde(rename = "time", default, skip_serializing_if = "Option::is_none")]
        at: Option<Time>,
        /// How they were in contact.
        channel: Channel,
        /// What it was about.
        categories: Vec<ConductCategory>,
        /// Whether anybody was in danger.
        was_danger: bool,
        /// What happened.
        facts: WordsRef,
        /// The words that were used.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        exact_words: Option<WordsRef>,
        /// Who saw it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        witnesses: Option<WordsRef>,
    },
    /// A check was answered, or answered anew.
    CheckAnswered {
        /// Which.
        check: Check,
        /// What it came to.
        answer: CheckAnswer,
        /// Why.
        reason: WordsRef,
    },
    /// Something milder was tried.
    MilderTried {
        /// What, and what came of it.
        words: WordsRef,
    },
    /// They were warned.
    Warned {
        /// The letter.
        letter: WordsRef,
        /// What must change.
        must_change: WordsRef,
        /// The day on which it is taken to have reached them, where that is later than the one on which it left.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        counts_from: Option<Date>,
    },
    /// An interim safety measure was ordered.
    InterimOrdered {
        /// What is done.
        measures: Vec<ContactOption>,
        /// The way that stays open.
        open_channel: Channel,
        /// Who answers, when, or for how long.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        in_practice: Option<WordsRef>,
        /// Its last day.
        ends_on: Date,
        /// The incidents that it is for; in older records none is named, and it was for what was known then.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        dangers: Vec<IncidentId>,
        /// What the danger is.
        reason: WordsRef,
        /// What they are told.
        letter: WordsRef,
        /// By when that letter leaves; in older records the day after.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        letter_by: Option<Date>,
    },
    /// A report proposed an arrangement; the one before, if it was not decided, is replaced.
    Proposed {
        /// A first arrangement, or a renewal.
        purpose: Purpose,
        /// What would be done.
        measures: Vec<ContactOption>,
        /// How far it would reach.
        reach: Reach,
        /// Which service, where it reaches one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        service: Option<ServiceId>,
        /// Which cases, where it reaches a matter.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        cases: Vec<CaseId>,
        /// Its last day.
        ends_on: Date,
        /// When it is looked at again.
        review_on: Date,
        /// The way that stays open.
        open_channel: Channel,
        /// Whether it only eases the report that they have seen, word for word: then that one still counts as shared.
        is_no_harsher: bool,
        /// Why they can really use the open way.
        why_usable: WordsRef,
        /// Why it is proposed.
        reasons: WordsRef,
        /// What was considered of equality.
        equality: WordsRef,
        /// What was considered of human rights.
        human_rights: WordsRef,
        /// What we will do; in older records also what we ask of them.
        expects: WordsRef,
        /// What we ask of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asks: Option<WordsRef>,
        /// Who answers, when, or for how long.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        in_practice: Option<WordsRef>,
        /// Why the whole council.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why_whole_council: Option<WordsRef>,
        /// Why nothing milder protects.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why_nothing_milder: Option<WordsRef>,
    },
    /// The report went to the person.
    ReportShared {
        /// How.
        channel: Channel,
        /// The last day for comments that nobody need wait beyond.
        comments_until: Date,
        /// What they were sent.
        report: WordsRef,
    },
    /// They commented.
    Commented {
        /// Its name.
        id: CommentId,
        /// When it reached us.
        on: Date,
        /// How.
        channel: Channel,
        /// Whether they said that it is all that they want to say.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        is_all: bool,
        /// What they said.
        words: WordsRef,
    },
    /// A comment was answered.
    CommentAnswered {
        /// Which.
        id: CommentId,
        /// The answer.
        words: WordsRef,
    },
    /// It was decided.
    Decided {
        /// What.
        outcome: Outcome,
        /// How each of the panel voted, where there is one.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        votes: Vec<(UserId, Voted)>,
        /// The post that decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        post: Option<PostId>,
        /// By when the notice has to be out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notice_due_on: Option<Date>,
        /// What is agreed, where that is less than what was proposed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        agreed_less: Option<AgreedLess>,
        /// Why.
        reasons: WordsRef,
    },
    /// The notice went out: the arrangement binds from that day.
    NoticeSent {
        /// How.
        channel: Channel,
        /// Its first day.
        from: Date,
        /// The last day for an appeal.
        appeal_until: Date,
        /// The letter.
        letter: WordsRef,
    },
    /// A contact came while an arrangement was in force.
    ContactCame {
        /// Which.
        id: ContactId,
        /// The case that it was put on, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        case: Option<CaseId>,
        /// Whether it opened that case.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        opened: bool,
        /// Whether nobody else than whose file it is may have sent it; in older records that was not written down.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        is_sure: bool,
        /// The day.
        on: Date,
        /// By when somebody reads it.
        read_by: Date,
        /// How it came.
        channel: Channel,
        /// What it says, where it stands on the file alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<WordsRef>,
    },
    /// A contact was read, and is this.
    ContactSorted {
        /// Which.
        id: ContactId,
        /// What it is.
        sort: Sort,
        /// The case that was made of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        case: Option<CaseId>,
        /// By when it is decided whether it changes anything, where it is new information.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer_by: Option<Date>,
        /// Where it went or what is new in it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<WordsRef>,
    },
    /// The arrangement ended before its day.
    Lifted {
        /// Why.
        reason: WordsRef,
        /// What they were told.
        letter: WordsRef,
        /// Whether what is proposed or decided stays: it was no part of what ended. In older records it went with it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        keeps_the_report: bool,
    },
    /// They appealed.
    Appealed {
        /// The contact that it is; in older records it was none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contact: Option<ContactId>,
        /// When it reached us.
        on: Date,
        /// By when it is decided.
        due_on: Date,
        /// How, where that was written down.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel: Option<Channel>,
        /// What they say.
        words: WordsRef,
    },
    /// The appeal was decided.
    AppealDecided {
        /// What came of it.
        outcome: AppealOutcome,
        /// Why.
        reasons: WordsRef,
        /// What they were told.
        letter: WordsRef,
    },
    /// Nothing more was to be done.
    Closed {
        /// Why.
        reason: WordsRef,
    },
    /// A file belongs to an incident.
    FileAdded {
        /// Which incident.
        incident: IncidentId,
        /// The file, and its digest.
        file: FileRef,
        /// Its name.
        name: WordsRef,
        /// What it is.
        kind: FileType,
        /// How many bytes it has.
        size: u64,
    },
    /// What came by a way that the arrangement closes is answered: it is taken, and this is the way that is open.
    OutsideAnswered {
        /// What came.
        contact: ContactId,
        /// The message that it is.
        message: MessageId,
        /// How it goes.
        channel: Channel,
        /// The way that it names.
        open_channel: Channel,
    },
    /// A letter was written and is on its way out: what it brings about waits until it has left.
    LetterWritten {
        /// The message that it is.
        message: MessageId,
        /// What it is.
        kind: LetterKind,
        /// How it goes.
        channel: Channel,
        /// What was written.
        letter: WordsRef,
        /// What must change, in a warning.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        must_change: Option<WordsRef>,
    },
    /// A letter has left the building.
    LetterLeft {
        /// Which.
        message: MessageId,
        /// How somebody brought it to them, where they did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Channel>,
    },
    /// A letter did not arrive, or could not be sent.
    LetterNotReached {
        /// Which.
        message: MessageId,
    },
    // What asks for an arrangement to be looked at again.
    /// An adjustment was agreed with the person while something binds them: it is weighed the same day.
    AdjustmentAgreed {
        /// What kind.
        kind: AdjustmentKind,
        /// By when it is weighed.
        weigh_by: Date,
        /// The last day on which what leaves them one way that it rules out binds, where nobody has opened another by then. In
        /// older records it went on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        silence_ends_it_after: Option<Date>,
    },
    /// The arrangement stays as it is, although something was agreed or became known since.
    LeftAsItIs {
        /// What is answered by it.
        question: Question,
        /// Why.
        reason: WordsRef,
    },
    /// The arrangement was made kinder, from this day.
    Eased {
        /// What is still done.
        measures: Vec<ContactOption>,
        /// Its last day.
        ends_on: Date,
        /// When it is looked at again.
        review_on: Date,
        /// The way that stays open.
        open_channel: Channel,
        /// Who answers, when, or for how long, where that was said anew.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        in_practice: Option<WordsRef>,
        /// Why.
        reason: WordsRef,
        /// What they were told.
        letter: WordsRef,
    },
    /// Who else it may be for, and how long it is kept.
    Kept(Kept),
    /// What was done beside the way.
    Tended(Tended),
}
