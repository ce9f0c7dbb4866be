//! Serving: answers on a listener until told to stop, within limits that nobody who asks can stretch.
//!
//! What the library underneath leaves open is bounded here and nowhere else: how long a head, a body and a silence
//! may last, how large a head may be, and how many connections there are. `docs/operating.md` lists the same.

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderValue, Request, Response, StatusCode, header};
use axum::response::{Html, IntoResponse as _};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc, watch};
use tower::Service as _;

use crate::App;
use crate::api::problem::Problem;

mod body;
mod guests;
mod line;

use body::{Answered, Paced};
use guests::Guests;
use line::{Line, Turn};

/// How much time and room whoever asks is given.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long the head of a request may take; a new connection has as long to begin.
    pub head: Duration,
    /// How long a connection may be silent between two requests.
    pub silence: Duration,
    /// For how long in all we wait for a body, beside the time that its bytes have at [`Limits::pace`].
    pub grace: Duration,
    /// How many bytes of a body come in a second at least.
    pub pace: u64,
    /// For how long nothing of an answer may be taken.
    pub stall: Duration,
    /// How many bytes a head may have.
    pub head_bytes: usize,
    /// How many fields a head may have.
    pub head_fields: usize,
    /// How many bytes an address may have, with its query.
    pub address_bytes: usize,
    /// How many connections there are at once; the next ones wait to be taken.
    pub connections: usize,
    /// How many of them come from one place that is no trusted proxy.
    pub of_one_place: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(15),
            silence: Duration::from_secs(75),
            grace: Duration::from_secs(20),
            pace: 1_000,
            stall: Duration::from_mins(1),
            head_bytes: 64 * 1_024,
            head_fields: 100,
            address_bytes: 8_000,
            connections: 800,
            of_one_place: 200,
        }
    }
}

/// How long a fault of accepting is waited for: there are no more descriptors just now.
const BREATH: Duration = Duration::from_secs(1);
/// How long, and how much, is read of somebody to whom we say that it is over: a connection that is closed upon
/// unread bytes takes the answer with it.
const FAREWELL: (Duration, u64) = (Duration::from_secs(1), 256 * 1_024);

const TOO_SLOW: &str = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
const TOO_MANY: &str =
    "HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n";

impl App {
    /// Answers on `listener` within the usual limits until `stop` is ready; what was begun is finished first.
    pub async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        self.serve_within(listener, Limits::default(), stop).await;
        Ok(())
    }

    /// The same within other limits.
    pub async fn serve_within(
        self,
        listener: TcpListener,
        limits: Limits,
        stop: impl Future<Output = ()> + Send + 'static,
    ) {
        let trusted = self.settings.trusted_proxies.clone();
        let router = self.router();
        let (tell, told) = watch::channel(false);
        let room = Arc::new(Semaphore::new(limits.connections));
        let guests = Guests::default();
        // Its receiver wakes when the last connection has dropped its sender.
        let (open, mut closed) = mpsc::channel::<()>(1);
        tokio::pin!(stop);
        loop {
            let taken = tokio::select! {
                taken = next(&listener, &room) => taken,
                () = &mut stop => break,
            };
            let Some((stream, address, place)) = taken else {
                break;
            };
            let most = if is_trusted(&trusted, address.ip()) {
                limits.connections
            } else {
                limits.of_one_place
            };
            let guest = guests.enter(address.ip(), most);
            let (router, told, open) = (router.clone(), told.clone(), open.clone());
            tokio::spawn(async move {
                let (_place, _open) = (place, open);
                if guest.is_some() {
                    converse(stream, address, (router, limits), told).await;
                } else {
                    take_leave(stream, Some(TOO_MANY)).await;
                }
            });
        }
        drop(listener);
        let _ = tell.send(true);
        drop(open);
        let _ = closed.recv().await;
    }
}

fn is_trusted(trusted: &[IpAddr], address: IpAddr) -> bool {
    trusted.contains(&address) || trusted.contains(&address.to_canonical())
}

