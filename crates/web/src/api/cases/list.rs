//! Cases that are as wanted, the newest first, a page at a time by key.

use axum::Json;
use axum::extract::{RawQuery, State};
use data_encoding::BASE64URL_NOPAD;
use redress_casework::lists::{ByReceipt, CaseLine, Wanted};
use redress_casework::search::{ByRank, Sought, SoughtPage};
use redress_domain::case::Status;
use redress_domain::id::{CaseId, ServiceId, UserId};
use redress_domain::reference::Reference;
use redress_domain::vocabulary::Kind;
use serde::Serialize;
use utoipa::ToSchema;

use super::show::moment;
use crate::App;
use crate::api::checks::Checks;
use crate::api::problem::FieldError;
use crate::api::{Caller, Problem, words};
use crate::staff::typed;

/// How many lines a page has when nothing is said.
const PAGE: usize = 50;
/// How many it has at most.
const LONGEST_PAGE: usize = 100;

/// The query of an address: each name once, and none that means nothing.
pub(super) struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Reads a query; what is unknown or said twice is a mistake.
    pub(super) fn read(query: Option<&str>, known: &[&str], checks: &mut Checks) -> Self {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.unwrap_or_default().as_bytes())
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        for (at, (name, _)) in pairs.iter().enumerate() {
            if !known.contains(&name.as_str()) {
                checks.misfit(name, format!("It is not one of: {}", known.join(", ")));
            } else if pairs.iter().take(at).any(|(before, _)| before == name) {
                checks.misfit(name, "It is there more than once");
            }
        }
        Self { pairs }
    }

    /// The value of a name, if it is there.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut pairs = self.pairs.iter();
        pairs
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// How many lines are wanted.
    pub(super) fn limit(&self, checks: &mut Checks) -> usize {
        let Some(text) = self.get("limit") else {
            return PAGE;
        };
        let number = text
            .parse()
            .ok()
            .filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
        number
            .filter(|number| (1..=LONGEST_PAGE).contains(number))
            .unwrap_or_else(|| {
                checks.misfit("limit", format!("It must be a number from 1 to {LONGEST_PAGE}"));
                PAGE
            })
    }

    /// The place that `after` names: something that an answer said as `next`.
    pub(super) fn place<T>(&self, checks: &mut Checks, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.get("after")?;
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok();
        let plain = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        let place = plain.and_then(|plain| read(&plain));
        if place.is_none() {
            checks.refuse("after", "It must be what an answer said as \"next\"");
        }
        place
    }

    /// A place, as answers say it: nobody is to read anything in it.
    pub(super) fn cursor(place: &str) -> String {
        BASE64URL_NOPAD.encode(place.as_bytes())
    }
}

/// A page of cases, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Cases {
    cases: Vec<Line>,
    /// Where the next page begins: send it as `after`. Left out on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// A case, as lists show it.
#[derive(Debug, Serialize, ToSchema)]
struct Line {
    /// Its reference.
    #[schema(example = "WS-4K7P-29QX")]
    reference: String,
    /// The version that it is at.
    version: i64,
    /// What it is.
    #[schema(value_type = words::Kind)]
    kind: &'static str,
    /// Where it stands.
    #[schema(value_type = words::CaseStatus)]
    status: String,
    /// How soon it needs somebody.
    #[schema(value_type = words::Priority)]
    priority: &'static str,
    /// The service that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<words::Name>)]
    service: Option<String>,
    /// The team that has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<words::Name>)]
    team: Option<String>,
    /// The officer who has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<words::Id>)]
    owner: Option<String>,
    /// When it reached the council.
    #[schema(value_type = words::Moment)]
    received_at: String,
    /// The promise that falls due next.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<words::ClockKind>)]
    due_what: Option<&'static str>,
    /// Its day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<words::Day>)]
    due_on: Option<String>,
    /// How it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<words::Outcome>)]
    outcome: Option<String>,
}

/// Which cases.
#[derive(Debug, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it describes the parameters, which are read by name")]
pub(super) struct CasesQuery {
    /// Where it stands.
    #[param(value_type = Option<words::CaseStatus>)]
    status: Option<String>,
    /// What it is.
    #[param(value_type = Option<words::Kind>)]
    kind: Option<String>,
    /// The service that it is about.
    #[param(value_type = Option<words::Name>)]
    service: Option<String>,
    /// The officer who has it.
    #[param(value_type = Option<words::Id>)]
    owner: Option<String>,
    /// Open, and due before this day.
    #[param(value_type = Option<words::Day>)]
    due_before: Option<String>,
    /// A reference, words that are in the case, or how the customer's name, postcode, e-mail address or
    /// telephone number begins. Cases with all the words come first, the best of them before the others (a
    /// name counts for more than the account, and the account for more than what was said later; the newest
    /// thousand are ranked); then come those of people, the newest of 250 first. One in which there is nothing to look for
    /// is refused.
    #[param(max_length = 200)]
    q: Option<String>,
    /// How many at most; 50 if left out.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<i64>,
    /// Where the page begins: `next` of the page before.
    after: Option<String>,
}

const KNOWN: &[&str] = &[
    "status",
    "kind",
    "service",
    "owner",
    "due_before",
    "q",
    "limit",
    "after",
];

