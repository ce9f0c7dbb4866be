//! Takes what acts have written into the search index. Until then a search looks through what waits.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_casework::search::BESIDE_ACTS;
use redress_domain::id::CouncilId;

use super::Batches;

/// As many as one round may take in, so that a long import does not keep the other councils waiting.
const AT_ONCE: i64 = 5_000;

/// Takes in what waits, up to the limit of one round.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    let mut round = Batches::new(BESIDE_ACTS, AT_ONCE);
    while round.go_on_after(casework.index_beside_acts(council).await?) {}
    Ok(())
}
