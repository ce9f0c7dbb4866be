//! What can be asked of a conduct file.

use jiff::civil::{Date, Time};

use super::state::With;
use super::{
    AgreedLess, AppealOutcome, Check, CheckAnswer, Keep, Outcome, Purpose, Question, Reach, Sort, Tend,
    Voted, needs_to_be_spelled_out,
};
use crate::customer::adjustment::AdjustmentKind;
use crate::id::{CaseId, CommentId, ContactId, IncidentId, MessageId, PersonId, ServiceId};
use crate::permission::Actor;
use crate::policy::{ConductCategory, ContactOption};
use crate::vocabulary::{Channel, FileType};
use crate::words::{FileRef, Words};

/// Something that happened, as facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIncident {
    /// Its name.
    pub id: IncidentId,
    /// Who acted so. The first incident says whose file it is.
    pub person: PersonId,
    /// The day; not after today.
    pub on: Date,
    /// The time of that day in London, where it is known; not after now.
    pub at: Option<Time>,
    /// How they were in contact.
    pub channel: Channel,
    /// What it was about, of the policy's list; at least one.
    pub categories: Vec<ConductCategory>,
    /// Whether anybody was in danger.
    pub was_danger: bool,
    /// What happened.
    pub facts: Words,
    /// The words that were used, where they were abusive: hidden from readers until they ask.
    pub exact_words: Option<Words>,
    /// Who saw it.
    pub witnesses: Option<Words>,
}

/// An answer to one of the checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerCheck {
    /// Which.
    pub check: Check,
    /// What it came to.
    pub answer: CheckAnswer,
    /// Why, in words and not with a tick.
    pub reason: Words,
}

/// What is done when somebody is in danger now (domain 5.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interim {
    /// What is done.
    pub measures: Vec<ContactOption>,
    /// The way that stays open.
    pub open_channel: Channel,
    /// Who answers, when, or for how long: for measures that say nothing without it.
    pub in_practice: Option<Words>,
    /// Its last day.
    pub ends_on: Date,
    /// What the danger is.
    pub reason: Words,
    /// What they are told.
    pub letter: Words,
}

/// What is proposed in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// A first arrangement, or that one goes on: its last day says whether that is a renewal or a review.
    pub purpose: Purpose,
    /// What would be done, of the policy's options.
    pub measures: Vec<ContactOption>,
    /// How far it would reach.
    pub reach: Reach,
    /// Which service, where it reaches one.
    pub service: Option<ServiceId>,
    /// Which cases, where it reaches a matter: it binds on these alone.
    pub cases: Vec<CaseId>,
    /// Why the whole council, where it reaches all.
    pub why_whole_council: Option<Words>,
    /// Its last day.
    pub ends_on: Date,
    /// When it is looked at again; not after its last day.
    pub review_on: Date,
    /// The way that stays open.
    pub open_channel: Channel,
    /// Why they can really use that way, given the adjustments they have (Equality Act 2010, section 20).
    pub why_usable: Words,
    /// Why it is proposed.
    pub reasons: Words,
    /// What was considered under the public sector equality duty (Equality Act 2010, section 149).
    pub equality: Words,
    /// What was considered of their human rights (Human Rights Act 1998).
    pub human_rights: Words,
    /// Why nothing milder protects, where the policy asks (paper 001, 4.3).
    pub why_nothing_milder: Option<Words>,
    /// What we will do (paper 004, 7.2).
    pub expects: Words,
    /// What we ask of them (paper 004, 7.2).
    pub asks: Words,
    /// Who answers, when, or for how long: for measures that say nothing without it.
    pub in_practice: Option<Words>,
}

/// How an arrangement in force is made kinder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Easing {
    /// What is still done: fewer of the same measures, or as many.
    pub measures: Vec<ContactOption>,
    /// Its last day; not later than before.
    pub ends_on: Date,
    /// When it is looked at again; not later than before.
    pub review_on: Date,
    /// The way that stays open: the same, unless an adjustment that was agreed since stands against it.
    pub open_channel: Channel,
    /// Who answers, when, or for how long, where one of the measures that needed it goes and another stays: what was decided,
    /// with what goes left out.
    pub in_practice: Option<Words>,
    /// What was decided of it, as the record has it, to hold that against.
    pub as_decided: Option<Words>,
    /// Why.
    pub reason: Words,
    /// What they are told.
    pub letter: Words,
}

/// What they say of a report, word for word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewComment {
    /// Its name.
    pub id: CommentId,
    /// When it reached us; not after today.
    pub on: Date,
    /// How.
    pub channel: Channel,
    /// Whether they said that it is all that they want to say: then nobody need wait until the last day.
    pub is_all: bool,
    /// What they said.
    pub words: Words,
}

