//! What leaves the building because of an act: one message for each event that tells the customer something.

use redress_domain::case::{Case, ContactPurpose, Direction, Entry, Event, Outcome};
use redress_domain::id::{ActorId, MessageId, PersonId, WordsId};
use redress_domain::message::MessagePurpose;
use redress_domain::vocabulary::{Channel, ReplyBy};
use redress_store::message::{MessageRow, MessageState};

use crate::act::Loaded;
use crate::partner;
use crate::plan::Setting;
use crate::transfer;

/// The messages that `entry` sends: committed with the event and released later. What is said to all goes to each who reads
/// its letters, as they asked: also to whoever came with a case that goes on in this one.
///
/// Nothing leaves the building from an import (domain, section 9), and nothing goes to who gave no
/// name or wants no answer.
pub(crate) fn messages(setting: &Setting<'_>, after: &Loaded, entry: &Entry) -> Vec<MessageRow> {
    let by_import = matches!(setting.actor.id, ActorId::Import(_));
    // What is carried between councils was sent by the one from which it came; that it is theirs now is told once.
    let is_carried = matches!(setting.actor.id, ActorId::Job(transfer::JOB));
    if by_import || (is_carried && !matches!(entry.event, Event::Closed { .. })) {
        return Vec::new();
    }
    let Some(to_send) = to_send(&after.case, &entry.event) else {
        return Vec::new();
    };
    let own = after.case.correspondent();
    let to_all = is_said_to_all(&entry.event);
    let readers = after.case.readers().into_iter();
    readers
        .filter(|reader| Some(reader.person) == own || to_all)
        .filter(|reader| reader.reply_by != Some(ReplyBy::NoContact))
        .map(|reader| {
            let is_own = Some(reader.person) == own;
            MessageRow {
                // A reply has one message for each reader, however often it is taken back and sent again.
                message_id: match &to_send.id {
                    Some(id) if is_own => id.clone(),
                    Some(id) => of_reader(id, reader.person).unwrap_or_else(|| setting.fresh.message()),
                    None => setting.fresh.message(),
                },
                case_id: Some(after.id.clone()),
                recipient: Some(reader.person.clone()),
                // A way that somebody chose was chosen for the customer of this case.
                channel: to_send
                    .channel
                    .filter(|_| is_own)
                    .unwrap_or_else(|| channel_by(reader.reply_by)),
                purpose: to_send.purpose,
                subject_words: None,
                body_words: to_send.body.clone(),
                release_at: to_send.release_at.unwrap_or(setting.recorded_at),
                state: to_send.state,
                tries: 0,
                sent_at: None,
                last_error: None,
                referral: None,
                conduct: None,
                to_words: None,
            }
        })
        .collect()
}

/// The name of the message that carries to another reader what this one carries: always the same for the same two.
fn of_reader(message: &MessageId, reader: &PersonId) -> Option<MessageId> {
    let number = |id: &str| u128::from_str_radix(&id.replace('-', ""), 16).ok();
    let both = number(message.as_str())? ^ number(reader.as_str())?;
    let text = format!("{both:032x}");
    let parts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)];
    let parts: Option<Vec<&str>> = parts.iter().map(|(from, to)| text.get(*from..*to)).collect();
    MessageId::parse(parts?.join("-")).ok()
}

/// Whether what an event says is for everybody whose matter the case is. What somebody sent in is confirmed to them alone, and
/// so is a question asked.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "two of the things that are sent are for one reader alone"
)]
fn is_said_to_all(event: &Event) -> bool {
    match event {
        Event::Logged { .. } => false,
        Event::ContactRecorded { purpose, .. } => match purpose {
            ContactPurpose::UpdateGiven | ContactPurpose::ReturnExplained => true,
            ContactPurpose::Information
            | ContactPurpose::AskedForUpdate
            | ContactPurpose::QuestionToCustomer
            | ContactPurpose::Answer
            | ContactPurpose::Thanks => false,
        },
        _ => true,
    }
}

/// The message to a partner that `entry` sends, if it sends one.
pub(crate) fn to_partner(setting: &Setting<'_>, after: &Loaded, entry: &Entry) -> Option<MessageRow> {
    if matches!(setting.actor.id, ActorId::Import(_)) {
        return None;
    }
    let (referral, purpose) = partner::purpose_of(&entry.event)?;
    let blank = partner::blank_message(
        setting.fresh.message(),
        after.id.clone(),
        purpose,
        setting.recorded_at,
    );
    Some(MessageRow {
        referral: Some(referral.clone()),
        ..blank
    })
}

