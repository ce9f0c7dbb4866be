//! Carries cases to the councils that they were sent to, and brings back what these say.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// Does the next step of each case that waits at another council.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    let steps = casework.hand_over(council).await?;
    if steps > 0 {
        tracing::info!(%council, steps, "carried cases between councils");
    }
    Ok(())
}
