//! Releases messages, once the minutes in which a send can be undone are over.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

use crate::mail::Mail;

/// Releases everything that is due; what is mailed is left to the mail.
pub(crate) async fn run(
    casework: &Casework,
    council: &CouncilId,
    mail: Option<&Mail>,
) -> Result<(), Failure> {
    let settings = casework.councils().get(council)?;
    let is_mailed = mail.is_some() && settings.policy(casework.today())?.mail.is_some();
    loop {
        let released = if is_mailed {
            casework.release_all_but_mail(council).await?
        } else {
            casework.release_messages(council).await?
        };
        if released == 0 {
            return Ok(());
        }
    }
}
