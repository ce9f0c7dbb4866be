//! The print runs: what goes by post, made, and saved as files.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::civil::Date;
use redress_casework::kept::{AT_ONCE, PrintRun};
use redress_domain::id::UserId;
use redress_domain::vocabulary::Channel;
use redress_pages::Page as _;
use redress_pages::staff::print_runs::{OF, OF_FILES, PrintRunItem, PrintRuns};

use crate::App;
use crate::download::NOTHING_ALLOWED;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::path::Path;
use crate::print::{Printed, title};
use crate::session::{SignedIn, see_other};

const HERE: &str = "/staff/print-runs";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(HERE, get(show).post(make))
        .route("/staff/print-runs/{run}/{file}", get(save))
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    let found = app.casework.print_runs(here.id(), &signed_in.actor).await?;
    let runs = found.runs;
    let users = runs
        .iter()
        .filter_map(|run| run.made_by.user())
        .cloned()
        .collect();
    let names = app.casework.names_of(here.id(), users).await?;
    let shell = signed_in.shell(&app, &here).await?;
    let items = runs.iter().map(|run| item(run, &names)).collect();
    let at_once = usize::try_from(AT_ONCE).unwrap_or(usize::MAX);
    let mut by_hand = app.codes_by_hand(&here);
    by_hand.retain(|way| *way == Channel::Letter);
    let codes = app
        .casework
        .count_codes_to_give(here.id(), (&signed_in.actor, &by_hand));
    let codes = usize::try_from(codes.await?.unwrap_or_default()).unwrap_or_default();
    let page = PrintRuns::new(shell, (found.waiting, at_once), items)
        .of_files(found.of_files)
        .codes(codes);
    Ok(Html(page.html()).into_response())
}

fn item(run: &PrintRun, names: &BTreeMap<UserId, String>) -> PrintRunItem {
    let by = run.made_by.user().and_then(|user| names.get(user).cloned());
    PrintRunItem {
        title: if run.of_conduct {
            format!("{}: conduct files", title(run))
        } else {
            title(run)
        },
        href: format!("{HERE}/{}-{}", run.run_on, run.number),
        letters: u64::try_from(run.letters).unwrap_or_default(),
        pages: u64::try_from(run.pages).unwrap_or_default(),
        at: run.made_at,
        by: by.unwrap_or_else(|| "the command line".to_owned()),
    }
}

async fn make(State(app): State<App>, here: Here, signed_in: SignedIn, Form(form): Form) -> Answer {
    let actor = &signed_in.actor;
    let made = if form.value(OF) == OF_FILES {
        Box::pin(app.casework.make_print_run_of_conduct(here.id(), actor)).await?
    } else {
        Box::pin(app.casework.make_print_run(here.id(), actor)).await?
    };
    signed_in.say(&match made {
        Some(run) => format!("Print run made: {}", title(&run)),
        None => "No letter waits to be printed".to_owned(),
    });
    Ok(see_other(HERE))
}

async fn save(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path((run, file)): Path<(String, String)>,
) -> Answer {
    let which = which(&run).ok_or(PageError::NotFound)?;
    let (kind, make): (_, fn(&Printed) -> _) = match file.as_str() {
        "letters.pdf" => ("application/pdf", Printed::pdf),
        "letters.csv" => ("text/csv; charset=utf-8", |printed| Ok(printed.csv())),
        "notify.zip" => ("application/zip", Printed::notify),
        _ => return Err(PageError::NotFound),
    };
    let reader = (here.id(), &signed_in.actor);
    let printed = Printed::read(&app.casework, reader, which).await?;
    // Setting is work for a processor: it is done where it keeps nobody waiting.
    let made = tokio::task::spawn_blocking(move || make(&printed)).await;
    let bytes = made.map_err(|error| redress_casework::failure::Failure::Unreadable(error.to_string()))??;
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!(
                "attachment; filename=\"print-run-{}-{}-{file}\"",
                which.0, which.1
            ),
        ),
        (header::CONTENT_SECURITY_POLICY, NOTHING_ALLOWED.to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// "2026-11-25-1": the day and the number of a run.
fn which(run: &str) -> Option<(Date, i64)> {
    let (day, number) = run.rsplit_once('-')?;
    Some((day.parse().ok()?, number.parse().ok()?))
}
