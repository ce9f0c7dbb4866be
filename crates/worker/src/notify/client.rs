//! Asking Notify: its REST interface as its documentation describes it.

use std::io;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use data_encoding::BASE64;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::{Method, Request, Response, StatusCode, header};
use jiff::Timestamp;
use redress_casework::sending::Hope;
use redress_domain::vocabulary::Channel;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::token::Key;
use crate::webhook::send::{Failed, ask};
use crate::webhook::{Reach, Target};

/// How long Notify may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The identifier of a template.
pub(crate) struct Template(pub(super) String);

/// Why Notify did not take something.
#[derive(Debug)]
pub(crate) struct NotTaken {
    /// In Notify's own words where it said something.
    pub(crate) why: String,
    /// Whether trying again can help.
    pub(crate) hope: Hope,
    /// Whether others would fare the same just now.
    pub(crate) for_all: bool,
}

/// One of Notify's notifications.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Notification {
    /// What Notify calls it.
    pub(crate) id: String,
    /// What became of it.
    pub(crate) status: String,
}

#[derive(Deserialize)]
struct Notifications {
    notifications: Vec<Notification>,
}

#[derive(Deserialize)]
struct Taken {
    id: String,
}

#[derive(Deserialize)]
struct Refused {
    #[serde(default)]
    errors: Vec<Mistake>,
}

#[derive(Deserialize)]
struct Mistake {
    #[serde(default)]
    error: String,
    #[serde(default)]
    message: String,
}

/// Asks for one service.
pub(crate) struct Client {
    target: Target,
    key: Key,
    /// By how many seconds Notify's clock is ahead of this machine's, as far as it made that known.
    ahead: AtomicI64,
}

impl Client {
    pub(super) fn new(address: &str, key: &str) -> Result<Self, String> {
        let target = Target::parse(address.trim_end_matches('/')).map_err(|why| format!("address: {why}"))?;
        Ok(Self {
            target,
            key: Key::parse(key)?,
            ahead: AtomicI64::new(0),
        })
    }

    /// Sends a message by a template; answers what Notify calls it.
    pub(crate) async fn send(
        &self,
        (channel, template): (Channel, &Template),
        (to, reference): (&str, &str),
        (subject, body): (&str, &str),
        now: Timestamp,
    ) -> Result<String, NotTaken> {
        let mut words = Map::new();
        words.insert("body".to_owned(), body.into());
        let mut said = json!({ "template_id": template.0, "reference": reference });
        let path = match channel {
            Channel::Text => {
                set(&mut said, "phone_number", to.into());
                "/v2/notifications/sms"
            }
            Channel::Letter => {
                words.insert("subject".to_owned(), subject.into());
                for (number, line) in (1..).zip(fitted(to)) {
                    words.insert(format!("address_line_{number}"), line.into());
                }
                "/v2/notifications/letter"
            }
            Channel::Email
            | Channel::Online
            | Channel::Phone
            | Channel::InPerson
            | Channel::WebChat
            | Channel::SocialMedia
            | Channel::Councillor
            | Channel::Api
            | Channel::Import => {
                words.insert("subject".to_owned(), subject.into());
                set(&mut said, "email_address", to.into());
                "/v2/notifications/email"
            }
        };
        set(&mut said, "personalisation", Value::Object(words));
        self.taken((path, said), now).await
    }

    /// Sends a letter that is set already; answers what Notify calls it.
    pub(crate) async fn send_pdf(
        &self,
        (reference, pdf): (&str, &[u8]),
        now: Timestamp,
    ) -> Result<String, NotTaken> {
        let said = json!({ "reference": reference, "content": BASE64.encode(pdf), "postage": "second" });
        self.taken(("/v2/notifications/letter", said), now).await
    }

    async fn taken(&self, (path, said): (&str, Value), now: Timestamp) -> Result<String, NotTaken> {
        let answer: Taken = self.exchange((Method::POST, path), Some(&said), now).await?;
        Ok(answer.id)
    }

    /// What Notify has under a reference, the newest first.
    pub(crate) async fn under(&self, reference: &str, now: Timestamp) -> Result<Vec<Notification>, NotTaken> {
        let path = format!("/v2/notifications?reference={reference}");
        let found: Notifications = self.exchange((Method::GET, &path), None, now).await?;
        Ok(found.notifications)
    }

    /// What became of one of its notifications; `None` when it has forgotten it.
    pub(crate) async fn fate(&self, id: &str, now: Timestamp) -> Result<Option<Notification>, NotTaken> {
        let path = format!("/v2/notifications/{id}");
        let answer = self.ask((&Method::GET, &path), None, now).await?;
        if answer.status() == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        read(&answer).map(Some)
    }