/// How one of a panel voted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// Who.
    pub by: Actor,
    /// How.
    pub voted: Voted,
}

/// A decision on a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What it is.
    pub outcome: Outcome,
    /// Why.
    pub reasons: Words,
    /// Whether the comments were read, as whoever decides says.
    pub has_read_the_comments: bool,
    /// How the panel voted, where a panel decides; whoever signs is its chair, whose vote is among them.
    pub votes: Vec<Vote>,
    /// What is agreed, where that is less than what was proposed.
    pub agreed_less: Option<AgreedLess>,
}

/// A contact that came while an arrangement was in force. It is never refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactUnder {
    /// Which.
    pub id: ContactId,
    /// The case that it was put on, if any.
    pub case: Option<CaseId>,
    /// Whether it opened that case: then a new matter has its own case already.
    pub opened: bool,
    /// Whether nobody else than whose file it is may have sent it.
    pub is_sure: bool,
    /// The message by which it is answered when it came by a way that the arrangement closes, and how that goes; none
    /// where there is no address.
    pub answer: Option<(MessageId, Channel)>,
    /// The day.
    pub on: Date,
    /// How it came.
    pub channel: Channel,
    /// What it says, where it stands on the file alone: an e-mail that answers a letter of it.
    pub words: Option<Words>,
}

/// What a contact under an arrangement turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sorting {
    /// Which.
    pub contact: ContactId,
    /// What it is.
    pub sort: Sort,
    /// The case that was made of it, where it is a new matter.
    pub case: Option<CaseId>,
    /// Where it went or what is new in it, where that has to be said.
    pub words: Option<Words>,
}

/// A file on its way to what it goes with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileWith {
    /// With what.
    pub with: With,
    /// The file, and its digest.
    pub file: FileRef,
    /// Its name.
    pub name: Words,
    /// What it is.
    pub kind: FileType,
    /// How many bytes it has.
    pub size: u64,
}

/// Something that somebody wants done to a conduct file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// An incident is reported; the first one opens the file.
    ReportIncident(NewIncident),
    /// A check is answered.
    AnswerCheck(AnswerCheck),
    /// Something milder was tried: a meeting, one person to speak to, help.
    TryMilder {
        /// What, and what came of it.
        words: Words,
    },
    /// They are warned.
    Warn {
        /// The letter: what happened, why it is a problem, what must change, what help there is.
        letter: Words,
        /// What must change.
        must_change: Words,
    },
    /// Somebody is in danger now.
    OrderInterim(Interim),
    /// A report proposes an arrangement.
    Propose(Proposal),
    /// The report goes to the person.
    ShareReport {
        /// What they are sent, without the names of junior staff.
        report: Words,
        /// How it goes.
        channel: Channel,
    },
    /// They comment, or somebody takes down what they say.
    Comment(NewComment),
    /// A comment is answered.
    AnswerComment {
        /// Which.
        comment: CommentId,
        /// The answer.
        words: Words,
    },
    /// It is decided.
    Decide(Decision),
    /// The notice goes out: from that day the arrangement binds.
    SendNotice {
        /// The letter.
        letter: Words,
        /// How it goes.
        channel: Channel,
    },
    /// A contact came while an arrangement is in force.
    RecordContact(ContactUnder),
    /// A contact was read, and is this.
    SortContact(Sorting),
    /// The arrangement ends before its day.
    Lift {
        /// Why.
        reason: Words,
        /// What they are told.
        letter: Words,
    },
    /// They appeal, or somebody takes down what they say.
    Appeal {
        /// The contact that it is: it is read within the days of any other.
        contact: ContactId,
        /// When it reached us.
        on: Date,
        /// How.
        channel: Channel,
        /// What they say.
        words: Words,
    },
    /// The appeal is decided.
    DecideAppeal {
        /// What came of it.
        outcome: AppealOutcome,
        /// Why.
        reasons: Words,
        /// What they are told.
        letter: Words,
    },
    /// Nothing more is to be done.
    Close {
        /// Why.
        reason: Words,
    },
    /// The letter of another order goes by the outbox.
    Send {
        /// The order with the letter.
        order: Box<Command>,
        /// The message that it is.
        message: MessageId,
        /// How it goes.
        channel: Channel,
    },
    /// The letter of another order, which whoever gives the order has brought to them: it is a letter of the file as any
    /// other, with how and when it went, and can turn out not to have reached them.
    Carry {
        /// The order with the letter.
        order: Box<Command>,
        /// The letter that it is.
        message: MessageId,
        /// How it was brought.
        channel: Channel,
    },
    /// A file goes with an incident, or with something that they said: a photograph, a voicemail, an e-mail as it looked.
    AddFile(FileWith),
    /// A letter has left the building.
    LetterLeft {
        /// Which.
        message: MessageId,
        /// How somebody brought it to them, where they did.
        by: Option<Channel>,
    },
    /// A letter did not arrive, or could not be sent.
    LetterNotReached {
        /// Which.
        message: MessageId,
    },
    // What asks for an arrangement to be looked at again.
    /// An adjustment was agreed with the person while something binds them.
    AdjustmentAgreed {
        /// What kind.
        kind: AdjustmentKind,
    },
    /// An arrangement stays as it is, although something was agreed or became known since.
    LeaveAsItIs {
        /// What is answered by it.
        question: Question,
        /// Why.
        reason: Words,
    },
    /// The arrangement is made kinder at once.
    Ease(Easing),
    /// Who else it may be for, and how long it is kept.
    Keep(Keep),
    /// What is done beside the way.
    Tend(Tend),
}

