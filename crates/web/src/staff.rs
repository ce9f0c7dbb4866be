//! What people who work for the council see.

use axum::Router;

use crate::App;

pub(crate) mod about;
mod account;
mod actions;
pub(crate) mod approve;
mod asked;
mod assign;
pub(crate) mod avoidable;
pub(crate) mod briefings;
mod by_email;
mod by_provider;
mod calendar;
pub(crate) mod case;
pub(crate) mod causes;
mod conduct;
mod duplicates;
mod fairness;
mod filters;
mod find;
mod guidance;
pub(crate) mod lessons;
pub(crate) mod lines;
mod log;
mod mail;
mod my_cases;
pub(crate) mod named;
mod notifications;
mod outbox;
mod overview;
mod partners;
mod print_runs;
mod problems;
mod references;
pub(crate) mod reports;
mod second_step;
mod set_password;
pub mod sign_in;
mod signals;
mod stage_2;
mod surveys;
pub mod today;
pub(crate) mod triage;
pub(crate) mod typed;
mod unread;
mod updates;
mod waiting;
pub(crate) mod what_to_do;
mod workload;

/// The routes of the staff pages. Who may ask for each is said in [`crate::routes::ROUTES`].
pub fn routes() -> Router<App> {
    Router::new()
        .merge(sign_in::routes())
        .merge(by_provider::routes())
        .merge(set_password::routes())
        .merge(second_step::routes())
        .merge(today::routes())
        .merge(triage::routes())
        .merge(unread::routes())
        .merge(updates::routes())
        .merge(waiting::routes())
        .merge(stage_2::routes())
        .merge(partners::routes())
        .merge(conduct::routes())
        .merge(signals::routes())
        .merge(fairness::routes())
        .merge(lessons::routes())
        .merge(causes::routes())
        .merge(problems::routes())
        .merge(surveys::routes())
        .merge(guidance::routes())
        .merge(actions::routes())
        .merge(my_cases::routes())
        .merge(find::routes())
        .merge(filters::routes())
        .merge(assign::routes())
        .merge(duplicates::routes())
        .merge(notifications::routes())
        .merge(asked::routes())
        .merge(account::routes())
        .merge(by_email::routes())
        .merge(calendar::routes())
        .merge(workload::routes())
        .merge(overview::routes())
        .merge(reports::routes())
        .merge(briefings::routes())
        .merge(log::routes())
        .merge(case::routes())
        .merge(approve::routes())
        .merge(outbox::routes())
        .merge(mail::routes())
        .merge(print_runs::routes())
}

/// The routes of the staff pages that take files.
pub fn routes_with_files() -> Router<App> {
    case::routes_with_files().merge(conduct::routes_with_files())
}
