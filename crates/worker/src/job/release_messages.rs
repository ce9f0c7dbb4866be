//! Releases messages, once the minutes in which a send can be undone are over.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// Releases everything that is due.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    while casework.release_messages(council).await? > 0 {}
    Ok(())
}
