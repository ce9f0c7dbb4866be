//! Seals what was committed, so that an altered or cut-off event is found.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_casework::upkeep::SEALED_AT_ONCE;
use redress_domain::id::CouncilId;

use super::Batches;

/// As many as one round may seal, so that a long import does not keep the other councils waiting.
const AT_ONCE: i64 = 20_000;

/// Seals what waits, up to the limit of one round; answers how many events there were.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<i64, Failure> {
    let mut round = Batches::new(SEALED_AT_ONCE, AT_ONCE);
    while round.go_on_after(casework.seal(council).await?) {}
    Ok(round.taken)
}
