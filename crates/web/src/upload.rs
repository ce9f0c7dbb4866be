//! A form that brings a file: read piece by piece, so that no request holds a file in memory.
//!
//! Text comes before the file in our forms. So when a file is too large (which the length that the
//! browser announces may say at once) what was typed is known already, and the same page comes back
//! with it.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, FromRequest as _, Request};
use axum::http::{HeaderValue, header};
use futures_util::{Stream, StreamExt as _, stream};
use redress_casework::file::{Arrived, Unwelcome};
use redress_domain::policy::FileRules;
use redress_pages::form::FormState;
use redress_pages::public::files::{UPLOAD, types_in_words};
use tokio::io::{AsyncSeekExt as _, AsyncWriteExt as _};

use crate::App;
use crate::error::PageError;
use crate::form::{LARGEST, read, typed};

/// What is read and thrown away of a file that is too large, so that the browser gets to read the
/// answer: a small multiple of what is allowed. What is larger is cut off.
const READ_ON: u64 = 4;

/// How many parts a form has at most.
const MOST_PARTS: usize = 50;

/// A form that was read.
#[derive(Debug, Default)]
pub(crate) struct Received {
    /// What was typed.
    pub(crate) form: FormState,
    /// The file that was chosen, if one was.
    pub(crate) file: Option<Chosen>,
}

/// A file that was chosen.
#[derive(Debug)]
pub(crate) struct Chosen {
    /// What its sender called it.
    pub(crate) name: String,
    /// Its content, unless it is not welcome already, or did not arrive whole.
    pub(crate) content: Result<Arrived, NotTaken>,
}

/// Why there is nothing to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotTaken {
    /// It is not welcome.
    Unwelcome(Unwelcome),
    /// It broke off.
    BrokeOff,
}

impl NotTaken {
    /// What is said beside the field (ux, section 1.4).
    pub(crate) fn in_words(self, rules: &FileRules) -> String {
        match self {
            Self::Unwelcome(Unwelcome::Empty) => "The selected file is empty".to_owned(),
            Self::Unwelcome(Unwelcome::TooLarge) => {
                format!(
                    "The selected file must be smaller than {}MB",
                    rules.smaller_than_mb
                )
            }
            Self::Unwelcome(Unwelcome::WrongType) => {
                format!("The selected file must be a {}", types_in_words(rules))
            }
            Self::Unwelcome(Unwelcome::PasswordProtected) => {
                "The selected file is password protected".to_owned()
            }
            Self::Unwelcome(Unwelcome::Virus) => "The selected file contains a virus".to_owned(),
            Self::BrokeOff => "The selected file could not be uploaded – try again".to_owned(),
        }
    }
}

/// Reads a form with at most one file.
pub(crate) async fn receive(app: &App, request: Request, rules: &FileRules) -> Result<Received, PageError> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    if kind.is_none_or(|kind| !kind.as_bytes().starts_with(b"multipart/form-data")) {
        // A form without files, of a program or of a browser that has none to send.
        let body = axum::body::to_bytes(request.into_body(), LARGEST).await;
        let body = body.map_err(|_too_large| PageError::TooLarge)?;
        return Ok(Received {
            form: read(&body),
            file: None,
        });
    }
    let announced = request.headers().get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let largest = rules.smaller_than();
    // The text and the borders of the form are small beside it.
    let is_too_large = announced.is_some_and(|length| length > largest + LARGEST as u64);
    let most_read = if announced.is_some_and(|length| length > largest * READ_ON) {
        0
    } else {
        largest * READ_ON
    };
    let mut parts = parts_of(app, request).await?;
    let (mut pairs, mut text, mut file) = (Vec::new(), 0, None);
    for _ in 0..MOST_PARTS {
        let part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => break,
            Err(_) if file.is_some() => break,
            Err(_) => return Err(PageError::BadRequest("The form was too large or broke off.")),
        };
        let name = part.name().unwrap_or_default().to_owned();
        if name == UPLOAD && part.file_name().is_some() {
            file = if is_too_large {
                Some(too_large(part, most_read).await)
            } else {
                chosen(part, (largest, most_read)).await?
            };
            if file.as_ref().is_some_and(|file| file.content.is_err()) {
                // What follows may never come.
                break;
            }
        } else {
            let value = typed(&name, &value(part, &mut text).await?);
            pairs.push((name, value));
        }
    }
    Ok(Received {
        form: FormState::from_pairs(pairs),
        file,
    })
}

