//! Asks customers how we did, some days after a case was closed, and reminds those who have not answered, once.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;
use redress_domain::vocabulary::Channel;

use crate::mail::Mail;
use crate::notify::Service;

/// Asks and reminds; a round does a part, and the next one the rest.
pub(crate) async fn run(
    casework: &Casework,
    council: &CouncilId,
    (mail, notify): (Option<&Mail>, Option<&Service>),
) -> Result<(), Failure> {
    let settings = casework.councils().get(council)?;
    let policy = settings.policy(casework.today())?;
    let is_mailed = mail.is_some() && policy.mail.is_some();
    // Where neither e-mail nor texts leave, the letter goes by post or nobody is asked.
    let leaves = |channel: &Channel| {
        let is_email = *channel == Channel::Email;
        (is_email && is_mailed) || notify.is_some_and(|notify| notify.takes(*channel))
    };
    let mut leaving = vec![Channel::Email, Channel::Text];
    leaving.retain(leaves);
    let decided = casework.ask_surveys(council, &leaving).await?;
    let reminded = casework.remind_of_surveys(council).await?;
    if decided + reminded > 0 {
        tracing::info!(%council, decided, reminded, "asked customers how we did");
    }
    Ok(())
}
