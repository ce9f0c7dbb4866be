//! Asking another machine for somebody else of the program: over TLS, or plainly on this machine.

use std::io;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::{Request, Response, header};

use crate::webhook::send::{Failed, ask as send};
use crate::webhook::{Reach, Target};

/// How long an answer may take: a person waits for it.
const PATIENCE: Duration = Duration::from_secs(5);

/// Sends a request to the address that it names, and answers whatever comes back. Redirects are not followed, no
/// more than a mebibyte is read, and it takes five seconds at most.
pub async fn ask(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Failed> {
    let (mut parts, body) = request.into_parts();
    let target = Target::parse(&parts.uri.to_string())?;
    let unreadable = |error: String| Failed::Unreachable(io::Error::other(error));
    parts.uri = target
        .path
        .parse()
        .map_err(|error| unreadable(format!("{error}")))?;
    let host = target
        .authority
        .parse()
        .map_err(|error| unreadable(format!("{error}")))?;
    parts.headers.insert(header::HOST, host);
    let agent = header::HeaderValue::from_static(concat!("Redress/", env!("CARGO_PKG_VERSION")));
    parts.headers.insert(header::USER_AGENT, agent);
    let request = Request::from_parts(parts, Full::new(Bytes::from(body)));
    let answer = send((&target, Reach::Anywhere), request, PATIENCE).await?;
    Ok(answer.map(|bytes| bytes.to_vec()))
}
