//! Today: what needs the reader.

use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::civil::Date;
use redress_casework::absence::Covered;
use redress_casework::conduct::{may_open, may_sort};
use redress_casework::lists::{PAGE, Today as Waiting};
use redress_casework::people::adjustment::ReviewLine;
use redress_casework::signal::List;
use redress_domain::guidance::Guide;
use redress_domain::permission::{self, Act};
use redress_domain::vocabulary::Role;
use redress_pages::Page as _;
use redress_pages::case::vocabulary;
use redress_pages::format::{date_time, long_date};
use redress_pages::guidance;
use redress_pages::staff::today::{Need, Today};

use super::notifications::notice;
use super::{actions, outbox, unread, updates};
use crate::App;
use crate::error::{Answer, PageError};
use crate::here::Here;
use crate::session::{SignedIn, see_other};

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff", get(show))
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    // A member of the council who plays no part among staff has pages of their own.
    if signed_in.actor.roles == [Role::Councillor] {
        return Ok(see_other("/councillor"));
    }
    let waiting = app.casework.what_needs_me(here.id(), &signed_in.actor).await?;
    let shell = signed_in.shell(&app, &here).await?;
    let reads = signed_in.reads_cases(&here);
    let told = app
        .casework
        .new_notifications(here.id(), &signed_in.actor)
        .await?;
    let notices = told.iter().map(|told| notice(&here, &signed_in, told)).collect();
    let mut page = Today::new(shell, &long_date(here.today), mine(&waiting)).notices(notices);
    // First, as somebody waits at the other end.
    let by_hand = app.codes_by_hand(&here);
    let codes = app
        .casework
        .count_codes_to_give(here.id(), (&signed_in.actor, &by_hand));
    if let Some(codes) = codes.await? {
        let detail = "Customers without email asked for a code. A person gives it";
        page = page.group(
            "Customers who wait for a code",
            vec![need(codes, "Codes to give", (detail, outbox::CODES))],
        );
    }
    if signed_in.may(&here, Act::ReadSurveys) {
        let (low, _) = app
            .casework
            .surveys_that_wait(here.id(), &signed_in.actor, None)
            .await?;
        let count = i64::try_from(low.len()).unwrap_or(PAGE);
        let detail = "Somebody was dissatisfied, and said so";
        page = page.group(
            "Survey",
            vec![need(count, "Low scores", (detail, "/staff/surveys/waiting"))],
        );
    }
    let to_review = app
        .casework
        .adjustments_to_review(here.id(), &signed_in.actor)
        .await?;
    if !to_review.is_empty() {
        page = page.group("Agreed adjustments to look at again", reviews(&to_review));
    }
    for covered in app.casework.covering(here.id(), &signed_in.actor).await? {
        let heading = format!("Covering for {}", covered.name);
        page = page.group(&heading, covering(&covered));
    }
    if reads {
        let heading = if signed_in.may(&here, Act::ReadAnyCase) {
            "All services"
        } else {
            "Your services"
        };
        page = page.group(heading, services(&waiting, here.today)).overview();
    }
    if let Some(idle) = app.casework.count_idle(here.id(), &signed_in.actor).await? {
        page = page.group("Work", work(&here, &waiting, idle)?);
    }
    let conduct = conduct((&app, &here), &signed_in).await?;
    if !conduct.is_empty() {
        page = page.group("Contact arrangements", conduct);
    }
    if signed_in.may(&here, Act::Triage) {
        let mails = app.casework.mails_waiting(here.id(), &signed_in.actor).await?;
        let waits = need(
            mails,
            "Waiting for somebody to say what they are",
            ("", "/staff/mail"),
        );
        page = page.group("Email that came in", vec![waits]);
    }
    if let Some(untriaged) = waiting.untriaged {
        let oldest = untriaged.oldest_at.map(date_time);
        let detail = oldest.map_or_else(String::new, |at| format!("The oldest came on {at}"));
        let href = "/staff/triage";
        page = page.group(
            "To triage",
            vec![need(untriaged.count, "Unassigned", (&detail, href))],
        );
        let check = app.casework.last_daily_check(here.id()).await?;
        if check.was_missed_before {
            let before = here.council.calendar.previous_working_day(here.today);
            page = page.check_missed(&long_date(before));
        }
    }
    if signed_in.may(&here, Act::ReadAnyCase) {
        let given_up = app.casework.given_up(here.id(), &signed_in.actor).await?;
        let lost = ("", "/staff/outbox?state=given-up");
        page = page.group(
            "Messages",
            vec![need(given_up, "Did not reach the customer", lost)],
        );
    }
    // After whatever customers wait for.
    page = page.group("Lessons", lessons((&app, &here), &signed_in).await?);
    let guidance = app.casework.guidance_due(here.id(), &signed_in.actor).await?;
    page = page.group("Guidance to read", to_read(&guidance));
    Ok(Html(page.html()).into_response())
}

