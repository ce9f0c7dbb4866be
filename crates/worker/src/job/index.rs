//! Takes what acts have written into the search index. Until then a search looks through what waits.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// As many as one round may take in, so that a long import does not keep the other councils waiting.
const AT_ONCE: i64 = 5_000;

/// Takes in everything that waits, up to the limit of one round.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    let mut taken = 0;
    while taken < AT_ONCE {
        match casework.index(council).await? {
            0 => break,
            more => taken += more,
        }
    }
    Ok(())
}
