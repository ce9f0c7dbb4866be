//! Mails figures to those who asked for them every week or month.

use std::time::SystemTime;

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_casework::mailed_report::{Leased, ToMail};
use redress_correspondence::email::{self, Email, FiguresOf};
use redress_domain::id::{CouncilId, ServiceId};
use redress_domain::measure::every::Every;

use crate::mail::Mail;

/// How many are taken at once: few enough that all are tried before somebody else takes them.
const AT_ONCE: i64 = 5;

/// How often a round takes some, so that other councils get their turn.
const IN_A_ROUND: usize = 40;

/// Mails what is due, if the council sends e-mail. What was cut off between mailing and noting it is mailed
/// again under the same Message-ID.
pub(crate) async fn run(casework: &Casework, council: &CouncilId, mail: &Mail) -> Result<(), Failure> {
    let settings = casework.councils().get(council)?;
    if settings.policy(casework.today())?.mail.is_none() {
        return Ok(());
    }
    for _ in 0..IN_A_ROUND {
        let leased = casework.take_mailed_reports(council, AT_ONCE).await?;
        if leased.is_empty() {
            break;
        }
        for one in leased {
            send(casework, council, (mail, &one)).await?;
        }
    }
    Ok(())
}

async fn send(
    casework: &Casework,
    council: &CouncilId,
    (mail, leased): (&Mail, &Leased),
) -> Result<(), Failure> {
    let Some(report) = casework.report_to_mail(council, leased).await? else {
        tracing::info!(%council, "figures are mailed no more to somebody who may not see them");
        return Ok(());
    };
    let Some(email) = email_of(casework, council, (mail, leased, &report))? else {
        tracing::error!(%council, "figures by e-mail have no address to lead to: set --base-url");
        casework.report_not_mailed(council, leased, true).await?;
        return Ok(());
    };
    let at = SystemTime::from(casework.outside().now());
    let Err(not_taken) = mail.mailer().send(&email, at).await else {
        tracing::info!(%council, view = report.view.word, "mailed figures");
        return casework.report_mailed(council, leased).await;
    };
    // Servers repeat the address, and it goes no further than this.
    let why = not_taken.why.replace(&report.to.1, "their address");
    let again = casework
        .report_not_mailed(council, leased, not_taken.for_good)
        .await?;
    if let Some(at) = again {
        tracing::warn!(%council, why, "figures were not taken by the mail server and are tried again at {at}");
    } else {
        tracing::error!(%council, why, "figures by e-mail were given up until they are next due");
    }
    Ok(())
}

fn email_of(
    casework: &Casework,
    council: &CouncilId,
    (mail, leased, report): (&Mail, &Leased, &ToMail),
) -> Result<Option<Email>, Failure> {
    let (settings, today) = (casework.councils().get(council)?, casework.today());
    let policy = settings.policy(today)?;
    let (Some(sender), Some(base)) = (policy.mail.as_ref(), mail.base(&settings, today)) else {
        return Ok(None);
    };
    let service = report.service.as_ref().and_then(|id| policy.service(id));
    let (before, every) = match report.every {
        Every::Week => ("the week before", "every week"),
        Every::Month => ("the month before", "every month"),
    };
    let lines = report.lines.iter();
    let of = FiguresOf {
        what: format!(
            "{}, {}",
            report.view.name,
            service.map_or("all services", |service| service.name.as_str())
        ),
        days: report.range.in_words(),
        before: before.to_owned(),
        every: every.to_owned(),
        lines: lines
            .map(|(name, now, before)| ((*name).to_owned(), now.clone(), before.clone()))
            .collect(),
    };
    let service = report.service.as_ref().map_or("", ServiceId::as_str);
    let (from, to) = (report.range.from, report.range.to);
    let page = format!(
        "{base}/staff/reports?view={}&service={service}&from={}&to={}",
        report.view.word,
        from.strftime("%Y-%m"),
        to.strftime("%Y-%m")
    );
    let account = format!("{base}/staff/account");
    let (subject, text, html) = email::figures(policy, &of, (&page, &account));
    let domain = sender
        .from
        .rsplit_once('@')
        .map_or("localhost", |(_, domain)| domain);
    Ok(Some(Email {
        from: (
            sender.name.clone().unwrap_or_else(|| policy.council.name.clone()),
            sender.from.clone(),
        ),
        reply_to: sender.reply_to.clone(),
        to: report.to.clone(),
        id: format!("figures-{}@{domain}", leased.key()),
        answers: None,
        subject,
        text,
        html,
    }))
}
