//! The days on which the council is closed.

use axum::Router;
use axum::routing::get;
use jiff::Span;
use jiff::civil::Date;
use redress_domain::policy::edit::{Group, Value};
use redress_pages::admin::BECAUSE;
use redress_pages::admin::closure as pages;
use redress_pages::form::FormState;

use super::editing::{Edit, Editing};
use crate::App;
use crate::error::Answer;
use crate::form::Form;
use crate::staff::typed;

const FIELDS: [&str; 4] = ["day", "until", "open", BECAUSE];

/// The longest that several days in a row can be closed in one go.
const LONGEST: i32 = 60;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/admin/closures", get(show).post(change))
}

async fn show(editing: Editing) -> Answer {
    let form = editing.seen(FormState::new());
    let page = page(&editing, editing.shell().await?, &form);
    Editing::page(&page)
}

fn page(editing: &Editing, shell: redress_pages::Shell, form: &FormState) -> redress_pages::admin::AdminPage {
    let (calendar, today) = (&editing.here.council.calendar, editing.here.today);
    // Those of this year and the next, as far as they are known.
    let years = [today.year(), today.year().saturating_add(1)];
    let known = years
        .into_iter()
        .flat_map(|year| calendar.bank_holidays(year).unwrap_or_default());
    let holidays: Vec<(Date, String)> = known
        .filter(|holiday| holiday.date >= today)
        .map(|holiday| (holiday.date, holiday.name))
        .collect();
    let closed = editing.policy().calendar.closed.iter().copied();
    let to_come: Vec<Date> = closed.filter(|day| *day >= today).collect();
    pages::closures(shell, (&to_come, &holidays), form)
}

async fn change(editing: Editing, Form(mut form): Form) -> Answer {
    let mut closed = editing.policy().calendar.closed.clone();
    let opened: Vec<Date> = form.values("open").into_iter().filter_map(typed::date).collect();
    let day = day(&mut form, "day");
    if day.is_some_and(|day| day < editing.here.today) {
        form.error(
            "day",
            "Enter today or a day to come: what was counted on a day that has passed stays counted",
        );
    }
    let until = day_until(&mut form, day);
    if day.is_none() && opened.is_empty() && form.errors().is_empty() {
        form.error("day", "Enter a day to close, or choose one to open again");
    }
    closed.retain(|day| *day < editing.here.today || !opened.contains(day));
    let mut next = day;
    while let Some(day) = next.filter(|day| until.is_none_or(|until| *day <= until)) {
        closed.push(day);
        next = until.and_then(|_| day.tomorrow().ok());
    }
    closed.sort_unstable();
    closed.dedup();
    let edit = Edit {
        changes: vec![Group::table(&["calendar"]).set("closed", Value::Days(closed))],
        fields: &FIELDS,
        done: "The closures are changed in the draft.".to_owned(),
        to: "/admin/closures",
    };
    editing
        .save(form, edit, |shell, form| page(&editing, shell, form))
        .await
}

fn day(form: &mut FormState, name: &'static str) -> Option<Date> {
    let typed = form.filled(name)?;
    let day = typed::date(typed);
    if day.is_none() {
        form.error(name, "The day must be a date, like 24/12/2026");
    }
    day
}

/// The last of several days, which comes after the first and not too long after.
fn day_until(form: &mut FormState, first: Option<Date>) -> Option<Date> {
    let until = day(form, "until")?;
    let Some(first) = first else {
        form.error("day", "Enter the first day");
        return None;
    };
    let last = first.checked_add(Span::new().days(LONGEST)).unwrap_or(Date::MAX);
    if until < first || until > last {
        form.error(
            "until",
            "The last day must be after the first, and at most 60 days later",
        );
    }
    Some(until)
}
