//! Logging a contact: open to every member of staff and every councillor, on one page.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Redirect};
use axum::routing::get;
use jiff::Timestamp;
use redress_casework::act::{NewCase, NewPerson};
use redress_casework::failure::Failure;
use redress_casework::lists::Person;
use redress_casework::people::Match;
use redress_casework::people::way::{to_answer, to_answer_known};
use redress_domain::calendar::london::civil_date;
use redress_domain::calendar::long_ago::is_long_ago;
use redress_domain::case::{
    Agreed, Command, FirstContactSettlement, LoggedCase, PointDraft, Refusal, ToldHow,
};
use redress_domain::id::{HelpId, PersonId, ServiceId, WardId};
use redress_domain::permission::{self, Act};
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Channel, Kind, Priority, ReplyBy, Role, SupportNeed};
use redress_pages::form::FormState;
use redress_pages::format::{date_time, long_date, picker_date};
use redress_pages::staff::log::{CHANNELS, Followed, Log, Logged, NOBODY, Options, Settle};
use redress_pages::{Page as _, format, words};

use super::asked::said_of_call;
use super::triage::promise;
use super::typed;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read as read_pairs};
use crate::here::Here;
use crate::once::once_with_its_words;
use crate::path::Path;
use crate::session::{SignedIn, see_other};
use crate::staff::what_to_do::what_to_do;

mod given;
pub(super) mod quoted;
mod refusals;
mod under;

use refusals::explain;
use under::london_time;

/// The longest text that anybody types.
const LONGEST: usize = 10_000;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/cases/new", get(show).post(log))
        .route("/staff/logged/{reference}", get(logged))
        .route("/staff/followed/{reference}", get(followed))
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let now = app.casework.outside().now();
    let mut form = FormState::new()
        .with("once", app.casework.fresh().secret())
        .with("received_on", picker_date(here.today))
        .with("received_time", format::time(london_time(now)));
    if is_councillor(&signed_in) {
        form.set("channel", Channel::Councillor.as_str());
    }
    let query = read_pairs(query.unwrap_or_default().as_bytes());
    under::fill_in(&app, &here, (&signed_in, &query, &mut form)).await?;
    respond(&app, &here, (&signed_in, &form, StatusCode::OK)).await
}

fn is_councillor(signed_in: &SignedIn) -> bool {
    signed_in.actor.roles.contains(&Role::Councillor)
}

/// The form as far as it is filled in, with the case that was quoted and the people who fit.
async fn respond(
    app: &App,
    here: &Here,
    (signed_in, form, status): (&SignedIn, &FormState, StatusCode),
) -> Answer {
    let policy = here.policy()?;
    let services = policy
        .services_on(here.today)
        .map(|service| (service.id.to_string(), service.name.clone()));
    let asked = ["match", "log", "settle", "help", "helped"].contains(&form.value("do"));
    let people = if asked {
        people(app, here, (signed_in, form)).await?
    } else {
        Vec::new()
    };
    let quoted = quoted::case(app, here, (signed_in, form)).await?;
    let options = Options {
        services: services.collect(),
        people: people.iter().map(offered).collect(),
        agreed: agreed_with(app, here, (&people, form.value("person"))).await?,
        may_call: signed_in.actor.roles.contains(&Role::Staff),
        help: helped(app, here, (signed_in, form)).await?,
        staff: super::about::offered_to(app, here, signed_in).await?,
        wards: super::triage::wards(policy),
        avoidable: policy.reports.avoidable.clone(),
        looks_people_up: signed_in.may(here, Act::RecordContact),
        may_settle: signed_in.may(here, Act::SettleAtFirstContact),
        quoted: quoted.map(quoted::offered),
        follows: under::procedure(here, form)?.map(|procedure| procedure.name.clone()),
    };
    let shell = signed_in.shell(app, here).await?;
    let page = Log::new(shell, form, options);
    Ok((status, Html(page.html())).into_response())
}

