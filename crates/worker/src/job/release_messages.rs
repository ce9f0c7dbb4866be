//! Releases messages, once the minutes in which a send can be undone are over, and keeps each as it goes.

use redress_casework::Casework;
use redress_casework::case::Message;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;
use redress_domain::vocabulary::Channel;

use crate::Unsent;
use crate::keep::keep;
use crate::mail::Mail;
use crate::notify::Service;
use crate::rounds::Left;

/// Releases what is due, at most so many pages of messages in one turn; what is sent by mail or Notify is left to them.
pub(crate) async fn run(
    casework: &Casework,
    council: &CouncilId,
    (mail, notify, unsent): (Option<&Mail>, Option<&Service>, Unsent),
    pages: usize,
) -> Result<Left, Failure> {
    let settings = casework.councils().get(council)?;
    let policy = settings.policy(casework.today())?;
    let is_mailed = mail.is_some() && policy.mail.is_some();
    let mut but = notify.map(Service::channels).unwrap_or_default();
    if is_mailed && !but.contains(&Channel::Email) {
        but.push(Channel::Email);
    }
    let leads_nowhere = |message: &Message| {
        // A letter of a conduct file is printed where nobody mails it.
        let is_sent = matches!(message.channel, Channel::Email | Channel::Text) && message.conduct.is_none();
        is_sent && unsent == Unsent::NotDelivered && !but.contains(&message.channel)
    };
    // What waits for the printer bears the day on which it is printed: what counts from that day is on it.
    for message in casework.letters_of_yesterday(council).await? {
        if let Err(error) = keep(casework, (&settings, policy), (&message, true)).await {
            tracing::error!(%council, message = %message.message_id, %error, "a letter was not set again for today");
        }
    }
    for _ in 0..pages {
        let due = casework.due_messages(council, &but).await?;
        if due.is_empty() {
            return Ok(Left::Nothing);
        }
        let waited = due.len();
        let due = casework.with_an_address(council, due).await?;
        let (unsent, due): (Vec<_>, Vec<_>) = due.into_iter().partition(leads_nowhere);
        for message in &unsent {
            // Whoever hands it over prints it as it would have gone.
            if let Err(error) = keep(casework, (&settings, policy), (message, false)).await {
                tracing::error!(%council, message = %message.message_id, %error, "a letter was not kept");
            }
            casework.not_sent(council, message).await?;
        }
        let given_up = waited - due.len();
        let mut leaving = Vec::with_capacity(due.len());
        for message in due {
            // A letter of a conduct file that nobody mails is printed: without that it has not left.
            let of_conduct = message.conduct.is_some();
            let by_post = message.channel == Channel::Letter || of_conduct;
            let message = &message;
            // What cannot be read of one message keeps no other waiting.
            if let Err(error) = keep(casework, (&settings, policy), (message, by_post)).await {
                tracing::error!(%council, message = %message.message_id, %error, "a letter was not kept");
            }
            if !of_conduct || casework.is_kept(council, message).await? {
                leaving.push(message.clone());
            }
        }
        if casework.release_these(council, &leaving).await? == 0 && given_up == 0 {
            return Ok(Left::Nothing);
        }
    }
    Ok(Left::More)
}
