//! Shows the virus scanner the files that it has not answered for yet.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// Scans everything that waits; without a scanner, nothing does.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    casework.scan_files(council).await.map(drop)
}
