//! Who is on a case: added, ended, with consent and letters; adjustments, concerns, and the same person twice.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use redress_casework::act::NewPerson;
use redress_casework::failure::Failure;
use redress_casework::people::merge::NotMerged;
use redress_casework::people::way::lacking;
use redress_domain::case::{
    Basis, Command, ConcernKind, ConcernTold, Consent, NewConsent, NewInvolved, Part, PeopleOrder, Refusal,
};
use redress_domain::customer::address::{NewMove, NotMoved};
use redress_domain::customer::adjustment::{AdjustmentKind, AdjustmentReview, NewAdjustment, Reviewed};
use redress_domain::email::is_email;
use redress_domain::id::{AdjustmentId, ConcernId, FileId, PersonId};
use redress_domain::permission::Act;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::ReplyBy;
use redress_pages::Page as _;
use redress_pages::case::act::changed_since;
use redress_pages::case::acts::{Lists, MakePage};
use redress_pages::case::people as pages;
use redress_pages::form::{FormState, SEEN};
use redress_pages::format::picker_date;
use redress_pages::survey::said::may_ask;

use super::acts::nothing;
use super::doing::{Doing, doing, read_date, refused, require_date, shown_as};
use super::opened::Opened;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, seen};
use crate::session::see_other;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    let at = |rest: &str| format!("/staff/cases/{{reference}}/{rest}");
    Router::new()
        .route(&at("people/add"), get(show_add).post(take_add))
        .route(&at("people/{id}/consent"), doing(&CONSENT))
        .route(&at("people/{id}/end"), doing(&END))
        .route(&at("people/{id}/letters"), doing(&LETTERS))
        .route(
            &at("people/{id}/adjustment"),
            get(show_adjustment).post(take_adjustment),
        )
        .route(&at("people/{id}/address"), get(show_move).post(take_move))
        .route(&at("people/{id}/survey"), get(show_survey).post(take_survey))
        .route(&at("people/adjustments/{id}"), get(show_review).post(take_review))
        .route(&at("people/{id}/same"), get(show_same).post(take_same))
        .route(&at("concern"), doing(&CONCERN))
        .route(&at("concern/{id}"), doing(&CONCERN_TOLD))
}

/// Somebody on the case whom the address names.
pub(super) fn person(opened: &Opened) -> Result<PersonId, PageError> {
    let id = opened.which.as_deref().and_then(|id| PersonId::parse(id).ok());
    id.filter(|id| opened.view.case.knows(id))
        .ok_or(PageError::NotFound)
}

/// The page of an act on people.
pub(super) async fn page(
    app: &App,
    opened: &Opened,
    make: MakePage,
    (status, form, same): (StatusCode, &FormState, Vec<(String, String)>),
) -> Answer {
    let shell = opened.shell(app).await?;
    let lists = Lists {
        which: opened.which.clone(),
        same,
        ..Lists::default()
    };
    let page = make(shell, &opened.shown(), form, &lists);
    Ok(shown_as(status, page.html()))
}

/// The form again, with what is wrong beside its fields, in their order.
pub(super) async fn wrong(
    app: &App,
    opened: &Opened,
    make: MakePage,
    (form, fields): (FormState, &[&str]),
) -> Answer {
    let mut form = form;
    form.errors_mut().sort_by_fields(fields);
    page(
        app,
        opened,
        make,
        (StatusCode::UNPROCESSABLE_ENTITY, &form, Vec::new()),
    )
    .await
}

const ADD: &[&str] = &[
    "part", "name", "email", "phone", "address", "postcode", "reply_by", "consent", "basis", "reason",
];

async fn show_add(State(app): State<App>, opened: Opened) -> Answer {
    opened.require(Act::RecordContact)?;
    let form = FormState::new();
    page(&app, &opened, pages::add, (StatusCode::OK, &form, Vec::new())).await
}

