//! The outbox: what is to reach customers, what did not, and what went.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::Timestamp;
use jiff::civil::Date;
use redress_casework::case::Message;
use redress_casework::sending::{OutboxLine, PAGE, State as Stands};
use redress_domain::id::MessageId;
use redress_pages::Page as _;
use redress_pages::case::vocabulary as say;
use redress_pages::components::SubNavigation;
use redress_pages::staff::outbox::{Outbox, OutboxItem};

use super::case::fate::{fates, with_fate};
use super::case::letters::{state, with_print};
use crate::error::Answer;
use crate::form::read;
use crate::here::Here;
use crate::session::SignedIn;
use crate::{App, Sending};

const HERE: &str = "/staff/outbox";

/// Codes that wait for somebody to give them.
pub(super) const CODES: &str = "/staff/outbox?state=codes";
/// The name of that list in the address.
const CODES_STATE: &str = "codes";

/// The lists, in the order in which they need somebody.
const TABS: [(&str, Stands); 4] = [
    ("Not delivered", Stands::GivenUp),
    ("Waiting", Stands::Waiting),
    ("Emailed", Stands::Mailed),
    ("Shown or given by hand", Stands::Sent),
];

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route(HERE, get(show))
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let sending = app.sending(&here);
    // In a demo nothing can fail to arrive: what would have gone is what there is to see.
    let first = match sending {
        Sending::Shown => Stands::Sent,
        Sending::Mailed | Sending::ByHand => Stands::GivenUp,
    };
    if query.value("state") == CODES_STATE {
        return show_codes((&app, &here), &signed_in, query.value("key")).await;
    }
    let wanted = Stands::parse(query.value("state"))
        .filter(|state| TABS.iter().any(|(_, known)| known == state))
        .unwrap_or(first);
    let before = key_of(query.value("before"));
    let lines = app
        .casework
        .outbox(here.id(), &signed_in.actor, wanted, before.as_ref())
        .await?;
    let shell = signed_in.shell(&app, &here).await?;
    let now = app.casework.outside().now();
    let messages: Vec<&Message> = lines.iter().map(|line| &line.message).collect();
    let said = app
        .casework
        .what_notify_said(here.id(), messages.iter().copied())
        .await?;
    let fates = fates(&messages, &said);
    let printed = app.casework.printed_on(here.id(), messages.into_iter()).await?;
    let items = lines
        .iter()
        .filter_map(|line| item(line, (sending, now), (&fates, &printed)));
    let page = Outbox::new(shell, tabs(Some(wanted)), intro(wanted, sending), items.collect())
        .next(next_of(wanted, &lines));
    Ok(Html(page.html()).into_response())
}

/// Codes that no machine sends, the oldest first: somebody waits for each.
async fn show_codes((app, here): (&App, &Here), signed_in: &SignedIn, after: &str) -> Answer {
    let (after, by_hand) = (key_of(after), app.codes_by_hand(here));
    let lines = app
        .casework
        .codes_to_give(here.id(), (&signed_in.actor, &by_hand), after.as_ref())
        .await?;
    let shell = signed_in.shell(app, here).await?;
    let now = (app.sending(here), app.casework.outside().now());
    let none = (&BTreeMap::new(), &BTreeMap::new());
    let items = lines.iter().filter_map(|line| item(line, now, none));
    let page = Outbox::new(shell, tabs(None), CODES_INTRO, items.collect());
    let is_full = i64::try_from(lines.len()).is_ok_and(|count| count >= PAGE);
    let last = lines.last().filter(|_| is_full);
    let next = last.map(|last| format!("{CODES}&key={}", key(last)));
    Ok(Html(page.next(next).html()).into_response())
}

const CODES_INTRO: &str = "Customers without email asked for a code that lets them read our letters online, and no machine sends it \
                           to them. Open each, and give the code as they asked. A code is made as you give it, and is kept \
                           nowhere: that is why no print run has any. Post a letter with a code on its own.";

/// The lists, with the one that is shown: `None` is that of the codes.
fn tabs(wanted: Option<Stands>) -> SubNavigation {
    let tabs = SubNavigation::new("Messages").item("Codes to give", CODES, wanted.is_none());
    TABS.into_iter().fold(tabs, |tabs, (text, state)| {
        tabs.item(text, &format!("{HERE}?state={state}"), Some(state) == wanted)
    })
}

const fn intro(wanted: Stands, sending: Sending) -> &'static str {
    match (wanted, sending) {
        (_, Sending::Shown) => {
            "Nothing is sent from a demo. Each message is here as it would have gone: open one to read it."
        }
        (Stands::GivenUp, Sending::Mailed | Sending::ByHand) => {
            "These did not reach the customer. Open one to try again, or tell them in another way."
        }
        (Stands::Waiting, Sending::Mailed) => {
            "These are emailed when their moment comes, or wait to be given by hand."
        }
        (Stands::Waiting, Sending::ByHand) => {
            "These wait for their moment, or to be given by hand. Nothing is emailed."
        }
        (Stands::Mailed, Sending::Mailed | Sending::ByHand) => {
            "A mail server took these. That is not that anybody has read them."
        }
        (Stands::Sent | Stands::TakenBack, Sending::Mailed | Sending::ByHand) => {
            "These are shown to the customer online and ready to print, or were given by hand."
        }
    }
}

fn item(
    line: &OutboxLine,
    now: (Sending, Timestamp),
    (fates, printed): (&BTreeMap<MessageId, String>, &BTreeMap<MessageId, Date>),
) -> Option<OutboxItem> {
    let message = &line.message;
    let state = with_print(state(message, now)?, printed.get(&message.message_id));
    Some(OutboxItem {
        what: say::message(message.purpose).to_owned(),
        href: format!("/staff/cases/{}/letters/{}", line.reference, message.message_id),
        reference: line.reference.clone(),
        how: say::by_channel(message.channel).to_owned(),
        at: message.release_at,
        state: with_fate(state, fates.get(&message.message_id)),
    })
}

/// The address of the next page, if the page is full: what came before its last message.
fn next_of(wanted: Stands, lines: &[OutboxLine]) -> Option<String> {
    let is_full = i64::try_from(lines.len()).is_ok_and(|count| count >= PAGE);
    let last = lines.last().filter(|_| is_full)?;
    Some(format!("{HERE}?state={wanted}&before={}", key(last)))
}

/// The place of a message in a list.
fn key(line: &OutboxLine) -> String {
    let (at, id) = (line.message.release_at.as_microsecond(), &line.message.message_id);
    format!("{at}.{id}")
}

fn key_of(text: &str) -> Option<(Timestamp, MessageId)> {
    let (at, id) = text.split_once('.')?;
    let at = Timestamp::from_microsecond(at.parse().ok()?).ok()?;
    Some((at, MessageId::parse(id).ok()?))
}
