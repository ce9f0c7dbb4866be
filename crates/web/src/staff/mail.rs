//! E-mail that came in: what waits for a person, each shown as text alone, and saying what it is.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::Timestamp;
use redress_casework::failure::Failure;
use redress_casework::incoming::{Decision, Mail, Mailbox, PAGE, Sorted};
use redress_correspondence::incoming;
use redress_domain::case::Refusal;
use redress_domain::id::MailId;
use redress_domain::incoming::{Incoming, MailDoubt, MailState};
use redress_pages::Page as _;
use redress_pages::case::refusals::words_for;
use redress_pages::components::SubNavigation;
use redress_pages::form::FormState;
use redress_pages::format::date_time;
use redress_pages::staff::mail::{MailItem, MailList, MailPage, MailShown};

use super::case::opened::Opened;
use super::typed;
use crate::App;
use crate::download::original;
use crate::error::{Answer, PageError};
use crate::form::{Form, read};
use crate::here::Here;
use crate::path::Path;
use crate::session::{SignedIn, see_other};

const HERE: &str = "/staff/mail";

/// How long a reason may be.
const LONGEST: usize = 1_000;

/// The lists, in the order in which they need somebody.
const TABS: [(&str, MailState); 6] = [
    ("Waiting for somebody", MailState::Waiting),
    ("Automatic", MailState::Automatic),
    ("Did not arrive", MailState::Bounce),
    ("Unwanted", MailState::Spam),
    ("On a case", MailState::Contact),
    ("New items", MailState::Triage),
];

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(HERE, get(list))
        .route("/staff/mail/{id}", get(show).post(decide))
        .route("/staff/mail/{id}/original", get(save))
        .route("/staff/cases/{reference}/mail/{id}", get(save_of_case))
}

async fn list(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let wanted = MailState::parse(query.value("state")).unwrap_or(MailState::Waiting);
    let before = key_of(query.value("before"));
    let mails = app
        .casework
        .mails(here.id(), &signed_in.actor, wanted, before.as_ref())
        .await?;
    let mailbox = app.casework.mailbox(here.id()).await?;
    let shell = signed_in.shell(&app, &here).await?;
    let tabs = TABS
        .into_iter()
        .fold(SubNavigation::new("Emails"), |tabs, (text, state)| {
            tabs.item(text, &format!("{HERE}?state={state}"), state == wanted)
        });
    let items = mails.iter().map(item).collect();
    let page = MailList::new(shell, tabs, items)
        .trouble(mailbox.as_ref().and_then(trouble))
        .next(next_of(wanted, &mails));
    Ok(Html(page.html()).into_response())
}

fn trouble(mailbox: &Mailbox) -> Option<String> {
    let since = mailbox.failing_since?;
    let why = mailbox.why.as_deref().unwrap_or("it does not answer");
    Some(format!(
        "The mailbox cannot be read since {}: {why}. Email waits there until it can.",
        date_time(since)
    ))
}

fn item(mail: &Mail) -> MailItem {
    MailItem {
        subject: subject(mail),
        href: format!("{HERE}/{}", mail.mail_id),
        from: from(mail),
        at: mail.received_at,
        stands: stands(mail).to_owned(),
    }
}

fn subject(mail: &Mail) -> String {
    mail.subject
        .clone()
        .unwrap_or_else(|| "Without a subject".to_owned())
}

/// Who sent it. A name that is itself an address says nothing of that: it stands behind, as what they call themselves.
fn from(mail: &Mail) -> String {
    let (name, address) = (mail.sender_name.as_deref(), mail.sender.as_deref());
    let is_same = |name: &str| address.is_some_and(|address| address.eq_ignore_ascii_case(name.trim()));
    let name = name.filter(|name| !is_same(name));
    match (name, address) {
        (None, None) => "nobody".to_owned(),
        (None, Some(address)) => address.to_owned(),
        (Some(name), None) => format!("no address, by somebody who calls themselves “{name}”"),
        (Some(name), Some(address)) if reads_as_an_address(name) => {
            format!("{address}, who calls themselves “{name}”")
        }
        (Some(name), Some(address)) => format!("{name}, {address}"),
    }
}

