//! Marking several cases as duplicates of one that is kept: each is linked and closed in one act, and each
//! has its own answer. A complaint goes on in the other by a merge, with its rights.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::case::CaseView;
use redress_casework::failure::Failure;
use redress_domain::case::{BetweenOrder, Command, LinkTo, NewMerge, Outcome, Refusal, Relation};
use redress_domain::id::CaseId;
use redress_domain::vocabulary::Kind;
use redress_pages::Page as _;
use redress_pages::case::refusals::words_for;
use redress_pages::form::FormState;
use redress_pages::staff::duplicates::{MarkDuplicates, Marked};

use super::assign::{Chosen, chosen, ticked};
use super::typed;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read};
use crate::here::Here;
use crate::session::SignedIn;

/// What each customer is told unless somebody writes another sentence.
const SENTENCE: &str = "This is about the same matter as another case, and we deal with both of them there.";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/cases/duplicates", get(show).post(mark))
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let form = read(query.unwrap_or_default().as_bytes()).with("sentence", SENTENCE);
    respond(&app, &here, (&signed_in, &form), StatusCode::OK).await
}

async fn respond(
    app: &App,
    here: &Here,
    (signed_in, form): (&SignedIn, &FormState),
    status: StatusCode,
) -> Answer {
    let ticked = ticked(app, here, (signed_in, form)).await?;
    let shell = signed_in.shell(app, here).await?;
    let page = MarkDuplicates::new(shell, form, ticked);
    Ok((status, Html(page.html())).into_response())
}

/// The case that is kept.
struct Original {
    id: CaseId,
    reference: String,
    is_complaint: bool,
}

async fn mark(State(app): State<App>, here: Here, signed_in: SignedIn, Form(mut form): Form) -> Answer {
    let chosen = chosen(&form);
    let original = original(&app, &here, (&signed_in, &mut form), &chosen).await?;
    let sentence = form.require("sentence", "Enter the sentence the customer will see");
    let (Some(original), Some(sentence), false) = (original, sentence, chosen.is_empty()) else {
        return respond(&app, &here, (&signed_in, &form), StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let (mut done, mut not_done) = (Vec::new(), Vec::new());
    let sent = form.as_sent();
    for chosen in chosen {
        let reference = chosen.reference.to_string();
        match one(&app, &here, (&signed_in, &chosen), (&original, &sentence, &sent)).await? {
            Ok(what) => done.push((reference, format!("{what} {} and closed", original.reference))),
            Err(why) => not_done.push((reference, why)),
        }
    }
    let shell = signed_in.shell(&app, &here).await?;
    Ok(Html(Marked::new(shell, done, not_done).html()).into_response())
}

/// The case that is kept: one that the reader may find, and none of those that were ticked.
async fn original(
    app: &App,
    here: &Here,
    (signed_in, form): (&SignedIn, &mut FormState),
    chosen: &[Chosen],
) -> Result<Option<Original>, PageError> {
    let Some(written) = form.require("original", "Enter the reference of the case that is kept") else {
        return Ok(None);
    };
    let Some(reference) = typed::reference(&written) else {
        let message = typed::no_reference(&written, "Enter a reference, like WS-4K7P-29QX");
        form.error("original", message);
        return Ok(None);
    };
    if chosen.iter().any(|chosen| chosen.reference == reference) {
        form.error("original", "The case that is kept must not be one of those above");
        return Ok(None);
    }
    let line = app
        .casework
        .find_case_by_reference(here.id(), &signed_in.actor, &reference)
        .await?;
    if line.is_none() {
        form.error(
            "original",
            "We could not find that reference. Check it and try again",
        );
    }
    Ok(line.map(|line| Original {
        id: line.case.case_id,
        reference: reference.to_string(),
        is_complaint: line.case.kind == Kind::Complaint,
    }))
}

/// Links and closes one case, both or neither; answers how, or why not. The others go on.
async fn one(
    app: &App,
    here: &Here,
    (signed_in, chosen): (&SignedIn, &Chosen),
    (original, sentence, sent): (&Original, &str, &str),
) -> Result<Result<&'static str, String>, PageError> {
    let opened = app
        .casework
        .open_case(here.id(), &signed_in.actor, &chosen.reference)
        .await;
    let view = match opened {
        Ok(view) => view,
        Err(Failure::NotFound) => return Ok(Err("you may not open it".to_owned())),
        Err(other) => return Err(other.into()),
    };
    // Complaint Handling Code 1: work on a request goes on, whatever is complained of.
    if original.is_complaint && !view.case.is_complaint() {
        return Ok(Err(
            "it is no complaint, and what was promised of it goes on beside one. Link them instead"
                .to_owned(),
        ));
    }
    let (what, commands) = commands(app, &view, (&original.id, sentence));
    let at = (&view.id, Some(chosen.seen));
    let form = (commands.as_slice(), sent);
    let done = app.casework.act_of_form(here.id(), &signed_in.actor, at, form);
    match done.await {
        Ok(_) => Ok(Ok(what)),
        Err(Failure::Conflict { .. }) => Ok(Err(
            "somebody else changed it meanwhile. Open it to see what it says now".to_owned(),
        )),
        Err(Failure::NotPermitted | Failure::Refused(Refusal::NotPermitted(_))) => {
            Ok(Err("you may not close it".to_owned()))
        }
        Err(Failure::Refused(Refusal::WrongKind(_))) if view.case.is_complaint() => Ok(Err(
            "it is a complaint, and goes on only in another complaint. Link them instead".to_owned(),
        )),
        Err(Failure::Refused(refusal)) => Ok(Err(words_for(&refusal, Some(&view.case)).text.clone())),
        Err(other) => Err(other.into()),
    }
}

/// Why a complaint goes on in another, as the record says it.
const REASON: &str = "Marked as the same matter as the case that is kept";

/// What is done to one case, in a word and in commands.
fn commands(
    app: &App,
    view: &CaseView,
    (original, sentence): (&CaseId, &str),
) -> (&'static str, Vec<Command>) {
    let fresh = app.casework.fresh();
    if view.case.is_complaint() {
        let merge = BetweenOrder::Merge(NewMerge {
            from: view.id.clone(),
            into: original.clone(),
            reason: fresh.words(REASON),
            sentence: fresh.words(sentence),
        });
        return ("goes on in", vec![Command::Between(merge)]);
    }
    let link = Command::Link(LinkTo {
        from: view.id.clone(),
        case: original.clone(),
        relation: Relation::DuplicateOf,
    });
    let close = Command::Close {
        outcome: Outcome::Duplicate,
        sentence: fresh.words(sentence),
        lesson: None,
    };
    let is_linked = view
        .case
        .links
        .contains(&(original.clone(), Relation::DuplicateOf));
    let commands = if is_linked { vec![close] } else { vec![link, close] };
    ("linked to", commands)
}
