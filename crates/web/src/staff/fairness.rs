//! The yearly report on fairness: counts, and no names.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::signal::fairness::{Fairness, KnownOf};
use redress_domain::signal::fairness::{Parts, Told, latest_published};
use redress_pages::Page as _;
use redress_pages::components::SubNavigation;
use redress_pages::conduct::fairness::{self, Middle, Report, Section};
use redress_pages::format::date_only;

use crate::App;
use crate::download::NOTHING_ALLOWED;
use crate::error::{Answer, PageError};
use crate::form::read;
use crate::here::Here;
use crate::session::SignedIn;

const HERE: &str = "/staff/fairness";

/// How many years back the page leads.
const YEARS: i16 = 3;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(HERE, get(show))
        .route("/staff/fairness/csv", get(save))
}

async fn report(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    query: Option<String>,
) -> Result<(i16, Report), PageError> {
    let query = read(query.unwrap_or_default().as_bytes());
    let latest = latest_published(here.today);
    let asked = query.value("year");
    let year = if asked.is_empty() {
        latest
    } else {
        let year = asked.parse::<i16>().map_err(|_not_a_year| PageError::NotFound)?;
        // Nothing was recorded before Redress, and a year that goes on would tell from day to day who came between.
        Some(year)
            .filter(|year| (2000..=latest).contains(year))
            .ok_or(PageError::NotFound)?
    };
    let numbers = app.casework.fairness(here.id(), &signed_in.actor, year).await?;
    Ok((year, in_words(&numbers)))
}

const fn known(known: KnownOf) -> &'static str {
    match known {
        KnownOf::Adjustment => "An adjustment was agreed: most who have one have a disability",
        KnownOf::Language => "Another language was agreed, and no other adjustment",
        KnownOf::NotKnown => "Not known",
    }
}

/// What the council did, as it is.
fn section(title: &'static str, note: &'static str, (names, parts): (&[&'static str], &Parts)) -> Section {
    Section {
        title,
        note,
        names: names.to_vec(),
        parts: parts.clone(),
        told: Told::AsItIs,
    }
}

/// By what is known of people: what is few could point at somebody (Equality Act 2010, section 149).
fn by_known(title: &'static str, note: &'static str, both: (&[&'static str], &Parts)) -> Section {
    Section {
        told: Told::WithoutFew,
        ..section(title, note, both)
    }
}

fn in_words(numbers: &Fairness) -> Report {
    let (from, to) = numbers.days;
    let people: Vec<&'static str> = KnownOf::ALL.iter().map(|one| known(*one)).collect();
    let sections = vec![
        by_known(
            "Signals, by what is known of the person",
            "Each signal that was raised in the year. A person may have had more than one.",
            (&people, &numbers.signals_by_known),
        ),
        section(
            "The same signals, by what came of them",
            "Most should be dismissed or gone: a signal asks somebody to look, and nothing more.",
            (
                &["Dismissed", "Taken up", "Gone by themselves", "Still to look at"],
                &numbers.signals_by_end,
            ),
        ),
        section(
            "The same signals, by our own part",
            "Whether we did something late or not at all on those cases in those days.",
            (
                &["We were late too", "Nothing was late"],
                &numbers.signals_by_late,
            ),
        ),
        by_known(
            "Arrangements, by what is known of the person",
            "Each arrangement of which notice was given in the year, renewals with them.",
            (&people, &numbers.arrangements_by_known),
        ),
        section(
            "Decisions, by what comments did",
            "A comment changed something where the person had commented and what was decided is not what they were \
             first sent.",
            (
                &[
                    "Comments changed it",
                    "Comments changed nothing",
                    "Nobody commented",
                ],
                &numbers.comments,
            ),
        ),
        section(
            "Arrangements, by what an appeal did",
            "Those of which notice was given in the year.",
            (
                &["Appeal upheld", "Appeal not upheld", "No appeal was decided"],
                &numbers.appeals,
            ),
        ),
        section(
            "Arrangements that reached their last day",
            "Nobody should have left one unreviewed: before its last day, somebody proposes that it goes on or ends \
             it. Somebody who looked and let it end by itself left no trace, and is counted as nobody.",
            (
                &["Somebody had reviewed it", "Nobody had reviewed it"],
                &numbers.lapsed,
            ),
        ),
        section(
            "Since the latest of these years, up to yesterday: arrangements that reached their last day",
            "Nobody should have left one unreviewed. It is counted here from the day after its last one.",
            (
                &["Somebody had reviewed it", "Nobody had reviewed it"],
                &numbers.lapsed_since,
            ),
        ),
    ];
    let middle = |name, unit, said| Middle { name, said, unit };
    let contacts = numbers.contacts;
    let minutes = numbers.minutes;
    Report {
        year: format!("{} to {}", date_only(from), date_only(to)),
        csv: format!("{HERE}/csv?year={}", numbers.year),
        sections,
        middles: vec![
            middle(
                "From the incident to the notice of a first arrangement",
                "working days",
                numbers.to_notice,
            ),
            middle(
                "Contacts before an arrangement",
                "in up to 90 days",
                contacts.map(|(before, _)| before),
            ),
            middle(
                "Contacts after its notice",
                "in as many days",
                contacts.map(|(_, after)| after),
            ),
            middle(
                "Time recorded before an arrangement",
                "minutes in up to 90 days",
                minutes.map(|(before, _)| before),
            ),
            middle(
                "Time recorded after its notice",
                "minutes in as many days",
                minutes.map(|(_, after)| after),
            ),
        ],
    }
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let (wanted, report) = report((&app, &here, &signed_in), query).await?;
    let latest = latest_published(here.today);
    let years = (latest.saturating_sub(YEARS)..=latest).rev();
    let years = years.fold(SubNavigation::new("Years"), |tabs, year| {
        let text = format!("{year} to {}", year.saturating_add(1));
        tabs.item(text.as_str(), &format!("{HERE}?year={year}"), year == wanted)
    });
    let shell = signed_in.shell(&app, &here).await?;
    Ok(Html(fairness::page(shell, years, &report).html()).into_response())
}

async fn save(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let (year, report) = report((&app, &here, &signed_in), query).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"fairness-{year}.csv\""),
        ),
        (header::CONTENT_SECURITY_POLICY, NOTHING_ALLOWED.to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, fairness::csv(&report)).into_response())
}
