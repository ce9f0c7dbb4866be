//! Coming back to what was saved, with the code that was shown then.

use std::time::Duration;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::SignedDuration;
use redress_domain::draft_code::{BadDraftCode, DraftCode};
use redress_pages::Page as _;
use redress_pages::form::FormState;
use redress_pages::public::returning::{CODE, REPLACE, come_back};
use redress_pages::public::{Ask, Facts};

use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::noticed::Door;
use crate::public::journey::{Journey, Kept};
use crate::public::visitor::Visitor;
use crate::public::{JOURNEYS, limits};

/// How long wrong tries count, and how many one address has.
const WINDOW: SignedDuration = SignedDuration::from_mins(15);
const TRIES: i64 = 10;
/// A wrong answer takes at least so long, whether or not there is such a code.
const WRONG_TAKES: Duration = Duration::from_millis(150);

/// What is said of a wrong code and of one that has ended: the same.
const NOT_FOUND: &str = "We could not find anything with that code. Check it and try again. We keep what you \
                         typed for 7 days";

/// The routes of this file.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/continue", get(show).post(look_up))
}

#[derive(Debug, serde::Deserialize)]
struct Linked {
    #[serde(default)]
    code: String,
}

/// A link that was mailed brings its code along. It opens nothing before somebody presses the button: what
/// looks at links in somebody's mail before they do must not take the answers over.
async fn show(here: Here, Query(linked): Query<Linked>) -> Answer {
    let code: String = linked.code.chars().take(40).collect();
    shown(&here, StatusCode::OK, &FormState::new().with(CODE, &code))
}

fn shown(here: &Here, status: StatusCode, form: &FormState) -> Answer {
    let facts = Facts::of(here.policy()?, here.today);
    let page = come_back(Ask {
        shell: here.public().back("/"),
        form,
        facts: &facts,
    });
    Ok((status, Html(page.html())).into_response())
}

async fn look_up(State(app): State<App>, here: Here, visitor: Visitor, Form(mut form): Form) -> Answer {
    let began = tokio::time::Instant::now();
    let key = format!("continue:{}", limits::place(here.address));
    if app.casework.tries(here.id(), &key, WINDOW).await? >= TRIES {
        return Err(PageError::TooManyTries);
    }
    let code = match DraftCode::parse(form.value(CODE)) {
        Ok(code) => code,
        Err(wrong) => {
            form.error(
                CODE,
                match wrong {
                    BadDraftCode::Check => "Check the code: one letter or number is wrong",
                    BadDraftCode::Shape => "Enter your code, like K7P4-29QX-M3TV-8HRA-5WDE",
                },
            );
            return shown(&here, StatusCode::UNPROCESSABLE_ENTITY, &form);
        }
    };
    let draft = app.casework.draft_of_code(here.id(), &code).await?;
    let found = draft.and_then(|draft| {
        let journey = JOURNEYS.iter().find(|journey| journey.name == draft.journey)?;
        let kept: Kept = serde_json::from_str(&draft.body).ok()?;
        Some((*journey, kept, draft))
    });
    let Some((journey, kept, draft)) = found else {
        let count = app.casework.count_try(here.id(), &key, WINDOW).await?;
        app.notice(&here, Door::Continue, (count, TRIES));
        tokio::time::sleep_until(began + WRONG_TAKES).await;
        form.error(CODE, NOT_FOUND);
        return shown(&here, StatusCode::UNPROCESSABLE_ENTITY, &form);
    };
    if visitor.keeps(&draft) {
        return go_on(&app, &here, visitor, (journey, &kept)).await;
    }
    let other: Option<Kept> = visitor.recall(&app, &here, journey.name).await?;
    if other.is_some() && form.value(REPLACE) != "yes" {
        let already =
            "You have begun the same form on this device. Select that it can be deleted, or send it first";
        form.error(REPLACE, already);
        return shown(&here, StatusCode::UNPROCESSABLE_ENTITY, &form);
    }
    let mut visitor = visitor;
    visitor.take_over(&app, &here, &draft).await?;
    go_on(&app, &here, visitor, (journey, &kept)).await
}

/// To the first question that is not answered. Kept once more, it has the code of this browser: the
/// one that was typed opens nothing any more.
async fn go_on(app: &App, here: &Here, visitor: Visitor, (journey, kept): (&Journey, &Kept)) -> Answer {
    let mut visitor = visitor;
    visitor.keep(app, here, (journey.name, kept)).await?;
    super::files::keep(app, here, kept).await?;
    let facts = Facts::of(here.policy()?, here.today);
    Ok(visitor.see_other(&journey.goes_on(kept, &facts)))
}