async fn take_add(State(app): State<App>, opened: Opened, Form(form): Form) -> Answer {
    opened.require(Act::RecordContact)?;
    let mut form = form;
    let part = Part::parse(form.value("part"));
    if part.is_none() {
        form.error("part", "Select what they are to this case");
    }
    let consent = form.choice("consent", Consent::parse);
    let basis = form.choice("basis", Basis::parse);
    let reply_by = form.choice("reply_by", ReplyBy::parse);
    let name = form.require("name", "Enter their name");
    if form.filled("email").is_some_and(|email| !is_email(email.trim())) {
        let message = "Enter an email address in the correct format, like name@example.com";
        form.error("email", message);
    }
    let some = |field: &str| form.filled(field).map(str::to_owned);
    let details = NewPerson {
        name: name.unwrap_or_default(),
        email: some("email"),
        phone: some("phone"),
        address: some("address"),
        postcode: some("postcode"),
        reply_by,
    };
    if let Some(field) = lacking(&details) {
        let what = match field {
            "email" => "email address",
            "phone" => "telephone number",
            other => other,
        };
        let message = format!("Enter their {what}, or select another way to answer them");
        form.error(field, message);
    }
    let (Some(part), true) = (part, form.errors().is_empty()) else {
        return wrong(&app, &opened, pages::add, (form, ADD)).await;
    };
    let fresh = app.casework.fresh();
    let new = NewInvolved {
        person: fresh.person(),
        part,
        consent,
        basis,
        reason: form.filled("reason").map(|reason| fresh.words(reason)),
        reply_by: None,
    };
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    let at = (&opened.view.id, seen(&form)?);
    let added = app.casework.add_person(council, actor, at, (new, Some(details)));
    match added.await {
        Ok(_) => {
            opened.reader.say("Person added");
            Ok(see_other(&opened.shown().at("people")))
        }
        Err(Failure::Refused(Refusal::NotPermitted(_))) => Err(PageError::NotPermitted),
        Err(Failure::Refused(refusal)) => {
            refused(&mut form, &opened, (&refusal, ADD));
            wrong(&app, &opened, pages::add, (form, ADD)).await
        }
        Err(Failure::Conflict { version, since }) => {
            let opened = opened.again(&app).await?;
            form.set(SEEN, version.to_string());
            let shell = opened.shell(&app).await?.alert(changed_since(&since, &opened));
            let page = pages::add(shell, &opened.shown(), &form, &Lists::default());
            Ok(shown_as(StatusCode::CONFLICT, page.html()))
        }
        Err(other) => Err(other.into()),
    }
}

static CONSENT: Doing = Doing {
    act: Act::RecordContact,
    page: pages::consent,
    first: |opened| {
        let person = person(opened)?;
        let case = &opened.view.case;
        let first = case.representative.as_ref().filter(|(known, _)| *known == person);
        let later = case.involved(&person).and_then(|involved| involved.consent);
        let consent = first.map(|(_, consent)| *consent).or(later);
        let consent = consent.ok_or(PageError::NotFound)?;
        Ok(FormState::new().with("consent", consent.as_str()))
    },
    read: |opened, form, fresh| {
        let person = person(opened)?;
        let consent = Consent::parse(form.value("consent"));
        if consent.is_none() {
            form.error("consent", "Select whether they may act");
        }
        let file = form.filled("file").and_then(|id| FileId::parse(id).ok());
        let file = file.and_then(|id| opened.view.case.file(&id));
        let evidence = form.filled("evidence").map(|words| fresh.words(words));
        Ok(consent.map(|consent| {
            Command::People(PeopleOrder::ChangeConsent(NewConsent {
                person,
                consent,
                evidence,
                file: file.map(|added| added.file.clone()),
            }))
        }))
    },
    fields: &["consent", "evidence", "file"],
    done: "Consent recorded",
    to: "people",
};

