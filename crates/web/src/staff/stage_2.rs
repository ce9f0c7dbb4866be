//! The queues of what goes beyond stage 1: reviews (S12) and what an Ombudsman has (S14).

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::lists::{AfterEnquiry, CaseLine, EnquiryLine, PAGE};
use redress_domain::id::CaseId;
use redress_pages::Page as _;
use redress_pages::case::vocabulary as say;
use redress_pages::form::FormState;
use redress_pages::format;
use redress_pages::staff::cases::{CaseList, Column};

use super::lines;
use crate::App;
use crate::error::Answer;
use crate::form::read;
use crate::here::Here;
use crate::session::SignedIn;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/stage-2", get(reviews))
        .route("/staff/ombudsman", get(enquiries))
}

async fn reviews(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let after = lines::after_due(&query);
    let cases = app
        .casework
        .stage_2_queue(here.id(), &signed_in.actor, after.as_ref())
        .await?;
    let mut items = lines::items(&here, &cases, "/staff/cases")?;
    for (item, line) in items.iter_mut().zip(&cases) {
        // Whoever opens one that waits comes to say whether it is accepted.
        if line.case.status == redress_domain::case::Status::ReviewAsked.as_str() {
            item.href = format!("{}/stage-2", item.href);
        }
    }
    let next = lines::next_by_due(&here.path, &query, &cases);
    let shell = signed_in.shell(&app, &here).await?;
    let page = CaseList::new(shell, "Stage 2", items, "No complaint is at stage 2.")
        .intro("The most urgent is first. “Review asked for” waits for somebody to accept it.")
        .columns(&[Column::Customer, Column::Service, Column::Due, Column::Status])
        .on(here.today, next);
    Ok(Html(page.html()).into_response())
}

async fn enquiries(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let after = after(&query);
    let found = app
        .casework
        .ombudsman_queue(here.id(), &signed_in.actor, after.as_ref())
        .await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count >= PAGE);
    let last = found.last().filter(|_| is_full).map(EnquiryLine::place);
    let next = last.map(|(key, case)| {
        let key = format!("{}.{case}", key.replace(' ', "_"));
        lines::with(&here.path, &query, ("after", &key))
    });
    let cases: Vec<CaseLine> = found.iter().map(|line| line.line.clone()).collect();
    let mut items = lines::items(&here, &cases, "/staff/cases")?;
    for (item, line) in items.iter_mut().zip(&found) {
        item.href = format!("{}/ombudsman", item.href);
        let due = match line.due_on {
            Some(due) => format!("Due to them by {}.", format::date_only(due)),
            None => "Nothing is due to them.".to_owned(),
        };
        item.summary = format!(
            "{}: {}. {due} {}",
            say::ombudsman(line.ombudsman),
            say::enquiry_step(line.step).to_lowercase(),
            item.summary
        );
    }
    let shell = signed_in.shell(&app, &here).await?;
    let page = CaseList::new(shell, "Ombudsman", items, "No ombudsman cases.")
        .intro("What is due to an ombudsman soonest is first.")
        .columns(&[Column::Customer, Column::Service, Column::Status])
        .on(here.today, next);
    Ok(Html(page.html()).into_response())
}

fn after(query: &FormState) -> Option<AfterEnquiry> {
    let (key, case) = query.value("after").split_once('.')?;
    Some((key.replace('_', " "), CaseId::parse(case).ok()?))
}
