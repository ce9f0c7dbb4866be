//! Triage: the queue, its daily check, and saying what one case is and whose.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::civil::Date;
use redress_casework::case::CaseView;
use redress_casework::failure::Failure;
use redress_casework::lists::ToTriage;
use redress_casework::user::User;
use redress_domain::case::{
    Avoidable, Case, Command, Context, Entry, LinkTo, Refusal, Relation, TriageAnswers, decide, evolve,
};
use redress_domain::clock::Clock;
use redress_domain::id::{CaseId, ProcedureId, ServiceId, UserId, WardId};
use redress_domain::permission::{self, Act};
use redress_domain::policy::{Policy, Procedure};
use redress_domain::vocabulary::{Kind, Priority};
use redress_domain::working_hours::WorkingHours;
use redress_pages::avoidable::AVOIDABLE;
use redress_pages::case::refusals::words_for;
use redress_pages::case::vocabulary as say;
use redress_pages::form::FormState;
use redress_pages::format::{date_time, long_date};
use redress_pages::staff::about::ABOUT;
use redress_pages::staff::triage::{Check, Dates, Known, Options, Queue, TriageCase};
use redress_pages::{Page as _, words};

use super::account::hours_in_words;
use super::{lines, typed};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read};
use crate::here::Here;
use crate::path::Path;
use crate::session::{SignedIn, see_other};

mod filters;

const QUEUE: &str = "/staff/triage";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/triage", get(queue).post(record_check))
        .route("/staff/triage/{reference}", get(one).post(triage))
}

async fn queue(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let page = queue_page(&app, &here, (&signed_in, &query, &FormState::new())).await?;
    Ok(Html(page.html()).into_response())
}

async fn queue_page(
    app: &App,
    here: &Here,
    (signed_in, query, form): (&SignedIn, &FormState, &FormState),
) -> Result<Queue, PageError> {
    let after = lines::after_in_queue(query);
    let wanted = filters::wanted(here, query);
    let waiting = app
        .casework
        .triage_queue(here.id(), &signed_in.actor, (&wanted, after.as_ref()))
        .await?;
    let needs = app.casework.what_needs_me(here.id(), &signed_in.actor).await?;
    let count = needs.untriaged.map_or(0, |untriaged| untriaged.count);
    let last = app.casework.last_daily_check(here.id()).await?;
    let last = match (last.last, last.by) {
        (Some(check), Some(by)) => format!("Last full check: {} by {by}.", date_time(check.checked_at)),
        (Some(check), None) => format!("Last full check: {}.", date_time(check.checked_at)),
        (None, _) => "There was no full check in the last 7 days.".to_owned(),
    };
    let check = Check {
        last,
        may_record: signed_in.may(here, Act::RecordDailyCheck),
    };
    let items = lines::items(here, &waiting, QUEUE)?;
    let count = u64::try_from(count).unwrap_or_default();
    let next = lines::next_in_queue(QUEUE, query, &waiting);
    let shell = signed_in.shell(app, here).await?;
    let page = Queue::new((shell, here.today), form, (count, items), check);
    Ok(page.next(next).filters(filters::filters(here, query)?))
}

