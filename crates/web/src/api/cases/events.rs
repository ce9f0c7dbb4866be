//! What happened to a case, event by event, as far as a program may know.

use axum::Json;
use axum::extract::{RawQuery, State};
use redress_casework::case::CaseView;
use redress_domain::case::{Entry, Event};
use redress_domain::id::{ActorId, WordsId};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::list::Query;
use super::{Sight, Which, open};
use crate::App;
use crate::api::checks::Checks;
use crate::api::{Caller, Problem};

/// A page of what happened to a case, the oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Events {
    events: Vec<EventShown>,
    /// Where the next page begins: send it as `after`. Left out on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// Something that happened to a case.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct EventShown {
    /// The version of the case with it.
    pub(crate) version: i64,
    /// What happened: the names are in `docs/api.md`, and are never changed.
    #[schema(example = "acknowledged")]
    pub(crate) event: String,
    /// When it happened.
    #[schema(value_type = crate::api::words::Moment)]
    pub(crate) at: String,
    /// Who did it.
    pub(crate) by: By,
    /// What the event says, with the texts in their places; a text that may not be read is null. Left out
    /// for who only follows a case.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<std::collections::BTreeMap<String, Value>>)]
    pub(crate) says: Option<Map<String, Value>>,
}

/// Who did something.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct By {
    /// What sort: `user`, `customer`, `anonymous`, `job`, `import` or `program`.
    sort: &'static str,
    /// The name, for who may read the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

/// Which events.
#[derive(Debug, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it describes the parameters, which are read by name")]
pub(super) struct EventsQuery {
    /// Where the page begins: `next` of the page before.
    after: Option<String>,
    /// How many at most; 50 if left out.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<i64>,
}

/// List what happened to a case.
#[utoipa::path(
    get,
    path = "/api/v1/cases/{reference}/events",
    tag = "cases",
    operation_id = "list_events",
    params(("reference" = String, Path, description = "The case"), EventsQuery),
    responses((status = 200, description = "A page of events, the oldest first", body = Events))
)]
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    which: Which,
    RawQuery(query): RawQuery,
) -> Result<Json<Events>, Problem> {
    let mut checks = Checks::default();
    let query = Query::read(query.as_deref(), &["after", "limit"], &mut checks);
    let limit = query.limit(&mut checks);
    let after = query.place(&mut checks, |text| text.strip_prefix("e.")?.parse::<i64>().ok());
    if let Some(problem) = checks.problem() {
        return Err(problem);
    }
    let Which(reference) = which;
    let (view, sight) = open(&app, &caller, &reference).await?;
    let after = after.unwrap_or_default();
    let mut shown: Vec<EventShown> = (1..)
        .zip(&view.entries)
        .filter(|(version, _)| *version > after)
        .filter_map(|(version, entry)| shown((&view, sight), (version, entry)))
        .take(limit + 1)
        .collect();
    let next = if shown.len() > limit {
        shown.truncate(limit);
        shown
            .last()
            .map(|last| Query::cursor(&format!("e.{}", last.version)))
    } else {
        None
    };
    Ok(Json(Events { events: shown, next }))
}

/// What happened after a version, as far as it may be known.
pub(super) fn after((view, sight): (&CaseView, Sight), seen: i64) -> Vec<EventShown> {
    (1..)
        .zip(&view.entries)
        .filter(|(version, _)| *version > seen)
        .filter_map(|(version, entry)| shown((view, sight), (version, entry)))
        .collect()
}

/// One event, unless it is none of the reader's business.
fn shown((view, sight): (&CaseView, Sight), (version, entry): (i64, &Entry)) -> Option<EventShown> {
    let reads = sight == Sight::Reads;
    if !reads && !is_for_followers(view, &entry.event) {
        return None;
    }
    let says = reads.then(|| says(view, &entry.event)).flatten();
    Some(EventShown {
        version,
        event: entry.event.name().to_owned(),
        at: entry.at.to_string(),
        by: By {
            sort: sort_of(&entry.actor),
            name: reads.then(|| view.name_of(&entry.actor)),
        },
        says,
    })
}

/// A reply that may still be taken back was not sent yet, for who only follows.
fn is_for_followers(view: &CaseView, event: &Event) -> bool {
    let may_be_undone = matches!(event, Event::ReplySent { undo_until, .. } if *undo_until > view.now);
    event.is_for_the_customer() && !may_be_undone
}

const fn sort_of(actor: &ActorId) -> &'static str {
    match actor {
        ActorId::User(_) => "user",
        ActorId::Customer(_) => "customer",
        ActorId::Anonymous => "anonymous",
        ActorId::Job(_) => "job",
        ActorId::Import(_) => "import",
        ActorId::Program(_) => "program",
        ActorId::Partner(_) => "partner",
    }
}

/// What an event says: its facts as they stand in the record, with each text, and the identifier of each file, in place of its digest.
fn says(view: &CaseView, event: &Event) -> Option<Map<String, Value>> {
    let value = serde_json::to_value(event).ok()?;
    let Value::Object(mut facts) = with_texts(view, value) else {
        return None;
    };
    facts.remove("event");
    Some(facts)
}

fn with_texts(view: &CaseView, value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            if let Some(id) = id_named(&fields) {
                let words = WordsId::parse(id).ok();
                if let Some(text) = words.and_then(|id| view.words.get(&id)) {
                    return Value::from(text.as_str());
                }
                let is_file = view.files.iter().any(|file| file.file_id.as_str() == id);
                return if is_file { Value::from(id) } else { Value::Null };
            }
            let fields = fields.into_iter();
            Value::Object(
                fields
                    .map(|(name, value)| (name, with_texts(view, value)))
                    .collect(),
            )
        }
        Value::Array(values) => values.into_iter().map(|value| with_texts(view, value)).collect(),
        plain @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => plain,
    }
}

/// Which text or file an object names, if it is the name of one: an identifier and a digest.
fn id_named(fields: &Map<String, Value>) -> Option<&str> {
    let is_name = fields.len() == 2 && fields.contains_key("digest");
    fields.get("id").filter(|_| is_name)?.as_str()
}