/// What has to be done about lessons (flow 3.10, 4 and 5); what is nothing is not shown.
async fn lessons((app, here): (&App, &Here), signed_in: &SignedIn) -> Result<Vec<Need>, PageError> {
    let due = app.casework.lessons_due(here.id(), &signed_in.actor).await?;
    let own = format!("/staff/lessons?owner={}", signed_in.user.id);
    let late = format!("{own}&due=overdue");
    let needs = [
        (due.late, "Your actions that are late", late.as_str()),
        (due.soon, "Your actions due within a week", own.as_str()),
        (
            due.to_ask,
            "Did it work, or what more is done? Say so",
            own.as_str(),
        ),
        (
            due.late_of_anybody,
            "Actions of anybody that are late",
            "/staff/lessons?due=overdue",
        ),
    ];
    let needs = needs.into_iter().filter(|(count, ..)| *count > 0);
    Ok(needs
        .map(|(count, what, href)| need(count, what, ("", href)))
        .collect())
}

/// Pages of guidance that are due soon or late, as one thing to do.
fn to_read(due: &[(Guide, Date)]) -> Vec<Need> {
    let Some(first) = due.iter().map(|(_, by)| *by).min() else {
        return Vec::new();
    };
    let count = i64::try_from(due.len()).unwrap_or(PAGE);
    let detail = format!("The first by {}", long_date(first));
    vec![need(count, "Pages", (&detail, guidance::HERE))]
}

/// What has to be done on conduct files, and what came in under an arrangement and waits to be read.
async fn conduct((app, here): (&App, &Here), signed_in: &SignedIn) -> Result<Vec<Need>, PageError> {
    let policy = here.policy()?;
    let (opens, sorts) = (
        may_open(policy, &signed_in.actor),
        may_sort(policy, &signed_in.actor),
    );
    if policy.conduct.is_none() || !(opens || sorts) {
        return Ok(Vec::new());
    }
    let waiting = app
        .casework
        .conduct_contacts(here.id(), &signed_in.actor, None)
        .await?;
    let count = i64::try_from(waiting.len()).unwrap_or(PAGE);
    let first = waiting
        .first()
        .map(|line| format!("Read the first by {}", long_date(line.row.read_by)));
    let mut needs = Vec::new();
    if count > 0 {
        let detail = first.unwrap_or_default();
        needs.push(need(
            count,
            "Contacts to read",
            (&detail, "/staff/arrangements/contacts"),
        ));
    }
    let late = waiting
        .iter()
        .filter(|line| line.row.read_by < here.today)
        .count();
    if late > 0 {
        // Domain 5.9: read within one working day.
        let detail = "They should have been read by now. Every contact is read within one working day";
        needs.push(need(
            i64::try_from(late).unwrap_or(PAGE),
            "Contacts not read in time",
            (detail, "/staff/arrangements/contacts"),
        ));
    }
    for row in app.casework.conduct_due(here.id(), &signed_in.actor).await? {
        if let Some((what, on)) = row.due_what.zip(row.due_on) {
            let detail = format!("By {}", long_date(on));
            let href = format!("/staff/arrangements/{}", row.file_id);
            needs.push(need(1, redress_pages::conduct::say::due(what), (&detail, &href)));
        }
    }
    if permission::may(policy, &signed_in.actor, Act::ManageConduct) {
        let list = (List::Waiting, None);
        let signals = app.casework.signals(here.id(), &signed_in.actor, list).await?;
        let detail = "For you alone. Each is gone by itself after its last day";
        let count = i64::try_from(signals.len()).unwrap_or(PAGE);
        if count > 0 {
            needs.push(need(count, "Signals to look at", (detail, "/staff/signals")));
        }
    }
    if opens {
        let considered = app
            .casework
            .conduct_considered(here.id(), &signed_in.actor)
            .await?;
        let detail = "Reported, warned, proposed or with the person for comments";
        needs.push(need(
            considered,
            "Being considered",
            (detail, "/staff/arrangements"),
        ));
    }
    Ok(needs)
}

