//! Signals: what one manager is asked to look at. For everybody else there is nothing here.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::lists::PAGE;
use redress_casework::signal::{Line as SignalLine, List, NotSeenTo, SignalView};
use redress_domain::id::SignalId;
use redress_domain::signal::{Refusal, Settled};
use redress_pages::Page as _;
use redress_pages::components::SubNavigation;
use redress_pages::conduct::signal::{self, Line, Shown};
use redress_pages::form::FormState;

use super::conduct::incident::{FIELDS, read_incident};
use super::conduct::refusals::words_for;
use super::lines;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read};
use crate::here::Here;
use crate::path::Path;
use crate::session::{SignedIn, see_other};

const HERE: &str = "/staff/signals";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(HERE, get(list))
        .route("/staff/signals/{id}", get(show))
        .route("/staff/signals/{id}/dismiss", get(ask_dismiss).post(dismiss))
        .route("/staff/signals/{id}/take-up", get(ask_take_up).post(take_up))
}

async fn list(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let wanted = List::parse(query.value("list")).unwrap_or(List::Waiting);
    let before = SignalId::parse(query.value("before")).ok();
    let found = app
        .casework
        .open_signals(here.id(), &signed_in.actor, (wanted, before.as_ref()))
        .await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count >= PAGE);
    let last = found.last().filter(|_| is_full);
    let next = last.map(|line| lines::with(&here.path, &query, ("before", line.row.signal_id.as_str())));
    let tabs = SubNavigation::new("Signals")
        .item("To look at", HERE, wanted == List::Waiting)
        .item("Over", &format!("{HERE}?list=over"), wanted == List::Over);
    let rows: Vec<Line> = found.iter().map(row).collect();
    let shell = signed_in.shell(&app, &here).await?;
    let page = signal::list(shell, tabs, &rows, (here.today, next.as_deref()));
    Ok(Html(page.html()).into_response())
}

fn row(line: &SignalLine) -> Line {
    let row = &line.row;
    Line {
        name: line.name.clone().unwrap_or_else(|| "[removed]".to_owned()),
        href: format!("{HERE}/{}", row.signal_id),
        kind: row.kind,
        raised_on: row.raised_on,
        expires_on: row.expires_on,
        standing: row.standing,
        shows_us_late: row.shows_us_late,
    }
}

/// A signal that its reader opened.
struct Opened {
    view: Box<SignalView>,
    path: String,
    name: String,
}

impl Opened {
    async fn of(app: &App, here: &Here, (signed_in, id): (&SignedIn, &str)) -> Result<Self, PageError> {
        let id = SignalId::parse(id).map_err(|_not_one| PageError::NotFound)?;
        let view = app.casework.open_signal(here.id(), &signed_in.actor, &id).await?;
        let name = view.person.as_ref().map(|person| person.name.clone());
        Ok(Self {
            path: format!("{HERE}/{id}"),
            name: name.unwrap_or_else(|| "[removed]".to_owned()),
            view: Box::new(view),
        })
    }

    fn shown(&self) -> Shown<'_> {
        let reason = match &self.view.signal.settled {
            Some(Settled::Dismissed { reason, .. }) => Some(self.view.words(reason).unwrap_or("[removed]")),
            Some(Settled::TakenUp { .. }) | None => None,
        };
        Shown {
            path: &self.path,
            name: &self.name,
            signal: &self.view.signal,
            reason,
            today: self.view.today,
        }
    }
}

/// Beside which field it is said, and what to do next.
fn refused(refusal: Refusal) -> Result<(&'static str, &'static str), PageError> {
    Ok(match refusal {
        Refusal::NotThere => return Err(PageError::NotFound),
        Refusal::OnlyTheProgram
        | Refusal::NoSuchRule
        | Refusal::Unremarkable
        | Refusal::Waits
        | Refusal::Kept => {
            return Err(PageError::NotPermitted);
        }
        Refusal::Expired => ("form", "It is gone by itself: its last day has passed"),
        Refusal::Settled => ("form", "You have seen to it already"),
        Refusal::ReasonMissing => ("reason", "Enter why you leave it"),
    })
}

