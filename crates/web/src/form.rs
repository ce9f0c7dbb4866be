//! A posted form, read into names and values whatever is in it.

mod lines;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use jiff::civil::Date;
use redress_pages::form::{FormState, SEEN};

use crate::App;
use crate::error::PageError;

/// The largest form: ten texts of 10,000 characters and room to spare.
pub const LARGEST: usize = 1_048_576;

/// A posted form. That it came from one of our own pages was checked on the way in
/// ([`crate::security`]), so no token is in it.
#[derive(Debug, Clone)]
pub struct Form(pub FormState);

impl FromRequest<App> for Form {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        let body = Bytes::from_request(request, app).await.map_err(|rejection| {
            match rejection.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => PageError::TooLarge,
                _ => PageError::BadRequest("The form broke off."),
            }
        })?;
        Ok(Self(read(&body)))
    }
}

/// Names and values of a form body or a query.
pub fn read(body: &[u8]) -> FormState {
    FormState::from_pairs(form_urlencoded::parse(body).map(|(name, value)| {
        let value = typed(&name, &value);
        (name.into_owned(), value)
    }))
}

/// Whether what a field holds proves who somebody is: it is on no page again, and kept nowhere.
pub(crate) fn is_secret(name: &str) -> bool {
    name.contains("password") || ["again", "secret"].contains(&name)
}

/// What somebody typed into a field: line ends made one, and without what nobody types. A field of one line has one:
/// a browser sends no other, and a name of two would break a letter, a list or the head of a mail.
pub(crate) fn typed(name: &str, value: &str) -> String {
    let kept = without_controls(&value.replace("\r\n", "\n"));
    if lines::is_one_line(name) {
        kept.replace(['\n', '\t'], " ")
    } else {
        kept
    }
}

/// The text without what nobody types.
pub(crate) fn without_controls(text: &str) -> String {
    text.chars().filter(|letter| is_typed(*letter)).collect()
}

/// Nobody types a control character, and some of them turn the text that follows around.
fn is_typed(letter: char) -> bool {
    let turns_text = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    // Of no width, and of no use in a text: a field with nothing else in it would not be empty.
    let is_nothing = matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    !turns_text && !is_nothing && (!letter.is_control() || letter == '\n' || letter == '\t')
}

/// What "yes" and "no" mean.
pub(crate) fn yes_or_no(typed: &str) -> Option<bool> {
    match typed {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// The version of the record that the form's reader saw.
pub(crate) fn seen(form: &FormState) -> Result<i64, PageError> {
    let seen = form.value(SEEN).trim().parse();
    seen.map_err(|_not_a_number| PageError::BadRequest("The form is not whole."))
}

/// Reads "17/5/2027", with any of the usual marks between.
pub(crate) fn read_date(typed: &str) -> Option<Date> {
    let mut parts = typed.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty());
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let year = parts.next()?.parse().ok()?;
    let is_whole = parts.next().is_none() && year > 1900;
    Date::new(year, month, day).ok().filter(|_| is_whole)
}
