//! The reader's own cases: open, closed lately, logged; and what waits for their approval.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::cause::CauseLine;
use redress_domain::permission::Act;
use redress_pages::Page as _;
use redress_pages::components::SubNavigation;
use redress_pages::format::long_date;
use redress_pages::staff::cases::{CaseList, Column};
use redress_pages::staff::covering::{Away, Covering};

use super::lines;
use crate::App;
use crate::error::Answer;
use crate::form::read;
use crate::here::Here;
use crate::session::SignedIn;

const OPEN: &str = "/staff/my-cases";
const CLOSED: &str = "/staff/my-cases/closed";
const LOGGED: &str = "/staff/my-cases/logged";
const COVERING: &str = "/staff/my-cases/covering";
const APPROVALS: &str = "/staff/approvals";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/my-cases", get(open))
        .route("/staff/my-cases/closed", get(closed))
        .route("/staff/my-cases/logged", get(logged))
        .route("/staff/my-cases/covering", get(covering))
        .route("/staff/approvals", get(approvals))
}

/// The lists of somebody's own cases: words and address.
const TABS: [(&str, &str); 4] = [
    ("Open", OPEN),
    ("Closed in the last 30 days", CLOSED),
    ("Logged by me", LOGGED),
    ("Covering", COVERING),
];

fn tabs(active: &str) -> SubNavigation {
    TABS.iter()
        .fold(SubNavigation::new("My cases"), |tabs, (text, href)| {
            tabs.item(*text, href, *href == active)
        })
}

/// The list under `active`, among its neighbours.
fn among_tabs(list: CaseList, active: &str) -> CaseList {
    let tabs = tabs(active);
    let tab = TABS.iter().find(|(_, href)| *href == active);
    list.tabs(tabs, tab.map_or("", |(text, _)| text))
}

async fn open(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let after = lines::after_due(&query);
    let (casework, me) = (&app.casework, &signed_in.actor);
    let to_send = query.value("to") == "send";
    let mut cases = if to_send {
        casework.my_replies_to_send(here.id(), me, after.as_ref()).await?
    } else {
        casework.my_cases(here.id(), me, after.as_ref()).await?
    };
    // The list is by due date, so that what is wanted stands at its beginning.
    let (bound, intro) = match query.value("due") {
        "overdue" => (Some(here.today), "These are overdue."),
        "soon" => {
            let soon = here.council.calendar.next_working_day(here.today);
            (
                soon.tomorrow().ok(),
                "These are due by the next working day, or overdue.",
            )
        }
        _ if to_send => (
            None,
            "The replies of these are approved and wait for you to send them.",
        ),
        _ => (None, "The most urgent is first."),
    };
    if let Some(bound) = bound {
        cases.retain(|line| line.case.due_on.is_some_and(|due| due < bound));
    }
    let next = lines::next_by_due(OPEN, &query, &cases);
    let shell = signed_in.shell(&app, &here).await?;
    let items = lines::items(&here, &cases, "/staff/cases")?;
    let list = CaseList::new(shell, "My cases", items, "You have no open cases.");
    let page = among_tabs(list, OPEN).intro(intro).on(here.today, next);
    Ok(Html(page.html()).into_response())
}

async fn closed(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    let cases = app.casework.my_closed_cases(here.id(), &signed_in.actor).await?;
    let shell = signed_in.shell(&app, &here).await?;
    let items = lines::items(&here, &cases, "/staff/cases")?;
    let none = "None of your cases was closed in the last 30 days.";
    let list = CaseList::new(shell, "My cases", items, none);
    let page = among_tabs(list, CLOSED)
        .columns(&[Column::Customer, Column::Service, Column::Kind, Column::Status])
        .on(here.today, None);
    Ok(Html(page.html()).into_response())
}

async fn logged(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let after = lines::after_receipt(query.value("after"));
    let cases = app
        .casework
        .cases_i_logged(here.id(), &signed_in.actor, after.as_ref())
        .await?;
    let next = lines::next_by_receipt(LOGGED, &query, &cases);
    let shell = signed_in.shell(&app, &here).await?;
    // Whoever logged it may follow it, whether or not they may open the case.
    let items = lines::items(&here, &cases, "/staff/followed")?;
    let list = CaseList::new(shell, "My cases", items, "You have not logged any contacts.");
    let page = among_tabs(list, LOGGED)
        .columns(&[Column::Received, Column::Kind, Column::Service, Column::Status])
        .on(here.today, next);
    Ok(Html(page.html()).into_response())
}

/// The open cases of each colleague who is away and whom the reader covers.
async fn covering(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let after = lines::after_due(&query);
    let mut people = Vec::new();
    for covered in app.casework.covering(here.id(), &signed_in.actor).await? {
        // The place in the list is that of one person; the others begin at their beginning.
        let is_meant = query.value("of") == covered.user.as_str();
        let after = after.as_ref().filter(|_| is_meant);
        let cases = app
            .casework
            .cases_covered(here.id(), &signed_in.actor, &covered.user, after)
            .await?;
        let of = redress_pages::form::FormState::new().with("of", covered.user.as_str());
        people.push(Away {
            name: covered.name,
            until: long_date(covered.until),
            items: lines::items(&here, &cases, "/staff/cases")?,
            next: lines::next_by_due(COVERING, &of, &cases),
        });
    }
    let shell = signed_in.shell(&app, &here).await?;
    let page = Covering::new((shell, here.today), tabs(COVERING), people);
    Ok(Html(page.html()).into_response())
}

/// A reply to many cases that waits for approval: where, and what it is about.
fn to_many(line: &CauseLine) -> (String, String) {
    let name = line.name.as_deref().unwrap_or("[removed]");
    let cases =
        redress_pages::format::count(u64::try_from(line.row.cases).unwrap_or_default(), "case", "cases");
    let href = format!("/staff/causes/{}/approval", line.row.cause_id);
    (href, format!("{name} ({cases})"))
}

async fn approvals(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
) -> Answer {
    debug_assert!(
        signed_in.may(&here, Act::ApproveReply),
        "the gate lets in nobody else"
    );
    let query = read(query.unwrap_or_default().as_bytes());
    let after = lines::after_due(&query);
    let cases = app
        .casework
        .approvals(here.id(), &signed_in.actor, after.as_ref())
        .await?;
    let next = lines::next_by_due(APPROVALS, &query, &cases);
    let shell = signed_in.shell(&app, &here).await?;
    let mut items = lines::items(&here, &cases, "/staff/cases")?;
    for item in &mut items {
        item.href.push_str("/approve");
    }
    let causes = app
        .casework
        .causes_to_approve(here.id(), &signed_in.actor)
        .await?;
    let shared: Vec<(String, String)> = causes.iter().map(to_many).collect();
    let empty = if shared.is_empty() {
        "Nothing is waiting for your approval."
    } else {
        "No reply to a single case is waiting for your approval."
    };
    let page = CaseList::new(shell, "Approvals", items, empty)
        .also("Replies to many cases", &shared)
        .intro("You cannot approve a reply that you wrote, so those are not here.")
        .on(here.today, next);
    Ok(Html(page.html()).into_response())
}
