//! What leaves the building because of an act: one message for each event that tells the customer something.

use redress_domain::case::{Case, Direction, Entry, Event, Outcome};
use redress_domain::id::{ActorId, MessageId, PersonId, WordsId};
use redress_domain::vocabulary::{Channel, ReplyBy};
use redress_store::message::{MessageRow, MessageState};

use crate::act::Loaded;
use crate::plan::Setting;

/// The message that `entry` sends, if it sends one: committed with the event and released later.
///
/// Nothing leaves the building from an import (domain, section 9), and nothing goes to who gave no
/// name or wants no answer.
pub(crate) fn message(setting: &Setting<'_>, after: &Loaded, entry: &Entry) -> Option<MessageRow> {
    let recipient = recipient_of(&after.case)?;
    let by_import = matches!(setting.actor.id, ActorId::Import(_));
    if by_import || after.case.reply_by == Some(ReplyBy::NoContact) {
        return None;
    }
    let to_send = to_send(&entry.event)?;
    Some(MessageRow {
        // A reply has one message, however often it is taken back and sent again.
        message_id: to_send.id.unwrap_or_else(|| setting.fresh.message()),
        case_id: Some(after.id.clone()),
        recipient: Some(recipient),
        channel: to_send.channel.unwrap_or_else(|| channel_of(&after.case)),
        purpose: to_send.purpose.to_owned(),
        subject_words: None,
        body_words: to_send.body,
        release_at: to_send.release_at.unwrap_or(setting.recorded_at),
        state: to_send.state,
        tries: 0,
        sent_at: None,
        last_error: None,
    })
}

/// What an event sends.
struct ToSend {
    id: Option<MessageId>,
    purpose: &'static str,
    body: Option<WordsId>,
    channel: Option<Channel>,
    release_at: Option<jiff::Timestamp>,
    state: MessageState,
}

impl ToSend {
    fn now(purpose: &'static str, body: &WordsId) -> Self {
        Self {
            id: None,
            purpose,
            body: Some(body.clone()),
            channel: None,
            release_at: None,
            state: MessageState::Waiting,
        }
    }
}

fn to_send(event: &Event) -> Option<ToSend> {
    match event {
        Event::Acknowledged { letter, .. } => Some(ToSend::now("acknowledgement", &letter.id)),
        Event::Extended { letter, .. } => Some(ToSend::now("extension", &letter.id)),
        Event::NotAccepted { letter, .. } => Some(ToSend::now("not-accepted", &letter.id)),
        Event::RemedyNotDeliverable { told, .. } => Some(ToSend::now("remedy", &told.id)),
        Event::SettledAtFirstContact { what_was_done, .. } => {
            Some(ToSend::now("confirmation", &what_was_done.id))
        }
        Event::ReplySent {
            reply,
            letter,
            undo_until,
            ..
        } => Some(ToSend {
            id: MessageId::parse(reply.as_str()).ok(),
            release_at: Some(*undo_until),
            ..ToSend::now("reply", &letter.id)
        }),
        // The same message, taken back before its moment.
        Event::ReplySendUndone { reply } => Some(ToSend {
            id: MessageId::parse(reply.as_str()).ok(),
            purpose: "reply",
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
            ..ToSend::now("contact", &words.id)
        }),
        Event::Closed {
            outcome, sentence, ..
        } => sentence
            .as_ref()
            .filter(|_| is_told_by_closing(*outcome))
            .map(|sentence| ToSend::now("closing", &sentence.id)),
        Event::Logged { .. }
        | Event::ClockStarted { .. }
        | Event::ClockMoved { .. }
        | Event::ClockDropped { .. }
        | Event::Triaged { .. }
        | Event::KindChanged { .. }
        | Event::Assigned { .. }
        | Event::Transferred { .. }
        | Event::WantedClarified { .. }
        | Event::ContactRecorded { .. }
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
        | Event::Withdrawn { .. }
        | Event::Reopened { .. }
        | Event::Linked { .. } => None,
    }
}

/// Whether the closing sentence goes out; the other ends have a message of their own, or none is owed.
const fn is_told_by_closing(outcome: Outcome) -> bool {
    match outcome {
        Outcome::Done | Outcome::NotDone | Outcome::Duplicate => true,
        Outcome::SettledAtFirstContact | Outcome::NotAccepted | Outcome::Withdrawn => false,
    }
}

/// To whom letters go: whoever speaks for the customer with leave to, otherwise the customer. Who
/// has no consent yet learns nothing by post.
fn recipient_of(case: &Case) -> Option<PersonId> {
    case.correspondent().cloned()
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
fn channel_of(case: &Case) -> Channel {
    match case.reply_by {
        Some(ReplyBy::Email) => Channel::Email,
        Some(ReplyBy::Text) => Channel::Text,
        Some(ReplyBy::Phone | ReplyBy::Letter) => Channel::Letter,
        Some(ReplyBy::NoContact) | None => Channel::Online,
    }
}
