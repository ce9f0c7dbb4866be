//! Sends the replies to many cases of one cause: each case by its own letter, once, in pieces.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// Sends some pieces; a round sees to a part, and the next one to the rest.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    let answered = casework.answer_causes(council).await?;
    if answered > 0 {
        tracing::info!(%council, answered, "saw to cases that have one cause");
    }
    Ok(())
}
