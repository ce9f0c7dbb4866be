//! Asks GOV.UK Notify what became of what it took; what did not arrive is a fact of its case.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

use crate::notify::Service;

/// How many are asked about in a round: one request each, and Notify has a limit for each minute.
const AT_ONCE: i64 = 50;

/// Asks about what is due, until Notify is not reached or says that it is too much.
pub(crate) async fn run(casework: &Casework, council: &CouncilId, notify: &Service) -> Result<(), Failure> {
    for taken in casework.notify_to_ask(council, AT_ONCE).await? {
        let now = casework.outside().now();
        match notify.client.fate(&taken.notification_id, now).await {
            Ok(Some(fate)) => {
                let which = (&taken.message_id, fate.id.as_str());
                casework.notify_said(council, which, &fate.status).await?;
            }
            Ok(None) => casework.notify_said_nothing(council, &taken).await?,
            Err(not_taken) => {
                tracing::warn!(%council, why = not_taken.why, "GOV.UK Notify did not say what became of messages, and is asked again");
                return Ok(());
            }
        }
    }
    Ok(())
}