async fn record_check(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Form(mut form): Form,
) -> Answer {
    let because = form.value("because").to_owned();
    let recorded = app
        .casework
        .record_daily_check(here.id(), &signed_in.actor, &because)
        .await;
    match recorded {
        Ok(_) => {
            let said = "You recorded that you checked the unassigned items";
            signed_in.say(said);
            Ok(see_other(QUEUE))
        }
        Err(Failure::Refused(Refusal::TextMissing(_))) => {
            form.error("because", "Tell us why the remaining items are left");
            let page = queue_page(&app, &here, (&signed_in, &FormState::new(), &form)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.html())).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// The case in triage, for whoever may read it; one that was triaged meanwhile leads to its page.
async fn open(
    app: &App,
    here: &Here,
    (signed_in, reference): (&SignedIn, &str),
) -> Result<CaseView, PageError> {
    let reference = typed::reference(reference).ok_or(PageError::NotFound)?;
    Ok(app
        .casework
        .open_case(here.id(), &signed_in.actor, &reference)
        .await?)
}

async fn one(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(reference): Path<String>,
) -> Answer {
    let view = open(&app, &here, (&signed_in, &reference)).await?;
    if view.case.triaged_at.is_some() {
        return Ok(see_other(&format!("/staff/cases/{}", view.case.reference)));
    }
    let form = suggested(&view);
    let page = page(&app, &here, (&signed_in, &view, &form)).await?;
    Ok(Html(page.html()).into_response())
}

/// What the case seems to be, as a form to begin with.
fn suggested(view: &CaseView) -> FormState {
    let case = &view.case;
    let mut form = FormState::new()
        .with("kind", case.kind.as_str())
        .with("priority", case.priority.as_str());
    if let Some(service) = &case.service {
        form.set("service", service.as_str());
    }
    if let Some(ward) = &case.ward {
        form.set("ward", ward.as_str());
    }
    let about = case.about.iter();
    about.fold(form, |form, user| form.with(ABOUT, user.as_str()))
}

async fn page(
    app: &App,
    here: &Here,
    (signed_in, view, form): (&SignedIn, &CaseView, &FormState),
) -> Result<TriageCase, PageError> {
    let shell = signed_in.shell(app, here).await?;
    let known = known(app, here, (signed_in, view)).await?;
    let options = options(app, here, view).await?;
    Ok(TriageCase::new(shell, form, known, options))
}

async fn known(
    app: &App,
    here: &Here,
    (signed_in, view): (&SignedIn, &CaseView),
) -> Result<Known, PageError> {
    let case = &view.case;
    let mut facts = vec![("Received".to_owned(), date_time(case.received_at))];
    let mut fact = |name: &str, value: String| {
        if !value.trim().is_empty() {
            facts.push((name.to_owned(), value));
        }
    };
    fact("How", words::channel(case.channel).to_owned());
    for (name, value) in people_in_words(view) {
        fact(name, value);
    }
    fact("What they would like", wanted_in_words(view));
    fact(
        "When it happened",
        case.happened_on.map(long_date).unwrap_or_default(),
    );
    let optional = [
        ("Where", &case.place),
        ("How it affected them", &case.effect),
        ("What else they told us", &case.also),
        ("What they need from us", &case.support_words),
    ];
    for (name, text) in optional {
        fact(
            name,
            text.as_ref()
                .map_or_else(String::new, |text| view.text(text).to_owned()),
        );
    }
    let needs: Vec<_> = case.support.iter().map(|need| words::support(*need)).collect();
    fact("Needs", needs.join(", "));
    let mut earlier = match &case.customer {
        Some(customer) => {
            app.casework
                .cases_of_customer(here.id(), &signed_in.actor, customer)
                .await?
        }
        None => Vec::new(),
    };
    earlier.retain(|line| line.case.case_id != view.id);
    let similar = match &case.customer {
        Some(customer) => {
            app.casework
                .cases_of_similar(here.id(), &signed_in.actor, customer)
                .await?
        }
        None => Vec::new(),
    };
    Ok(Known {
        reference: case.reference.to_string(),
        version: view.version,
        kind: Some(case.kind),
        facts,
        what_happened: view.text(&case.what_happened).to_owned(),
        earlier: lines::items(here, &earlier, "/staff/cases")?,
        similar: lines::items(here, &similar, "/staff/cases")?,
        dates: dates(app, here, (signed_in, view))?,
    })
}

/// Who it is from, and for whom: whoever speaks for somebody else comes first, with leave or without.
fn people_in_words(view: &CaseView) -> Vec<(&'static str, String)> {
    let name = |person: Option<&redress_casework::lists::Person>| {
        let name = person.map(|person| person.name.clone());
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(|| "Not given".to_owned())
    };
    let customer = name(view.customer.as_ref());
    match &view.case.representative {
        None => vec![("From", customer)],
        Some((_, consent)) => vec![
            ("From", name(view.representative.as_ref())),
            ("Speaks for", customer),
            ("Consent", say::consent(*consent).to_owned()),
        ],
    }
}

/// What the customer would like, in their words and from the list (paper 004, 3.3c).
fn wanted_in_words(view: &CaseView) -> String {
    let wanted = view.case.wanted.iter().map(|words| view.text(words).to_owned());
    let wishes = view.case.wishes.iter().map(|wish| say::wish(*wish).to_owned());
    wanted.chain(wishes).collect::<Vec<_>>().join("\n")
}

/// The dates that will bind, by procedure: what triage would decide, without doing it.
fn dates(app: &App, here: &Here, (signed_in, view): (&SignedIn, &CaseView)) -> Result<Vec<Dates>, PageError> {
    let rules = view.rules()?;
    let service = view.case.service.as_ref();
    let Some(service) = service.or_else(|| here.policy().ok()?.services.first().map(|service| &service.id))
    else {
        return Ok(Vec::new());
    };
    let context = Context {
        at: view.now,
        actor: &signed_in.actor,
        rules,
    };
    let mut dates = Vec::new();
    for procedure in rules.pinned.procedures.values() {
        let command = Command::Triage(TriageAnswers {
            kind: procedure.kind,
            kind_reason: Some(app.casework.fresh().words("-")),
            procedure: procedure.id.clone(),
            service: service.clone(),
            team: None,
            owner: None,
            ward: None,
            priority: view.case.priority,
            about: view.case.about.clone(),
            note: None,
        });
        let Ok(events) = decide(&view.case, command, &context) else {
            continue;
        };
        let mut case = Some(view.case.clone());
        for event in events {
            let entry = Entry {
                at: view.now,
                actor: signed_in.actor.id.clone(),
                event,
            };
            case = evolve(case, &entry);
        }
        let clocks = case.into_iter().flat_map(|case| case.clocks.into_values());
        let clocks: Vec<_> = clocks.filter(Clock::is_running).collect();
        let words: Vec<_> = clocks.iter().map(|clock| promise(clock, view.today)).collect();
        let name = |who: &redress_domain::id::ActorId| view.name_of(who);
        let why = clocks.iter().map(|clock| {
            let why = clock.explain(rules.calendar, view.case.day_one, view.today);
            let sentences = why.sentences(name).join(" ");
            format!("{}: {sentences}", promise(clock, view.today))
        });
        if !words.is_empty() {
            dates.push(Dates {
                procedure: procedure.name.clone(),
                promises: words.join("; "),
                why: why.collect(),
            });
        }
    }
    Ok(dates)
}

/// "Reply by Wednesday 25 November 2026", and whether that is at the latest.
pub(crate) fn promise(clock: &Clock, today: Date) -> String {
    let by = format!("{} by {}", words::clock(clock.kind), long_date(clock.due_on));
    if clock.is_at_the_latest(today) {
        format!("{by} at the latest")
    } else {
        by
    }
}

async fn options(app: &App, here: &Here, view: &CaseView) -> Result<Options, PageError> {
    let policy = here.policy()?;
    let rules = view.rules()?;
    let procedures = rules.pinned.procedures.values();
    Ok(Options {
        procedures: procedures
            .map(|procedure| (procedure.id.to_string(), procedure.name.clone()))
            .collect(),
        services: policy
            .services
            .iter()
            // A service that has ended keeps its cases and gets no new ones.
            .filter(|service| {
                service.is_offered_on(here.today) || view.case.service.as_ref() == Some(&service.id)
            })
            .map(|service| (service.id.to_string(), service.name.clone()))
            .collect(),
        owners: owners(app, here, &view.case.about).await?,
        staff: super::about::offered(app, here, &view.case.about).await?,
        wards: wards(policy),
        avoidable: to_say(policy, &view.case).to_vec(),
    })
}

/// What can be said of the contact that opened the case, until it was said when that was logged.
fn to_say<'p>(policy: &'p Policy, case: &Case) -> &'p [Avoidable] {
    let was_said = case.contact_made(None).is_some_and(|made| made.said.is_some());
    if was_said { &[] } else { &policy.reports.avoidable }
}