    async fn exchange<T: for<'a> Deserialize<'a>>(
        &self,
        (method, path): (Method, &str),
        said: Option<&Value>,
        now: Timestamp,
    ) -> Result<T, NotTaken> {
        read(&self.ask((&method, path), said, now).await?)
    }

    /// Asks once, and once more when Notify says that this machine's clock is wrong, by Notify's own clock.
    async fn ask(
        &self,
        (method, path): (&Method, &str),
        said: Option<&Value>,
        now: Timestamp,
    ) -> Result<Response<Bytes>, NotTaken> {
        let answer = self.ask_once((method, path), said, now).await?;
        // "Error: Your system clock must be accurate to within 30 seconds", answered with 403.
        let is_skew = answer.status() == StatusCode::FORBIDDEN && words_of(&answer).contains("system clock");
        let Some(theirs) = date_of(&answer).filter(|_| is_skew) else {
            return Ok(answer);
        };
        let ahead = theirs.as_second() - now.as_second();
        tracing::error!(
            ahead,
            "this machine's clock is wrong by that many seconds, says GOV.UK Notify: set it, since every date in the record comes from it"
        );
        self.ahead.store(ahead, Ordering::Relaxed);
        self.ask_once((method, path), said, now).await
    }

    async fn ask_once(
        &self,
        (method, path): (&Method, &str),
        said: Option<&Value>,
        now: Timestamp,
    ) -> Result<Response<Bytes>, NotTaken> {
        let token = self
            .key
            .token(now.as_second() + self.ahead.load(Ordering::Relaxed));
        let body = said.map(Value::to_string).unwrap_or_default();
        let request = Request::builder()
            .method(method.clone())
            .uri(format!("{}{path}", self.target.path.trim_end_matches('/')))
            .header(header::HOST, &self.target.authority)
            .header(header::USER_AGENT, concat!("Redress/", env!("CARGO_PKG_VERSION")))
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Full::new(Bytes::from(body)));
        let request = request.map_err(|error| not_reached(&Failed::Unreachable(io::Error::other(error))))?;
        ask((&self.target, Reach::Anywhere), request, PATIENCE)
            .await
            .map_err(|why| not_reached(&why))
    }
}

fn set(said: &mut Value, name: &str, value: Value) {
    if let Some(object) = said.as_object_mut() {
        object.insert(name.to_owned(), value);
    }
}

/// The lines of an address, of which Notify takes seven: what is over stands in the line before the last.
fn fitted(to: &str) -> Vec<String> {
    let mut lines: Vec<String> = to.lines().map(str::to_owned).collect();
    while lines.len() > 7 {
        let line = lines.remove(6);
        if let Some(before) = lines.get_mut(5) {
            *before = format!("{before}, {line}");
        }
    }
    lines
}

fn not_reached(why: &Failed) -> NotTaken {
    NotTaken {
        why: format!("GOV.UK Notify: {why}"),
        hope: Hope::Later,
        for_all: true,
    }
}

/// Reads an answer. 400 is about what was sent and stays so; with everything else another try can help, and
/// the others fare the same just now: 403 (the key), 429 (too many), 5xx (Notify itself).
fn read<T: for<'a> Deserialize<'a>>(answer: &Response<Bytes>) -> Result<T, NotTaken> {
    let status = answer.status();
    if status.is_success() {
        return serde_json::from_slice(answer.body()).map_err(|error| NotTaken {
            why: format!("GOV.UK Notify answered what cannot be read: {error}"),
            hope: Hope::Later,
            for_all: true,
        });
    }
    let is_ours = status == StatusCode::BAD_REQUEST;
    Err(NotTaken {
        why: format!("GOV.UK Notify answered {}: {}", status.as_u16(), words_of(answer)),
        hope: if is_ours { Hope::None } else { Hope::Later },
        for_all: !is_ours,
    })
}

/// What Notify says is wrong, in its words.
fn words_of(answer: &Response<Bytes>) -> String {
    let refused: Option<Refused> = serde_json::from_slice(answer.body()).ok();
    let mistakes = refused.map(|refused| refused.errors).unwrap_or_default();
    let words: Vec<String> = mistakes
        .iter()
        .map(|mistake| format!("{}: {}", mistake.error, mistake.message))
        .collect();
    words.join("; ")
}

fn date_of(answer: &Response<Bytes>) -> Option<Timestamp> {
    let date = answer.headers().get(header::DATE)?.to_str().ok()?;
    jiff::fmt::rfc2822::parse(date).ok().map(|date| date.timestamp())
}

impl From<String> for Template {
    fn from(id: String) -> Self {
        Self(id)
    }
}
