//! Sends the links by which people come back to what they saved.

use std::time::SystemTime;

use redress_casework::Casework;
use redress_casework::draft_link::DraftLink;
use redress_casework::failure::Failure;
use redress_correspondence::email::{self, Email};
use redress_domain::id::CouncilId;

use crate::mail::Mail;

/// How many are taken at once: few enough that all are tried before somebody else takes them.
const AT_ONCE: i64 = 5;

/// How often a round takes some, so that other councils get their turn.
const IN_A_ROUND: usize = 40;

/// Sends what is due, if the council sends e-mail.
pub(crate) async fn run(casework: &Casework, council: &CouncilId, mail: &Mail) -> Result<(), Failure> {
    if casework
        .councils()
        .get(council)?
        .policy(casework.today())?
        .mail
        .is_none()
    {
        return Ok(());
    }
    for _ in 0..IN_A_ROUND {
        let links = casework.take_draft_links(council, AT_ONCE).await?;
        if links.is_empty() {
            break;
        }
        for link in links {
            send(casework, council, (mail, &link)).await?;
        }
    }
    Ok(())
}

async fn send(
    casework: &Casework,
    council: &CouncilId,
    (mail, link): (&Mail, &DraftLink),
) -> Result<(), Failure> {
    let Some(email) = email(casework, council, (mail, link))? else {
        tracing::error!(%council, "a link to something saved has no address to lead to: set --base-url");
        casework.draft_link_failed(council, link, true).await?;
        return Ok(());
    };
    let at = SystemTime::from(casework.outside().now());
    let Err(not_taken) = mail.mailer().send(&email, at).await else {
        tracing::info!(%council, "mailed a link to something saved");
        return casework.draft_link_sent(council, link).await;
    };
    // Servers repeat the address, and it goes no further than this.
    let why = not_taken.why.replace(link.to(), "the address that was typed");
    let again = casework
        .draft_link_failed(council, link, not_taken.for_good)
        .await?;
    if let Some(at) = again {
        tracing::warn!(%council, why, "a link to something saved was not taken and is tried again at {at}");
    } else {
        tracing::error!(%council, why, "a link to something saved was given up");
    }
    Ok(())
}

fn email(
    casework: &Casework,
    council: &CouncilId,
    (mail, link): (&Mail, &DraftLink),
) -> Result<Option<Email>, Failure> {
    let (settings, today) = (casework.councils().get(council)?, casework.today());
    let policy = settings.policy(today)?;
    let (Some(sender), Some(page)) = (
        policy.mail.as_ref(),
        mail.continue_link(&settings, today, &link.code),
    ) else {
        return Ok(None);
    };
    let (subject, text, html) = email::saved(policy, link.until(), &page);
    let domain = sender
        .from
        .rsplit_once('@')
        .map_or("localhost", |(_, domain)| domain);
    Ok(Some(Email {
        from: (
            sender.name.clone().unwrap_or_else(|| policy.council.name.clone()),
            sender.from.clone(),
        ),
        reply_to: sender
            .reply_to
            .clone()
            .or_else(|| policy.council.contact.email.clone()),
        to: (String::new(), link.to().to_owned()),
        // Each try brings another code, and has to show.
        id: format!("saved-{}@{domain}", casework.fresh().contact()),
        answers: None,
        subject,
        text,
        html,
    }))
}