/// Whether a case can be given to somebody: they work for a service, and may read what they are given.
pub(super) fn may_own(policy: &Policy, user: &User) -> bool {
    user.active && !user.services.is_empty() && permission::may(policy, &user.actor(), Act::ReadCase)
}

/// The people who work for services, other than those whom it is about, by value and words; with who
/// is away.
pub(super) async fn owners(
    app: &App,
    here: &Here,
    about: &[UserId],
) -> Result<Vec<(String, String)>, PageError> {
    let policy = here.policy()?;
    let service_name = |id: &ServiceId| policy.service(id).map(|service| service.name.as_str());
    let users = app.casework.users(here.id()).await?;
    let away = app.casework.away_today(here.id()).await?;
    let hours = app.casework.working_hours(here.id()).await?;
    let owners = users
        .iter()
        .filter(|user| may_own(policy, user) && !about.contains(&user.id))
        .map(|user| {
            let services: Vec<_> = user.services.iter().filter_map(service_name).collect();
            let absence = away.iter().find(|absence| absence.user_id == user.id);
            let absence = absence.map(|absence| away_until(absence.away_to));
            let words = format!(
                "{}{}{}: {}",
                user.name,
                absence.unwrap_or_default(),
                hours.get(&user.id).map_or_else(String::new, works),
                services.join(", ")
            );
            (user.id.to_string(), words)
        });
    Ok(owners.collect())
}

