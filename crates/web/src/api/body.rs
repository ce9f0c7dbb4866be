//! A request that does something: its key, the version it acts on, and its JSON document.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use redress_casework::once::{Once, PROGRAMS};
use redress_domain::words::Digest;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::App;
use crate::api::Caller;
use crate::api::misfit::misfits;
use crate::api::problem::{FieldError, Problem};

/// The header that names a request, so that it can be sent again without harm.
const KEY: &str = "idempotency-key";
/// The header of an answer that was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// The longest key.
const LONGEST_KEY: usize = 200;

/// A request with a JSON document.
pub(crate) struct Asked<T> {
    /// Who asks.
    pub(crate) caller: Caller,
    /// The document.
    pub(crate) body: T,
    /// The version of the case that it acts on.
    pub(crate) seen: Option<i64>,
    /// Which request it is.
    pub(crate) request: Named,
}

/// Which request it is: the same key with the same digest is the same request.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    key: String,
    digest: Arc<str>,
}

/// An answer as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    /// The digest of the request.
    request: String,
    /// The status.
    status: u16,
    /// Where the case is.
    location: String,
    /// The version of the case after it.
    version: i64,
    /// The document, as it was sent.
    body: String,
}

impl<T: DeserializeOwned + ToSchema> FromRequest<App> for Asked<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, app).await?;
        let mut errors = Vec::new();
        let key = key_of(&parts.headers);
        if key.is_none() {
            let message = "It is needed: 1 to 200 visible characters, another one for each request";
            errors.push(FieldError::new("Idempotency-Key", message));
        }
        let seen = version_of(&parts.headers);
        if seen.is_err() {
            errors.push(FieldError::new(
                "If-Match",
                "It must be the ETag of the case, like \"7\"",
            ));
        }
        let (Some(key), Ok(seen)) = (key, seen) else {
            return Err(Problem::misfit(errors));
        };
        if !is_json(&parts.headers) {
            return Err(Problem::not_json());
        }
        if is_compressed(&parts.headers) {
            return Err(Problem::compressed());
        }
        let address = format!("{} {}\n", parts.method, parts.uri.path());
        let bytes = Bytes::from_request(Request::from_parts(parts, body), app)
            .await
            .map_err(|rejection| {
                if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                    Problem::too_large()
                } else {
                    Problem::misfit(vec![FieldError::new("", "The document broke off")])
                }
            })?;
        let digest = Digest::of(&[0; 16], &[address.as_bytes(), &bytes].concat());
        let request = Named {
            key: format!("{}/{key}", caller.token.name),
            digest: digest.as_str().into(),
        };
        Ok(Self {
            caller,
            body: read(&bytes)?,
            seen,
            request,
        })
    }
}

/// The key of a request: one, of visible characters.
fn key_of(headers: &HeaderMap) -> Option<String> {
    let mut given = headers.get_all(KEY).iter();
    let key = given.next().filter(|_| given.next().is_none())?.to_str().ok()?;
    let is_plain = key.bytes().all(|byte| byte.is_ascii_graphic());
    (is_plain && !key.is_empty() && key.len() <= LONGEST_KEY).then(|| key.to_owned())
}

/// The version in `If-Match`, which is the entity tag of the case. Programs that leave its quotation
/// marks out mean the same.
fn version_of(headers: &HeaderMap) -> Result<Option<i64>, ()> {
    let Some(given) = headers.get(header::IF_MATCH) else {
        return Ok(None);
    };
    let tag = given.to_str().ok().and_then(|tag| match tag.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"'),
        None => Some(tag),
    });
    let digits = tag.filter(|tag| tag.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|digits| digits.parse().ok()).map(Some).ok_or(())
}

