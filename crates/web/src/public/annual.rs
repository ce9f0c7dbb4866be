//! The annual complaints reports that are public (Complaint Handling Code 8.2), each with the governing body's response.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_domain::report::ReportKey;
use redress_pages::Page as _;
use redress_pages::report::list::ReportList;
use redress_pages::report::page::ReportPage;

use crate::App;
use crate::error::{Answer, PageError};
use crate::here::Here;
use crate::path::Path;
use crate::report::{Reader, annual, file};
use crate::staff::briefings::{key_in, lines};

const HERE: &str = "/annual-complaints-report";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(HERE, get(list))
        .route("/annual-complaints-report/{from}", get(show))
        .route("/annual-complaints-report/{from}/{file}", get(download))
}

fn path_of(key: &ReportKey) -> String {
    match key {
        ReportKey::Annual { from } => format!("{HERE}/{from}"),
        ReportKey::Briefing { .. } => HERE.to_owned(),
    }
}

async fn list(State(app): State<App>, here: Here) -> Answer {
    let rows = app.casework.annual_reports_out(here.id()).await?;
    let (mut lines, _) = lines(here.policy()?, &rows, (path_of, HERE));
    for line in &mut lines {
        line.state = ("", "");
    }
    let page = ReportList::new(
        here.public(),
        "Annual complaints reports",
        lines,
        "We have not published an annual report here yet.",
    )
    .intro(
        "Each year we say how we dealt with complaints, whether we keep to the Ombudsmen’s Codes, and what we changed. The council’s \
         response stands with each report.",
    )
    .on(
        None,
        vec![
            ("How we did, by quarter".to_owned(), "/performance".to_owned()),
            ("You said, we did".to_owned(), "/you-said-we-did".to_owned()),
        ],
    );
    Ok(Html(page.html()).into_response())
}

async fn show(State(app): State<App>, here: Here, Path(named): Path<BTreeMap<String, String>>) -> Answer {
    let key = key_in(&named).ok_or(PageError::NotFound)?;
    let view = app.casework.public_report(here.id(), &key).await?;
    let document = annual::document(here.policy()?, &view, Reader::Public)?;
    let path = path_of(&key);
    let files = [
        ("Report (PDF)", "report.pdf"),
        ("Report (ODS spreadsheet)", "report.ods"),
    ];
    let files = files.map(|(words, name)| (words.to_owned(), format!("{path}/{name}")));
    let shell = here.public().back_to("Back to annual reports", HERE);
    let page = ReportPage::new(shell, document, ("", "")).files(files.to_vec());
    Ok(Html(page.html()).into_response())
}

async fn download(State(app): State<App>, here: Here, Path(named): Path<BTreeMap<String, String>>) -> Answer {
    let key = key_in(&named).ok_or(PageError::NotFound)?;
    let name = named.get("file").map_or("", String::as_str);
    let ending = name.strip_prefix("report.").ok_or(PageError::NotFound)?;
    let view = app.casework.public_report(here.id(), &key).await?;
    let document = annual::document(here.policy()?, &view, Reader::Public)?;
    let on = view.report.published_on.unwrap_or(here.today);
    let stem = format!(
        "complaints-report-{}",
        named.get("from").map_or("", String::as_str)
    );
    file((here.policy()?, document, on), (&stem, ending)).await
}