static END: Doing = Doing {
    act: Act::RecordContact,
    page: pages::end,
    first: |opened| person(opened).map(|_| FormState::new()),
    read: |opened, form, fresh| {
        let person = person(opened)?;
        let reason = form.require("reason", "Enter the reason");
        Ok(reason.map(|reason| {
            Command::People(PeopleOrder::EndPerson {
                person,
                reason: fresh.words(&reason),
            })
        }))
    },
    fields: &["reason"],
    done: "Taken off this case",
    to: "people",
};

static LETTERS: Doing = Doing {
    act: Act::RecordContact,
    page: pages::letters,
    first: |opened| {
        let person = person(opened)?;
        let by = opened.view.case.reply_by_of(&person);
        let by = by.filter(|by| pages::lacks(&opened.shown(), &person, *by).is_none());
        Ok(FormState::new().with("reply_by", by.map_or("", ReplyBy::as_str)))
    },
    read: |opened, form, _| {
        let person = person(opened)?;
        let Some(reply_by) = form.choice("reply_by", ReplyBy::parse) else {
            if form.errors().is_empty() {
                form.error("reply_by", "Select how letters go");
            }
            return Ok(None);
        };
        if let Some(lacks) = pages::lacks(&opened.shown(), &person, reply_by) {
            form.error(
                "reply_by",
                format!(
                    "There is no {lacks} on file. Select another way, or add it under “Correct their details”"
                ),
            );
            return Ok(None);
        }
        Ok(Some(Command::People(PeopleOrder::SendLettersTo {
            person,
            reply_by: Some(reply_by),
        })))
    },
    fields: &["reply_by"],
    done: "Recorded to whom letters go, and how",
    to: "people",
};

static CONCERN: Doing = Doing {
    act: Act::RaiseConcern,
    page: pages::concern,
    first: nothing,
    read: |_, form, fresh| {
        let kind = ConcernKind::parse(form.value("kind"));
        if kind.is_none() {
            form.error("kind", "Select what it is about");
        }
        let words = form.require("words", "Enter what you saw or heard");
        Ok(kind.zip(words).map(|(kind, words)| {
            Command::People(PeopleOrder::RaiseConcern {
                concern: fresh.concern(),
                kind,
                words: fresh.words(&words),
            })
        }))
    },
    fields: &["kind", "words"],
    done: "Concern raised. Those who look after safeguarding were told",
    to: "people",
};

static CONCERN_TOLD: Doing = Doing {
    act: Act::RaiseConcern,
    page: pages::concern_told,
    first: |opened| {
        concern(opened)?;
        Ok(FormState::new().with("on", picker_date(opened.view.today)))
    },
    read: |opened, form, fresh| {
        let concern = concern(opened)?;
        let who = ConcernTold::parse(form.value("who"));
        if who.is_none() {
            form.error("who", "Select who was told");
        }
        let on = require_date(form, "on", "Enter or select a date");
        let words = form.require("words", "Enter what was said, and who took it");
        let (Some(who), Some(on), Some(words)) = (who, on, words) else {
            return Ok(None);
        };
        Ok(Some(Command::People(PeopleOrder::TellOfConcern {
            concern,
            who,
            on,
            words: fresh.words(&words),
        })))
    },
    fields: &["who", "on", "words"],
    done: "Recorded who was told",
    to: "people",
};

/// The concern that the address names.
fn concern(opened: &Opened) -> Result<ConcernId, PageError> {
    let id = opened.which.as_deref().and_then(|id| ConcernId::parse(id).ok());
    let mut concerns = opened.view.case.concerns.iter();
    let known = concerns.find(|known| Some(&known.id) == id.as_ref());
    known.map(|known| known.id.clone()).ok_or(PageError::NotFound)
}

/// A date that need not be there, but must be one if it is.
fn some_date(form: &mut FormState, field: &str) -> Option<jiff::civil::Date> {
    let typed = form.filled(field).map(str::to_owned)?;
    let date = read_date(&typed);
    if date.is_none() {
        form.error(field, "Date must be a real date, like 17/5/2027");
    }
    date
}