/// Somebody who may be the one: who, and their open cases.
fn offered(known: &Match) -> (String, String, Vec<String>) {
    let open = known.open.iter().take(5).map(|line| {
        let words = line.summary.as_deref().unwrap_or_default();
        let first: Vec<_> = words.split_whitespace().take(10).collect();
        format!("{} {}", line.case.reference, first.join(" "))
    });
    let person = &known.person;
    (person.person_id.to_string(), describe(person), open.collect())
}

/// What is agreed with somebody about contact: said once they were chosen, and of nobody who is merely like them
/// (domain 5.12: a household and a shared phone are not swept in).
async fn agreed_with(
    app: &App,
    here: &Here,
    (people, chosen): (&[Match], &str),
) -> Result<Option<String>, PageError> {
    let Some(known) = people
        .iter()
        .find(|known| known.person.person_id.as_str() == chosen)
    else {
        return Ok(None);
    };
    let person = &known.person.person_id;
    let bindings = app.casework.bindings(here.id(), &[person]).await?;
    let policy = here.policy()?;
    Ok(bindings.first().map(|binding| {
        let what = what_to_do(policy, binding);
        let of_matter = known
            .open
            .iter()
            .filter(|line| binding.cases.contains(&line.case.case_id));
        let of_matter: Vec<&str> = of_matter.map(|line| line.case.reference.as_str()).collect();
        let service = binding.service.as_ref().map(|id| {
            let known = policy.service(id);
            known.map_or_else(|| id.to_string(), |service| service.name.clone())
        });
        let about = service
            .or_else(|| (!binding.cases.is_empty()).then(|| format!("{} alone", of_matter.join(", "))));
        about.map_or_else(|| what.clone(), |about| format!("About {about}. {what}"))
    }))
}

/// How a call for help stands, in sentences.
async fn helped(
    app: &App,
    here: &Here,
    (signed_in, form): (&SignedIn, &FormState),
) -> Result<Vec<String>, PageError> {
    let Some(help) = form.filled("help") else {
        return Ok(Vec::new());
    };
    let Ok(help) = HelpId::parse(help) else {
        let nobody = "There is nobody who can be called: no team lead is known.";
        return Ok(vec![nobody.to_owned()]);
    };
    said_of_call(app, here, (signed_in, &help)).await
}

/// Calls the team lead, once for each form.
async fn call(app: &App, here: &Here, (signed_in, mut form): (&SignedIn, FormState)) -> Answer {
    if form.filled("help").is_none() {
        let said = form.value("what_happened").to_owned();
        let called = app
            .casework
            .ask_for_help(here.id(), &signed_in.actor, None, &said)
            .await;
        match called {
            Ok(called) => form.set("help", called.help.as_str()),
            Err(Failure::Refused(Refusal::NotInPolicy(_))) => form.set("help", NOBODY),
            Err(other) => return Err(other.into()),
        }
    }
    respond(app, here, (signed_in, &form, StatusCode::OK)).await
}

/// "Asha Patel, WS1 4AB, asha@example.org".
fn describe(person: &Person) -> String {
    let name = Some(person.name.clone()).filter(|name| !name.is_empty());
    let parts = [
        name,
        person.postcode.clone(),
        person.email.clone(),
        person.phone.clone(),
    ];
    let known: Vec<_> = parts.into_iter().flatten().collect();
    known.join(", ")
}

/// People who may be the one described, each with their open cases.
async fn people(
    app: &App,
    here: &Here,
    (signed_in, form): (&SignedIn, &FormState),
) -> Result<Vec<Match>, PageError> {
    let described = described(form);
    if !signed_in.may(here, Act::RecordContact) || described.is_unknown() {
        return Ok(Vec::new());
    }
    Ok(app
        .casework
        .people_matching(here.id(), &signed_in.actor, &described)
        .await?)
}

