//! Logging a resident's query, in the street and on one screen.

use redress_casework::act::{NewCase, NewPerson};
use redress_casework::failure::Failure;
use redress_domain::case::LoggedCase;
use redress_domain::email::is_email;
use redress_domain::id::WardId;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Kind, Priority, ReplyBy, Role, SupportNeed};
use redress_pages::Page as _;
use redress_pages::councillor::LogQuery;
use redress_pages::form::FormState;
use redress_pages::public::files::{KEPT, UPLOAD, kept};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;

use crate::App;
use crate::error::{Answer, PageError};
use crate::form::yes_or_no;
use crate::here::Here;
use crate::once::once_with_its_words;
use crate::public::files;
use crate::session::{SignedIn, see_other};
use crate::staff::typed;
use crate::upload::{self, Received};

/// The longest text that anybody types.
const LONGEST: usize = 10_000;
/// How many queries of one round are kept in sight.
const ROUND: usize = 20;

/// The routes of this file.
pub(super) fn routes_with_files() -> Router<App> {
    Router::new().route(super::LOG, get(show).post(log))
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    let mut form = FormState::new().with("once", app.casework.fresh().secret());
    // Whoever is elected for one ward mostly hears from it.
    if let [only] = signed_in.user.wards.as_slice() {
        form.set("ward", only.as_str());
    }
    respond(&here, (&signed_in, &form), StatusCode::OK)
}

fn respond(here: &Here, (signed_in, form): (&SignedIn, &FormState), status: StatusCode) -> Answer {
    let policy = here.policy()?;
    let own = |id: &WardId| signed_in.user.wards.contains(id);
    let mut wards: Vec<_> = policy.wards.iter().collect();
    wards.sort_by_key(|ward| !own(&ward.id));
    let wards = wards
        .into_iter()
        .map(|ward| (ward.id.to_string(), ward.name.clone()));
    let shell = super::shell(here, signed_in);
    let page = LogQuery::new(shell, form, (wards.collect(), &policy.files)).sent(round(form));
    Ok((status, Html(page.html())).into_response())
}

/// What was sent on this round before: the form carries it along.
fn round(form: &FormState) -> Vec<(String, String)> {
    let references = form.values("sent");
    let words = form.values("sent_words");
    let known = |(reference, words): (&str, &str)| {
        let reference = Reference::parse(reference).ok()?;
        Some((reference.to_string(), words.to_owned()))
    };
    references
        .into_iter()
        .zip(words)
        .filter_map(known)
        .take(ROUND)
        .collect()
}

async fn log(State(app): State<App>, here: Here, signed_in: SignedIn, request: Request) -> Answer {
    let mut received = upload::receive(&app, request, &here.policy()?.files).await?;
    let photo = take_photo(&app, &here, &mut received).await?;
    let mut form = received.form;
    let asked_for_more = form.value("do") == "photo";
    let new = if asked_for_more {
        None
    } else {
        read(&app, &here, &mut form)?
    };
    if let Err(wrong) = photo {
        form.error(UPLOAD, wrong);
    }
    let Some(mut new) = new.filter(|_| form.errors().is_empty()) else {
        let status = if form.errors().is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        return respond(&here, (&signed_in, &form), status);
    };
    let photos = (form.value("once"), &*files::named(&form));
    new.then = super::photo::to_add(&app, &here, photos).await?;
    let reference = match app.casework.log(here.id(), &signed_in.actor, new).await {
        Ok(logged) => logged.reference.to_string(),
        // The same form, sent twice: it is one query.
        Err(Failure::AlreadyDone(reference)) => reference,
        Err(other) => return Err(other.into()),
    };
    if form.value("do") != "another" {
        return Ok(see_other(&format!("/councillor/sent/{reference}")));
    }
    let next = next_on_the_round(&app, &form, &reference);
    respond(&here, (&signed_in, &next), StatusCode::OK)
}

/// Keeps the photo that came, until the form is sent or not sent: it is not chosen twice. Or what to say of it.
async fn take_photo(
    app: &App,
    here: &Here,
    received: &mut Received,
) -> Result<Result<(), String>, PageError> {
    let form = &mut received.form;
    let Some(photo) = received.file.take() else {
        let is_missing = form.value("do") == "photo";
        return Ok(if is_missing {
            Err("Select a file".to_owned())
        } else {
            Ok(())
        });
    };
    if form.filled("once").is_none() {
        form.set("once", app.casework.fresh().secret());
    }
    let beside = kept(form).len();
    let taken = files::take_in((app, here), (form.value("once"), beside), photo).await?;
    Ok(taken.map(|file| {
        let pairs = form
            .pairs()
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let answer = (KEPT.to_owned(), file.to_answer());
        *form = FormState::from_pairs(pairs.chain([answer]).collect::<Vec<_>>());
    }))
}