impl Command {
    /// Every text in it, with what each is for.
    pub fn words(&self) -> Vec<(&'static str, &Words)> {
        match self {
            Self::ReportIncident(new) => {
                let more = [("exact-words", &new.exact_words), ("witnesses", &new.witnesses)];
                let more = more
                    .into_iter()
                    .filter_map(|(what, text)| text.as_ref().map(|text| (what, text)));
                std::iter::once(("facts", &new.facts)).chain(more).collect()
            }
            Self::AnswerCheck(answer) => vec![("reason", &answer.reason)],
            Self::TryMilder { words } => vec![("milder", words)],
            Self::Warn { letter, must_change } => vec![("letter", letter), ("must-change", must_change)],
            Self::OrderInterim(interim) => {
                let practice = in_practice(&interim.measures, interim.in_practice.as_ref());
                let always = [("reason", &interim.reason), ("letter", &interim.letter)];
                always.into_iter().chain(practice).collect()
            }
            Self::Propose(proposal) => {
                let more = [
                    ("why-whole-council", &proposal.why_whole_council),
                    ("why-nothing-milder", &proposal.why_nothing_milder),
                ];
                let more = more
                    .into_iter()
                    .filter_map(|(what, text)| text.as_ref().map(|text| (what, text)));
                [
                    ("why-usable", &proposal.why_usable),
                    ("reasons", &proposal.reasons),
                    ("equality", &proposal.equality),
                    ("human-rights", &proposal.human_rights),
                    ("expects", &proposal.expects),
                    ("asks", &proposal.asks),
                ]
                .into_iter()
                .chain(more)
                .chain(in_practice(&proposal.measures, proposal.in_practice.as_ref()))
                .collect()
            }
            Self::ShareReport { report, .. } => vec![("report", report)],
            Self::Comment(comment) => vec![("comment", &comment.words)],
            Self::AnswerComment { words, .. } => vec![("answer", words)],
            Self::Decide(decision) => vec![("reasons", &decision.reasons)],
            Self::SendNotice { letter, .. } => vec![("letter", letter)],
            Self::Send { order, .. } | Self::Carry { order, .. } => order.words(),
            Self::AddFile(file) => vec![("file-name", &file.name)],
            Self::RecordContact(contact) => contact.words.iter().map(|words| ("contact", words)).collect(),
            Self::LetterLeft { .. } | Self::LetterNotReached { .. } | Self::AdjustmentAgreed { .. } => {
                Vec::new()
            }
            Self::Ease(easing) => {
                let practice = in_practice(&easing.measures, easing.in_practice.as_ref());
                let always = [("reason", &easing.reason), ("letter", &easing.letter)];
                always.into_iter().chain(practice).collect()
            }
            Self::SortContact(sorting) => sorting.words.iter().map(|words| ("sorted", words)).collect(),
            Self::Lift { reason, letter } => vec![("reason", reason), ("letter", letter)],
            Self::Appeal { words, .. } => vec![("appeal", words)],
            Self::DecideAppeal { reasons, letter, .. } => vec![("reasons", reasons), ("letter", letter)],
            Self::LeaveAsItIs { reason, .. } | Self::Close { reason } => vec![("reason", reason)],
            Self::Keep(order) => order.words(),
            Self::Tend(order) => order.words(),
        }
    }
}

/// Who answers, when or for how long, where a measure needs it said.
fn in_practice<'w>(
    measures: &[ContactOption],
    words: Option<&'w Words>,
) -> Option<(&'static str, &'w Words)> {
    let is_needed = measures.iter().any(|measure| needs_to_be_spelled_out(*measure));
    words
        .filter(|words| is_needed && !words.is_blank())
        .map(|words| ("in-practice", words))
}
