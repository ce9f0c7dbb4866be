//! Releases messages, once the minutes in which a send can be undone are over, and keeps each as it goes.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;
use redress_domain::vocabulary::Channel;

use crate::keep::keep;
use crate::mail::Mail;

/// Releases everything that is due; what is mailed is left to the mail.
pub(crate) async fn run(
    casework: &Casework,
    council: &CouncilId,
    mail: Option<&Mail>,
) -> Result<(), Failure> {
    let settings = casework.councils().get(council)?;
    let policy = settings.policy(casework.today())?;
    let is_mailed = mail.is_some() && policy.mail.is_some();
    let but = is_mailed.then_some(Channel::Email);
    loop {
        let due = casework.due_messages(council, but).await?;
        if due.is_empty() {
            return Ok(());
        }
        for message in &due {
            // What cannot be read of one message keeps no other waiting.
            if let Err(error) = keep(casework, (&settings, policy), message).await {
                tracing::error!(%council, message = %message.message_id, %error, "a letter was not kept");
            }
        }
        if casework.release_these(council, &due).await? == 0 {
            return Ok(());
        }
    }
}
