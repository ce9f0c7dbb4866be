//! Closes the answered queries of councillors that nobody followed up in time.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// Closes what is due; a round closes a part, and the next one the rest.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    let closed = casework.close_unfollowed(council).await?;
    if closed > 0 {
        tracing::info!(%council, closed, "closed queries that nobody followed up");
    }
    Ok(())
}
