//! A customer takes back what they asked for: in its private part, for nobody else may end it.
//!
//! A reference and a postcode are on every letter: whoever reads one over somebody's shoulder could end their complaint
//! unseen. So the code is asked for, as before everything private (ux, P7); whoever has no e-mail and no mobile phones
//! us, and is given one or has it recorded. The letter that follows tells whoever did not ask for it.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, Response};
use axum::routing::get;
use redress_domain::case::Command;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::Kind;
use redress_pages::Page as _;
use redress_pages::form::FormState;
use redress_pages::public::{Ask, Facts, status};

use super::{Mine, done, let_in_to};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::path::Path;
use crate::public::steps;
use crate::public::visitor::Visitor;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/track/{reference}/withdraw", get(page).post(withdraw))
}

/// Whoever speaks for somebody else needs their consent to end the matter.
pub(super) fn may_withdraw(mine: &Mine) -> bool {
    // Thanks that were given are not taken back: nothing is asked for, and nothing is stopped.
    let asks_something = mine.view.case.kind != Kind::Compliment;
    let is_theirs = !mine.is_anonymous() && !mine.awaits_consent();
    // What was answered is not taken back: whoever is not content with it has other ways, which stand beside it.
    let case = &mine.view.case;
    let is_answered = case.reply_sent_at().is_some() && case.open_return().is_none();
    // Where several complain, nobody ends it for the others: whoever wants no more of it says so to staff.
    let is_open = !case.is_closed() && !is_answered && !case.is_of_several();
    asks_something && is_open && is_theirs
}

fn draft_name(reference: &Reference) -> String {
    format!("withdraw:{reference}")
}

/// The case, where this browser may withdraw it; otherwise where to go first. What was typed waits until then.
async fn withdrawing(
    app: &App,
    here: &Here,
    (visitor, typed, reason): (&mut Visitor, &str, Option<&str>),
) -> Result<Result<Mine, Response>, PageError> {
    let mine = let_in_to(app, here, visitor, typed).await?;
    // Also a second press of the same button.
    if !may_withdraw(&mine) {
        return Ok(Err(visitor.see_other(&mine.path())));
    }
    if !mine.is_proved() {
        if let Some(reason) = reason {
            visitor
                .keep(app, here, (&draft_name(&mine.reference), &reason))
                .await?;
        }
        return Ok(Err(visitor.see_other(&format!("{}/code", mine.path()))));
    }
    Ok(Ok(mine))
}

/// What is taken back; nobody who has an additional reply needs the review to have been for nothing.
fn what(mine: &Mine) -> status::Withdrawing {
    let case = &mine.view.case;
    match (case.open_review(), case.additional_reply(mine.view.now)) {
        (Some(_), Some(_)) => status::Withdrawing::ForTheAdditionalReply,
        (Some(_), None) => status::Withdrawing::TheReview,
        (None, _) => status::Withdrawing::All,
    }
}

fn shown((here, visitor, mine): (&Here, &Visitor, &Mine), (code, form): (StatusCode, &FormState)) -> Answer {
    let facts = Facts::of(here.policy()?, here.today);
    let ask = Ask {
        shell: mine.shell(here),
        form,
        facts: &facts,
    };
    let what = what(mine);
    let page = status::withdraw(ask, (mine.reference.as_str(), what));
    Ok(visitor.answer((code, Html(page.html()))))
}

async fn page(State(app): State<App>, here: Here, mut visitor: Visitor, Path(typed): Path<String>) -> Answer {
    let mine = match withdrawing(&app, &here, (&mut visitor, &typed, None)).await? {
        Ok(mine) => mine,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let before: Option<String> = visitor.recall(&app, &here, &draft_name(&mine.reference)).await?;
    let form = FormState::new().with("reason", before.unwrap_or_default());
    shown((&here, &visitor, &mine), (StatusCode::OK, &form))
}

async fn withdraw(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path(typed): Path<String>,
    Form(mut form): Form,
) -> Answer {
    let at = (&mut visitor, typed.as_str(), form.filled("reason"));
    let mine = match withdrawing(&app, &here, at).await? {
        Ok(mine) => mine,
        Err(elsewhere) => return Ok(elsewhere),
    };
    steps::optional_text(&mut form, "reason", "Why you are withdrawing it");
    if !form.errors().is_empty() {
        let again = (StatusCode::UNPROCESSABLE_ENTITY, &form);
        return shown((&here, &visitor, &mine), again);
    }
    let accepts = match what(&mine) {
        status::Withdrawing::ForTheAdditionalReply => true,
        status::Withdrawing::TheReview | status::Withdrawing::All => false,
    };
    let reason = app.casework.fresh().some_words(form.value("reason"));
    let command = Command::Withdraw { reason };
    app.casework
        .act_on_latest(here.id(), &mine.actor(), &mine.view.id, command)
        .await?;
    visitor.forget(&app, &here, &draft_name(&mine.reference)).await?;
    if accepts {
        let said = format!(
            "You accepted our additional reply to {}. We closed it.",
            mine.reference
        );
        return done(&app, &here, visitor, (&mine, &said)).await;
    }
    let said = format!(
        "Your wish to withdraw was added to {}. We confirm it to you, in the way that you chose for our answers.",
        mine.reference
    );
    done(&app, &here, visitor, (&mine, &said)).await
}