/// " (away until Friday 6 November 2026)".
pub(super) fn away_until(day: Date) -> String {
    format!(" (away until {})", long_date(day))
}

/// " (works Monday to Friday, 9am to 5pm)".
fn works(hours: &WorkingHours) -> String {
    format!(" (works {})", hours_in_words(hours))
}

/// The wards, by value and words.
pub(super) fn wards(policy: &Policy) -> Vec<(String, String)> {
    let wards = policy.wards.iter();
    wards
        .map(|ward| (ward.id.to_string(), ward.name.clone()))
        .collect()
}

/// What the form says, when all of it makes sense.
struct Answered {
    answers: TriageAnswers,
    version: i64,
    link: Option<(CaseId, Relation)>,
    avoidable: Option<Avoidable>,
}

async fn triage(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(reference): Path<String>,
    Form(mut form): Form,
) -> Answer {
    let view = open(&app, &here, (&signed_in, &reference)).await?;
    if form.value("kind") == "not-for-us" {
        // A complaint is turned away with its reason and the Ombudsman's details, never just closed.
        let page = if view.case.is_complaint() {
            "refuse"
        } else {
            "close"
        };
        return Ok(see_other(&format!("/staff/cases/{}/{page}", view.case.reference)));
    }
    let Some(answered) = answers(&app, &here, (&signed_in, &view, &mut form)).await? else {
        return again(&app, &here, (&signed_in, &view, &form)).await;
    };
    let said = done(&here, &answered.answers);
    // A second press of the button, or the page loaded again, says what the first one did.
    let (sent, seen) = (form.as_sent(), (&view.id, Some(answered.version)));
    let mut commands = vec![Command::Triage(answered.answers)];
    commands.extend(
        answered
            .avoidable
            .map(|said| Command::SayAvoidable { contact: None, said }),
    );
    let doing = app
        .casework
        .act_of_form(here.id(), &signed_in.actor, seen, (&commands, &sent));
    let version = match doing.await {
        Ok(version) => version,
        Err(Failure::Conflict { .. }) => {
            let message = "Somebody else changed this case. Check what it says now, then save again";
            form.error("kind", message);
            form.set("version", view.version.to_string());
            return again(&app, &here, (&signed_in, &view, &form)).await;
        }
        Err(Failure::Refused(refusal)) => {
            let (field, message) = explain(refusal, &view.case)?;
            form.error(field, message);
            return again(&app, &here, (&signed_in, &view, &form)).await;
        }
        Err(other) => return Err(other.into()),
    };
    if let Some((case, relation)) = answered.link {
        let link = Command::Link(LinkTo {
            from: view.id.clone(),
            case,
            relation,
        });
        let (link, sent) = (&[link][..], format!("link {sent}"));
        app.casework
            .act_of_form(
                here.id(),
                &signed_in.actor,
                (&view.id, Some(version)),
                (link, &sent),
            )
            .await?;
    }
    signed_in.say(&format!("{} {said}", view.case.reference));
    let waiting = app
        .casework
        .triage_queue(here.id(), &signed_in.actor, (&ToTriage::default(), None))
        .await?;
    let next = waiting.first().map_or_else(
        || QUEUE.to_owned(),
        |line| format!("{QUEUE}/{}", line.case.reference),
    );
    Ok(see_other(&next))
}

