//! Tells people which conduct files wait for them: reviews that come, notices that are late, reports whose time for
//! comments is over; and the policy's owner that its review comes.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// Tells whoever was not told yet.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    let told = casework.tell_of_conduct_due(council).await?;
    if told > 0 {
        tracing::info!(%council, told, "told people of conduct files that wait for them");
    }
    Ok(())
}
