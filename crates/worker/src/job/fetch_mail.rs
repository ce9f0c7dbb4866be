//! Reads the council's mailbox: what is safely kept is moved away, everything else stays where it is.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

use crate::mailbox::Mailbox;

/// Takes in what came, and writes down how the mailbox was found.
pub(crate) async fn run(casework: &Casework, council: &CouncilId, mailbox: &Mailbox) -> Result<(), Failure> {
    if !mailbox.is_of(council) {
        return Ok(());
    }
    let read = mailbox.read(casework, council).await;
    casework
        .mailbox_was(council, read.as_ref().err().map(String::as_str))
        .await?;
    match read {
        Ok(0) => Ok(()),
        Ok(taken) => {
            tracing::info!(%council, taken, "took in what came to the mailbox");
            Ok(())
        }
        Err(why) => Err(Failure::Unreadable(format!("the mailbox: {why}"))),
    }
}
