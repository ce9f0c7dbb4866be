//! Figures by e-mail: asked for on the pages of performance, and ended on the account.

use axum::Router;
use axum::extract::State;
use axum::routing::post;
use redress_casework::failure::Failure;
use redress_casework::mailed_report::{MOST, MailedReport};
use redress_casework::measure::view::View;
use redress_domain::id::ServiceId;
use redress_domain::measure::every::Every;
use redress_pages::format::long_date;
use redress_pages::staff::account::Mailed;

use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::session::{SignedIn, see_other};

const ACCOUNT: &str = "/staff/account";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/reports/by-email", post(ask))
        .route("/staff/account/figures", post(stop))
}

/// What is mailed to the reader, as their account shows it.
pub(super) async fn lines(app: &App, here: &Here, signed_in: &SignedIn) -> Result<Vec<Mailed>, PageError> {
    let reports = app.casework.mailed_reports(here.id(), &signed_in.actor).await?;
    reports.iter().map(|report| line(here, report)).collect()
}

fn line(here: &Here, report: &MailedReport) -> Result<Mailed, PageError> {
    let policy = here.policy()?;
    let service = report.service.as_ref();
    let name = service
        .and_then(|id| policy.service(id))
        .map_or("all services", |service| service.name.as_str());
    let often = match report.every {
        Every::Week => "every week",
        Every::Month => "every month",
    };
    Ok(Mailed {
        what: format!("{}, {name}", report.view.name),
        when: format!("{often}, next on {}", long_date(report.due_on)),
        which: (
            report.view.word.to_owned(),
            service.map(ToString::to_string).unwrap_or_default(),
        ),
    })
}

async fn ask(State(app): State<App>, here: Here, signed_in: SignedIn, Form(form): Form) -> Answer {
    let not_whole = || PageError::BadRequest("The form is not whole.");
    let view = View::of(form.value("view")).ok_or_else(not_whole)?;
    let every = Every::parse(form.value("every")).ok_or_else(not_whole)?;
    let service = match form.value("service") {
        "" => None,
        service => Some(ServiceId::parse(service).map_err(|_not_an_id| not_whole())?),
    };
    let what = (view, service.as_ref(), every);
    match app.casework.mail_report(here.id(), &signed_in.actor, what).await {
        Ok(first) => signed_in.say(&format!("The first is mailed to you on {}", long_date(first))),
        Err(Failure::Taken) => {
            signed_in.say(&format!(
                "You have {MOST} by email already. Stop one of them first"
            ));
        }
        Err(other) => return Err(other.into()),
    }
    Ok(see_other(ACCOUNT))
}

async fn stop(State(app): State<App>, here: Here, signed_in: SignedIn, Form(form): Form) -> Answer {
    let which = (form.value("view"), form.value("service"));
    app.casework
        .stop_report(here.id(), &signed_in.actor, which)
        .await?;
    signed_in.say("They are not mailed to you any more");
    Ok(see_other(ACCOUNT))
}