async fn again(
    app: &App,
    here: &Here,
    (signed_in, view, form): (&SignedIn, &CaseView, &FormState),
) -> Answer {
    let page = page(app, here, (signed_in, view, form)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.html())).into_response())
}

/// "is with Waste crews".
fn done(here: &Here, answers: &TriageAnswers) -> String {
    let policy = here.policy().ok();
    let service = policy.and_then(|policy| policy.service(&answers.service));
    let team = policy
        .zip(service)
        .and_then(|(policy, service)| policy.teams.iter().find(|team| team.id == service.team));
    team.map_or_else(
        || "is triaged".to_owned(),
        |team| format!("is with {}", team.name),
    )
}

/// A refusal that somebody who fills in the form can do something about, beside its field.
fn explain(refusal: Refusal, case: &Case) -> Result<(&'static str, String), PageError> {
    const FIELDS: &[&str] = &["kind_reason", "procedure", "service", "owner", "note", "ward"];
    let said = words_for(&refusal, Some(case));
    let field = match said.field.as_deref() {
        // The note says why somebody else has it.
        Some("reason") => Some(&"note"),
        Some(named) => FIELDS.iter().find(|field| **field == named),
        None => None,
    };
    match field {
        Some(field) => Ok((field, said.text)),
        None => Err(PageError::Refused(Box::new(refusal))),
    }
}

async fn answers(
    app: &App,
    here: &Here,
    (signed_in, view, form): (&SignedIn, &CaseView, &mut FormState),
) -> Result<Option<Answered>, PageError> {
    let kind = Kind::parse(form.value("kind"));
    if kind.is_none() {
        form.error("kind", "Select what this is");
    }
    let changed = kind.is_some_and(|kind| kind != view.case.kind);
    if changed && form.filled("kind_reason").is_none() {
        form.error("kind_reason", "Explain why you changed what it is");
    }
    let service = ServiceId::parse(form.value("service")).ok();
    let service = service.filter(|id| here.policy().is_ok_and(|policy| policy.service(id).is_some()));
    if service.is_none() {
        form.error("service", "Select a service");
    }
    let procedure = match (kind, &service) {
        (Some(kind), Some(service)) => procedure(view, (kind, service), form)?,
        _ => None,
    };
    let owner = owner(app, here, (service.as_ref(), form)).await?;
    let about = super::about::ticked(app, here, (&view.case.about, form)).await?;
    let priority = Priority::parse(form.value("priority"));
    if priority.is_none() {
        form.error("priority", "Select a priority");
    }
    let avoidable = super::avoidable::said(form);
    let known = to_say(here.policy()?, &view.case);
    if avoidable.is_some_and(|said| said != Avoidable::Needed && !known.contains(&said)) {
        form.error(AVOIDABLE, "Select one of the answers");
    }
    let link = link(app, here, (signed_in, view, form)).await?;
    let Some(((kind, priority), (service, procedure))) = kind
        .zip(priority)
        .zip(service.zip(procedure))
        .filter(|_| form.errors().is_empty())
    else {
        return Ok(None);
    };
    let fresh = app.casework.fresh();
    let answers = TriageAnswers {
        kind,
        kind_reason: fresh.some_words(form.value("kind_reason")).filter(|_| changed),
        procedure,
        service,
        team: None,
        owner,
        ward: WardId::parse(form.value("ward"))
            .ok()
            .filter(|id| here.policy().is_ok_and(|policy| policy.ward(id).is_some())),
        priority,
        about,
        note: fresh.some_words(form.value("note")),
    };
    Ok(Some(Answered {
        answers,
        version: form.value("version").parse().unwrap_or(view.version),
        link,
        avoidable,
    }))
}

