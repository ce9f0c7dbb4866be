//! A message as it can be read and printed, how it stands, and what can be done about it.

use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::Timestamp;
use jiff::civil::Date;
use redress_casework::case::Message;
use redress_casework::sending::State as Stands;
use redress_correspondence::message as letters;
use redress_domain::id::MessageId;
use redress_domain::message::MessagePurpose;
use redress_domain::permission::Act;
use redress_domain::vocabulary::Channel;
use redress_pages::Page as _;
use redress_pages::case::letter::{LetterPage, LetterState};
use redress_pages::case::vocabulary as say;
use redress_pages::components::Button;
use redress_pages::format;

use super::opened::{Opened, person};
use crate::download::attachment;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::letter::blocks;
use crate::session::see_other;
use crate::{App, Sending};

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/cases/{reference}/letters/{id}", get(show).post(turn))
        .route("/staff/cases/{reference}/letters/{id}/pdf", get(save))
}

/// The letter as it went.
async fn save(State(app): State<App>, opened: Opened) -> Answer {
    let id = &the_message(&opened)?.message_id;
    let actor = &opened.reader.actor;
    let file = app.casework.open_kept_letter(&opened.view, actor, id).await?;
    Ok(attachment(&app, opened.here.id(), file))
}

/// How a letter stands that somebody has to print.
const READY: &str = "Shown online, ready to print";

/// Whom a message is written to, in a sentence.
fn reader_of(message: &Message) -> &'static str {
    if message.referral.is_some() {
        "the partner"
    } else {
        "the customer"
    }
}

/// How a message stands, with when it was printed: it is not posted twice.
pub(crate) fn with_print(state: String, printed: Option<&Date>) -> String {
    match printed {
        Some(on) if state == READY => {
            format!("Shown online, and in the print run of {}", format::date_only(*on))
        }
        Some(_) | None => state,
    }
}

/// How a message stands, for staff; nothing for what was taken back.
pub(crate) fn state(message: &Message, (sending, now): (Sending, Timestamp)) -> Option<String> {
    let by = say::by_channel(message.channel);
    let is_code = message.purpose == MessagePurpose::Code;
    let is_to_partner = message.referral.is_some();
    let reader = reader_of(message);
    let why = message.last_error.as_deref().unwrap_or("no reason was given");
    let tries = format::count(u64::try_from(message.tries).unwrap_or_default(), "try", "tries");
    Some(match message.state {
        Stands::TakenBack => return None,
        Stands::Waiting if message.release_at > now => "Can still be undone".to_owned(),
        // A partner has no page of its own before a mail led there.
        Stands::Waiting | Stands::Sent if is_to_partner && sending != Sending::Mailed => {
            "Not emailed, as nothing is emailed here: tell the partner yourself".to_owned()
        }
        Stands::Waiting if is_code && message.channel != Channel::Email => {
            format!("Waiting for somebody to give it {by}")
        }
        Stands::Waiting if is_code && sending != Sending::Mailed => {
            "Waiting for somebody to give it: nothing is emailed here".to_owned()
        }
        Stands::Waiting if message.channel == Channel::Email && sending == Sending::Mailed => {
            if message.last_error.is_some() && message.tries > 0 {
                format!("Waiting to be emailed again after {tries}: {why}")
            } else {
                "Waiting to be emailed".to_owned()
            }
        }
        Stands::Sent if is_code || is_to_partner => "Given by hand".to_owned(),
        Stands::Waiting | Stands::Sent => READY.to_owned(),
        Stands::Mailed if message.channel == Channel::Email => "Emailed: a mail server took it".to_owned(),
        Stands::Mailed => format!("GOV.UK Notify took it, to go {by}"),
        // A letter without an address is not tried.
        Stands::GivenUp if message.tries == 0 => format!("Did not reach {reader}: {why}"),
        Stands::GivenUp => format!("Did not reach {reader} after {tries}: {why}"),
    })
}

fn the_message(opened: &Opened) -> Result<&Message, PageError> {
    let id = opened.which.clone().unwrap_or_default();
    let id = MessageId::parse(id).map_err(|_not_an_id| PageError::NotFound)?;
    let mut messages = opened.view.messages.iter();
    let message = messages.find(|message| message.message_id == id);
    // What was taken back was never sent.
    message
        .filter(|message| message.state != Stands::TakenBack)
        .ok_or(PageError::NotFound)
}

async fn show(State(app): State<App>, opened: Opened) -> Answer {
    let opened = opened.with_fates(&app).await?;
    let message = the_message(&opened)?;
    let sending = app.sending(&opened.here);
    let says = opened.view.outgoing(message, None);
    let text = letters::letter(opened.view.policy_of(message)?, &says);
    let shell = opened.shell(&app).await?;
    let title = (
        say::message(message.purpose),
        match opened
            .printed
            .get(&message.message_id)
            .filter(|_| sending != Sending::Shown)
        {
            Some(on) => LetterState::Said(format!(
                "As sent on {}: shown to the customer online, and in the print run of {}.",
                format::date_time(message.sent_at.unwrap_or(message.release_at)),
                format::date_only(*on)
            )),
            None => shown_state(message, sending, opened.view.now),
        },
    );
    let mut page = LetterPage::new(shell, &opened.shown(), title, blocks(&text))
        .back_to("Back to messages", &opened.shown().at("messages"));
    if let Some(recipient) = message.recipient.as_ref().and_then(|id| opened.view.person(id)) {
        page = page.to(&person(recipient));
    }
    if let Some(lines) = outside(message, &opened) {
        page = page.to_outside(lines);
    }
    if let Ok(file) = app.casework.kept_letter(&opened.view, &message.message_id).await {
        let rest = format!("letters/{}/pdf", message.message_id);
        let what = what_is_kept(&app, &opened, message).await?;
        page = page.kept_at(&opened.shown().at(&rest), (file.size, what));
    }
    if opened.view.may(&opened.reader.actor, Act::RecordContact) {
        for button in buttons(message, &opened) {
            page = page.button(button);
        }
    }
    Ok(Html(page.html()).into_response())
}

