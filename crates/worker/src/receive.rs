//! Taking in an e-mail: kept first, then sorted. The same for a pipe and for a mailbox.

use std::pin::Pin;

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_casework::incoming::Sorted;
use redress_correspondence::incoming;
use redress_domain::id::{CouncilId, MailId};
use redress_domain::incoming::MailState;

/// An e-mail that is being taken in.
pub type Taking<'a> = Pin<Box<dyn Future<Output = Result<Sorted, Failure>> + Send + 'a>>;

/// Takes in an e-mail. `Ok` means that it is safely kept, whatever it is; it came to `recipient`, where
/// the mail server said so.
pub fn receive<'a>(
    casework: &'a Casework,
    council: &'a CouncilId,
    raw: Vec<u8>,
    recipient: Option<&'a str>,
) -> Taking<'a> {
    Box::pin(keep_and_sort(casework, council, raw, recipient))
}

async fn keep_and_sort(
    casework: &Casework,
    council: &CouncilId,
    raw: Vec<u8>,
    recipient: Option<&str>,
) -> Result<Sorted, Failure> {
    let id = casework.keep_mail(council, &raw, recipient).await?;
    match sort(casework, council, &id, raw).await {
        Ok(sorted) => {
            tracing::info!(%council, mail = %id, state = %sorted.state, "took in an e-mail");
            Ok(sorted)
        }
        // It waits for a person, and is sorted by the worker meanwhile.
        Err(error) => {
            tracing::warn!(%council, mail = %id, %error, "an e-mail is kept and could not be sorted yet");
            Ok(Sorted {
                state: MailState::Waiting,
                reference: None,
            })
        }
    }
}

/// Reads an e-mail and sorts it.
pub(crate) fn sort<'a>(
    casework: &'a Casework,
    council: &'a CouncilId,
    id: &'a MailId,
    raw: Vec<u8>,
) -> Taking<'a> {
    Box::pin(read_and_sort(casework, council, id, raw))
}

async fn read_and_sort(
    casework: &Casework,
    council: &CouncilId,
    id: &MailId,
    raw: Vec<u8>,
) -> Result<Sorted, Failure> {
    // Large ones take a while, and what cannot be read is nothing.
    let read = tokio::task::spawn_blocking(move || incoming::read(&raw)).await;
    let read = read.ok().flatten();
    casework.sort_mail(council, id, read.as_ref()).await
}
