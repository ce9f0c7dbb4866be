//! The code that opens what is private of a case: letters, the customer's own words, their details.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::get;
use jiff::SignedDuration;
use redress_casework::code::{Asked, TRIES, Typed, channel_to};
use redress_domain::vocabulary::Channel;
use redress_pages::form::FormState;
use redress_pages::public::code::{self, Way, masked_email, masked_phone};
use redress_pages::public::status::Private;
use redress_pages::public::{Ask, Facts};
use redress_pages::{Page as _, Shell};

use super::{LET_IN_FOR, LetIn, Mine, let_in_to, name_of, unsent};
use crate::error::{Answer, PageError};
use crate::form::{Form, read};
use crate::here::Here;
use crate::noticed::Door;
use crate::path::Path;
use crate::public::visitor::Visitor;
use crate::{App, Sending};

/// For how long wrong codes of a case are counted together, to notice whoever guesses.
const HOUR: SignedDuration = SignedDuration::from_hours(1);

const WRONG: &str = "The code is not right, or it has ended. Try again or ask for a new one";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/track/{reference}/code", get(show).post(take))
}

async fn show(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path(typed): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let mine = let_in_to(&app, &here, &mut visitor, &typed).await?;
    if mine.private() != Private::BehindCode {
        return Ok(visitor.see_other(&mine.path()));
    }
    let query = read(query.unwrap_or_default().as_bytes());
    let (has_one, is_kept) = (query.filled("have").is_some(), query.filled("kept").is_some());
    let way = way(&app, &here, &mine);
    let page = if mine.pass.is_asked || has_one || way == Way::InPerson {
        Part::Enter
    } else {
        Part::Ask
    };
    let shell = mine.shell(&here);
    let shell = if is_kept { unsent::told(shell) } else { shell };
    let nothing = (StatusCode::OK, &FormState::new());
    shown_in(shell, (&app, &here), (&visitor, &mine), page, nothing)
}

/// Which of the two pages.
#[derive(Debug, Clone, Copy)]
enum Part {
    Ask,
    Enter,
}

fn shown(
    at: (&App, &Here),
    (visitor, mine): (&Visitor, &Mine),
    part: Part,
    form: (StatusCode, &FormState),
) -> Answer {
    shown_in(mine.shell(at.1), at, (visitor, mine), part, form)
}

fn shown_in(
    shell: Shell,
    (app, here): (&App, &Here),
    (visitor, mine): (&Visitor, &Mine),
    part: Part,
    (status, form): (StatusCode, &FormState),
) -> Answer {
    let facts = Facts::of(here.policy()?, here.today);
    let ask = Ask {
        shell,
        form,
        facts: &facts,
    };
    let way = way(app, here, mine);
    let page = match part {
        Part::Ask => code::ask(ask, &way, mine.reference.as_str()),
        Part::Enter => code::enter(ask, &way),
    };
    Ok(visitor.answer((status, Html(page.html()))))
}

/// How a code reaches whoever proved their postcode or last name.
fn way(app: &App, here: &Here, mine: &Mine) -> Way {
    let person = mine.person().and_then(|id| mine.view.person(&id).cloned());
    let channel = person.as_ref().and_then(channel_to);
    let (Some(person), Some(channel)) = (person, channel) else {
        return Way::InPerson;
    };
    match (app.sending(here), channel) {
        (Sending::Shown, _) => Way::Demo,
        (Sending::ByHand, Channel::Email) => Way::InPerson,
        (Sending::Mailed, Channel::Email) => {
            Way::By(channel, masked_email(person.email.as_deref().unwrap_or_default()))
        }
        (Sending::Mailed | Sending::ByHand, Channel::Text) if !app.leaves_by_itself(here, channel) => {
            Way::TextedByHand(masked_phone(person.phone.as_deref().unwrap_or_default()))
        }
        (Sending::Mailed | Sending::ByHand, _) => {
            Way::By(channel, masked_phone(person.phone.as_deref().unwrap_or_default()))
        }
    }
}

async fn take(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path(typed): Path<String>,
    Form(mut form): Form,
) -> Answer {
    let mine = let_in_to(&app, &here, &mut visitor, &typed).await?;
    let Some(person) = mine.person().filter(|_| mine.private() == Private::BehindCode) else {
        return Ok(visitor.see_other(&mine.path()));
    };
    if form.value("turn") == "send" {
        return send(&app, &here, visitor, (&mine, form)).await;
    }
    let digits = form.value("code").chars().filter(char::is_ascii_digit).count();
    let mut given = None;
    if digits == 6 {
        match app
            .casework
            .try_code(&mine.view, &person, form.value("code"))
            .await?
        {
            Typed::Right(by) => given = by,
            // Also when it has ended, was used, or there never was one.
            Typed::Wrong => {
                form.error("code", WRONG);
                let key = format!("case-code:{}:{person}", mine.view.id);
                let count = app.casework.count_try(here.id(), &key, HOUR).await?;
                app.notice(&here, Door::CaseCode, (count, TRIES));
            }
        }
    } else {
        form.error("code", "Enter the 6-digit code");
    }
    if !form.errors().is_empty() {
        let again = (StatusCode::UNPROCESSABLE_ENTITY, &form);
        return shown((&app, &here), (&visitor, &mine), Part::Enter, again);
    }
    let pass = LetIn {
        is_proved: true,
        is_asked: false,
        given,
        done: Some("You can now see your letters and details.".to_owned()),
        ..mine.pass.clone()
    };
    let name = name_of(&mine.reference);
    visitor.let_in(&app, &here, (&name, &pass), LET_IN_FOR).await?;
    let place = unsent::or_status(&app, &here, (&visitor, &mine.reference)).await?;
    Ok(visitor.see_other(&place))
}

async fn send(app: &App, here: &Here, visitor: Visitor, (mine, mut form): (&Mine, FormState)) -> Answer {
    if way(app, here, mine) == Way::InPerson {
        return shown(
            (app, here),
            (&visitor, mine),
            Part::Enter,
            (StatusCode::OK, &FormState::new()),
        );
    }
    let person = mine.person().ok_or(PageError::NotFound)?;
    if app.casework.ask_for_code(&mine.view, &person).await? == Asked::TooMany {
        form.error("code", "You asked for too many codes. Wait an hour, or phone us");
        let again = (StatusCode::UNPROCESSABLE_ENTITY, &form);
        return shown((app, here), (&visitor, mine), Part::Enter, again);
    }
    let pass = LetIn {
        is_asked: true,
        ..mine.pass.clone()
    };
    let name = name_of(&mine.reference);
    visitor.keep_in(app, here, (&name, &pass), LET_IN_FOR).await?;
    Ok(visitor.see_other(&format!("{}/code", mine.path())))
}
