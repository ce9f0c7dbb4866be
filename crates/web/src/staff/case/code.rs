//! A code for a customer without e-mail: read out, printed, or sent as a text message by hand.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::SignedDuration;
use redress_casework::case::{CaseView, Message, details_of};
use redress_casework::lists::Person;
use redress_casework::sending::State as Stands;
use redress_correspondence::message as letters;
use redress_domain::case::{Command, ContactPurpose, Direction, NewContact};
use redress_domain::message::{MessagePurpose, NewCode, Outgoing};
use redress_domain::permission::Act;
use redress_domain::vocabulary::Channel;
use redress_pages::Page as _;
use redress_pages::case::code;
use redress_pages::case::letter::{Block, LetterPage, LetterState};
use redress_pages::case::vocabulary as say;
use redress_pages::components::{Alert, Variant};
use redress_pages::form::FormState;
use redress_pages::markup::{Content, Markup};

use super::doing::{Acted, act_on_latest, refused, shown_as};
use super::opened::{Opened, person};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::letter::blocks;
use crate::noticed::Door;

/// How many wrong answers to who is there are taken on one case, and in what time: enough for a bad
/// line, too few to guess a postcode by asking staff.
const TRIES: i64 = 5;
const WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// Said alike whichever answer was wrong, so that staff cannot give away which.
const NO_MATCH: &str = "These do not both match what is on file. Ask again, or post the code";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/cases/{reference}/code", get(show).post(make))
}

/// Says on the case that somebody waits for a code which no machine sends, to whoever may give it.
pub(super) fn waiting_codes(app: &App, opened: &Opened) -> Vec<Alert> {
    if !opened.view.may(&opened.reader.actor, Act::RecordContact) {
        return Vec::new();
    }
    let by_hand = app.codes_by_hand(&opened.here);
    let waits = |message: &&Message| {
        message.purpose == MessagePurpose::Code
            && message.state == Stands::Waiting
            && by_hand.contains(&message.channel)
    };
    let waiting = opened.view.messages.iter().filter(waits);
    waiting
        .map(|message| {
            let person = message.recipient.as_ref().and_then(|id| opened.view.person(id));
            let who = person.map_or("The customer", |person| person.name.as_str());
            let by = say::by_channel(message.channel);
            let said = Content::from(format!("{who} asked for a code {by} and waits for it."));
            let link = Markup::link(&opened.shown().at("code"), "Give the code");
            let said = Markup::join([said, link.into()]);
            Alert::new(Variant::Information, "code to give", said)
        })
        .collect()
}

async fn show(State(app): State<App>, opened: Opened) -> Answer {
    opened.require(Act::RecordContact)?;
    page(&app, &opened, (StatusCode::OK, &FormState::new())).await
}

async fn page(app: &App, opened: &Opened, (status, form): (StatusCode, &FormState)) -> Answer {
    let shell = opened.shell(app).await?;
    let people: Vec<code::Whose> = on_it(&opened.view).into_iter().map(whose).collect();
    let page = code::give(shell, &opened.shown(), form, &people);
    Ok(shown_as(status, page.html()))
}

/// The ways that what is on file allows. Reading it out takes nothing but the person.
fn ways(person: &Person) -> Vec<Channel> {
    let mut ways = vec![Channel::Phone];
    ways.extend(person.address.as_ref().map(|_| Channel::Letter));
    ways.extend(person.phone.as_ref().map(|_| Channel::Text));
    ways
}

/// Everybody on the case who may read it, whom letters go to first (domain 5.12: whoever speaks for somebody, and whoever that is, are
/// two, each with what is theirs).
fn on_it(view: &CaseView) -> Vec<&Person> {
    let first = view.correspondent();
    let is_first = |person: &&Person| first.is_some_and(|first| first.person_id == person.person_id);
    let others = view.current_people().filter(|person| !is_first(person));
    first.into_iter().chain(others).collect()
}

fn whose(person: &Person) -> code::Whose {
    code::Whose {
        id: person.person_id.to_string(),
        name: person.name.clone(),
        ways: ways(person),
    }
}

