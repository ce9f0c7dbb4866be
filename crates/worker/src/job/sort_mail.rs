//! Sorts the e-mails that were kept and not sorted: whoever took them in was cut off.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

use crate::receive;

/// Sorts what waits.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    for mail in casework.unsorted_mails(council).await? {
        let raw = casework.mail_content(council, &mail.mail_id).await?;
        receive::sort(casework, council, &mail.mail_id, raw).await?;
    }
    Ok(())
}
