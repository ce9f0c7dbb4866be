//! Erases what people told when its time is over.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// Looks through the cases whose time is over, and the e-mails that are of none.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    let forgotten = casework.forget_what_is_due(council).await?;
    if forgotten > 0 {
        tracing::info!(%council, forgotten, "what people told of closed cases was erased: its time was over");
    }
    let mails = casework.forget_mail_put_away(council).await?;
    if mails > 0 {
        tracing::info!(%council, mails, "e-mails that were of no case and put away were erased: their time was over");
    }
    Ok(())
}