/// Whether whoever looks at a name may take it for an address: the sign in it has other shapes that look like it.
fn reads_as_an_address(name: &str) -> bool {
    name.contains(['@', '\u{FF20}', '\u{FE6B}'])
}

fn stands(mail: &Mail) -> &'static str {
    match mail.state {
        MailState::Waiting => match mail.doubt {
            Some(MailDoubt::NotSorted) | None => "It is being sorted",
            Some(MailDoubt::Unreadable) => "It cannot be read",
            Some(MailDoubt::NoSender) => "It does not say from whom it is",
            Some(MailDoubt::UnknownSender) => "Its sender is not on file for the case",
            Some(MailDoubt::NoConsent) => "Its sender may not speak for the customer",
            Some(MailDoubt::UnknownReference) => "It names a reference that no case has",
            Some(MailDoubt::SeveralCases) => "It names several cases",
            Some(MailDoubt::ErasedCase) => "It is about a case that was erased",
            Some(MailDoubt::Forged) => "It may be forged",
            Some(MailDoubt::OwnAddress) => "It came from an address of ours",
            Some(MailDoubt::PerhapsAutomatic) => "A program may have sent it",
        },
        MailState::Contact => "It is on a case",
        MailState::Triage => "It opened a case",
        MailState::OnFile => "It is read as what came in under a contact arrangement",
        MailState::Automatic => "A program sent it",
        MailState::Bounce => "It tells that a message did not arrive",
        MailState::Spam => "It is unwanted",
    }
}

/// What whoever decides should think of.
fn advice(mail: &Mail) -> &'static str {
    match mail.doubt.filter(|_| mail.state == MailState::Waiting) {
        Some(MailDoubt::UnknownSender) => {
            "Nothing shows that it is from the customer. If you are not sure, ask them before you add it: use \
             the details on the case, and do not answer this email."
        }
        Some(MailDoubt::NoConsent) => {
            "It is from somebody who has no consent to speak for the customer, or is on the case no more. If you add it, it stands under \
             their own name. Ask the customer before you do what it says."
        }
        Some(MailDoubt::Forged) => {
            "The mail server found that it is not from who it says. Do not answer it, and ask the customer if \
             it is theirs."
        }
        Some(MailDoubt::PerhapsAutomatic) => {
            "It reads like an absence note or a mailing, came through a list, or is from an address that takes no answer, as those of forms and \
             scanners are. It may be from a person all the same. Nothing \
             was sent in answer. If somebody wrote it to us, add it to their case or open a new item: they are told then."
        }
        Some(MailDoubt::OwnAddress) => {
            "It names the council’s own address as its sender and is none of our letters: a colleague may have passed on what a \
             customer wrote. Nothing was sent in answer. Look whose words they are, and add it to their case or open a new item."
        }
        Some(MailDoubt::ErasedCase) => {
            "What people told us on that case has been erased, and nothing can be added to it. Open a new item with this email, and \
             link it to that case."
        }
        Some(MailDoubt::NoSender) => "Look into the original to see from whom it may be.",
        Some(
            MailDoubt::NotSorted
            | MailDoubt::Unreadable
            | MailDoubt::UnknownReference
            | MailDoubt::SeveralCases,
        )
        | None => "",
    }
}

/// What an e-mail says; large ones take a while.
async fn said(app: &App, here: &Here, id: &MailId) -> Result<Option<Incoming>, PageError> {
    let raw = app.casework.mail_content(here.id(), id).await?;
    let read = tokio::task::spawn_blocking(move || incoming::read(&raw)).await;
    Ok(read.ok().flatten())
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, Path(id): Path<String>) -> Answer {
    let id = id_of(id)?;
    page(
        &app,
        (&here, &signed_in),
        &id,
        (StatusCode::OK, &FormState::new()),
    )
    .await
}

