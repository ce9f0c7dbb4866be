//! The audit log: who changed which setting, when and why.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use redress_casework::audit::{Change, Filter, Key, PAGE};
use redress_domain::id::{ActorId, UserId};
use redress_pages::Page as _;
use redress_pages::admin::audit as pages;
use redress_pages::form::FormState;
use redress_pages::markup::Markup;

use crate::App;
use crate::error::{Answer, PageError};
use crate::form::read;
use crate::here::Here;
use crate::session::SignedIn;
use crate::staff::typed;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/admin/audit", get(show))
}

/// The last changes, for the first page.
pub(super) async fn last(
    app: &App,
    here: &Here,
    reader: &SignedIn,
    most: usize,
) -> Result<Markup, PageError> {
    let all = filter(&mut FormState::new());
    let changes = app.casework.audit(here.id(), &reader.actor, (&all, None)).await?;
    let changes: Vec<_> = changes.into_iter().take(most).map(told).collect();
    Ok(pages::changes(&changes))
}

async fn show(State(app): State<App>, here: Here, reader: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let mut form = read(query.unwrap_or_default().as_bytes());
    let filter = filter(&mut form);
    let before = form.filled("before").and_then(key);
    let changes = if form.errors().is_empty() {
        let asked = (&filter, before.as_ref());
        app.casework.audit(here.id(), &reader.actor, asked).await?
    } else {
        Vec::new()
    };
    let is_full = i64::try_from(changes.len()).is_ok_and(|count| count == PAGE);
    let next = changes
        .last()
        .filter(|_| is_full)
        .map(|last| next(&form, &last.key));
    let people = app.casework.users(here.id()).await?;
    let people: Vec<_> = people
        .into_iter()
        .map(|user| (user.id.to_string(), user.name))
        .collect();
    let changes: Vec<_> = changes.into_iter().map(told).collect();
    let shell = reader.shell(&app, &here).await?;
    let page = pages::log(shell, (&changes, next.as_deref()), (&form, &people));
    let status = if form.errors().is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok((status, Html(page.html())).into_response())
}

fn filter(form: &mut FormState) -> Filter {
    let (from, until) = stretch(form);
    let actor = form.filled("by").and_then(|id| UserId::parse(id).ok());
    Filter {
        actor: actor.map(ActorId::User),
        kind: form.filled("what").map(str::to_owned),
        from,
        until,
    }
}

/// From which moment and before which one something is asked for, by the days in the fields `from` and `to`.
pub(super) fn stretch(form: &mut FormState) -> (Timestamp, Timestamp) {
    let mut midnight = |name: &str, label: &str| -> Option<Date> {
        let typed = form.filled(name)?.to_owned();
        let day = typed::date(&typed);
        if day.is_none() {
            form.error(name, format!("{label} must be a date, like 17/5/2027"));
        }
        day
    };
    let from = midnight("from", "From");
    // The last day is meant with all its hours.
    let until = midnight("to", "To").and_then(|day| day.tomorrow().ok());
    let moment = |day: Date| typed::moment(day, Time::midnight());
    (
        from.and_then(moment).unwrap_or(Timestamp::UNIX_EPOCH),
        until.and_then(moment).unwrap_or(Timestamp::MAX),
    )
}

/// Where the next page begins, as it stands in an address.
fn key(text: &str) -> Option<Key> {
    let mut parts = text.splitn(3, '.');
    let at = parts
        .next()?
        .parse()
        .ok()
        .and_then(|micros| Timestamp::from_microsecond(micros).ok())?;
    let version = parts.next()?.parse().ok()?;
    Some((at, parts.next()?.to_owned(), version))
}

fn next(form: &FormState, (at, stream, version): &Key) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for name in ["by", "what", "from", "to"] {
        if let Some(value) = form.filled(name) {
            query.append_pair(name, value);
        }
    }
    query.append_pair("before", &format!("{}.{version}.{stream}", at.as_microsecond()));
    format!("/admin/audit?{}", query.finish())
}

fn told(change: Change) -> pages::Change {
    let by = actor_in_words(change.by, &change.actor);
    pages::Change {
        at: change.at,
        by,
        kind: change.kind,
        about: change.about,
        because: change.because,
        difference: change.difference,
    }
}

/// Whoever did something, in words.
pub(super) fn actor_in_words(name: Option<String>, actor: &ActorId) -> String {
    name.unwrap_or_else(|| match actor {
        ActorId::User(_) => "Somebody who is no longer known".to_owned(),
        ActorId::Customer(_) | ActorId::Anonymous => "A customer".to_owned(),
        ActorId::Partner(_) => "A partner".to_owned(),
        // The one name that is given to what is done on the command line.
        ActorId::Job("setup") => "The command line".to_owned(),
        ActorId::Job(_) | ActorId::Import(_) | ActorId::Program(_) => "The program".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    //! The key of a page comes back from its address.

    use super::{FormState, key, next};

    #[test]
    fn where_a_page_begins_is_read_back_from_its_address() {
        let at = jiff::Timestamp::from_microsecond(1_700_000_000_000_001).unwrap_or_default();
        let begun = (at, "settings/user/01932c07".to_owned(), 3);
        let address = next(&FormState::new().with("what", "user-set"), &begun);
        assert_eq!(
            address,
            "/admin/audit?what=user-set&before=1700000000000001.3.settings%2Fuser%2F01932c07"
        );
        assert_eq!(key("1700000000000001.3.settings/user/01932c07"), Some(begun));
        for wrong in ["", "1", "x.1.y", "1.x.y"] {
            assert_eq!(key(wrong), None, "{wrong}");
        }
    }
}