/// To whom a message goes that is for nobody on the case: the partner that was asked, and whoever reads an address that is on
/// file no more.
fn outside(message: &Message, opened: &Opened) -> Option<Vec<String>> {
    if message.to_words.is_some() {
        return Some(vec!["The email address that is not on file any more".to_owned()]);
    }
    let (name, email) = opened.view.partner_asked(message.referral.as_ref()?)?;
    Some([name].into_iter().chain(email).collect())
}

/// How far the letter that was kept is what the customer has.
async fn what_is_kept(app: &App, opened: &Opened, message: &Message) -> Result<&'static str, PageError> {
    let is_template = message.state == Stands::Mailed
        && message.channel == Channel::Letter
        && app.letters_are_set_by_notify(&opened.here);
    Ok(match message.state {
        Stands::Waiting | Stands::GivenUp | Stands::TakenBack => "the letter as it would go by post",
        Stands::Mailed if is_template => {
            let kept = app.casework.kept_letters(&opened.view).await?;
            let mut kept = kept.iter().filter(|kept| kept.message_id == message.message_id);
            if kept.any(|kept| kept.layout != "standard") {
                "the letter as it went"
            } else {
                "our copy of the words, which GOV.UK Notify put on its own paper"
            }
        }
        Stands::Mailed | Stands::Sent => "the letter as it went",
    })
}

/// How a message to a partner stands, and what of it stands nowhere else.
fn shown_of_partner(message: &Message, sending: Sending, now: Timestamp) -> LetterState {
    let at = format::date_time(message.sent_at.unwrap_or(message.release_at));
    let said = match (message.state, sending) {
        (Stands::Waiting | Stands::Sent, Sending::Shown) => {
            format!(
                "Nothing is sent from a demo. This is what would have been emailed to the partner on {at}."
            )
        }
        (Stands::Mailed, _) => format!("As emailed to the partner on {at}."),
        (Stands::Waiting | Stands::Sent | Stands::GivenUp | Stands::TakenBack, _) => {
            let state = state(message, (sending, now)).unwrap_or_default();
            format!("{}.", state.trim_end_matches('.'))
        }
    };
    let secret = if message.purpose == MessagePurpose::PartnerCode {
        "The code itself"
    } else {
        "The link that opens the question"
    };
    LetterState::Said(format!(
        "{said} {secret} is made as the email leaves, and is kept nowhere."
    ))
}

fn shown_state(message: &Message, sending: Sending, now: Timestamp) -> LetterState {
    if message.referral.is_some() {
        return shown_of_partner(message, sending, now);
    }
    if message.state == Stands::Waiting && message.release_at > now {
        return LetterState::From(message.release_at);
    }
    let by = say::by_channel(message.channel);
    let at = format::date_time(message.sent_at.unwrap_or(message.release_at));
    if message.purpose == MessagePurpose::Code {
        let said = state(message, (sending, now)).unwrap_or_default();
        return LetterState::Said(format!(
            "{said}. The code itself is made as it is given, and is kept nowhere."
        ));
    }
    match (message.state, sending) {
        (Stands::Waiting | Stands::Sent, Sending::Shown) => LetterState::Said(format!(
            "Nothing is sent from a demo. This is what would have gone {by} on {at}."
        )),
        (Stands::Sent, Sending::Mailed | Sending::ByHand) => {
            LetterState::Sent(message.sent_at.unwrap_or(message.release_at))
        }
        (Stands::Mailed, _) if message.channel == Channel::Email => {
            LetterState::Said(format!("As emailed on {at}."))
        }
        (Stands::Mailed, _) => LetterState::Said(format!("As GOV.UK Notify took it to go {by} on {at}.")),
        (Stands::Waiting | Stands::GivenUp | Stands::TakenBack, _) => LetterState::Said(format!(
            "{}.",
            state(message, (sending, now))
                .unwrap_or_default()
                .trim_end_matches('.')
        )),
    }
}

fn buttons(message: &Message, opened: &Opened) -> Vec<Button> {
    let turn = |button: Button, value: &str| button.name("turn").value(value);
    let is_code = message.purpose == MessagePurpose::Code;
    match message.state {
        Stands::Waiting | Stands::GivenUp if is_code => {
            vec![Button::new("Give the customer a code").href(opened.shown().at("code"))]
        }
        Stands::GivenUp => vec![
            turn(Button::send("Try again"), "again"),
            turn(
                Button::secondary(format!("I gave it to {} in another way", reader_of(message))),
                "by-hand",
            ),
        ],
        Stands::Waiting | Stands::Sent | Stands::Mailed | Stands::TakenBack => Vec::new(),
    }
}

async fn turn(State(app): State<App>, opened: Opened, Form(form): Form) -> Answer {
    let message = the_message(&opened)?;
    let (id, reader) = (message.message_id.clone(), reader_of(message));
    let (casework, view, actor) = (&app.casework, &opened.view, &opened.reader.actor);
    let said = match form.value("turn") {
        "again" if casework.try_again(view, actor, &id).await? => "The message is tried again".to_owned(),
        "by-hand" if casework.handed_over(view, actor, &id).await? => {
            format!("Written down: {reader} has it")
        }
        "again" | "by-hand" => "Somebody else saw to this message already".to_owned(),
        _ => return Err(PageError::BadRequest("Choose what to do with the message.")),
    };
    opened.reader.say(&said);
    Ok(see_other(&opened.shown().at("messages")))
}