/// The procedure that was chosen, or the usual one.
fn procedure(
    view: &CaseView,
    (kind, service): (Kind, &ServiceId),
    form: &mut FormState,
) -> Result<Option<ProcedureId>, PageError> {
    let pinned = view.rules()?.pinned;
    let chosen = form
        .filled("procedure")
        .and_then(|id| ProcedureId::parse(id).ok());
    let found: Option<&Procedure> = match &chosen {
        Some(id) => pinned.procedures.get(id).filter(|known| known.kind == kind),
        None => pinned.procedure_for_raised((kind, view.case.raised_by), Some(service)),
    };
    if found.is_none() {
        form.error("procedure", "Select a procedure that fits what this is");
    }
    Ok(found.map(|procedure| procedure.id.clone()))
}

async fn owner(
    app: &App,
    here: &Here,
    (service, form): (Option<&ServiceId>, &mut FormState),
) -> Result<Option<UserId>, PageError> {
    let Some(id) = form.filled("owner").and_then(|id| UserId::parse(id).ok()) else {
        return Ok(None);
    };
    let user = app.casework.user(here.id(), &id).await?;
    let fits = |user: &User| user.active && service.is_none_or(|service| user.services.contains(service));
    let user = user.filter(fits);
    if user.is_none() {
        form.error(
            "owner",
            "Select somebody who works for this service, or leave it to the team",
        );
    }
    if let Some(user) = &user {
        warn_of_absence(app, here, (user, form)).await?;
    }
    Ok(user.map(|user| user.id))
}

/// Says once that somebody is away; the second time it is meant.
pub(super) async fn warn_of_absence(
    app: &App,
    here: &Here,
    (user, form): (&User, &mut FormState),
) -> Result<(), PageError> {
    let away = app.casework.absence(here.id(), &user.id).await?;
    let Some(away) = away.filter(|away| away.is_on(here.today)) else {
        return Ok(());
    };
    if form.value("away_ok") == user.id.as_str() {
        return Ok(());
    }
    let cover = app.casework.user(here.id(), &away.covered_by).await?;
    // Whose account was closed since covers nobody.
    let cover = cover.filter(|cover| cover.active);
    let cover = cover.map_or_else(|| "nobody".to_owned(), |cover| cover.name);
    let until = long_date(away.away_to);
    let message = format!(
        "{} is away until {until}, and {cover} covers. Select somebody else, or save again if you mean it",
        user.name
    );
    form.error("owner", message);
    form.set("away_ok", user.id.as_str());
    Ok(())
}

async fn link(
    app: &App,
    here: &Here,
    (signed_in, view, form): (&SignedIn, &CaseView, &mut FormState),
) -> Result<Option<(CaseId, Relation)>, PageError> {
    let Some(written) = form.filled("link") else {
        return Ok(None);
    };
    let Some(reference) = typed::reference(written) else {
        let message = typed::no_reference(written, "Enter a reference, like WS-4K7P-29QX");
        form.error("link", message);
        return Ok(None);
    };
    let line = app
        .casework
        .find_case_by_reference(here.id(), &signed_in.actor, &reference)
        .await?;
    let other = line.map(|line| line.case.case_id).filter(|id| *id != view.id);
    let Some(other) = other else {
        form.error("link", "We could not find that reference. Check it and try again");
        return Ok(None);
    };
    let relation = Relation::parse(form.value("relation")).unwrap_or(Relation::FollowsFrom);
    Ok(Some((other, relation)))
}
