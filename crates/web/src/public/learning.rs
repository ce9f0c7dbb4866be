//! "You said, we did" (P10): what people are told of lessons, as pages and as a feed.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use jiff::civil::Date;
use redress_casework::lesson::Told;
use redress_casework::lists::PAGE;
use redress_domain::calendar::london::day_starts_at;
use redress_domain::id::{LessonId, ServiceId};
use redress_domain::policy::Policy;
use redress_pages::Page as _;
use redress_pages::form::FormState;
use redress_pages::lesson::public::{self, Card, Filter};
use redress_pages::markup::Markup;

use crate::App;
use crate::error::{Answer, PageError};
use crate::form::read;
use crate::here::Here;
use crate::path::Path;
use crate::staff::named::service_names;

const HERE: &str = "/you-said-we-did";

/// After every day and every lesson.
const LAST: &str = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(HERE, get(list))
        .route("/you-said-we-did/feed", get(feed))
        .route("/you-said-we-did/{id}", get(one))
}

fn last() -> Result<LessonId, PageError> {
    LessonId::parse(LAST).map_err(|_not_an_id| PageError::NotFound)
}

fn card(policy: &Policy, told: Told) -> Card {
    Card {
        href: format!("{HERE}/{}", told.row.lesson_id),
        services: service_names(policy, &told.row.services),
        you_said: told.you_said,
        we_did: told.we_did,
        could_not: told.row.could_not,
        on: told.on,
        worked: told.row.worked,
        next: told.row.due_what,
    }
}

async fn list(State(app): State<App>, here: Here, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let policy = here.policy()?;
    let year: Option<i16> = query.filled("year").and_then(|year| year.parse().ok());
    let first = year.and_then(|year| Date::new(year, 1, 1).ok());
    let end = year.and_then(|year| Date::new(year, 12, 31).ok());
    let service = query
        .filled("service")
        .and_then(|service| ServiceId::parse(service).ok());
    let place = query
        .value("before")
        .split_once('.')
        .and_then(|(day, id)| Some((day.parse::<Date>().ok()?, LessonId::parse(id).ok()?)));
    let place = match place {
        Some(place) => place,
        None => (end.unwrap_or(Date::MAX), last()?),
    };
    let found = app
        .casework
        .published_lessons(here.id(), (first.unwrap_or(Date::MIN), service.as_ref()), &place)
        .await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count >= PAGE);
    let next = found.last().filter(|_| is_full).map(|told| {
        let key = format!("{}.{}", told.on, told.row.lesson_id);
        crate::staff::lines::with(&here.path, &query, ("before", &key))
    });
    let since = app.casework.first_published(here.id()).await?;
    let services = policy.services.iter();
    let filter = Filter {
        form: ["service", "year"]
            .into_iter()
            .fold(FormState::new(), |form, name| form.with(name, query.value(name))),
        services: services
            .map(|service| (service.id.to_string(), service.name.clone()))
            .collect(),
        years: since.map_or_else(Vec::new, |since| {
            (since.year()..=here.today.year()).rev().collect()
        }),
    };
    let cards: Vec<Card> = found.into_iter().map(|told| card(policy, told)).collect();
    let page = public::list(here.public(), &cards, &filter, next.as_deref());
    Ok(Html(page.html()).into_response())
}

async fn one(State(app): State<App>, here: Here, Path(id): Path<String>) -> Answer {
    let id = LessonId::parse(id).map_err(|_not_an_id| PageError::NotFound)?;
    let told = app.casework.published_lesson(here.id(), &id).await?;
    let card = card(here.policy()?, told);
    Ok(Html(public::one(here.public(), &card).html()).into_response())
}

/// The newest as an Atom feed (RFC 4287). Its links are relative to its own address.
async fn feed(State(app): State<App>, here: Here) -> Answer {
    let policy = here.policy()?;
    let place = (Date::MAX, last()?);
    let found = app
        .casework
        .published_lessons(here.id(), (Date::MIN, None), &place)
        .await?;
    let at = |on: Date| day_starts_at(on).to_string();
    let updated = found
        .first()
        .map_or_else(|| at(policy.council.starts_on), |told| at(told.on));
    let text = |text: &str| Markup::text(text).to_string();
    let council = text(&policy.council.name);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en-GB\">\n\
         <title>You said, we did: {council}</title>\n<id>urn:redress:{}:you-said-we-did</id>\n\
         <updated>{updated}</updated>\n<author><name>{council}</name></author>\n\
         <link rel=\"self\" href=\"{HERE}/feed\"/>\n<link href=\"{HERE}\"/>\n",
        here.id()
    );
    for told in found {
        let (id, on) = (told.row.lesson_id.clone(), told.on);
        let card = card(policy, told);
        let did = if card.could_not {
            "We could not, because"
        } else {
            "We did"
        };
        let entry = format!(
            "<entry>\n<title>{}</title>\n<id>urn:uuid:{id}</id>\n<updated>{}</updated>\n<link href=\"{}\"/>\n\
             <content type=\"text\">You said: {}\n{did}: {}</content>\n</entry>\n",
            text(&card.services),
            at(on),
            card.href,
            text(&card.you_said),
            text(&card.we_did)
        );
        xml.push_str(&entry);
    }
    xml.push_str("</feed>\n");
    let headers = [
        (header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=300"),
    ];
    Ok::<Response, PageError>((headers, xml).into_response())
}