/// What an event sends.
struct ToSend {
    id: Option<MessageId>,
    purpose: MessagePurpose,
    body: Option<WordsId>,
    channel: Option<Channel>,
    release_at: Option<jiff::Timestamp>,
    state: MessageState,
}

impl ToSend {
    fn of(purpose: MessagePurpose) -> Self {
        Self {
            id: None,
            purpose,
            body: None,
            channel: None,
            release_at: None,
            state: MessageState::Waiting,
        }
    }

    fn now(purpose: MessagePurpose, body: &WordsId) -> Self {
        Self {
            body: Some(body.clone()),
            ..Self::of(purpose)
        }
    }
}

#[expect(clippy::too_many_lines, reason = "one arm for each event")]
fn to_send(case: &Case, event: &Event) -> Option<ToSend> {
    match event {
        Event::Logged { .. } => is_owed_a_receipt(case).then(|| ToSend::of(MessagePurpose::Receipt)),
        Event::Acknowledged { letter, .. } => Some(ToSend::now(MessagePurpose::Acknowledgement, &letter.id)),
        Event::Extended { letter, .. } => Some(ToSend::now(MessagePurpose::Extension, &letter.id)),
        Event::NotAccepted { letter, .. } | Event::Stage2NotAccepted { letter, .. } => {
            Some(ToSend::now(MessagePurpose::NotAccepted, &letter.id))
        }
        Event::RemedyNotDeliverable { told, .. } => Some(ToSend::now(MessagePurpose::Remedy, &told.id)),
        Event::SettledAtFirstContact { what_was_done, .. } => {
            Some(ToSend::now(MessagePurpose::Confirmation, &what_was_done.id))
        }
        Event::ReplySent {
            reply,
            letter,
            undo_until,
            ..
        } => Some(ToSend {
            id: MessageId::parse(reply.as_str()).ok(),
            release_at: Some(*undo_until),
            ..ToSend::now(MessagePurpose::Reply, &letter.id)
        }),
        // The same message, taken back before its moment.
        Event::ReplySendUndone { reply } => Some(ToSend {
            id: MessageId::parse(reply.as_str()).ok(),
            purpose: MessagePurpose::Reply,
            body: None,
            channel: None,
            release_at: None,
            state: MessageState::TakenBack,
        }),
        Event::ContactRecorded {
            direction: Direction::Out,
            channel,
            words,
            ..
        } if is_written(*channel) => Some(ToSend {
            channel: Some(*channel),
            ..ToSend::now(MessagePurpose::Contact, &words.id)
        }),
        Event::Unmerged {
            sentence: Some(sentence),
            ..
        } => Some(ToSend::now(MessagePurpose::Contact, &sentence.id)),
        // By whichever way it was withdrawn: it may have been somebody else.
        Event::Withdrawn { .. } => Some(ToSend::of(MessagePurpose::Withdrawal)),
        Event::Stage2Withdrawn { .. } => Some(ToSend::of(MessagePurpose::ReviewWithdrawal)),
        Event::Closed {
            outcome, sentence, ..
        } => sentence
            .as_ref()
            .filter(|_| is_told_by_closing(*outcome))
            .map(|sentence| ToSend::now(MessagePurpose::Closing, &sentence.id)),
        Event::ClockStarted { .. }
        | Event::ClockMoved { .. }
        | Event::ClockDropped { .. }
        | Event::Triaged { .. }
        | Event::KindChanged { .. }
        | Event::Assigned { .. }
        | Event::Transferred { .. }
        | Event::WantedClarified { .. }
        | Event::ContactRecorded { .. }
        | Event::UpdateAsked { .. }
        | Event::FileAdded { .. }
        | Event::FirstAnswered { .. }
        | Event::ConsentRecorded { .. }
        | Event::NoteAdded { .. }
        | Event::PointAdded { .. }
        | Event::FindingRecorded { .. }
        | Event::DeterminationRecorded { .. }
        | Event::RemedyPromised { .. }
        | Event::RemedyDelivered { .. }
        | Event::LongExtensionAgreed { .. }
        | Event::ReplyDrafted { .. }
        | Event::ApprovalAsked { .. }
        | Event::ReplyApproved { .. }
        | Event::ReplySentBack { .. }
        | Event::RefusalProposed { .. }
        | Event::RefusalDeclined { .. }
        | Event::Reopened { .. }
        | Event::Linked { .. }
        | Event::NotReached { .. }
        | Event::QueryAnswered { .. }
        | Event::SortedConfirmed { .. }
        | Event::MessagesRead {}
        | Event::AvoidableSaid { .. }
        | Event::TimeRecorded { .. }
        | Event::HelpAsked { .. }
        | Event::HelpAnswered { .. }
        | Event::Stage2Asked { .. }
        | Event::Stage2Accepted { .. }
        | Event::ReviewerNamed { .. }
        | Event::ConflictDeclared { .. }
        | Event::PointReviewed { .. }
        | Event::ReturnedToStage1 { .. }
        | Event::ReturnAgreed { .. }
        | Event::ReturnFinished { .. }
        | Event::EnquiryRecorded { .. }
        | Event::DocumentsSent { .. }
        | Event::DraftDecisionCame { .. }
        | Event::FinalDecisionCame { .. }
        | Event::RemedyRecommended { .. }
        // Who else is on it and what is between cases is told by what follows from it.
        | Event::PersonAdded { .. }
        | Event::PersonEnded { .. }
        | Event::ConsentChanged { .. }
        | Event::LettersGoTo { .. }
        | Event::ConcernRaised { .. }
        | Event::ConcernTold { .. }
        | Event::AdjustmentsSaid { .. }
        | Event::Unlinked { .. }
        | Event::MergedInto { .. }
        | Event::Unmerged { .. }
        | Event::TookIn { .. }
        | Event::GaveBack { .. }
        | Event::PointsSplit { .. }
        // Between councils: closing it tells.
        | Event::SentToCouncil { .. }
        | Event::CouncilTookOver { .. }
        | Event::CouncilTurnedAway { .. }
        | Event::CameFromCouncil { .. }
        | Event::CarriedOver { .. }
        | Event::TakenOver { .. }
        | Event::NotForUs { .. }
        // What a complaint is about.
        | Event::SubjectSaid { .. }
        // A talk is offered by the contact that stands beside it.
        | Event::AdviceAsked { .. }
        | Event::AdviceGiven { .. }
        | Event::TalkOffered { .. }
        | Event::TalkAnswered { .. }
        | Event::TalkHeld { .. }
        | Event::TakenLate { .. }
        | Event::Referred { .. }
        | Event::ReferralAccepted { .. }
        | Event::ReferralTurnedAway { .. }
        | Event::PartnerAsked { .. }
        | Event::PartnerTold { .. }
        | Event::PartnerReminded { .. }
        | Event::PartnerAnswered { .. }
        | Event::ReferralEnded { .. }
        | Event::BundleMade { .. }
        | Event::RemedyReminded { .. }
        | Event::PaymentAsked { .. }
        | Event::PaymentApproved { .. }
        | Event::PaymentTurnedDown { .. }
        | Event::PaymentMade { .. }
        | Event::Erased { .. }
        | Event::CameBack { .. } => None,
    }
}