fn is_compressed(headers: &HeaderMap) -> bool {
    let is_plain = |how: &HeaderValue| how.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity");
    headers
        .get_all(header::CONTENT_ENCODING)
        .iter()
        .any(|how| !is_plain(how))
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let essence = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

/// Reads a JSON document. Everything that does not fit is named by its field: a field that is missing,
/// unknown or there twice, too.
pub(crate) fn read<T: DeserializeOwned + ToSchema>(bytes: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let document = serde_path_to_error::deserialize(&mut reader);
    let document = document.map_err(|error| Problem::misfit(errors::<T>(bytes, &error)))?;
    reader.end().map_err(|error| {
        let message = format!("There is something after its end, from {}", place(&error));
        Problem::misfit(vec![FieldError::new("", message)])
    })?;
    Ok(document)
}

/// What is wrong with a document that could not be read, where it first went wrong.
fn errors<T: ToSchema>(
    bytes: &[u8],
    first: &serde_path_to_error::Error<serde_json::Error>,
) -> Vec<FieldError> {
    let document: serde_json::Value = match serde_json::from_slice(bytes) {
        Ok(document) => document,
        Err(error) => {
            let message = format!("It must be a JSON document; this is none from {}", place(&error));
            return vec![FieldError::new("", message)];
        }
    };
    let mut errors = misfits::<T>(&document);
    let (path, why) = (first.path().to_string(), first.inner().to_string());
    if why.starts_with("duplicate field `") {
        errors.insert(
            0,
            FieldError::new(&field(&path, &why), "It is there more than once"),
        );
    }
    if errors.is_empty() {
        errors.push(FieldError::new(
            &field(&path, &why),
            "It does not fit its description",
        ));
    }
    errors
}

/// Where in a document the reader stopped.
fn place(error: &serde_json::Error) -> String {
    format!("line {}, character {}", error.line(), error.column())
}

/// The field that an error of the reader is about: of a missing, unknown or double field it says the
/// name in its message, and the path leads to what should hold it.
fn field(path: &str, why: &str) -> String {
    let path = if path == "." { "" } else { path };
    let of_object = ["missing field `", "unknown field `", "duplicate field `"];
    let named = of_object
        .iter()
        .find_map(|begins| why.strip_prefix(begins)?.split('`').next());
    match named {
        Some(name) if path.is_empty() || path == name => name.to_owned(),
        Some(name) if path.ends_with(&format!(".{name}")) => path.to_owned(),
        Some(name) => format!("{path}.{name}"),
        None => path.to_owned(),
    }
}

impl Named {
    /// The answer that this very request got before, if it did something.
    pub(crate) async fn answer_before(
        &self,
        app: &App,
        caller: &Caller,
    ) -> Result<Option<Response>, Problem> {
        let before = app.casework.answered_before(caller.here.id(), &self.key).await?;
        before.map(|kept| self.again(&kept)).transpose()
    }

    /// A kept answer, once more; a problem when it was the answer to another request.
    pub(crate) fn again(&self, kept: &str) -> Result<Response, Problem> {
        let kept: Kept = serde_json::from_str(kept)
            .map_err(|error| crate::error::PageError::Broken(format!("a kept answer: {error}")))?;
        if kept.request != *self.digest {
            return Err(Problem::key_used());
        }
        let mut response = kept.response();
        response
            .headers_mut()
            .insert(REPLAYED, HeaderValue::from_static("true"));
        Ok(response)
    }

    /// What is kept beside the act: the answer, word for word.
    pub(crate) fn keep(&self, (location, version): (String, i64), body: &impl Serialize) -> Once {
        let kept = Kept {
            request: self.digest.as_ref().to_owned(),
            status: StatusCode::CREATED.as_u16(),
            location,
            version,
            body: serde_json::to_string(body).unwrap_or_default(),
        };
        Once {
            scope: PROGRAMS,
            key: self.key.clone(),
            result: serde_json::to_string(&kept).unwrap_or_default(),
        }
    }
}

/// The answer in what was kept.
pub(crate) fn answer(once: &Once) -> Result<Response, Problem> {
    let kept: Kept = serde_json::from_str(&once.result)
        .map_err(|error| crate::error::PageError::Broken(format!("an answer: {error}")))?;
    Ok(kept.response())
}

impl Kept {
    fn response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::CREATED);
        let mut response = (status, self.body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Ok(location) = HeaderValue::from_str(&self.location) {
            headers.insert(header::LOCATION, location);
        }
        if let Ok(tag) = HeaderValue::from_str(&tag(self.version)) {
            headers.insert(header::ETAG, tag);
        }
        response
    }
}

/// The entity tag of a case at a version.
pub(crate) fn tag(version: i64) -> String {
    format!("\"{version}\"")
}

#[cfg(test)]
mod tests {
    //! How a mistake in a document is named.

    use super::*;

    #[derive(Debug, Deserialize, ToSchema)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only reading it is tested")]
    struct Inner {
        email: Option<String>,
    }

    #[derive(Debug, Deserialize, ToSchema)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only reading it is tested")]
    struct Document {
        kind: String,
        customer: Option<Inner>,
        #[serde(default)]
        points: Vec<String>,
    }

    #[test]
    fn what_does_not_fit_is_named_by_its_field() {
        for (text, field) in [
            (r#"{"customer":null}"#, "kind"),
            (r#"{"kind":7}"#, "kind"),
            (r#"{"kind":"a","kind":"b"}"#, "kind"),
            (r#"{"kind":"a","colour":"red"}"#, "colour"),
            (r#"{"kind":"a","customer":{"email":5}}"#, "customer.email"),
            (r#"{"kind":"a","customer":{"mail":"x"}}"#, "customer.mail"),
            (r#"{"kind":"a","points":["x",2]}"#, "points[1]"),
            (r#"{"kind":"a"} more"#, ""),
            ("[]", ""),
            ("", ""),
        ] {
            let problem = read::<Document>(text.as_bytes()).unwrap_err();
            let named = serde_json::to_value(&problem).unwrap();
            assert_eq!(named["errors"][0]["field"], field, "{text}: {named}");
            assert_eq!(named["errors"].as_array().unwrap().len(), 1, "{text}: {named}");
        }
    }

    #[test]
    fn everything_that_does_not_fit_is_named_in_our_words() {
        let told = |text: &str| {
            let problem = read::<Document>(text.as_bytes()).unwrap_err();
            let named = serde_json::to_value(&problem).unwrap();
            let errors = named["errors"].as_array().unwrap().clone();
            let told = errors.iter().map(|error| {
                let part = |name: &str| error[name].as_str().unwrap().to_owned();
                format!("{}: {}", part("field"), part("message"))
            });
            told.collect::<Vec<_>>()
        };
        let all = told(r#"{"foo":1,"customer":{"email":5,"mail":"x"},"points":["x",2,null]}"#);
        assert_eq!(
            all,
            [
                "kind: It is needed",
                "customer.email: It must be a text",
                "customer.mail: It is not one of: email",
                "foo: It is not one of: customer, kind, points",
                "points[1]: It must be a text",
                "points[2]: It must be a text",
            ]
        );
        let twice = told(r#"{"kind":"a","kind":"b","points":{}}"#);
        assert_eq!(
            twice,
            ["kind: It is there more than once", "points: It must be a list"]
        );
        let list = told("[]");
        assert_eq!(
            list,
            [": It must be an object with fields of these: customer, kind, points"]
        );
        assert_eq!(
            told("{bad"),
            [": It must be a JSON document; this is none from line 1, character 2"]
        );
        assert_eq!(
            told(r#"{"kind":"a"} more"#),
            [": There is something after its end, from line 1, character 14"]
        );
    }
}
