//! Drafts the briefings of meetings that are near, with the figures of the month before (paper 004, 6.1).

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// Drafts what is near and not there yet.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    let drafted = casework.draft_briefings(council).await?;
    if drafted > 0 {
        tracing::info!(%council, drafted, "drafted briefings");
    }
    Ok(())
}
