//! Finding a case: a reference opens it, a name or number finds its customer, filters find the rest.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::lists::{CaseLine, Wanted};
use redress_casework::user::User;
use redress_domain::case::Status;
use redress_domain::id::{ServiceId, TeamId, UserId};
use redress_domain::permission;
use redress_domain::permission::Act;
use redress_domain::vocabulary::{Channel, Kind};
use redress_pages::form::FormState;
use redress_pages::format::{count, date_only};
use redress_pages::staff::find::{Choices, Find, Found, Saved};
use redress_pages::{Page as _, words};

use super::{lines, typed};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::read;
use crate::here::Here;
use crate::session::{SignedIn, see_other};

const HERE: &str = "/staff/cases";
/// What stands for "no officer" in the filter by owner.
const NOBODY: &str = "nobody";
/// The fields of a search.
pub(super) const FIELDS: [&str; 12] = [
    "q",
    "status",
    "kind",
    "service",
    "team",
    "owner",
    "channel",
    "closed",
    "due-from",
    "due-before",
    "received-from",
    "received-to",
];

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/cases", get(show))
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let form = read(query.unwrap_or_default().as_bytes());
    if let Some(reference) = typed::reference(form.value("q")) {
        let line = app
            .casework
            .find_case_by_reference(here.id(), &signed_in.actor, &reference)
            .await?;
        if line.is_some() {
            let page = place(&app, &here, (&signed_in, &reference)).await;
            return Ok(see_other(&page));
        }
    }
    respond(&app, &here, (&signed_in, form), StatusCode::OK).await
}