/// The customer, as far as they are described.
fn described(form: &FormState) -> NewPerson {
    let text = |field: &str| form.filled(field).map(str::to_owned);
    NewPerson {
        name: text("name").unwrap_or_default(),
        email: text("email"),
        phone: text("phone"),
        address: text("address"),
        postcode: text("postcode"),
        reply_by: ReplyBy::parse(form.value("reply_by")),
    }
}

async fn log(State(app): State<App>, here: Here, signed_in: SignedIn, Form(mut form): Form) -> Answer {
    match form.value("do") {
        "look-up" => return look_up(&app, &here, (&signed_in, form)).await,
        "match" => {
            if people(&app, &here, (&signed_in, &form)).await?.is_empty() {
                form.error("name", "Nobody like this is known yet. Go on to log a new person");
                return unprocessable(&app, &here, (&signed_in, &form)).await;
            }
            return respond(&app, &here, (&signed_in, &form, StatusCode::OK)).await;
        }
        "help" => return call(&app, &here, (&signed_in, form)).await,
        // Whoever has typed a reference and nothing else yet, and presses Enter, looks it up.
        "log" if form.filled("reference").is_some() && form.filled("what_happened").is_none() => {
            return look_up(&app, &here, (&signed_in, form)).await;
        }
        "back" | "helped" => return respond(&app, &here, (&signed_in, &form, StatusCode::OK)).await,
        _ => {}
    }
    // The same form, sent twice: its customer is known by now, and would be asked about.
    let once = once_with_its_words(&form);
    if let Some(once) = &once
        && let Some(reference) = app.casework.logged_before(here.id(), once).await?
    {
        return Ok(see_other(&format!("/staff/logged/{reference}")));
    }
    let quoted = quoted::read(&app, &here, (&signed_in, &mut form)).await?;
    let Some(mut new) = read(&app, &here, (&signed_in, &mut form)).await? else {
        return unprocessable(&app, &here, (&signed_in, &form)).await;
    };
    new.once = once;
    let unlinked = quoted.as_ref().and_then(quoted::Quoted::unlinked);
    if let Some(quoted) = quoted {
        quoted.put_into(&app, &mut new);
    }
    super::avoidable::of_opening(&form, &mut new);
    // Said before anything more is typed: there is no informal stage (Complaint Handling Code 5).
    if form.value("settled") == "yes" && form.value("unhappy") == "yes" {
        let (field, message) = explain(Refusal::ComplaintNeedsReply)?;
        form.error(field, message);
        return unprocessable(&app, &here, (&signed_in, &form)).await;
    }
    if form.value("settled") == "yes" {
        let settling = form.value("do") == "settle";
        let settlement = settling.then(|| settlement(&app, &mut form)).flatten();
        let Some(settlement) = settlement else {
            let status = if settling {
                StatusCode::UNPROCESSABLE_ENTITY
            } else {
                StatusCode::OK
            };
            let shell = signed_in.shell(&app, &here).await?;
            return Ok((status, Html(Settle::new(shell, &form).html())).into_response());
        };
        new.then.push(Command::SettleAtFirstContact(settlement));
    }
    if !under::follow(&here, &mut form, &mut new)? {
        return unprocessable(&app, &here, (&signed_in, &form)).await;
    }
    let help = HelpId::parse(form.value("help")).ok();
    if let Some(help) = &help {
        let call = (&mut new, help);
        app.casework
            .help_on_new_case(here.id(), &signed_in.actor, call)
            .await?;
    }
    let is_about_self = new.contact.about.contains(&signed_in.user.id);
    match app.casework.log(here.id(), &signed_in.actor, new).await {
        Ok(logged) if is_about_self => {
            signed_in.say(&format!(
                "Logged as {}. It is about you, so others deal with it",
                logged.reference
            ));
            Ok(see_other("/staff"))
        }
        Ok(logged) => {
            if let Some(help) = &help {
                app.casework.help_after_log(here.id(), &logged.id, help).await?;
            }
            if let Some(back) = under::sorted(&app, &here, (&signed_in, &form, &logged)).await? {
                return Ok(see_other(&back));
            }
            if let Some(unlinked) = unlinked {
                signed_in.say(&unlinked);
            }
            Ok(see_other(&format!("/staff/logged/{}", logged.reference)))
        }
        // The same form, sent twice at once.
        Err(Failure::AlreadyDone(reference)) => Ok(see_other(&format!("/staff/logged/{reference}"))),
        Err(Failure::Refused(refusal)) => {
            let (field, message) = explain(refusal)?;
            form.error(field, message);
            unprocessable(&app, &here, (&signed_in, &form)).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn unprocessable(app: &App, here: &Here, (signed_in, form): (&SignedIn, &FormState)) -> Answer {
    respond(app, here, (signed_in, form, StatusCode::UNPROCESSABLE_ENTITY)).await
}

async fn look_up(app: &App, here: &Here, (signed_in, mut form): (&SignedIn, FormState)) -> Answer {
    if form.filled("reference").is_none() || typed::reference(form.value("reference")).is_none() {
        let message = typed::no_reference(form.value("reference"), "Enter a reference, like WS-4K7P-29QX");
        form.error("reference", message);
    } else if quoted::case(app, here, (signed_in, &form)).await?.is_none() {
        form.error(
            "reference",
            "We could not find that reference. Check it and try again",
        );
    } else {
        return respond(app, here, (signed_in, &form, StatusCode::OK)).await;
    }
    unprocessable(app, here, (signed_in, &form)).await
}

/// The form as a new case; `None` when something has to be mended first.
async fn read(
    app: &App,
    here: &Here,
    (signed_in, form): (&SignedIn, &mut FormState),
) -> Result<Option<NewCase>, PageError> {
    let channel = Channel::parse(form.value("channel")).filter(|channel| CHANNELS.contains(channel));
    if channel.is_none() {
        form.error("channel", "Select how they contacted us");
    }
    let received_at = received(app, form);
    let customer = customer(app, here, (signed_in, form)).await?;
    let what_happened = form.require("what_happened", "Enter what the problem is");
    let silent = form.has("wanted_not_said", "yes");
    if form.filled("wanted").is_none() && !silent {
        let message = "Tell us what the customer would like, or select “They did not say”";
        form.error("wanted", message);
    }
    for (field, label) in [
        ("what_happened", "What the problem is"),
        ("wanted", "What they would like"),
        ("support_words", "What they need"),
    ] {
        if form.value(field).chars().count() > LONGEST {
            form.error(field, format!("{label} must be 10,000 characters or less"));
        }
    }
    if !["yes", "no"].contains(&form.value("unhappy")) {
        let message = "Select if the customer is unhappy with how we dealt with something";
        form.error("unhappy", message);
    }
    hold_to_lists(here.policy()?, form);
    let may_settle = signed_in.may(here, Act::SettleAtFirstContact);
    if may_settle && !["yes", "no"].contains(&form.value("settled")) {
        form.error("settled", "Select if you sorted it out");
    }
    let about = super::about::ticked(app, here, (&[], form)).await?;
    let found = channel.zip(received_at).zip(what_happened);
    let Some(((channel, received_at), what_happened)) = found.filter(|_| form.errors().is_empty()) else {
        return Ok(None);
    };
    let contact = contact(
        app,
        here,
        (signed_in, form),
        (channel, received_at, &what_happened),
    )?;
    let said = ReplyBy::parse(form.value("reply_by"));
    let (known, new, reply_by) = match customer {
        Customer::Nobody => (None, None, said),
        Customer::Known(known, on_file) => {
            let typed = described(form);
            if !given::put_on_file(app, here, (signed_in, &mut *form), (&typed, &known)).await? {
                return Ok(None);
            }
            (Some(known.person_id), None, said.or(on_file))
        }
        Customer::New(id, details) => {
            let by = details.reply_by;
            (Some(id.clone()), Some((id, details)), by)
        }
    };
    let mut case = NewCase::of(LoggedCase {
        customer: known,
        reply_by,
        about,
        ..contact
    });
    case.customer = new;
    Ok(Some(case))
}

fn contact(
    app: &App,
    here: &Here,
    (signed_in, form): (&SignedIn, &FormState),
    (channel, received_at, what_happened): (Channel, Timestamp, &str),
) -> Result<LoggedCase, PageError> {
    let fresh = app.casework.fresh();
    let policy = here.policy()?;
    let is_complaint = form.value("unhappy") == "yes";
    let service = ServiceId::parse(form.value("service")).ok();
    let support = form.values("support").into_iter().filter_map(SupportNeed::parse);
    let points = is_complaint.then(|| PointDraft {
        id: fresh.point(),
        words: fresh.words(what_happened),
    });
    Ok(LoggedCase {
        reference: fresh.reference(&policy.council.prefix),
        kind: if is_complaint {
            Kind::Complaint
        } else {
            Kind::ServiceRequest
        },
        channel,
        received_at,
        raised_by: if is_councillor(signed_in) {
            Role::Councillor
        } else {
            Role::Customer
        },
        customer: None,
        representative: None,
        service: service.filter(|id| policy.service(id).is_some()),
        what_happened: fresh.words(what_happened),
        wanted: fresh.some_words(form.value("wanted")),
        wishes: Vec::new(),
        place: None,
        effect: None,
        also: None,
        happened_on: None,
        points: points.into_iter().collect(),
        reply_by: None,
        support: support.collect(),
        support_words: fresh.some_words(form.value("support_words")),
        priority: if form.has("urgent", "yes") {
            Priority::Urgent
        } else {
            Priority::Standard
        },
        about: Vec::new(),
        sharing: None,
        ward: WardId::parse(form.value("ward"))
            .ok()
            .filter(|id| policy.ward(id).is_some()),
    })
}

/// Holds what was chosen to the lists of the page.
fn hold_to_lists(policy: &Policy, form: &mut FormState) {
    form.choice("service", |id| {
        policy.service(&ServiceId::parse(id).ok()?).map(drop)
    });
    form.choice("ward", |id| policy.ward(&WardId::parse(id).ok()?).map(drop));
    form.choices("support", SupportNeed::parse);
    form.choice("reply_by", ReplyBy::parse);
    form.ticked("urgent", "yes");
}

/// When it reached the council: now or before.
fn received(app: &App, form: &mut FormState) -> Option<Timestamp> {
    let day = typed::date(form.value("received_on"));
    if day.is_none() {
        form.error("received_on", "When it reached us must be a date, like 17/5/2027");
    }
    let time = typed::time(form.value("received_time"));
    if time.is_none() {
        form.error("received_time", "Enter a time, like 9:30am or 14:05");
    }
    let at = typed::moment(day?, time?)?;
    let now = app.casework.outside().now();
    if at > now {
        form.error("received_on", "When it reached us must be now or in the past");
        return None;
    }
    if is_long_ago(day?, app.casework.today()) {
        form.error("received_on", typed::LONG_AGO);
        return None;
    }
    Some(at)
}

/// Who the contact is from.
enum Customer {
    /// Nobody knows.
    Nobody,
    /// Somebody whom the council knows.
    Known(Box<Person>, Option<ReplyBy>),
    /// Somebody new.
    New(PersonId, NewPerson),
}

async fn customer(
    app: &App,
    here: &Here,
    (signed_in, form): (&SignedIn, &mut FormState),
) -> Result<Customer, PageError> {
    given::check(form);
    let mut person = described(form);
    if person.is_unknown() {
        return Ok(Customer::Nobody);
    }
    let chosen = form.value("person").to_owned();
    if chosen != "new" {
        let known = people(app, here, (signed_in, form)).await?;
        if let Some(known) = known
            .iter()
            .map(|known| &known.person)
            .find(|known| known.person_id.as_str() == chosen)
        {
            let on_file = given::hold(form, (&person, known));
            return Ok(Customer::Known(
                Box::new(known.clone()),
                to_answer_known(&on_file),
            ));
        }
        if !known.is_empty() {
            form.error("person", "Select if it is one of these people");
        }
    }
    person.reply_by = to_answer(&person);
    Ok(Customer::New(app.casework.fresh().person(), person))
}

fn settlement(app: &App, form: &mut FormState) -> Option<FirstContactSettlement> {
    let what = form.require("what_was_done", "Tell us what you did");
    let agreed = Agreed::parse(form.value("agreed"));
    if agreed.is_none() {
        form.error("agreed", "Select if the customer agreed it is sorted out");
    }
    Some(FirstContactSettlement {
        what_was_done: app.casework.fresh().words(&what?),
        agreed: agreed?,
        told_how_to_complain: if form.has("told_how", "told") {
            ToldHow::Told
        } else {
            ToldHow::NotTold
        },
    })
}

/// The reference, to be read to the customer.
async fn logged(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(reference): Path<String>,
) -> Answer {
    let reference = typed::reference(&reference).ok_or(PageError::NotFound)?;
    let view = app
        .casework
        .case_unread(here.id(), &signed_in.actor, &reference)
        .await?;
    let case = &view.case;
    let running = case.clocks.values().filter(|clock| clock.is_running());
    let first = running.min_by_key(|clock| clock.due_on);
    let reads = permission::may_read(view.policy()?, &signed_in.actor, &case.scope());
    let base = if reads { "/staff/cases" } else { "/staff/followed" };
    let shell = signed_in.shell(&app, &here).await?;
    let standing = (
        case.settlement.is_some() && case.closed_on.is_some(),
        first.map(|clock| promise(clock, here.today)),
    );
    let place = format!("{base}/{reference}");
    let page = Logged::new(shell, reference.as_str(), standing, &place);
    Ok(Html(page.html()).into_response())
}

/// What whoever logged a contact may know of it: how it stands and what was promised, as the customer
/// would be told; no note, no other contact, no name that they did not give.
async fn followed(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(reference): Path<String>,
) -> Answer {
    let reference = typed::reference(&reference).ok_or(PageError::NotFound)?;
    let (council, actor) = (here.id(), &signed_in.actor);
    let unread = app.casework.case_unread(council, actor, &reference).await?;
    // The page says that they logged it; who may read what others logged has a page for that.
    if unread.case.logged_by != actor.id {
        return Ok(Redirect::to(&format!("/staff/cases/{reference}")).into_response());
    }
    let view = app.casework.follow_case(council, actor, &reference).await?;
    let case = &view.case;
    let service = case
        .service
        .as_ref()
        .and_then(|id| view.policy().ok()?.service(id));
    let mut facts = vec![
        ("What it is".to_owned(), words::kind(case.kind).to_owned()),
        ("Status".to_owned(), words::status(case.status()).to_owned()),
        ("Received".to_owned(), long_date(case.received_on)),
        ("Logged".to_owned(), date_time(case.logged_at)),
        (
            "Service".to_owned(),
            service.map_or_else(|| "Not known yet".to_owned(), |service| service.name.clone()),
        ),
    ];
    for clock in case.clocks.values().filter(|clock| clock.is_running()) {
        facts.push((
            words::clock(clock.kind).to_owned(),
            format!("By {}", long_date(clock.due_on)),
        ));
    }
    if let Some(sent) = case.reply_sent_at() {
        facts.push(("Reply sent".to_owned(), long_date(civil_date(sent))));
    }
    if let Some(closed) = case.closed_on {
        let why = case.sentence.as_ref().map_or("", |sentence| view.text(sentence));
        facts.push(("Closed".to_owned(), long_date(closed)));
        facts.push(("Why we closed this".to_owned(), why.to_owned()));
    }
    let shell = signed_in.shell(&app, &here).await?;
    let said = view.text(&case.what_happened);
    let page = Followed::new(shell, reference.as_str(), facts, said);
    Ok(Html(page.html()).into_response())
}