/// What is wrong, on the form it is about; what else failed is an error.
fn on_the_form(form: &mut FormState, why: NotSeenTo) -> Result<(), PageError> {
    match why {
        NotSeenTo::Refused(refusal) => {
            let (field, text) = refused(refusal)?;
            form.error(field, text);
        }
        NotSeenTo::Conduct(redress_domain::conduct::Refusal::NotPermitted(_)) => {
            return Err(PageError::NotPermitted);
        }
        NotSeenTo::Conduct(refusal) => {
            let (field, text) = words_for(&refusal);
            form.error(field, text);
        }
        NotSeenTo::Moved => form.error("form", "Something changed meanwhile. Try again"),
        NotSeenTo::Failed(failure) => return Err(failure.into()),
    }
    Ok(())
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, Path(id): Path<String>) -> Answer {
    let opened = Opened::of(&app, &here, (&signed_in, &id)).await?;
    let shell = signed_in.shell(&app, &here).await?;
    Ok(Html(signal::page(shell, &opened.shown()).html()).into_response())
}

async fn dismiss_page(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    opened: &Opened,
    (status, form): (StatusCode, &FormState),
) -> Answer {
    let shell = signed_in.shell(app, here).await?;
    let page = signal::dismiss(shell, &opened.shown(), form);
    Ok((status, Html(page.html())).into_response())
}

async fn ask_dismiss(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Answer {
    let opened = Opened::of(&app, &here, (&signed_in, &id)).await?;
    let form = FormState::new();
    dismiss_page((&app, &here, &signed_in), &opened, (StatusCode::OK, &form)).await
}

async fn dismiss(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(mut form): Form,
) -> Answer {
    let opened = Opened::of(&app, &here, (&signed_in, &id)).await?;
    if let Some(reason) = form.require("reason", "Enter why you leave it") {
        let words = app.casework.fresh().words(&reason);
        let about = (&opened.view.signal.id, words);
        match app
            .casework
            .dismiss_signal(here.id(), &signed_in.actor, about)
            .await
        {
            Ok(()) => {
                signed_in.say("The signal is dismissed");
                return Ok(see_other(HERE));
            }
            Err(why) => on_the_form(&mut form, why)?,
        }
    }
    let answer = (StatusCode::UNPROCESSABLE_ENTITY, &form);
    dismiss_page((&app, &here, &signed_in), &opened, answer).await
}

async fn take_up_page(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    opened: &Opened,
    (status, form): (StatusCode, &FormState),
) -> Answer {
    let conduct = here.policy()?.conduct.as_ref().ok_or(PageError::NotFound)?;
    let shell = signed_in.shell(app, here).await?;
    let page = signal::take_up(shell, &opened.shown(), (&conduct.categories, form));
    Ok((status, Html(page.html())).into_response())
}

async fn ask_take_up(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Answer {
    let opened = Opened::of(&app, &here, (&signed_in, &id)).await?;
    let form = FormState::new();
    take_up_page((&app, &here, &signed_in), &opened, (StatusCode::OK, &form)).await
}

async fn take_up(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(mut form): Form,
) -> Answer {
    let opened = Opened::of(&app, &here, (&signed_in, &id)).await?;
    let fresh = app.casework.fresh();
    if let Some(make) = read_incident(&mut form, (&fresh, here.today)) {
        let id = &opened.view.signal.id;
        match app
            .casework
            .take_up_signal(here.id(), &signed_in.actor, id, make)
            .await
        {
            Ok(file) => {
                signed_in.say("The incident is reported. Answer the checks before anything else");
                return Ok(see_other(&format!("/staff/arrangements/{file}")));
            }
            Err(why) => on_the_form(&mut form, why)?,
        }
    }
    form.errors_mut().sort_by_fields(FIELDS);
    let answer = (StatusCode::UNPROCESSABLE_ENTITY, &form);
    take_up_page((&app, &here, &signed_in), &opened, answer).await
}