/// The parts of a form, which come one by one.
async fn parts_of(app: &App, request: Request) -> Result<Multipart, PageError> {
    let mut request = request.map(|body| {
        let body = body.into_data_stream();
        Body::from_stream(PieceByPiece { body, gave: false })
    });
    // Whoever reads the parts holds them to the limits of the policy.
    DefaultBodyLimit::disable().apply(&mut request);
    Multipart::from_request(request, app)
        .await
        .map_err(|_no_multipart| PageError::BadRequest("The form was not understood."))
}

/// A form's body, and beside it what it begins with, as far as the file: text comes first in our forms.
pub(crate) async fn with_its_beginning(body: Body) -> (Body, Bytes) {
    let mut rest = body.into_data_stream().fuse();
    let (mut beginning, mut broke_off) = (Vec::new(), None);
    let mut file = FileAhead::default();
    while beginning.len() < LARGEST && broke_off.is_none() && !file.has_begun(&beginning) {
        match rest.next().await {
            Some(Ok(piece)) => beginning.extend_from_slice(&piece),
            Some(Err(why)) => broke_off = Some(Err(why)),
            None => break,
        }
    }
    let beginning = Bytes::from(beginning);
    let again = stream::iter([Ok(beginning.clone())].into_iter().chain(broke_off));
    (Body::from_stream(again.chain(rest)), beginning)
}

/// Looks for the part that is a file, on from where it looked before: many small pieces cost no more than one large one.
#[derive(Default)]
struct FileAhead {
    looked: usize,
    is_named: bool,
}

impl FileAhead {
    /// Whether a part that is a file has begun, and said what it is called. `beginning` only grows from call to call.
    fn has_begun(&mut self, beginning: &[u8]) -> bool {
        if !self.is_named {
            self.is_named = self.finds(beginning, b"filename=\"");
        }
        self.is_named && self.finds(beginning, b"\r\n\r\n")
    }

    fn finds(&mut self, beginning: &[u8], what: &[u8]) -> bool {
        let new = beginning.get(self.looked..).unwrap_or_default();
        let found = new.windows(what.len()).position(|part| part == what);
        // What is cut off at the end may be the beginning of it.
        let passed = found.map_or_else(
            || new.len().saturating_sub(what.len().saturating_sub(1)),
            |at| at.saturating_add(what.len()),
        );
        self.looked = self.looked.saturating_add(passed);
        found.is_some()
    }
}

/// The texts at the beginning of a form, and what its file was called.
pub(crate) async fn texts_at(beginning: Bytes, kind: &HeaderValue) -> FormState {
    let mut request = Request::new(Body::from(beginning));
    request.headers_mut().insert(header::CONTENT_TYPE, kind.clone());
    DefaultBodyLimit::disable().apply(&mut request);
    let Ok(mut parts) = Multipart::from_request(request, &()).await else {
        return FormState::new();
    };
    let (mut pairs, mut text) = (Vec::new(), 0);
    // What follows the file is not there.
    while let Ok(Some(part)) = parts.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        if let Some(file) = part.file_name().map(|file| typed("name", file)) {
            pairs.extend((!file.is_empty()).then_some((name, file)));
            break;
        }
        let Ok(value) = value(part, &mut text).await else {
            break;
        };
        let value = typed(&name, &value);
        pairs.push((name, value));
    }
    FormState::from_pairs(pairs)
}

/// What was typed into a form with a file by somebody who has to sign in first: the texts, and what the file
/// was called. The file itself is read no further than its browser needs to get the answer, and not kept.
pub(crate) async fn typed_beside_a_file(
    app: &App,
    request: Request,
    rules: &FileRules,
) -> Result<FormState, PageError> {
    let mut parts = parts_of(app, request).await?;
    let (mut pairs, mut text): (Vec<(String, String)>, _) = (Vec::new(), 0);
    for _ in 0..MOST_PARTS {
        let mut part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => break,
            Err(_) if pairs.iter().any(|(name, _)| name == UPLOAD) => break,
            Err(_) => return Err(PageError::BadRequest("The form was too large or broke off.")),
        };
        let name = part.name().unwrap_or_default().to_owned();
        if let Some(file) = part.file_name().map(|file| typed("name", file)) {
            throw_away(&mut part, rules.smaller_than()).await;
            if !file.is_empty() {
                pairs.push((name, file));
            }
        } else {
            let value = typed(&name, &value(part, &mut text).await?);
            pairs.push((name, value));
        }
    }
    Ok(FormState::from_pairs(pairs))
}

