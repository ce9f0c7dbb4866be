//! Makes the anchor of the day, and mails it to whoever keeps it.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

use crate::mail::Mail;

/// Once a day: every later look finds the day's anchor and does nothing. What the mail server does not
/// take is mailed at the next look, under the same Message-ID.
pub(crate) async fn run(
    casework: &Casework,
    council: &CouncilId,
    mail: Option<&Mail>,
) -> Result<(), Failure> {
    let Some(anchor) = casework.anchor(council).await? else {
        return Ok(());
    };
    let Some((mail, to)) = mail.and_then(|mail| Some((mail, mail.anchor_to()?))) else {
        return Ok(());
    };
    if !casework.anchor_waits(council, anchor.day).await? {
        return Ok(());
    }
    let settings = casework.councils().get(council)?;
    let printed = anchor.printed(council);
    match mail.send_anchor(casework, &settings, (&printed, to)).await {
        Ok(()) => casework.anchor_was_mailed(council, anchor.day).await,
        Err(why) => {
            tracing::error!(%council, day = %anchor.day, why, "the anchor of the day was not mailed");
            Ok(())
        }
    }
}