async fn make(State(app): State<App>, opened: Opened, Form(mut form): Form) -> Answer {
    opened.require(Act::RecordContact)?;
    let people = on_it(&opened.view);
    // Where there is one, nobody has to say for whom it is.
    let chosen = form.value(code::FOR).to_owned();
    let to = match people.as_slice() {
        [] => return Err(PageError::NotFound),
        [only] => Some(*only),
        several => several
            .iter()
            .copied()
            .find(|one| one.person_id.as_str() == chosen),
    };
    let Some(to) = to.cloned() else {
        form.error(code::FOR, "Select for whom the code is");
        return page(&app, &opened, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
    };
    let way = Channel::parse(form.value("way")).filter(|way| ways(&to).contains(way));
    let Some(way) = way else {
        // What is on file of another person on the case is no way to this one.
        form.error(
            "way",
            "Select how you give the code, by a way that is on file of them",
        );
        return page(&app, &opened, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
    };
    if way == Channel::Phone {
        ask_who_is_there(&app, &opened, (&to, &mut form)).await?;
    }
    let said = said_with_it(&app, &opened, &mut form);
    if !form.errors().is_empty() {
        return page(&app, &opened, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
    }
    // Domain 5.9: what they said is a contact, read as any other where one is bound. It is taken down before the code is made.
    if let Some(contact) = said {
        match act_on_latest(&app, &opened, &form, Command::RecordContact(contact)).await? {
            Acted::Done(_) => {}
            Acted::Refused(refusal) => refused(&mut form, &opened, (&refusal, &[code::SAID])),
            Acted::Conflict { .. } => form.error(
                code::SAID,
                "Somebody else acted on the case at the same moment. Press the button again",
            ),
        }
        if !form.errors().is_empty() {
            return page(&app, &opened, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
        }
    }
    let actor = &opened.reader.actor;
    let given = app
        .casework
        .give_code(&opened.view, actor, (&to.person_id, way))
        .await?;
    given_page(&app, &opened, (&to, way), given).await
}

/// What they said with it, if anything.
fn said_with_it(app: &App, opened: &Opened, form: &mut FormState) -> Option<NewContact> {
    let words = form.filled(code::SAID)?.to_owned();
    let channel = Channel::parse(form.value(code::BY)).filter(|channel| code::SAID_BY.contains(channel));
    let Some(channel) = channel else {
        form.error(code::BY, "Select how they said it");
        return None;
    };
    let fresh = app.casework.fresh();
    Some(NewContact {
        id: fresh.contact(),
        direction: Direction::In,
        channel,
        at: opened.view.now,
        purpose: ContactPurpose::Information,
        words: fresh.words(&words),
    })
}

async fn ask_who_is_there(
    app: &App,
    opened: &Opened,
    (to, form): (&Person, &mut FormState),
) -> Result<(), PageError> {
    let (council, key) = (opened.here.id(), format!("code-aloud:{}", opened.view.id));
    let name = form.require("said_name", "Enter the last name that they say");
    let more = form.require(
        "said_more",
        "Enter the postcode, email address or phone number that they say",
    );
    let (Some(name), Some(more)) = (name, more) else {
        return Ok(());
    };
    if app.casework.tries(council, &key, WINDOW).await? >= TRIES {
        form.error(
            "said_name",
            "There were too many wrong answers. Post the code, or try in an hour",
        );
    } else if !details_of(to).are_proved_aloud_by(&name, &more) {
        let count = app.casework.count_try(council, &key, WINDOW).await?;
        app.notice(&opened.here, Door::Aloud, (count, TRIES));
        form.error("said_name", NO_MATCH);
    }
    Ok(())
}

async fn given_page(app: &App, opened: &Opened, (to, way): (&Person, Channel), code: NewCode) -> Answer {
    let policy = opened.view.policy()?;
    let says = Outgoing {
        purpose: MessagePurpose::Code,
        kind: opened.view.case.kind,
        reference: opened.view.case.reference.clone(),
        name: to.name.clone(),
        written_to: None,
        body: String::new(),
        told: Vec::new(),
        promises: Vec::new(),
        code: Some(code.clone()),
        team: policy
            .central_team()
            .map_or_else(String::new, |team| team.name.clone()),
        procedure: Some(opened.view.case.procedure.clone()),
        stage: opened.view.case.stage,
        channel: way,
        partner: None,
        survey: None,
        is_in_both: opened.view.writes_in_both(),
        one_way: None,
    };
    let until = letters::moment(code.until);
    let (said, shown) = match way {
        Channel::Letter => (
            "Print this now and post it. The code is not kept, and cannot be shown again.".to_owned(),
            blocks(&letters::letter(policy, &says)),
        ),
        Channel::Text => (
            "Send this text now. The code is not kept, and cannot be shown again.".to_owned(),
            vec![
                Block::Heading(format!("To {}", to.phone.as_deref().unwrap_or_default())),
                Block::Paragraph(vec![letters::text_message(policy, &code, &says)]),
            ],
        ),
        Channel::Phone
        | Channel::Online
        | Channel::Email
        | Channel::InPerson
        | Channel::WebChat
        | Channel::SocialMedia
        | Channel::Councillor
        | Channel::Api
        | Channel::Import => (
            "Read the code out now. It is not kept, and cannot be shown again.".to_owned(),
            vec![
                Block::Heading(spaced(&code.digits)),
                Block::Paragraph(vec![format!(
                    "They type it at “Check progress”, after their reference and last name. It works once, until {until}."
                )]),
            ],
        ),
    };
    let shell = opened.shell(app).await?;
    let title = ("Code for", LetterState::Said(said));
    let page = LetterPage::new(shell, &opened.shown(), title, shown)
        .to(&person(to))
        .back_to("Back to messages", &opened.shown().at("messages"));
    Ok(Html(page.html()).into_response())
}

/// "4 8 2 9 1 3": digit by digit, as it is read out.
fn spaced(digits: &str) -> String {
    let digits: Vec<String> = digits.chars().map(String::from).collect();
    digits.join(" ")
}
