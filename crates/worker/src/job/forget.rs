//! Erases what people told when its time is over.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// Looks through the cases whose time is over.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    let forgotten = casework.forget_what_is_due(council).await?;
    if forgotten > 0 {
        tracing::info!(%council, forgotten, "what people told of closed cases was erased: its time was over");
    }
    Ok(())
}
