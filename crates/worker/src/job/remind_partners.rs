//! Reminds the partners whose answer is due or overdue, and tells the officers.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// Reminds whoever is due; a round reminds a part, and the next one the rest.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    let reminded = casework.remind_partners(council).await?;
    if reminded > 0 {
        tracing::info!(%council, reminded, "reminded partners");
    }
    Ok(())
}
