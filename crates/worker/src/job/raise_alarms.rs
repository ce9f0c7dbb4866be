//! Mails every administrator that somebody signed in with the emergency account: when it is used, they may not get in to read it
//! on a page.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

use crate::mail::Mail;

/// Each use is mailed until the mail server took it for one of them at least, to each under the same Message-ID.
pub(crate) async fn run(
    casework: &Casework,
    council: &CouncilId,
    mail: Option<&Mail>,
) -> Result<(), Failure> {
    let Some(mail) = mail else { return Ok(()) };
    for alarm in casework.emergency_alarms(council).await? {
        let settings = casework.councils().get(council)?;
        let mut taken = 0;
        for (user, address) in &alarm.to {
            match mail
                .send_alarm(casework, &settings, (&alarm, user, address))
                .await
            {
                Ok(()) => taken += 1,
                Err(why) => {
                    tracing::error!(%council, %user, why, "the use of the emergency account was not mailed to an administrator");
                }
            }
        }
        if taken > 0 {
            casework.alarm_was_mailed(council, &alarm).await?;
        }
    }
    Ok(())
}
