//! The reader's own account: when they are away, and who covers.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::civil::Date;
use redress_casework::failure::Failure;
use redress_casework::user::User;
use redress_domain::calendar::london::civil_date;
use redress_domain::case::Refusal;
use redress_domain::id::UserId;
use redress_domain::working_hours::WorkingHours;
use redress_pages::form::FormState;
use redress_pages::format::{long_date, picker_date, time};
use redress_pages::staff::account::{Account, DAYS, Known, SecondStep};
use redress_pages::{Page as _, words};

use super::{by_email, typed};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::session::{SignedIn, see_other};

const HERE: &str = "/staff/account";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/account", get(show).post(save))
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    let mut form = FormState::new();
    let away = app.casework.absence(here.id(), &signed_in.user.id).await?;
    if let Some(away) = away.filter(|away| away.away_to >= here.today) {
        form.set("from", picker_date(away.away_from));
        form.set("to", picker_date(away.away_to));
        form.set("covered_by", away.covered_by.as_str());
    }
    if let Some(hours) = app
        .casework
        .working_hours(here.id())
        .await?
        .remove(&signed_in.user.id)
    {
        let (from, to) = hours.hours();
        for day in hours.days() {
            form = form.with("days", day.to_string());
        }
        for (name, time) in [("begins", from), ("ends", to)] {
            form.set(name, format!("{:02}:{:02}", time.hour(), time.minute()));
        }
    }
    respond(&app, &here, (&signed_in, &form), StatusCode::OK).await
}

async fn respond(
    app: &App,
    here: &Here,
    (signed_in, form): (&SignedIn, &FormState),
    status: StatusCode,
) -> Answer {
    let known = known(app, here, signed_in).await?;
    page(app, here, (signed_in, form, known), status).await
}

/// The page with the address of the reader's calendar, which is shown once.
pub(super) async fn with_address(app: &App, here: &Here, signed_in: &SignedIn, address: &str) -> Answer {
    let mut known = known(app, here, signed_in).await?;
    known.calendar_address = Some(address.to_owned());
    page(app, here, (signed_in, &FormState::new(), known), StatusCode::OK).await
}

async fn page(
    app: &App,
    here: &Here,
    (signed_in, form, known): (&SignedIn, &FormState, Known),
    status: StatusCode,
) -> Answer {
    let shell = signed_in.shell(app, here).await?;
    let page = Account::new(shell, form, known);
    Ok((status, Html(page.html())).into_response())
}

async fn known(app: &App, here: &Here, signed_in: &SignedIn) -> Result<Known, PageError> {
    let user = &signed_in.user;
    let policy = here.policy()?;
    let roles: Vec<_> = user.roles.iter().map(|role| words::role(*role)).collect();
    let teams = user.teams.iter().filter_map(|id| policy.team(id));
    let teams: Vec<_> = teams.map(|team| team.name.as_str()).collect();
    let mut facts = vec![
        ("Name".to_owned(), user.name.clone()),
        ("Email address".to_owned(), user.email.clone()),
        ("Part".to_owned(), roles.join(", ")),
    ];
    if !teams.is_empty() {
        facts.push(("Team".to_owned(), teams.join(", ")));
    }
    let covers = app.casework.possible_covers(here.id(), &user.id).await?;
    let away = app.casework.absence(here.id(), &user.id).await?;
    let away = away.filter(|away| away.away_to >= here.today).map(|away| {
        let cover = covers.iter().find(|cover| cover.id == away.covered_by);
        let name = cover.map_or("Nobody who still may", |cover| cover.name.as_str());
        let (from, to) = (long_date(away.away_from), long_date(away.away_to));
        format!("You are away from {from} to {to}. {name} covers.")
    });
    let covers = covers.into_iter().map(|cover| (cover.id.to_string(), cover.name));
    let hours = app.casework.working_hours(here.id()).await?;
    let hours = hours
        .get(&user.id)
        .map(|hours| format!("You work {}.", hours_in_words(hours)));
    let calendar = app.casework.calendar_link(here.id(), &signed_in.actor).await?;
    Ok(Known {
        facts,
        covers: covers.collect(),
        hours,
        away,
        figures: by_email::lines(app, here, signed_in).await?,
        calendar_since: calendar.map(|at| long_date(civil_date(at))),
        calendar_address: None,
        second_step: second_step(app, here, user).await?,
    })
}

async fn second_step(app: &App, here: &Here, user: &User) -> Result<SecondStep, PageError> {
    // Whoever signs in by the council's provider has no password here, and proves what it asks there.
    let has_password = user.password_hash.is_some();
    if !has_password || !here.policy()?.sign_in.offers_second_step(&user.roles) {
        return Ok(SecondStep::Off);
    }
    Ok(if app.casework.has_second_step(here.id(), &user.id).await? {
        SecondStep::Has
    } else {
        SecondStep::Offered
    })
}