fn need(count: i64, what: &str, (detail, href): (&str, &str)) -> Need {
    Need {
        count: u64::try_from(count).unwrap_or_default(),
        what: what.to_owned(),
        detail: detail.to_owned(),
        href: href.to_owned(),
    }
}

/// Adjustments that are due to be looked at again (Complaint Handling Code 5.6), each with its case.
fn reviews(lines: &[ReviewLine]) -> Vec<Need> {
    let line = |line: &ReviewLine| {
        let reference = &line.line.case.reference;
        let name = line.line.customer_name.as_deref().unwrap_or("the customer");
        let what = format!(
            "{} for {name}, case {reference}",
            vocabulary::adjustment(line.kind)
        );
        let detail = format!("Due {}", long_date(line.review_on));
        need(1, &what, (&detail, &format!("/staff/cases/{reference}/people")))
    };
    lines.iter().map(line).collect()
}

fn covering(covered: &Covered) -> Vec<Need> {
    let list = "/staff/my-cases/covering";
    vec![
        need(covered.counts.overdue, "Overdue", ("", list)),
        need(
            covered.counts.due_soon,
            "Due today or the next working day",
            ("", list),
        ),
    ]
}

/// What lies still, and who has how much.
fn work(here: &Here, waiting: &Waiting, idle: i64) -> Result<Vec<Need>, PageError> {
    let after = here.policy()?.idle_after;
    let detail = format!("Nobody has done anything for {after} or longer, or read what came after the end");
    Ok(vec![
        need(idle, "Idle", (&detail, "/staff/idle")),
        need(
            waiting.services.open,
            "Open, by team and officer",
            ("", "/staff/workload"),
        ),
    ])
}

fn mine(waiting: &Waiting) -> Vec<Need> {
    let own = &waiting.own;
    vec![
        need(own.overdue, "Overdue", ("", "/staff/my-cases?due=overdue")),
        need(
            own.due_soon,
            "Due today or the next working day",
            ("", "/staff/my-cases?due=soon"),
        ),
        need(waiting.unread, "New messages", ("", unread::HERE)),
        need(
            waiting.to_send,
            "Approved replies for you to send",
            ("", "/staff/my-cases?to=send"),
        ),
        need(
            waiting.approvals,
            "Waiting for your approval",
            ("", "/staff/approvals"),
        ),
        need(
            waiting.updates.own,
            "Customers who asked for an update",
            ("", updates::OWN),
        ),
        need(
            waiting.promises.own,
            "Actions to keep by the next working day",
            (&overdue_of(waiting.promises.own_overdue), actions::OWN),
        ),
    ]
}

fn overdue_of(count: i64) -> String {
    if count > 0 {
        format!("{count} of them overdue")
    } else {
        String::new()
    }
}

fn services(waiting: &Waiting, today: Date) -> Vec<Need> {
    let of = &waiting.services;
    let overdue = format!("/staff/cases?due-before={today}");
    vec![
        need(of.overdue, "Overdue", ("", &overdue)),
        need(
            of.unassigned,
            "Without an officer",
            ("", "/staff/cases?owner=nobody"),
        ),
        need(
            waiting.updates.services,
            "Customers who asked for an update again, or whose case nobody has",
            ("", updates::OF_SERVICES),
        ),
        need(
            waiting.promises.services_overdue,
            "Promised actions that are overdue",
            ("", actions::ALL_OVERDUE),
        ),
    ]
}