const ADJUSTMENT: &[&str] = &["kind", "words", "from", "review"];

async fn show_adjustment(State(app): State<App>, opened: Opened) -> Answer {
    opened.require(Act::AgreeAdjustment)?;
    person(&opened)?;
    let form = FormState::new().with("from", picker_date(opened.view.today));
    page(
        &app,
        &opened,
        pages::adjustment,
        (StatusCode::OK, &form, Vec::new()),
    )
    .await
}

async fn take_adjustment(State(app): State<App>, opened: Opened, Form(form): Form) -> Answer {
    opened.require(Act::AgreeAdjustment)?;
    let person = person(&opened)?;
    let mut form = form;
    let kind = AdjustmentKind::parse(form.value("kind"));
    if kind.is_none() {
        form.error("kind", "Select what was agreed");
    }
    let from = require_date(&mut form, "from", "Enter or select a date");
    let review_on = some_date(&mut form, "review");
    let (Some(kind), Some(from), true) = (kind, from, form.errors().is_empty()) else {
        return wrong(&app, &opened, pages::adjustment, (form, ADJUSTMENT)).await;
    };
    let fresh = app.casework.fresh();
    let new = NewAdjustment {
        id: fresh.adjustment(),
        kind,
        words: form.filled("words").map(|words| fresh.words(words)),
        from,
        review_on,
    };
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    let of = (&opened.view.id, &person);
    match app.casework.agree_adjustment(council, actor, of, &new).await {
        Ok(()) => {
            opened.reader.say("Adjustment saved");
            Ok(see_other(&opened.shown().at("people")))
        }
        Err(Failure::Refused(refusal)) => {
            refused(&mut form, &opened, (&refusal, ADJUSTMENT));
            wrong(&app, &opened, pages::adjustment, (form, ADJUSTMENT)).await
        }
        Err(other) => Err(other.into()),
    }
}

const MOVE: &[&str] = &["address", "postcode", "from", "reason"];

async fn show_move(State(app): State<App>, opened: Opened) -> Answer {
    opened.require(Act::RecordContact)?;
    person(&opened)?;
    let form = FormState::new().with("from", picker_date(opened.view.today));
    page(&app, &opened, pages::moves, (StatusCode::OK, &form, Vec::new())).await
}

async fn take_move(State(app): State<App>, opened: Opened, Form(form): Form) -> Answer {
    opened.require(Act::RecordContact)?;
    let person = person(&opened)?;
    let mut form = form;
    let address = form.require("address", "Enter the new address");
    let from = require_date(&mut form, "from", "Enter or select a date");
    let reason = form.require("reason", "Enter how we know");
    let (Some(address), Some(from), Some(reason), true) = (address, from, reason, form.errors().is_empty())
    else {
        return wrong(&app, &opened, pages::moves, (form, MOVE)).await;
    };
    let fresh = app.casework.fresh();
    let new = NewMove {
        from,
        address: fresh.words(&address),
        postcode: form.filled("postcode").map(|postcode| fresh.words(postcode)),
        reason: fresh.words(&reason),
    };
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    let of = (&opened.view.id, &person);
    match app.casework.record_move(council, actor, of, &new).await? {
        Ok(()) => {
            opened.reader.say("Move recorded");
            Ok(see_other(&opened.shown().at("people")))
        }
        Err(why) => {
            let (field, text) = match why {
                NotMoved::NoAddress => ("address", "Enter the new address"),
                NotMoved::NoReason => ("reason", "Enter how we know"),
                NotMoved::TooFarAhead => ("from", "Date must be within a year from today"),
                NotMoved::TooFarBack => ("from", "Date must be within the last year"),
            };
            form.error(field, text);
            wrong(&app, &opened, pages::moves, (form, MOVE)).await
        }
    }
}

async fn survey_page(
    app: &App,
    opened: &Opened,
    person: &PersonId,
    (status, form): (StatusCode, &FormState),
) -> Answer {
    let shell = opened.shell(app).await?;
    let shown = opened.shown();
    let name = shown.known.person_name(person);
    let page = may_ask((shell, &shown.at("people")), &name, form);
    Ok(shown_as(status, page.html()))
}

