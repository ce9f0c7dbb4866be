//! Looks through what changed for what the policy's rules ask a manager to look at, and counts how much contact there
//! was before and after each arrangement.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// Looks through a bounded piece of what changed; the next round goes on with the rest.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    let raised = casework.raise_signals(council).await?;
    if raised > 0 {
        tracing::info!(%council, raised, "raised signals");
    }
    casework.measure_arrangements(council).await?;
    Ok(())
}
