//! Adds up what acts have changed in the counts of open cases. Until then readers add it themselves.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// Adds up once.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    casework.add_up(council).await.map(|_| ())
}