async fn show_survey(State(app): State<App>, opened: Opened) -> Answer {
    opened.require(Act::RecordContact)?;
    let person = person(&opened)?;
    let known = app.casework.may_be_asked(opened.here.id(), &person).await?;
    let chosen = known.map_or("", |may| if may { "yes" } else { "no" });
    let form = FormState::new().with("may_ask", chosen);
    survey_page(&app, &opened, &person, (StatusCode::OK, &form)).await
}

async fn take_survey(State(app): State<App>, opened: Opened, Form(form): Form) -> Answer {
    opened.require(Act::RecordContact)?;
    let person = person(&opened)?;
    let may = match form.value("may_ask") {
        "yes" => true,
        "no" => false,
        _ => {
            let form = form.with_error("may_ask", "Select yes or no");
            return survey_page(&app, &opened, &person, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
        }
    };
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    let said = (&opened.view.id, &person, may);
    app.casework.say_about_surveys(council, actor, said).await?;
    opened.reader.say(if may {
        "We may ask them"
    } else {
        "We will not ask them"
    });
    Ok(see_other(&opened.shown().at("people")))
}

const REVIEW: &[&str] = &["outcome", "words", "reason", "review"];

/// The adjustment that the address names, and with whom it was agreed.
fn agreed(opened: &Opened) -> Result<(PersonId, AdjustmentId), PageError> {
    let id = opened
        .which
        .as_deref()
        .and_then(|id| AdjustmentId::parse(id).ok());
    let mut agreed = opened.view.adjustments.iter();
    let found = agreed.find(|(_, line)| Some(&line.row.adjustment_id) == id.as_ref());
    found
        .map(|(person, line)| (person.clone(), line.row.adjustment_id.clone()))
        .ok_or(PageError::NotFound)
}

async fn show_review(State(app): State<App>, opened: Opened) -> Answer {
    opened.require(Act::AgreeAdjustment)?;
    agreed(&opened)?;
    let form = FormState::new();
    page(&app, &opened, pages::review, (StatusCode::OK, &form, Vec::new())).await
}

async fn take_review(State(app): State<App>, opened: Opened, Form(form): Form) -> Answer {
    opened.require(Act::AgreeAdjustment)?;
    let (person, id) = agreed(&opened)?;
    let mut form = form;
    let outcome = Reviewed::parse(form.value("outcome"));
    if outcome.is_none() {
        form.error("outcome", "Select what becomes of it");
    }
    let reason = form.require("reason", "Enter the reason");
    let review_on = some_date(&mut form, "review");
    let (Some(outcome), Some(reason), true) = (outcome, reason, form.errors().is_empty()) else {
        return wrong(&app, &opened, pages::review, (form, REVIEW)).await;
    };
    let fresh = app.casework.fresh();
    let review = AdjustmentReview {
        id,
        outcome,
        words: form.filled("words").map(|words| fresh.words(words)),
        reason: fresh.words(&reason),
        review_on,
    };
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    let of = (&opened.view.id, &person);
    match app.casework.review_adjustment(council, actor, of, &review).await {
        Ok(()) => {
            opened.reader.say("Review saved");
            Ok(see_other(&opened.shown().at("people")))
        }
        Err(Failure::Refused(refusal)) => {
            refused(&mut form, &opened, (&refusal, REVIEW));
            wrong(&app, &opened, pages::review, (form, REVIEW)).await
        }
        Err(other) => Err(other.into()),
    }
}

const SAME: &[&str] = &["what", "other", "who", "reason"];

/// Those who were said to be the same as somebody on the case, each with their name and postcode.
async fn same_as(
    app: &App,
    opened: &Opened,
    person: &PersonId,
) -> Result<Vec<(PersonId, String)>, PageError> {
    let all = app.casework.same_person(opened.here.id(), person).await?;
    let others = all.into_iter().filter(|other| other.person_id != *person);
    let others = others.map(|other| match other.postcode {
        Some(postcode) => (other.person_id, format!("{}, {postcode}", other.name)),
        None => (other.person_id, other.name),
    });
    Ok(others.collect())
}

/// The same, as the page lists them.
fn listed(same: &[(PersonId, String)]) -> Vec<(String, String)> {
    let lines = same.iter().map(|(id, who)| (id.to_string(), who.clone()));
    lines.collect()
}

async fn show_same(State(app): State<App>, opened: Opened) -> Answer {
    opened.require(Act::MergePeople)?;
    let same = same_as(&app, &opened, &person(&opened)?).await?;
    let form = FormState::new();
    let shown = (StatusCode::OK, &form, listed(&same));
    page(&app, &opened, pages::same, shown).await
}

/// Who of those who were said to be one is somebody else: of two the other, and of more whom the form names.
fn who_is_not<'s>(form: &mut FormState, same: &'s [(PersonId, String)]) -> Option<&'s PersonId> {
    let named = form.value("who").to_owned();
    let who = match same {
        [] => None,
        [(only, _)] => Some(only),
        [_, ..] => same.iter().map(|(id, _)| id).find(|id| id.as_str() == named),
    };
    if who.is_none() {
        let (field, text) = if same.is_empty() {
            ("what", "Nobody said that this person is the same as another")
        } else {
            ("who", "Select who is somebody else")
        };
        form.error(field, text);
    }
    who
}

