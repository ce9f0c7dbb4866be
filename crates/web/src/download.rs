//! A file on its way out: saved, never shown, and read part by part.

use std::fs::File;
use std::io;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use futures_util::{StreamExt as _, stream};
use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_casework::file::OpenedFile;
use redress_casework::incoming::Mail;
use redress_domain::id::{CouncilId, MailId};
use tokio::io::AsyncReadExt as _;

use crate::App;
use crate::error::{Answer, PageError};

/// What a browser may do with a file that it shows after all: nothing.
pub(crate) const NOTHING_ALLOWED: &str = "default-src 'none'; sandbox";

/// The answer that saves a ZIP that was written for it, read part by part.
pub(crate) fn archive(zip: File, name: &str) -> Answer {
    let broken = |error: io::Error| PageError::Broken(format!("a ZIP could not be read: {error}"));
    let size = zip.metadata().map_err(broken)?.len();
    let file = tokio::fs::File::from_std(zip);
    // Whoever compresses asks once more after the end.
    let parts = stream::unfold(file, |mut file| async move {
        let mut part = Vec::with_capacity(64 * 1024);
        let read = (&mut file).take(64 * 1024).read_to_end(&mut part).await;
        match read {
            Ok(0) => None,
            Ok(_) => Some((Ok::<_, io::Error>(Bytes::from(part)), file)),
            Err(error) => Some((Err(error), file)),
        }
    });
    let mut response = Response::new(Body::from_stream(parts.fuse()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    let saved = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let saved = saved.map_err(|error| PageError::Broken(error.to_string()))?;
    headers.insert(header::CONTENT_DISPOSITION, saved);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The answer that saves a file: as an attachment under its name, its type never guessed, nothing in
/// it ever run.
pub(crate) fn attachment(app: &App, council: &CouncilId, file: OpenedFile) -> Response {
    let headers = [
        file.kind.media_type().to_owned(),
        file.size.to_string(),
        disposition(&file.name),
    ];
    let from = (app.casework.clone(), council.clone(), Content::File(file), 0);
    answer(headers, from)
}

/// The answer that saves an e-mail as it came. Its type is that of anything: nobody opens it by mistake.
pub(crate) fn original(app: &App, council: &CouncilId, mail: &Mail) -> Response {
    let name = format!("email-{}.eml", mail.mail_id);
    let headers = [
        "application/octet-stream".to_owned(),
        mail.size.to_string(),
        disposition(&name),
    ];
    let content = Content::Mail(mail.mail_id.clone());
    answer(headers, (app.casework.clone(), council.clone(), content, 0))
}

fn answer([kind, size, disposition]: [String; 3], from: From) -> Response {
    let fixed = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_LENGTH, size),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_SECURITY_POLICY, NOTHING_ALLOWED.to_owned()),
        (
            HeaderName::from_static("x-content-type-options"),
            "nosniff".to_owned(),
        ),
    ];
    // Whoever compresses asks once more after the end: a stream that was read to its end says so again.
    let parts = stream::unfold(Some(from), next).fuse();
    let mut response = Response::new(Body::from_stream(parts));
    for (name, value) in fixed {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// What is read part by part.
enum Content {
    File(OpenedFile),
    Mail(MailId),
}

type From = (Casework, CouncilId, Content, i64);

/// The next part. A part that cannot be read breaks the answer off, so that nobody takes half a
/// file for a whole one.
async fn next(from: Option<From>) -> Option<(Result<Bytes, Failure>, Option<From>)> {
    let (casework, council, content, number) = from?;
    let part = match &content {
        Content::File(file) => casework.file_part(&council, &file.id, number).await,
        Content::Mail(mail) => casework.mail_part(&council, (mail, number)).await,
    };
    match part {
        Ok(Some(part)) => Some((Ok(part.into()), Some((casework, council, content, number + 1)))),
        Ok(None) => None,
        Err(error) => Some((Err(error), None)),
    }
}

/// The name for old programs in plain letters, and for others as it is (RFC 6266).
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| {
            let is_plain = letter.is_ascii_alphanumeric() || " .-_()".contains(letter);
            if is_plain { letter } else { '_' }
        })
        .collect();
    let whole = name.bytes().fold(String::new(), |text, byte| {
        if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
            text + &char::from(byte).to_string()
        } else {
            text + &format!("%{byte:02X}")
        }
    });
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

#[cfg(test)]
mod tests {
    //! The name of an attachment.

    use super::*;

    #[test]
    fn a_name_stays_inside_its_header_and_keeps_its_letters() {
        assert_eq!(
            disposition("Llun o’r bin.jpg"),
            "attachment; filename=\"Llun o_r bin.jpg\"; filename*=UTF-8''Llun%20o%E2%80%99r%20bin.jpg"
        );
        let hostile = disposition("a\"; x=\r\nSet-Cookie: b.jpg");
        assert!(HeaderValue::from_str(&hostile).is_ok());
        assert_eq!(hostile.matches('"').count(), 2, "{hostile}");
    }
}