/// Find cases.
#[utoipa::path(
    get,
    path = "/api/v1/cases",
    tag = "cases",
    operation_id = "list_cases",
    params(CasesQuery),
    responses((status = 200, description = "A page of cases, the newest first", body = Cases))
)]
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Json<Cases>, Problem> {
    let mut checks = Checks::default();
    let query = Query::read(query.as_deref(), KNOWN, &mut checks);
    let limit = query.limit(&mut checks);
    let wanted = wanted(&query, &mut checks);
    let sought = checks.line("q", (query.get("q"), 200));
    if sought.is_none() && query.get("q").is_some() {
        checks.refuse(
            "q",
            "There is nothing in it to look for: leave it out for all cases",
        );
    }
    let (after, after_sought) = match sought {
        Some(_) => (None, query.place(&mut checks, place_sought)),
        None => (query.place(&mut checks, after_receipt), None),
    };
    if let Some(problem) = checks.problem() {
        return Err(problem);
    }
    let (council, actor) = (caller.here.id(), &caller.actor);
    let (lines, next) = if let Some(sought) = sought {
        let page = (after_sought.as_ref(), limit);
        let (lines, next) = sought_cases(&app, &caller, (&sought, &wanted), page).await?;
        (lines, next.map(|next| cursor_sought(&next)))
    } else {
        let one_more = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let page = (after.as_ref(), one_more);
        let mut lines = app
            .casework
            .find_cases_page(council, actor, &wanted, page)
            .await?;
        let has_more = lines.len() > limit;
        lines.truncate(limit);
        let last = lines.last().filter(|_| has_more);
        let next = last.map(|line| cursor_after(&line.case.by_receipt()));
        (lines, next)
    };
    Ok(Json(Cases {
        cases: lines.into_iter().map(line).collect(),
        next,
    }))
}

fn wanted(query: &Query, checks: &mut Checks) -> Wanted {
    let status = query.get("status");
    let status = status.and_then(|text| checks.word("status", text, (Status::parse, Status::ALL)));
    let kind = query.get("kind");
    let kind = kind.and_then(|text| checks.word("kind", text, (Kind::parse, Kind::ALL)));
    let service = query.get("service");
    let service = service.and_then(|text| checks.id::<ServiceId>("service", text));
    let owner = query.get("owner");
    let owner = owner.and_then(|text| checks.id::<UserId>("owner", text));
    let due_before = query.get("due_before");
    let due_before = due_before.and_then(|text| checks.day("due_before", text));
    Wanted {
        status: status.map(|status| status.as_str().to_owned()),
        kind,
        service,
        owner,
        due_before,
        ..Wanted::default()
    }
}

/// What a reference, words or the beginning of a customer's details find, as far as it is as wanted.
async fn sought_cases(
    app: &App,
    caller: &Caller,
    (sought, wanted): (&str, &Wanted),
    page: (Option<&Sought>, usize),
) -> Result<SoughtPage, Problem> {
    let (council, actor) = (caller.here.id(), &caller.actor);
    if let Ok(reference) = Reference::parse(sought) {
        let line = app
            .casework
            .find_case_by_reference(council, actor, &reference)
            .await?;
        if let Some(line) = line {
            return Ok((
                Some(line).filter(|line| wanted.fits(line)).into_iter().collect(),
                None,
            ));
        }
    }
    let is_first = page.0.is_none();
    let (lines, next) = app.casework.seek(council, actor, (sought, wanted), page).await?;
    let prefix = &caller.here.policy()?.council.prefix;
    if is_first && lines.is_empty() && typed::is_mistyped_reference(sought, prefix) {
        let wrong = FieldError::new("q", typed::CHECK_REFERENCE);
        return Err(Problem::invalid(vec![wrong]));
    }
    Ok((lines, next))
}

fn line(line: CaseLine) -> Line {
    let case = line.case;
    Line {
        reference: case.reference,
        version: case.version,
        kind: case.kind.as_str(),
        status: case.status,
        priority: case.priority.as_str(),
        service: case.service.map(String::from),
        team: case.team.map(String::from),
        owner: case.owner.map(String::from),
        received_at: moment(case.received_at),
        due_what: case.due_what.map(redress_domain::vocabulary::ClockKind::as_str),
        due_on: case.due_on.map(|day| day.to_string()),
        outcome: case.outcome,
    }
}

fn cursor_after(key: &ByReceipt) -> String {
    Query::cursor(&format!("r.{}.{}", key.received_at.as_microsecond(), key.case_id))
}

fn after_receipt(text: &str) -> Option<ByReceipt> {
    by_receipt(text.strip_prefix("r.")?)
}

/// A place in what `q` finds, as the cursor holds it.
fn cursor_sought(place: &Sought) -> String {
    let plain = match place {
        Sought::Words(ByRank { score, place }) => format!("w.{score}.{place}"),
        Sought::People(None) => "p".to_owned(),
        Sought::People(Some(key)) => {
            format!("p.{}.{}", key.received_at.as_microsecond(), key.case_id)
        }
    };
    Query::cursor(&plain)
}

fn place_sought(text: &str) -> Option<Sought> {
    if text == "p" {
        return Some(Sought::People(None));
    }
    if let Some(key) = text.strip_prefix("p.") {
        return by_receipt(key).map(|key| Sought::People(Some(key)));
    }
    let (score, place) = text.strip_prefix("w.")?.split_once('.')?;
    Some(Sought::Words(ByRank {
        score: score.parse().ok()?,
        place: place.parse().ok()?,
    }))
}

fn by_receipt(text: &str) -> Option<ByReceipt> {
    let (at, id) = text.split_once('.')?;
    Some(ByReceipt {
        received_at: jiff::Timestamp::from_microsecond(at.parse().ok()?).ok()?,
        case_id: CaseId::parse(id).ok()?,
    })
}