async fn take_same(State(app): State<App>, opened: Opened, Form(form): Form) -> Answer {
    opened.require(Act::MergePeople)?;
    let person = person(&opened)?;
    let same = same_as(&app, &opened, &person).await?;
    let mut form = form;
    let reason = form.require("reason", "Enter who said so, and how they know");
    let (is_merge, other) = match form.value("what") {
        "merge" => {
            let other = customer_of(&app, &opened, &form).await?;
            if other.is_none() {
                form.error(
                    "other",
                    "We could not find a customer by that reference. Check it and try again",
                );
            }
            (true, other)
        }
        "apart" => (false, who_is_not(&mut form, &same).cloned()),
        _ => {
            form.error("what", "Select what you want to do");
            (false, None)
        }
    };
    if let (Some(reason), Some(other), true) = (reason, other, form.errors().is_empty()) {
        let reason = app.casework.fresh().words(&reason);
        let (council, actor) = (opened.here.id(), &opened.reader.actor);
        let both = (&person, &other);
        let done = if is_merge {
            app.casework.merge_people(council, actor, both, &reason).await?
        } else {
            app.casework.unmerge_people(council, actor, both, &reason).await?
        };
        let (field, text) = match done {
            Ok(()) => {
                opened.reader.say(if is_merge {
                    "Their cases show together now"
                } else {
                    "They are two people again"
                });
                return Ok(see_other(&opened.shown().at("people")));
            }
            Err(NotMerged::NoReason) => ("reason", "Enter who said so, and how they know"),
            Err(NotMerged::SameAlready) => ("other", "They are the same person in our records already"),
            Err(NotMerged::NotTheSame) => ("what", "Nobody said that they are the same person"),
        };
        form.error(field, text);
    }
    form.errors_mut().sort_by_fields(SAME);
    let shown = (StatusCode::UNPROCESSABLE_ENTITY, &form, listed(&same));
    page(&app, &opened, pages::same, shown).await
}

/// The customer of the case that the form names, if the reader may open it.
async fn customer_of(app: &App, opened: &Opened, form: &FormState) -> Result<Option<PersonId>, PageError> {
    let Some(Ok(reference)) = form.filled("other").map(Reference::parse) else {
        return Ok(None);
    };
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    match app.casework.open_case(council, actor, &reference).await {
        Ok(view) => Ok(view.case.customer),
        Err(Failure::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}