/// The page of a search, with the searches that the reader keeps.
pub(super) async fn respond(
    app: &App,
    here: &Here,
    (signed_in, form): (&SignedIn, FormState),
    status: StatusCode,
) -> Answer {
    let mut form = form;
    let wanted = wanted(&mut form);
    let status = if form.errors().is_empty() {
        status
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let around = async {
        let around = app.casework.around_a_list(here.id(), &signed_in.actor).await;
        around.map_err(PageError::from)
    };
    // Neither needs the other's answer.
    let ((found, next, is_newest_only), around) =
        tokio::try_join!(Box::pin(search(app, here, (signed_in, &form, &wanted))), around)?;
    let choices = choices(here, signed_in, &around.users)?;
    let shell = signed_in.with_outcome(signed_in.shell_with(here, &around.waiting));
    let kept = around.saved;
    let prefix = &here.policy()?.council.prefix;
    let is_mistyped = found.is_empty() && typed::is_mistyped_reference(form.value("q"), prefix);
    let told = app.casework.forecasts_of(here.id(), &signed_in.actor, &found);
    let told = told.await?;
    let found = Found {
        is_mistyped,
        items: lines::items_with(here, (&found, &told), HERE)?,
        count: count_of(found.len(), next.is_some()),
        is_newest_only,
        next,
        tags: tags(&form, &choices),
    };
    let kept = kept
        .into_iter()
        .map(|filter| (filter.name, format!("{HERE}?{}", filter.query)));
    let saved = Saved {
        filters: kept.collect(),
        query: super::filters::kept(&form),
    };
    let mut page = Find::new((shell, here.today), &form, choices, found).saved(saved);
    if signed_in.may(here, Act::Assign) {
        page = page.assignable();
    }
    Ok((status, Html(page.html())).into_response())
}

/// The page of a case for whoever looks for it: its own, or what they logged.
async fn place(
    app: &App,
    here: &Here,
    (signed_in, reference): (&SignedIn, &redress_domain::reference::Reference),
) -> String {
    // Looking for it is not reading it.
    let view = app
        .casework
        .case_unread(here.id(), &signed_in.actor, reference)
        .await;
    let reads = view.is_ok_and(|view| {
        view.policy()
            .is_ok_and(|policy| permission::may_read(policy, &signed_in.actor, &view.case.scope()))
    });
    let base = if reads { HERE } else { "/staff/followed" };
    format!("{base}/{reference}")
}

async fn search(
    app: &App,
    here: &Here,
    (signed_in, form, wanted): (&SignedIn, &FormState, &Wanted),
) -> Result<(Vec<CaseLine>, Option<String>, bool), PageError> {
    let actor = &signed_in.actor;
    let limit = lines::per_page(form);
    if let Some(typed) = form.filled("q") {
        let after = lines::after_rank(form);
        let most = usize::try_from(limit).unwrap_or_default();
        let found = app
            .casework
            .search_words_and_people(here.id(), actor, typed, (after, most))
            .await?;
        let next = lines::next_by_rank(HERE, form, found.next);
        return Ok((found.lines, next, found.is_newest_only));
    }
    if form.value("owner") == NOBODY {
        let after = lines::after_due(form);
        let found = app
            .casework
            .cases_without_officer(here.id(), actor, after.as_ref())
            .await?;
        let next = lines::next_by_due(HERE, form, &found);
        return Ok((found, next, false));
    }
    let after = lines::after_receipt(form.value("after"));
    let found = app
        .casework
        .find_cases(here.id(), actor, wanted, (after.as_ref(), limit))
        .await?;
    let next = lines::next_by_receipt(HERE, form, &found);
    Ok((found, next, false))
}

/// "3 cases"; a page that is full may not be all.
fn count_of(found: usize, has_more: bool) -> String {
    let found = u64::try_from(found).unwrap_or_default();
    match found {
        0 => "No cases".to_owned(),
        _ if has_more => format!("{} on this page", count(found, "case", "cases")),
        _ => count(found, "case", "cases"),
    }
}

fn wanted(form: &mut FormState) -> Wanted {
    let mut days = [None; 4];
    let fields = [
        ("due-from", "Due from"),
        ("due-before", "Due before"),
        ("received-from", "Received from"),
        ("received-to", "Received to"),
    ];
    for (day, (name, label)) in days.iter_mut().zip(fields) {
        let Some(written) = form.filled(name) else {
            continue;
        };
        *day = typed::date(written);
        if day.is_none() {
            form.error(name, format!("{label} must be a date, like 17/5/2027"));
        }
    }
    let [due_from, due_before, received_from, received_to] = days;
    let closed = match form.value("closed") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    Wanted {
        status: Status::parse(form.value("status")).map(|status| status.as_str().to_owned()),
        kind: Kind::parse(form.value("kind")),
        service: ServiceId::parse(form.value("service")).ok(),
        team: TeamId::parse(form.value("team")).ok(),
        owner: UserId::parse(form.value("owner")).ok(),
        due_before,
        channel: Channel::parse(form.value("channel")),
        received_from,
        received_to,
        closed,
        due_from,
        // Both are known by who asks.
        scope: None,
        not_about: None,
    }
}

fn choices(here: &Here, signed_in: &SignedIn, users: &[User]) -> Result<Vec<Choices>, PageError> {
    let policy = here.policy()?;
    let reads_all = signed_in.may(here, Act::ReadAnyCase);
    let own = |id: &ServiceId| reads_all || signed_in.actor.services.contains(id);
    let services: Vec<_> = policy
        .services
        .iter()
        .filter(|service| own(&service.id))
        .collect();
    let works = |id: &ServiceId| services.iter().any(|service| service.id == *id);
    let owners = users
        .iter()
        .filter(|user| user.active && user.services.iter().any(works))
        .map(|user| (user.id.to_string(), user.name.clone()));
    let nobody = (NOBODY.to_owned(), "Nobody".to_owned());
    let pair = |value: &str, text: &str| (value.to_owned(), text.to_owned());
    let list = |name, label, values| Choices { name, label, values };
    let statuses = Status::ALL
        .iter()
        .map(|status| pair(status.as_str(), words::status(*status)));
    let kinds = Kind::ALL
        .iter()
        .map(|kind| pair(kind.as_str(), words::kind(*kind)));
    let channels = Channel::ALL
        .iter()
        .map(|channel| pair(channel.as_str(), words::channel(*channel)));
    let services = services
        .iter()
        .map(|service| pair(service.id.as_str(), &service.name));
    let teams = policy.teams.iter().map(|team| pair(team.id.as_str(), &team.name));
    Ok(vec![
        list("status", "Status", statuses.collect()),
        list("kind", "What it is", kinds.collect()),
        list("service", "Service", services.collect()),
        list("team", "Team", teams.collect()),
        list("owner", "Owner", [nobody].into_iter().chain(owners).collect()),
        list("channel", "How it came", channels.collect()),
        list(
            "closed",
            "Open or closed",
            vec![pair("no", "Open"), pair("yes", "Closed")],
        ),
    ])
}

/// The filters of choices that are set, each with the list at `place` without it.
pub(super) fn chosen_of(
    place: &str,
    form: &FormState,
    choices: &[Choices],
) -> Vec<(&'static str, String, String)> {
    let mut tags = Vec::new();
    for choice in choices {
        let chosen = form.value(choice.name);
        let known = choice.values.iter().find(|(value, _)| value == chosen);
        if let Some((_, words)) = known {
            tags.push((
                choice.label,
                words.clone(),
                lines::with(place, form, (choice.name, "")),
            ));
        }
    }
    tags
}

/// The filters that are set, each with the list without it.
fn tags(form: &FormState, choices: &[Choices]) -> Vec<(&'static str, String, String)> {
    let mut tags = chosen_of(HERE, form, choices);
    let dates = [
        ("due-from", "Due from"),
        ("due-before", "Due before"),
        ("received-from", "Received from"),
        ("received-to", "Received to"),
    ];
    for (name, label) in dates {
        if let Some(day) = typed::date(form.value(name)) {
            tags.push((label, date_only(day), lines::with(HERE, form, (name, ""))));
        }
    }
    tags
}