async fn save(State(app): State<App>, here: Here, signed_in: SignedIn, Form(mut form): Form) -> Answer {
    if form.value("do") == "back" {
        app.casework.come_back(here.id(), &signed_in.actor).await?;
        signed_in.say("You are not away");
        return Ok(see_other(HERE));
    }
    if matches!(form.value("do"), "hours" | "no-hours") {
        return save_hours(&app, &here, (&signed_in, form)).await;
    }
    let Some((from, to, cover)) = read(&here, &mut form) else {
        return respond(&app, &here, (&signed_in, &form), StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let away = app
        .casework
        .go_away(here.id(), &signed_in.actor, (from, to), &cover)
        .await;
    match away {
        Ok(()) => {
            signed_in.say("Saved when you are away");
            Ok(see_other(HERE))
        }
        Err(Failure::Refused(Refusal::NotInPolicy("cover who is here"))) => {
            let away = app.casework.absence(here.id(), &cover).await?;
            let days = away.map(|away| (long_date(away.away_from), long_date(away.away_to)));
            let (from, to) = days.unwrap_or_default();
            let message = format!("They are away from {from} to {to}. Select somebody who is here");
            form.error("covered_by", message);
            respond(&app, &here, (&signed_in, &form), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Failure::Refused(Refusal::NotInPolicy(_))) => {
            form.error("covered_by", "Select somebody who may do what you do");
            respond(&app, &here, (&signed_in, &form), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

fn read(here: &Here, form: &mut FormState) -> Option<(Date, Date, UserId)> {
    let mut day = |name: &str, label: &str| {
        let day = typed::date(form.value(name));
        if day.is_none() {
            form.error(name, format!("{label} must be a date, like 17/5/2027"));
        }
        day
    };
    let (from, to) = (day("from", "First day away"), day("to", "Last day away"));
    let cover = UserId::parse(form.value("covered_by")).ok();
    if cover.is_none() {
        form.error("covered_by", "Select who covers for you");
    }
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        form.error("to", "Last day away must be the first day or after it");
    } else if to.is_some_and(|to| to < here.today) {
        form.error("to", "Last day away must be today or after today");
    }
    let ((from, to), cover) = from.zip(to).zip(cover).filter(|_| form.errors().is_empty())?;
    Some((from, to, cover))
}

async fn save_hours(app: &App, here: &Here, (signed_in, mut form): (&SignedIn, FormState)) -> Answer {
    let hours = if form.value("do") == "hours" {
        let Some(hours) = read_hours(&mut form) else {
            return respond(app, here, (signed_in, &form), StatusCode::UNPROCESSABLE_ENTITY).await;
        };
        Some(hours)
    } else {
        None
    };
    app.casework
        .set_working_hours(here.id(), &signed_in.actor, hours)
        .await?;
    signed_in.say("Saved when you work");
    Ok(see_other(HERE))
}

fn read_hours(form: &mut FormState) -> Option<WorkingHours> {
    let days: Vec<i8> = form.choices("days", |day| day.parse().ok().filter(|day| (1..=7).contains(day)));
    if days.is_empty() && form.errors().of("days").is_none() {
        form.error("days", "Select the days you work");
    }
    let mut time = |name: &str, label: &str| {
        let time = typed::time(form.value(name));
        if time.is_none() {
            form.error(name, format!("{label} must be a time, like 9am or 5:30pm"));
        }
        time
    };
    let times = time("begins", "From").zip(time("ends", "To"))?;
    let hours = WorkingHours::new(days, times);
    if hours.is_none() && times.1 <= times.0 {
        form.error("ends", "To must be after From");
    }
    hours.filter(|_| form.errors().is_empty())
}

/// "Monday to Friday, 9am to 5pm"; "Monday and Thursday, 9:30am to 2pm".
pub(super) fn hours_in_words(hours: &WorkingHours) -> String {
    let name = |day: &i8| {
        let known = usize::try_from(*day - 1).ok().and_then(|at| DAYS.get(at));
        known.map_or("", |(_, name)| *name)
    };
    let days = hours.days();
    let follow = days
        .windows(2)
        .all(|pair| matches!(pair, [one, next] if *next == one + 1));
    let words = match days {
        [first, .., last] if follow && days.len() > 2 => format!("{} to {}", name(first), name(last)),
        [before @ .., last] if !before.is_empty() => {
            let before: Vec<&str> = before.iter().map(name).collect();
            format!("{} and {}", before.join(", "), name(last))
        }
        days => days.iter().map(name).collect(),
    };
    let (from, to) = hours.hours();
    format!("{words}, {} to {}", time(from), time(to))
}

#[cfg(test)]
mod tests {
    //! Hours in words.

    use jiff::civil::time;

    use super::{WorkingHours, hours_in_words};

    #[test]
    fn hours_are_said_as_people_say_them() {
        for (days, said) in [
            (vec![1, 2, 3, 4, 5], "Monday to Friday, 9am to 5:30pm"),
            (vec![1, 2], "Monday and Tuesday, 9am to 5:30pm"),
            (vec![1, 3, 5], "Monday, Wednesday and Friday, 9am to 5:30pm"),
            (vec![7], "Sunday, 9am to 5:30pm"),
        ] {
            let hours = WorkingHours::new(days, (time(9, 0, 0, 0), time(17, 30, 0, 0)));
            assert_eq!(hours.as_ref().map(hours_in_words).as_deref(), Some(said));
        }
    }
}