/// The next connection, once there is room for it.
async fn next(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit)> {
    let place = Arc::clone(room).acquire_owned().await.ok()?;
    loop {
        match listener.accept().await {
            Ok((stream, address)) => return Some((stream, address, place)),
            // Whoever knocked has gone.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::ConnectionRefused
                        | io::ErrorKind::ConnectionAborted
                        | io::ErrorKind::ConnectionReset
                ) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be taken just now");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

/// Answers what comes over one connection until it ends.
async fn converse(
    stream: TcpStream,
    address: SocketAddr,
    (router, limits): (Router, Limits),
    mut told: watch::Receiver<bool>,
) {
    let turn = Arc::new(Turn::default());
    let line = Line::new(stream, limits, Arc::clone(&turn));
    let of = Arc::clone(&turn);
    let service = service_fn(move |request: Request<Incoming>| {
        let (router, turn) = (router.clone(), Arc::clone(&of));
        Box::pin(async move { Ok::<_, Infallible>(answer(router, request, (address, limits, turn)).await) })
    });
    let mut connection = http1::Builder::new()
        .header_read_timeout(None)
        .max_headers(limits.head_fields)
        .max_buf_size(limits.head_bytes)
        .serve_connection(TokioIo::new(line), service);
    let mut is_told = false;
    let ended = loop {
        tokio::select! {
            ended = poll_fn(|context| connection.poll_without_shutdown(context)) => break ended,
            _ = told.wait_for(|stop| *stop), if !is_told => {
                is_told = true;
                std::pin::Pin::new(&mut connection).graceful_shutdown();
            }
        }
    };
    let parts = connection.into_parts();
    let was_begun = !parts.read_buf.is_empty();
    let last = (ended.is_err() && turn.is_late() && was_begun).then_some(TOO_SLOW);
    take_leave(parts.io.into_inner().into_inner(), last).await;
}

/// Says the last word, and lets the other side hear it.
async fn take_leave(mut stream: TcpStream, last: Option<&str>) {
    let (time, most) = FAREWELL;
    let _ = tokio::time::timeout(time, async {
        if let Some(last) = last {
            stream.write_all(last.as_bytes()).await?;
        }
        stream.shutdown().await?;
        let mut rest = stream.take(most);
        tokio::io::copy(&mut rest, &mut tokio::io::sink()).await
    })
    .await;
}

async fn answer(
    mut router: Router,
    request: Request<Incoming>,
    (address, limits, turn): (SocketAddr, Limits, Arc<Turn>),
) -> Response<Answered> {
    turn.is_ours();
    let asked = request
        .uri()
        .path_and_query()
        .map_or(0, |asked| asked.as_str().len());
    // RFC 9112, section 6.3: what names a length as well as parts may be meant to smuggle a second request past
    // whatever stands before us. The library reads the parts; nothing behind them is read as a request.
    let came_in_parts = request.headers().contains_key(header::TRANSFER_ENCODING);
    let late = Arc::new(AtomicBool::new(false));
    let of_program = request.uri().path().starts_with("/api/");
    let refused = |status, what| {
        if of_program {
            Problem::not_taken(status, what).into_response()
        } else {
            plain(status, what)
        }
    };
    let mut response = if asked > limits.address_bytes {
        refused(StatusCode::URI_TOO_LONG, "This address is too long.")
    } else if head_of(&request) > limits.head_bytes {
        let what = if of_program {
            "The head of the request is too large."
        } else {
            "Your browser sent too much before the page itself. Delete the cookies of this site and try again."
        };
        refused(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, what)
    } else {
        let mut request = request.map(|body| Body::new(Paced::new(body, limits, Arc::clone(&late))));
        request.extensions_mut().insert(ConnectInfo(address));
        let Ok(response) = router.call(request).await;
        response
    };
    let is_late = late.load(Ordering::Relaxed);
    if is_late {
        let what = "What you sent came too slowly, and nothing of it was kept. Go back and send it again.";
        response = refused(StatusCode::REQUEST_TIMEOUT, what);
    }
    if is_late || came_in_parts {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    response.map(|body| Answered::new(body, turn))
}

/// How many bytes the head of a request has. The library stops reading at the limit, and takes what came in the same moment
/// beyond it.
fn head_of(request: &Request<Incoming>) -> usize {
    // " HTTP/1.1" and the ends of the first line and of the head; of each field the colon, a space and the end of its line.
    const AROUND: usize = 14;
    const OF_FIELD: usize = 4;
    let fields = request.headers().iter();
    let fields: usize = fields
        .map(|(name, value)| name.as_str().len() + value.len() + OF_FIELD)
        .sum();
    let line = request.method().as_str().len() + request.uri().to_string().len();
    AROUND + line + fields
}

/// A page in no council's frame: what is told before anybody knows which council was asked.
fn plain(status: StatusCode, what: &str) -> Response<Body> {
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{what}</title><h1>{what}</h1></html>"
    );
    (status, Html(page)).into_response()
}