async fn page(
    app: &App,
    (here, signed_in): (&Here, &SignedIn),
    id: &MailId,
    (status, form): (StatusCode, &FormState),
) -> Answer {
    let (mail, case) = app.casework.mail(here.id(), &signed_in.actor, id).await?;
    let read = said(app, here, id).await?;
    let shell = signed_in.shell(app, here).await?;
    let brings = read.iter().flat_map(|read| &read.attachments);
    let shown = MailShown {
        href: format!("{HERE}/{id}"),
        subject: subject(&mail),
        from: from(&mail),
        came: date_time(mail.received_at),
        stands: stands(&mail).to_owned(),
        advice: advice(&mail).to_owned(),
        case: case.map(|case| case.to_string()),
        brings: brings.map(|one| one.name.clone()).collect(),
        text: read.map(|read| read.text),
        is_open: !is_on_a_case(&mail),
        avoidable: here.policy()?.reports.avoidable.clone(),
    };
    let page = MailPage::new(shell, form, shown);
    Ok((status, Html(page.html())).into_response())
}

fn is_on_a_case(mail: &Mail) -> bool {
    [MailState::Contact, MailState::Triage, MailState::OnFile].contains(&mail.state)
}

async fn decide(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(mut form): Form,
) -> Answer {
    let id = id_of(id)?;
    let who = (&here, &signed_in);
    let again = StatusCode::UNPROCESSABLE_ENTITY;
    let decision = decision(&mut form);
    let Some(decision) = decision.filter(|_| form.errors().is_empty()) else {
        return page(&app, who, &id, (again, &form)).await;
    };
    let read = said(&app, &here, &id).await?;
    let why = form.filled("why").map(str::to_owned);
    let done = app
        .casework
        .decide_mail(
            here.id(),
            &signed_in.actor,
            (&id, read.as_ref()),
            (decision.clone(), why.as_deref()),
        )
        .await;
    match done {
        Ok(sorted) => {
            signed_in.say(&in_words(&sorted));
            Ok(see_other(HERE))
        }
        // Somebody else was quicker.
        Err(Failure::AlreadyDone(_)) => {
            signed_in.say("Somebody else has dealt with this email already");
            Ok(see_other(&format!("{HERE}/{id}")))
        }
        Err(Failure::NotFound) if matches!(decision, Decision::AddTo(..)) => {
            form.error("case", "There is no case with this reference that you can open");
            page(&app, who, &id, (again, &form)).await
        }
        Err(Failure::Refused(refusal)) => {
            let (field, why) = refused(&decision, &refusal);
            form.error(field, why);
            page(&app, who, &id, (again, &form)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Beside which field a refusal is said, and how. A colleague helps where it is about who asks, and nowhere else.
fn refused(decision: &Decision, refusal: &Refusal) -> (&'static str, String) {
    let is_of_who_asks = matches!(refusal, Refusal::NotPermitted(_) | Refusal::ConflictOfInterest);
    match decision {
        Decision::AddTo(..) if is_of_who_asks => (
            "case",
            "You cannot add it to this case. Ask a colleague to do it".to_owned(),
        ),
        Decision::AddTo(..) => ("case", words_for(refusal, None).text),
        Decision::NewItem | Decision::Automatic | Decision::Spam => ("what", words_for(refusal, None).text),
    }
}

/// What the form says is to be done; what is missing is an error in it.
fn decision(form: &mut FormState) -> Option<Decision> {
    if form.value("why").chars().count() > LONGEST {
        form.error("why", "Why must be 1,000 characters or less");
    }
    let what = form.value("what").to_owned();
    match what.as_str() {
        "case" => {
            let typed = form.require("case", "Enter the reference of the case")?;
            let reference = typed::reference(&typed);
            if reference.is_none() {
                let example = "Enter the reference of the case, like WS-4K7P-29QX";
                form.error("case", typed::no_reference(&typed, example));
            }
            reference.map(|reference| Decision::AddTo(reference, super::avoidable::said(form)))
        }
        "new" => Some(Decision::NewItem),
        "automatic" | "spam" => {
            form.require("why", "Enter why nothing is done with it")?;
            Some(if what == "spam" {
                Decision::Spam
            } else {
                Decision::Automatic
            })
        }
        _ => {
            form.error("what", "Select what should be done with it");
            None
        }
    }
}

fn in_words(sorted: &Sorted) -> String {
    match (sorted.state, &sorted.reference) {
        (MailState::Contact, Some(reference)) => format!("The email was added to {reference}"),
        (MailState::Triage, Some(reference)) => format!("The email is the new item {reference}"),
        (MailState::Spam, _) => "The email is filed as unwanted".to_owned(),
        (
            MailState::Waiting
            | MailState::Contact
            | MailState::Triage
            | MailState::OnFile
            | MailState::Automatic
            | MailState::Bounce,
            _,
        ) => "The email is filed as automatic".to_owned(),
    }
}

async fn save(State(app): State<App>, here: Here, signed_in: SignedIn, Path(id): Path<String>) -> Answer {
    let id = id_of(id)?;
    let (mail, _) = app.casework.mail(here.id(), &signed_in.actor, &id).await?;
    Ok(original(&app, here.id(), &mail))
}

async fn save_of_case(
    State(app): State<App>,
    opened: Opened,
    Path((_, id)): Path<(String, String)>,
) -> Answer {
    let id = id_of(id)?;
    let (council, reference) = (opened.here.id(), &opened.view.case.reference);
    let mail = app
        .casework
        .mail_of_case(council, &opened.reader.actor, (reference, &id))
        .await?;
    Ok(original(&app, council, &mail))
}

fn id_of(text: String) -> Result<MailId, PageError> {
    MailId::parse(text).map_err(|_not_an_id| PageError::NotFound)
}

/// The address of the next page, if the page is full: what came before its last e-mail.
fn next_of(wanted: MailState, mails: &[Mail]) -> Option<String> {
    let is_full = i64::try_from(mails.len()).is_ok_and(|count| count >= PAGE);
    let last = mails.last().filter(|_| is_full)?;
    let (at, id) = (last.received_at.as_microsecond(), &last.mail_id);
    Some(format!("{HERE}?state={wanted}&before={at}.{id}"))
}

fn key_of(text: &str) -> Option<(Timestamp, MailId)> {
    let (at, id) = text.split_once('.')?;
    let at = Timestamp::from_microsecond(at.parse().ok()?).ok()?;
    Some((at, MailId::parse(id).ok()?))
}

#[cfg(test)]
mod tests {
    //! What is said where a rule says no.

    use redress_domain::permission::Act;
    use redress_domain::reference::Reference;

    use super::*;

    #[test]
    fn a_colleague_is_asked_only_where_one_can_help() {
        let add = Decision::AddTo(Reference::new("WS", 1), None);
        for of_who_asks in [Refusal::ConflictOfInterest, Refusal::NotPermitted(Act::AddNote)] {
            let (field, why) = refused(&add, &of_who_asks);
            assert_eq!(
                (field, why.as_str()),
                ("case", "You cannot add it to this case. Ask a colleague to do it")
            );
        }
        for decision in [add, Decision::NewItem] {
            let (_, why) = refused(&decision, &Refusal::ReceivedInTheFuture);
            assert_eq!(why, words_for(&Refusal::ReceivedInTheFuture, None).text);
        }
        assert_eq!(
            refused(&Decision::NewItem, &Refusal::ReceivedInTheFuture).0,
            "what"
        );
    }
}
