//! One signed request to an address that was looked at first. Redirects are not followed.

use std::io;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper::rt::{Read, Write};
use hyper::{Request, Response, StatusCode, header};
use hyper_util::rt::TokioIo;
use sha2::Sha256;
use tokio::net::{TcpStream, lookup_host};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::{BadTarget, Reach, Target};

/// How long a program may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// How much of an answer is read.
const MOST: usize = 1 << 20;

/// What is sent.
pub(super) struct Message<'a> {
    /// The event's position: the same each time it is told.
    pub(super) delivery: i64,
    /// When, in seconds since 1970.
    pub(super) at: i64,
    /// The key of the signature.
    pub(super) key: &'a str,
    /// The document.
    pub(super) body: String,
}

/// Why a program was not told.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// It may not be told there.
    #[error(transparent)]
    Target(#[from] BadTarget),
    /// It could not be reached.
    #[error("it could not be reached: {0}")]
    Unreachable(#[from] io::Error),
    /// It did not speak as it should.
    #[error("it did not answer as it should: {0}")]
    Broken(#[from] hyper::Error),
    /// It took too long.
    #[error("it took too long to answer")]
    TooSlow,
    /// It answered with something other than 2xx.
    #[error("it answered {0}")]
    Answered(StatusCode),
}

impl Failed {
    /// Whether it said that it is gone for good.
    pub(super) fn is_for_good(&self) -> bool {
        matches!(self, Self::Answered(status) if *status == StatusCode::GONE)
    }
}

/// The signature of a body: HMAC-SHA256 over the moment, a full stop and the body, in hexadecimal.
pub fn signature(key: &str, (at, body): (i64, &str)) -> String {
    // A key of any length is taken.
    let Ok(mut hash) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else {
        return String::new();
    };
    hash.update(format!("{at}.").as_bytes());
    hash.update(body.as_bytes());
    HEXLOWER.encode(&hash.finalize().into_bytes())
}

/// Sends it; anything but a 2xx in time is a failure.
pub(super) async fn send((target, reach): (&Target, Reach), message: Message<'_>) -> Result<(), Failed> {
    let sent = tokio::time::timeout(PATIENCE, post(target, reach, message));
    let status = sent.await.map_err(|_elapsed| Failed::TooSlow)??;
    if status.is_success() {
        Ok(())
    } else {
        Err(Failed::Answered(status))
    }
}

/// Sends a request and reads the answer, whatever it says. Redirects are not followed.
pub(crate) async fn ask(
    (target, reach): (&Target, Reach),
    request: Request<Full<Bytes>>,
    patience: Duration,
) -> Result<Response<Bytes>, Failed> {
    let asked = tokio::time::timeout(patience, exchange((target, reach), request));
    asked.await.map_err(|_elapsed| Failed::TooSlow)?
}

async fn exchange(
    (target, reach): (&Target, Reach),
    request: Request<Full<Bytes>>,
) -> Result<Response<Bytes>, Failed> {
    let found = lookup_host((target.host.as_str(), target.port)).await?;
    let place = target.choose(reach, found)?;
    let place = place.ok_or_else(|| io::Error::other("its name leads nowhere"))?;
    let stream = TcpStream::connect(place).await?;
    if !target.is_https {
        return whole(TokioIo::new(stream), request).await;
    }
    let name = ServerName::try_from(target.host.clone()).map_err(io::Error::other)?;
    let config = TLS.as_ref().map_err(|why| io::Error::other(why.as_str()))?;
    let stream = TlsConnector::from(Arc::clone(config))
        .connect(name, stream)
        .await?;
    whole(TokioIo::new(stream), request).await
}

async fn whole<S>(stream: S, request: Request<Full<Bytes>>) -> Result<Response<Bytes>, Failed>
where
    S: Read + Write + Unpin + Send + 'static,
{
    let (mut sender, connection) = hyper::client::conn::http1::handshake(stream).await?;
    let talking = tokio::spawn(connection);
    let answer = async {
        let (parts, body) = sender.send_request(request).await?.into_parts();
        let body = Limited::new(body, MOST).collect().await;
        let bytes = body.map_err(io::Error::other)?.to_bytes();
        Ok(Response::from_parts(parts, bytes))
    };
    let answer = answer.await;
    talking.abort();
    answer
}

async fn post(target: &Target, reach: Reach, message: Message<'_>) -> Result<StatusCode, Failed> {
    let found = lookup_host((target.host.as_str(), target.port)).await?;
    let place = target.choose(reach, found)?;
    let place = place.ok_or_else(|| io::Error::other("its name leads nowhere"))?;
    let request = request(target, message)?;
    let stream = TcpStream::connect(place).await?;
    if !target.is_https {
        return talk(TokioIo::new(stream), request).await;
    }
    let name = ServerName::try_from(target.host.clone()).map_err(io::Error::other)?;
    let config = TLS.as_ref().map_err(|why| io::Error::other(why.as_str()))?;
    let stream = TlsConnector::from(Arc::clone(config))
        .connect(name, stream)
        .await?;
    talk(TokioIo::new(stream), request).await
}

fn request(target: &Target, message: Message<'_>) -> Result<Request<Full<Bytes>>, Failed> {
    let signed = signature(message.key, (message.at, &message.body));
    let request = Request::post(&target.path)
        .header(header::HOST, &target.authority)
        .header(header::USER_AGENT, concat!("Redress/", env!("CARGO_PKG_VERSION")))
        .header(header::CONTENT_TYPE, "application/json")
        .header("redress-delivery", message.delivery)
        .header("redress-signature", format!("t={},v1={signed}", message.at))
        .body(Full::new(Bytes::from(message.body)));
    request.map_err(|error| Failed::Unreachable(io::Error::other(error)))
}

async fn talk<S>(stream: S, request: Request<Full<Bytes>>) -> Result<StatusCode, Failed>
where
    S: Read + Write + Unpin + Send + 'static,
{
    let (mut sender, connection) = hyper::client::conn::http1::handshake(stream).await?;
    let talking = tokio::spawn(connection);
    let answer = sender.send_request(request).await;
    // Whatever else it has to say is not read.
    talking.abort();
    Ok(answer?.status())
}

/// TLS with the roots that browsers trust.
static TLS: LazyLock<Result<Arc<ClientConfig>, String>> = LazyLock::new(|| {
    let roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    // Named, so that it does not depend on what other crates bring along.
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    Ok(Arc::new(
        builder.with_root_certificates(roots).with_no_client_auth(),
    ))
});

#[cfg(test)]
mod tests {
    //! The signature.

    use super::*;

    #[test]
    fn a_signature_is_what_another_implementation_makes_of_it() {
        // printf '1793613600.{"position":1}' | openssl dgst -sha256 -hmac key
        assert_eq!(
            signature("key", (1_793_613_600, "{\"position\":1}")),
            "44f9d2d4067da37aa5be39937f262372ced4aaa1008b64aee5137d0ba4908d6e"
        );
        let of = |key, at, body| signature(key, (at, body));
        assert_ne!(of("key", 1, "x"), of("other", 1, "x"));
        assert_ne!(of("key", 1, "x"), of("key", 2, "x"));
        assert_ne!(of("key", 1, "x"), of("key", 1, "y"));
    }
}
