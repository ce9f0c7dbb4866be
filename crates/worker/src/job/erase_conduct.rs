//! Erases the conduct files, and what was signalled about people, whose time by the policy is over.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// Erases what is due.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    let erased = casework.erase_ended_conduct(council).await?;
    if erased > 0 {
        tracing::info!(%council, erased, "erased conduct files whose time is over");
    }
    Ok(())
}