/// Whether what was sent is confirmed in writing: to whoever asked to be answered so, unless it was
/// settled at once, which is confirmed by a message of its own. Who has no consent yet gets none in
/// the customer's place.
fn is_owed_a_receipt(case: &Case) -> bool {
    let in_writing = match case.reply_by() {
        Some(ReplyBy::Email | ReplyBy::Text | ReplyBy::Letter) => true,
        Some(ReplyBy::Phone | ReplyBy::NoContact) | None => false,
    };
    let representative = case.representative.as_ref();
    let speaks_without_consent = representative.is_some_and(|(person, _)| case.lacks_consent(person));
    in_writing && case.settlement.is_none() && !speaks_without_consent
}

/// Whether the closing sentence goes out; the other ends have a message of their own, or none is owed.
const fn is_told_by_closing(outcome: Outcome) -> bool {
    match outcome {
        Outcome::Done | Outcome::NotDone | Outcome::Duplicate | Outcome::OtherCouncil => true,
        Outcome::SettledAtFirstContact | Outcome::NotAccepted | Outcome::Withdrawn => false,
    }
}

/// What is said in person or on the phone leaves no message.
const fn is_written(channel: Channel) -> bool {
    match channel {
        Channel::Online | Channel::Email | Channel::Letter | Channel::Text => true,
        Channel::Phone
        | Channel::InPerson
        | Channel::WebChat
        | Channel::SocialMedia
        | Channel::Councillor
        | Channel::Api
        | Channel::Import => false,
    }
}

/// How the customer asked to be answered; whoever asked for a call gets a letter too, since a reply
/// to a complaint is in writing.
pub(crate) fn channel_of(case: &Case) -> Channel {
    channel_by(case.reply_by())
}

/// The same of anybody who said how.
fn channel_by(reply_by: Option<ReplyBy>) -> Channel {
    match reply_by {
        Some(ReplyBy::Email) => Channel::Email,
        Some(ReplyBy::Text) => Channel::Text,
        Some(ReplyBy::Phone | ReplyBy::Letter) => Channel::Letter,
        Some(ReplyBy::NoContact) | None => Channel::Online,
    }
}