/// The form for the next door: the ward and the place are kept, and what was sent stays in sight.
fn next_on_the_round(app: &App, form: &FormState, reference: &str) -> FormState {
    let once = ("once".to_owned(), app.casework.fresh().secret());
    let kept = ["ward", "place"].map(|name| (name.to_owned(), form.value(name).to_owned()));
    let words: Vec<_> = form.value("what_happened").split_whitespace().take(12).collect();
    let latest = (reference.to_owned(), words.join(" "));
    let mut sent = vec![latest];
    sent.extend(round(form).into_iter().filter(|(known, _)| known != reference));
    let sent = sent
        .into_iter()
        .take(ROUND)
        .flat_map(|(reference, words)| [("sent".to_owned(), reference), ("sent_words".to_owned(), words)]);
    FormState::from_pairs([once].into_iter().chain(kept).chain(sent))
}

/// The form as a new case; `None` when something has to be mended first.
fn read(app: &App, here: &Here, form: &mut FormState) -> Result<Option<NewCase>, PageError> {
    let policy = here.policy()?;
    let what = form.require("what_happened", "Enter what the resident asked");
    for (field, label) in [
        ("what_happened", "What the resident asked"),
        ("place", "Where it is"),
        ("name", "Resident’s name"),
        ("wanted", "What they would like"),
        ("effect", "How it affects them"),
        ("support_words", "What they need"),
    ] {
        if form.value(field).chars().count() > LONGEST {
            form.error(field, format!("{label} must be 10,000 characters or less"));
        }
    }
    let person = person(form);
    let agrees = form.value("agrees") == "yes";
    if !["yes", "no"].contains(&form.value("agrees")) {
        form.error("agrees", "Select if the resident agrees");
    } else if !agrees && !person.is_unknown() {
        let message = "Take out the resident’s name and how to reach them, or select Yes";
        form.error("agrees", message);
    }
    let ward = form.choice("ward", |id| {
        let id = WardId::parse(id).ok()?;
        policy.ward(&id).is_some().then_some(id)
    });
    let support = form.choices("support", SupportNeed::parse);
    let urgent = form.ticked("urgent", "yes");
    let person = copied(form, person);
    let Some(what) = what.filter(|_| form.errors().is_empty()) else {
        return Ok(None);
    };
    let fresh = app.casework.fresh();
    let customer = (!person.is_unknown()).then(|| (fresh.person(), person));
    let mut new = NewCase::of(LoggedCase {
        reference: fresh.reference(&policy.council.prefix),
        // Triage says if it is something else (domain, section 2: a case raised by a councillor).
        kind: Kind::Enquiry,
        channel: Channel::Councillor,
        received_at: app.casework.outside().now(),
        raised_by: Role::Councillor,
        customer: customer.as_ref().map(|(id, _)| id.clone()),
        representative: None,
        service: None,
        what_happened: fresh.words(&what),
        also: None,
        wanted: fresh.some_words(form.value("wanted")),
        wishes: Vec::new(),
        place: fresh.some_words(form.value("place")),
        ward,
        effect: fresh.some_words(form.value("effect")),
        happened_on: None,
        points: Vec::new(),
        reply_by: customer.as_ref().and_then(|(_, person)| person.reply_by),
        support,
        support_words: fresh.some_words(form.value("support_words")),
        priority: if urgent {
            Priority::Urgent
        } else {
            Priority::Standard
        },
        about: Vec::new(),
        sharing: None,
    });
    new.customer = customer;
    new.once = once_with_its_words(form);
    Ok(Some(new))
}

/// The resident, told as the councillor asks: a copy of what was sent and of what follows, or nothing. Where nothing is
/// asked, whoever gave an email address gets an acknowledgement (ux, flow 3.7).
fn copied(form: &mut FormState, person: NewPerson) -> NewPerson {
    let reply_by = match form.choice("copy", yes_or_no) {
        None => person.reply_by,
        Some(false) => person.reply_by.map(|_| ReplyBy::NoContact),
        Some(true) if person.email.is_some() => Some(ReplyBy::Email),
        Some(true) if person.phone.as_deref().is_some_and(typed::is_mobile) => Some(ReplyBy::Text),
        Some(true) => {
            let message = "Enter the resident’s email address or mobile number, so that we can copy them in, or select No";
            form.error("reach", message);
            None
        }
    };
    NewPerson { reply_by, ..person }
}

/// The resident, as far as they may be named.
fn person(form: &mut FormState) -> NewPerson {
    let reach = form.filled("reach").map(str::to_owned);
    let is_email = reach.as_deref().is_some_and(is_email);
    let is_phone = reach.as_deref().is_some_and(typed::is_phone);
    if reach.is_some() && !is_email && !is_phone {
        let message = "Enter an email address, like name@example.com, or a phone number";
        form.error("reach", message);
    }
    NewPerson {
        name: form.filled("name").unwrap_or_default().to_owned(),
        email: reach.clone().filter(|_| is_email),
        phone: reach.filter(|_| is_phone && !is_email),
        address: None,
        postcode: None,
        reply_by: match (is_email, is_phone) {
            (true, _) => Some(ReplyBy::Email),
            (false, true) => Some(ReplyBy::Phone),
            (false, false) => None,
        },
    }
}
