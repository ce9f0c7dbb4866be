//! Takes up the policy that another process adopted, and starts the version whose day has come.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// Looks once.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    casework.follow_policy(council).await
}
