//! A customer says that their details are wrong. It goes to a person: nothing changes by itself.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use redress_casework::case::CaseView;
use redress_domain::case::ContactPurpose;
use redress_pages::public::status;

use super::{LetIn, Mine, contact, done, form_page, let_in_to, person_proved_by, record};
use crate::App;
use crate::error::Answer;
use crate::form::Form;
use crate::here::Here;
use crate::once::{fresh_form, once_with_its_words};
use crate::path::Path;
use crate::public::steps;
use crate::public::visitor::Visitor;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/track/{reference}/details", get(page).post(ask))
}

/// Whether there is somebody on the case whose details these would be.
pub(super) fn may_ask(mine: &Mine) -> bool {
    !mine.awaits_consent() && mine.person().is_some()
}

impl LetIn {
    /// The same with what is on file now.
    pub(super) fn held_to(self, view: &CaseView) -> Self {
        let known = person_proved_by(view, &self.proof).and_then(|id| view.person(&id).cloned());
        let known = known.map(|person| person.digest.as_str().to_owned());
        let is_other = self.opened_by.is_some() && self.opened_by != known;
        let is_proved = self.is_proved && !is_other;
        Self {
            is_proved,
            opened_by: known.filter(|_| is_proved),
            ..self
        }
    }
}

async fn page(State(app): State<App>, here: Here, mut visitor: Visitor, Path(typed): Path<String>) -> Answer {
    let mine = let_in_to(&app, &here, &mut visitor, &typed).await?;
    if !may_ask(&mine) {
        return Ok(visitor.see_other(&mine.path()));
    }
    let form = fresh_form(&app);
    form_page(status::details, (&here, &visitor, &mine), (StatusCode::OK, &form))
}

async fn ask(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path(typed): Path<String>,
    Form(mut form): Form,
) -> Answer {
    let mine = let_in_to(&app, &here, &mut visitor, &typed).await?;
    if !may_ask(&mine) {
        return Ok(visitor.see_other(&mine.path()));
    }
    form.require("told", "Tell us what is wrong, and what it should be");
    steps::optional_text(&mut form, "told", "What you tell us");
    if !form.errors().is_empty() {
        let again = (StatusCode::UNPROCESSABLE_ENTITY, &form);
        return form_page(status::details, (&here, &visitor, &mine), again);
    }
    // Whoever corrects it has to know how sure it is that it was them.
    let sure = if mine.is_proved() {
        "after typing a code that we sent to the details on file, or in the browser that sent this"
    } else {
        "with the postcode or last name alone, and without a code"
    };
    let words = format!(
        "Please correct my details: {}\n\n(Asked for on the page of this case, {sure}.)",
        form.value("told").trim()
    );
    let asked = contact(&app, ContactPurpose::Information, &words);
    record((&app, &here, &mine), (&[asked], once_with_its_words(&form))).await?;
    let said = "We have your request. Somebody checks it before anything changes.";
    done(&app, &here, visitor, (&mine, said)).await
}
