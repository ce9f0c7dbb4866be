//! What members see of briefings: figures of a month in tens, and nothing of any case (Complaint Handling Code 9; guide for
//! members).

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_domain::report::ReportKey;
use redress_pages::Page as _;
use redress_pages::report::list::ReportList;
use redress_pages::report::page::ReportPage;

use super::shell;
use crate::App;
use crate::error::{Answer, PageError};
use crate::here::Here;
use crate::path::Path;
use crate::report::{briefing, file};
use crate::session::SignedIn;
use crate::staff::briefings::{key_in, lines, place};

const BRIEFINGS: &str = "/councillor/briefings";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(BRIEFINGS, get(list))
        .route("/councillor/briefings/{post}/{day}", get(show))
        .route("/councillor/briefings/{post}/{day}/{file}", get(download))
}

fn path_of(key: &ReportKey) -> String {
    match key {
        ReportKey::Briefing { post, on } => format!("{BRIEFINGS}/{post}/{on}"),
        ReportKey::Annual { from } => format!("/annual-complaints-report/{from}"),
    }
}

async fn list(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let before = place(query);
    let before = before.as_ref().map(|(day, key)| (*day, key));
    let rows = app.casework.briefings_out(here.id(), before).await?;
    let (mut lines, next) = lines(here.policy()?, &rows, (path_of, BRIEFINGS));
    for line in &mut lines {
        line.state = ("", "");
    }
    let page = ReportList::new(
        shell(&here, &signed_in),
        "Briefings",
        lines,
        "No briefing has gone out yet.",
    )
    .intro("What the Executive was told, in figures. Nobody can be recognised in them.")
    .on(
        next,
        vec![(
            "Annual reports".to_owned(),
            "/annual-complaints-report".to_owned(),
        )],
    );
    Ok(Html(page.html()).into_response())
}

async fn show(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(named): Path<BTreeMap<String, String>>,
) -> Answer {
    let key = key_in(&named).ok_or(PageError::NotFound)?;
    let report = app.casework.briefing_out(here.id(), &key).await?;
    let document = briefing::for_members(here.policy()?, &key, &report)?;
    let path = path_of(&key);
    let files = [
        ("Figures (PDF)", "figures.pdf"),
        ("Figures (ODS spreadsheet)", "figures.ods"),
    ];
    let files = files.map(|(words, name)| (words.to_owned(), format!("{path}/{name}")));
    let shell = shell(&here, &signed_in).back_to("Back to briefings", BRIEFINGS);
    let page = ReportPage::new(shell, document, ("", "")).files(files.to_vec());
    Ok(Html(page.html()).into_response())
}

async fn download(
    State(app): State<App>,
    here: Here,
    _: SignedIn,
    Path(named): Path<BTreeMap<String, String>>,
) -> Answer {
    let key = key_in(&named).ok_or(PageError::NotFound)?;
    let name = named.get("file").map_or("", String::as_str);
    let ending = name.strip_prefix("figures.").ok_or(PageError::NotFound)?;
    let report = app.casework.briefing_out(here.id(), &key).await?;
    let document = briefing::for_members(here.policy()?, &key, &report)?;
    let on = report
        .approved
        .as_ref()
        .map_or(here.today, |approved| approved.on);
    let stem = format!("figures-{}", key.to_string().replace('/', "-"));
    file((here.policy()?, document, on), (&stem, ending)).await
}
