//! Who has how much work, and what lies still, for whoever answers for it.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::lists::{CaseLine, PAGE};
use redress_casework::workload::{ByTouched, COUNTED_TO, Workload as Work};
use redress_domain::id::CaseId;
use redress_pages::Page as _;
use redress_pages::format::long_date;
use redress_pages::staff::cases::CaseList;
use redress_pages::staff::workload::{Line, Workload};

use super::lines;
use crate::App;
use crate::error::Answer;
use crate::form::read;
use crate::here::Here;
use crate::session::SignedIn;

const IDLE: &str = "/staff/idle";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/workload", get(show))
        .route("/staff/idle", get(idle))
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    let work = app.casework.workloads(here.id(), &signed_in.actor).await?;
    let away = app.casework.away_today(here.id()).await?;
    let teams = work.teams.into_iter().map(|(id, name, work)| {
        let list = format!("/staff/cases?team={id}&closed=no");
        line(&here, (name, String::new()), (&work, &list))
    });
    let left = work.left;
    let officers = work.officers.into_iter().map(|(id, name, work)| {
        let absence = away.iter().find(|absence| absence.user_id == id);
        let note = match absence {
            _ if left.contains(&id) => Some("cannot sign in any more: give these to others".to_owned()),
            Some(absence) => Some(format!("away until {}", long_date(absence.away_to))),
            None => None,
        };
        let list = format!("/staff/cases?owner={id}&closed=no");
        line(&here, (name, note.unwrap_or_default()), (&work, &list))
    });
    let whose = (teams.collect(), officers.collect());
    let shell = signed_in.shell(&app, &here).await?;
    let late = app.casework.likely_late(here.id(), &signed_in.actor).await?;
    let (cases, told): (Vec<CaseLine>, BTreeMap<_, _>) = late
        .into_iter()
        .map(|(line, told)| (line.clone(), (line.case.case_id, told)))
        .unzip();
    let late = lines::items_with(&here, (&cases, &told), "/staff/cases")?;
    let page = Workload::new(shell, whose, COUNTED_TO.unsigned_abs()).late(late, here.today);
    Ok(Html(page.html()).into_response())
}

fn line(here: &Here, (name, note): (String, String), (work, list): (&Work, &str)) -> Line {
    let today = here.today;
    let until = here.council.calendar.next_working_day(today);
    let after = until.tomorrow().unwrap_or(until);
    let count = |count: i64| u64::try_from(count).unwrap_or_default();
    Line {
        name,
        note,
        numbers: [
            (count(work.open), list.to_owned()),
            (
                count(work.due_soon),
                format!("{list}&due-from={today}&due-before={after}"),
            ),
            (count(work.overdue), format!("{list}&due-before={today}")),
        ],
        oldest_on: work.oldest_on,
    }
}

async fn idle(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let after = after(query.value("after"));
    let cases = app
        .casework
        .idle_cases(here.id(), &signed_in.actor, after.as_ref())
        .await?;
    let (_, since) = app.casework.idle_since(here.id())?;
    let intro = format!(
        "Nobody here has done anything on these since {} or before, and what customers send is not counted. A closed case is among \
         them where a message has waited to be read for as long. The longest is first.",
        long_date(since)
    );
    let items = lines::items(&here, &cases, "/staff/cases")?;
    let shell = signed_in.shell(&app, &here).await?;
    let page = CaseList::new(shell, "Idle cases", items, "No case of your services is idle.")
        .intro(&intro)
        .on(here.today, next(&cases));
    Ok(Html(page.html()).into_response())
}

fn next(cases: &[CaseLine]) -> Option<String> {
    let is_full = i64::try_from(cases.len()).is_ok_and(|count| count >= PAGE);
    let last = cases.last().filter(|_| is_full)?;
    let at = last.case.touched_at.as_microsecond();
    Some(format!("{IDLE}?after={at}.{}", last.case.case_id))
}

fn after(text: &str) -> Option<ByTouched> {
    let (at, id) = text.split_once('.')?;
    Some(ByTouched {
        touched_at: jiff::Timestamp::from_microsecond(at.parse().ok()?).ok()?,
        case_id: CaseId::parse(id).ok()?,
    })
}