/// A body that gives one piece at each asking. The reader of forms takes in all that it is given at
/// once: from whoever sends faster than we write that would be a whole film in memory.
struct PieceByPiece {
    body: BodyDataStream,
    gave: bool,
}

impl Stream for PieceByPiece {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.gave) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let next = Pin::new(&mut self.body).poll_next(context);
        self.gave = matches!(next, Poll::Ready(Some(Ok(_))));
        next
    }
}

async fn value(mut part: Field<'_>, text: &mut usize) -> Result<String, PageError> {
    const BROKE_OFF: PageError = PageError::BadRequest("The form was too large or broke off.");
    let mut bytes = Vec::new();
    while let Some(piece) = part.chunk().await.map_err(|_broken_off| BROKE_OFF)? {
        *text += piece.len();
        if *text > LARGEST {
            return Err(BROKE_OFF);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The file of a request that announced itself as too large.
async fn too_large(mut part: Field<'_>, most_read: u64) -> Chosen {
    let name = part
        .file_name()
        .map(|file| typed("name", file))
        .unwrap_or_default();
    throw_away(&mut part, most_read).await;
    Chosen {
        name,
        content: Err(NotTaken::Unwelcome(Unwelcome::TooLarge)),
    }
}

async fn throw_away(part: &mut Field<'_>, mut most: u64) {
    while most > 0 {
        match part.chunk().await {
            Ok(Some(piece)) => most = most.saturating_sub(piece.len() as u64),
            Ok(None) | Err(_) => return,
        }
    }
}

/// The file that was chosen; none when the field was left alone.
async fn chosen(mut part: Field<'_>, (largest, most_read): (u64, u64)) -> Result<Option<Chosen>, PageError> {
    let name = part
        .file_name()
        .map(|file| typed("name", file))
        .unwrap_or_default();
    let spool = tempfile::tempfile().map_err(no_room)?;
    let mut spool = tokio::fs::File::from_std(spool);
    let mut size = 0;
    let not_taken = loop {
        match part.chunk().await {
            Ok(Some(piece)) => {
                size += piece.len() as u64;
                if size >= largest {
                    throw_away(&mut part, most_read).await;
                    break Some(NotTaken::Unwelcome(Unwelcome::TooLarge));
                }
                spool.write_all(&piece).await.map_err(no_room)?;
            }
            Ok(None) => break None,
            Err(_) => break Some(NotTaken::BrokeOff),
        }
    };
    if size == 0 && name.is_empty() {
        return Ok(None);
    }
    let content = if let Some(why) = not_taken {
        Err(why)
    } else {
        spool.flush().await.map_err(no_room)?;
        spool.rewind().await.map_err(no_room)?;
        let content = spool.into_std().await;
        Ok(Arrived { content, size })
    };
    Ok(Some(Chosen { name, content }))
}

/// The disk is full, which passes: what was typed comes back, to be sent again.
fn no_room(error: impl std::fmt::Display) -> PageError {
    tracing::error!(%error, "a file that came in could not be put down");
    PageError::Unavailable
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &[u8] = b"--x\r\nContent-Disposition: form-data; name=\"place\"\r\n\r\nMill Lane\r\n--x\r\n\
        Content-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n\x89PNG";

    // Whoever sends a form a byte at a time gets the answer of whoever sends it at once, and costs no more.
    #[test]
    fn a_file_is_seen_at_the_same_byte_however_a_form_comes() {
        let begins = FORM.len() - b"\x89PNG".len();
        let mut file = FileAhead::default();
        let seen = (0..=FORM.len()).find(|end| file.has_begun(&FORM[..*end]));
        assert_eq!(seen, Some(begins));
        assert!(FileAhead::default().has_begun(FORM));
        assert!(!FileAhead::default().has_begun(&FORM[..begins - 1]));
    }
}
