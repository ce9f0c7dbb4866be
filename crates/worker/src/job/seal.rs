//! Seals what was committed, so that an altered or cut-off event is found.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// As many as one round may seal, so that a long import does not keep the other councils waiting.
const AT_ONCE: i64 = 20_000;

/// Seals everything that waits, up to the limit of one round; answers how many events there were.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<i64, Failure> {
    let mut sealed = 0;
    while sealed < AT_ONCE {
        match casework.seal(council).await? {
            0 => break,
            more => sealed += more,
        }
    }
    Ok(sealed)
}
