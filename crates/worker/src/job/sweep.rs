//! Forgets what has ended: sessions, drafts, counts of tries.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// Sweeps once.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    casework.sweep(council).await
}
