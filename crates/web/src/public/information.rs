//! Pages that inform: help, accessibility, cookies, privacy, the charts, the standards, the behaviour policy.

use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_domain::flow_chart::FlowChart;
use redress_domain::measure::Range;
use redress_domain::policy::standards::Measured;
use redress_domain::policy::{Conduct, Policy, Standard};
use redress_pages::Page as _;
use redress_pages::format::long_date;
use redress_pages::information::{Accessibility, AccessibilityStatement, Cookies, Help, Privacy, Stored};
use redress_pages::public::adoption::Adopted;
use redress_pages::public::arrangements::{ArrangementFacts, Arrangements};
use redress_pages::public::flow_charts::FlowCharts;
use redress_pages::public::standards::{DroppedPromise, Standards};

use crate::App;
use crate::error::{Answer, PageError};
use crate::here::Here;
use crate::public::{performance, visitor};
use crate::session;

/// The routes of this file.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/help", get(help))
        .route("/accessibility", get(accessibility))
        .route("/cookies", get(cookies))
        .route("/privacy", get(privacy))
        .route("/how-we-deal-with-complaints", get(flow_charts))
        .route("/standards", get(standards))
        .route("/contact-arrangements", get(arrangements))
}

async fn help(here: Here) -> Answer {
    let contact = here.policy()?.council.contact.clone();
    Ok(Html(Help::new(here.public(), contact).html()).into_response())
}

/// When the statement was written and last read through, for this release.
const CHECKED: jiff::civil::Date = jiff::civil::date(2026, 11, 23);

async fn accessibility(here: Here) -> Answer {
    let contact = here.policy()?.council.contact.clone();
    let statement = AccessibilityStatement {
        prepared: CHECKED,
        reviewed: CHECKED,
        tried_by_people: false,
        known: Vec::new(),
    };
    Ok(Html(Accessibility::new(here.public(), contact, statement).html()).into_response())
}

async fn cookies(here: Here) -> Answer {
    let visit = Stored::new(
        visitor::COOKIE,
        "Finds what you typed until you send it",
        "After 7 days",
    );
    let pass = Stored::new(
        &format!("{}…", visitor::PASS),
        "Shows you what you sent and lets you follow a case that you opened, one for each",
        "When you close your browser",
    );
    let session = Stored::new(
        session::SESSION,
        "Keeps staff and councillors signed in",
        &format!(
            "After {} without use, or when they sign out",
            minutes(here.policy()?.sign_in.idle_minutes)
        ),
    );
    let kept = Stored::new(
        session::kept::KEPT,
        "Finds what was typed before somebody had to sign in again",
        "After 2 hours, or when it is sent",
    );
    let browser = Stored::new(
        session::KNOWN,
        "Shows who signed in with this browser before, so that nobody else can lock them out, and so that what they typed when their sign-in ended is shown to them alone",
        "After 180 days",
    );
    let used = vec![visit, pass, session, kept, browser];
    Ok(Html(Cookies::new(here.public(), used, Vec::new()).html()).into_response())
}

async fn privacy(here: Here) -> Answer {
    let contact = here.policy()?.council.contact.clone();
    let page = Privacy::new(here.public(), contact, "6 years after we close it");
    Ok(Html(page.html()).into_response())
}

async fn flow_charts(here: Here) -> Answer {
    let policy = here.policy()?;
    let (customers, inside) = (
        FlowChart::for_customers(policy),
        FlowChart::for_people_inside(policy),
    );
    let page = FlowCharts::new(here.public(), customers, inside).adopted(Adopted::of(policy));
    Ok(Html(page.html()).into_response())
}

async fn standards(State(app): State<App>, here: Here) -> Answer {
    let policy = here.policy()?;
    let kept = performance::kept(&app, &here).await?;
    let of = |standard: &Standard| {
        let measured = kept.get(&standard.measure).copied();
        measured.unwrap_or(Measured::NotMeasuredForLongEnough)
    };
    let promises = policy
        .public_standards(here.today)
        .map(|standard| standard.in_words(of(standard)))
        .collect();
    let page = Standards::new(
        here.public(),
        policy.statement.as_deref(),
        promises,
        policy.expectations.clone(),
    )
    .adopted(Adopted::of(policy))
    .dropped(dropped(&app, &here)?)
    .measured_in(&Range::quarter_of(here.today).quarter_before().in_words());
    Ok(Html(page.html()).into_response())
}

/// The promises of this and of earlier versions that are none any more: a later version that leaves one out without a word drops it
/// on its first day.
fn dropped(app: &App, here: &Here) -> Result<Vec<DroppedPromise>, PageError> {
    let policy = here.policy()?;
    let said = policy
        .dropped_standards(here.today)
        .map(|(standard, dropped)| DroppedPromise {
            promise: standard.promise.clone(),
            on: long_date(dropped.on),
            because: Some(dropped.because.clone()),
        });
    let mut all: Vec<DroppedPromise> = said.collect();
    let is_known = |standard: &Standard| policy.standards.iter().any(|known| known.id == standard.id);
    let council = app.casework.councils().get(here.id())?;
    let in_force = council
        .versions
        .all()
        .filter(|(_, version)| version.adoption.is_some() && version.council.starts_on <= here.today);
    let mut promised: Vec<&Standard> = Vec::new();
    for (_, version) in in_force {
        let left: Vec<&Standard> = promised
            .iter()
            .copied()
            .filter(|standard| version.standards.iter().all(|known| known.id != standard.id))
            .collect();
        for standard in left {
            promised.retain(|known| known.id != standard.id);
            if !is_known(standard) {
                all.push(DroppedPromise {
                    promise: standard.promise.clone(),
                    on: long_date(version.council.starts_on),
                    because: None,
                });
            }
        }
        for standard in version.public_standards(here.today) {
            promised.retain(|known| known.id != standard.id);
            promised.push(standard);
        }
    }
    Ok(all)
}

async fn arrangements(here: Here) -> Answer {
    let policy = here.policy()?;
    let facts = policy
        .conduct
        .as_ref()
        .map(|conduct| conduct_in_words(policy, conduct));
    Ok(Html(Arrangements::new(here.public(), facts).html()).into_response())
}

fn conduct_in_words(policy: &Policy, conduct: &Conduct) -> ArrangementFacts {
    let post = |id| policy.post(id).map_or_else(String::new, |post| post.name.clone());
    ArrangementFacts {
        name: policy.council.words.restriction.clone(),
        categories: conduct.categories.clone(),
        options: conduct.options.clone(),
        decided_by: post(&conduct.decided_by),
        comments_within: conduct.comments_within.to_string(),
        notice_within: conduct.notice_within.to_string(),
        longest_months: conduct.longest_months,
        interim_by: post(&conduct.interim_by),
        interim_longest: conduct.interim_longest.to_string(),
        appeal_within: conduct.appeal_within.to_string(),
        appeal_to: post(&conduct.appeal_to),
    }
}

/// So many minutes in words, in hours where they are whole.
fn minutes(minutes: u16) -> String {
    match (minutes / 60, minutes % 60) {
        (hours, 0) => redress_pages::format::count(u64::from(hours), "hour", "hours"),
        _ => redress_pages::format::count(u64::from(minutes), "minute", "minutes"),
    }
}
