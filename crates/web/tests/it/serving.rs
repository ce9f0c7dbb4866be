//! Whoever asks slowly, at length, too often or with two tongues, over a real line: each gets a clear answer, and
//! others are served meanwhile.

use std::net::SocketAddr;
use std::time::Duration;

use redress_web::serve::Limits;
use redress_web::{App, Settings};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

use crate::app::TestApp;

/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_millis(400);

/// The service on a line of its own.
struct Served {
    app: TestApp,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: tokio::task::JoinHandle<()>,
}

impl Served {
    async fn within(limits: Limits) -> Self {
        let app = TestApp::new().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let settings = Settings {
            secure_cookies: false,
            ..Settings::default()
        };
        let service = App::new(app.casework.clone(), settings);
        let (stop, stopped) = oneshot::channel();
        let until = async move {
            let _ = stopped.await;
        };
        let ended = tokio::spawn(service.serve_within(listener, limits, until));
        Self {
            app,
            address,
            stop,
            ended,
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends all of it, and reads until the other side closes.
    async fn say(&self, words: &[u8]) -> String {
        let mut line = self.connect().await;
        // Who is told that it is over need not listen to the end.
        let _ = line.write_all(words).await;
        rest(&mut line).await
    }

    /// Somebody else asks for a page.
    async fn is_served(&self) {
        let answer = self
            .say(b"GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            .await;
        assert_eq!(status(&answer), 200, "{answer}");
    }

    async fn ends(self) {
        self.stop.send(()).unwrap();
        timeout(LONG, self.ended).await.unwrap().unwrap();
    }
}

async fn rest(line: &mut TcpStream) -> String {
    let mut all = Vec::new();
    let _ = timeout(LONG, line.read_to_end(&mut all))
        .await
        .expect("it is still open");
    String::from_utf8_lossy(&all).into_owned()
}

fn status(answer: &str) -> u16 {
    let status = answer.get(9..12).and_then(|status| status.parse().ok());
    status.unwrap_or_else(|| panic!("no answer: {answer:?}"))
}

fn answers(all: &str) -> usize {
    all.matches("HTTP/1.1 ").count()
}

/// Sends a byte now and then until the other side has had enough.
async fn dribble(mut line: TcpStream, head: &[u8]) -> String {
    let (mut reads, mut writes) = line.split();
    let _ = writes.write_all(head).await;
    let mut all = Vec::new();
    let dribbling = async {
        while writes.write_all(b"a").await.is_ok() {
            sleep(Duration::from_millis(50)).await;
        }
        // It was told that it is over; what was said stands still to be read.
        std::future::pending::<()>().await;
    };
    tokio::select! {
        _ = timeout(LONG, reads.read_to_end(&mut all)) => {}
        () = dribbling => {}
    }
    String::from_utf8_lossy(&all).into_owned()
}

#[tokio::test]
async fn a_head_that_comes_byte_by_byte_is_given_up_and_others_are_served_meanwhile() {
    let served = Served::within(Limits {
        head: SHORT,
        ..Limits::default()
    })
    .await;
    let mut slow = Vec::new();
    for _ in 0..20 {
        let line = served.connect().await;
        slow.push(tokio::spawn(async move {
            dribble(line, b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ").await
        }));
    }
    served.is_served().await;
    for slow in slow {
        let answer = timeout(LONG, slow).await.unwrap().unwrap();
        assert_eq!(status(&answer), 408, "{answer}");
        assert!(answer.contains("Connection: close"), "{answer}");
    }
    // Who says nothing at all is told nothing.
    let answer = rest(&mut served.connect().await).await;
    assert_eq!(answer, "");
    served.ends().await;
}

#[tokio::test]
async fn a_body_that_is_slower_than_it_may_be_is_given_up_and_nothing_of_it_is_kept() {
    let served = Served::within(Limits {
        grace: SHORT,
        ..Limits::default()
    })
    .await;
    let before = served.app.record().await.len();
    let form = "Content-Type: application/x-www-form-urlencoded";
    let json = "Content-Type: application/json";
    for (path, kind, sent) in [
        ("/complaint/route", form, "Content-Length: 4000"),
        ("/complaint/route", form, "Transfer-Encoding: chunked"),
        (
            "/complaint/files",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Length: 4000",
        ),
        ("/notify/callback/westshire", json, "Content-Length: 4000"),
    ] {
        let head = format!("POST {path} HTTP/1.1\r\nHost: a\r\n{kind}\r\n{sent}\r\n\r\n");
        // A chunk that says how long it is and does not come.
        let head = if sent.contains("chunked") {
            head + "fff\r\n"
        } else {
            head
        };
        let answer = dribble(served.connect().await, head.as_bytes()).await;
        // What is turned away before it is read is not waited for.
        let is_turned_away = [303, 401, 403, 404].contains(&status(&answer)) && path != "/complaint/route";
        assert!(status(&answer) == 408 || is_turned_away, "{path}: {answer}");
        served.is_served().await;
    }
    assert_eq!(served.app.record().await.len(), before);
    served.ends().await;
}

#[tokio::test]
async fn a_silent_line_is_closed_and_one_that_takes_nothing_too() {
    let limits = Limits {
        silence: SHORT,
        stall: SHORT,
        of_one_place: 1,
        ..Limits::default()
    };
    let served = Served::within(limits).await;
    let mut line = served.connect().await;
    line.write_all(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    let answer = rest(&mut line).await;
    assert_eq!((status(&answer), answers(&answer)), (200, 1), "{answer}");
    drop(line);
    sleep(Duration::from_millis(200)).await;
    // One asks and asks and takes nothing; its place is free again soon.
    let mut greedy = served.connect().await;
    let asks = "GET /complaint HTTP/1.1\r\nHost: a\r\n\r\n".repeat(20_000);
    let _ = timeout(LONG, greedy.write_all(asks.as_bytes()))
        .await
        .expect("it is listened to for ever");
    let mut freed = false;
    for _ in 0..100 {
        let answer = served
            .say(b"GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            .await;
        freed = status(&answer) == 200;
        if freed {
            break;
        }
        assert_eq!(status(&answer), 429, "{answer}");
        sleep(Duration::from_millis(50)).await;
    }
    assert!(freed);
    drop(greedy);
    served.ends().await;
}

#[tokio::test]
async fn what_is_too_large_or_makes_no_sense_is_said_to_be() {
    let served = Served::within(Limits::default()).await;
    let get = |rest: &str| format!("GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{rest}\r\n");
    let post =
        |rest: &str| format!("POST /complaint/route HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{rest}");
    let many = "X-Many: a\r\n".repeat(200);
    let long = "a".repeat(9_000);
    let huge = "a".repeat(200_000);
    // A field with which the head has as many bytes as that.
    let large = |bytes: usize| format!("X-Large: {}\r\n", "a".repeat(bytes - get("X-Large: \r\n").len()));
    let tried = [
        (get(""), 200),
        (get(&many), 431),
        (get(&format!("X-Large: {huge}\r\n")), 431),
        (get(&large(64 * 1_024)), 200),
        (get(&large(64 * 1_024 + 1)), 431),
        (get(&large(70_000)), 431),
        (
            format!("GET /complaint?x={long} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
            414,
        ),
        ("this is no request\r\n\r\n".to_owned(), 400),
        (get("X-Bad\u{0}: a\r\n"), 400),
        // RFC 9112, section 6.3: two lengths, a length that is none, and parts that are not parts.
        (post("Content-Length: 3\r\nContent-Length: 30\r\n\r\nabc"), 400),
        (post("Content-Length: 3, 30\r\n\r\nabc"), 400),
        (post("Content-Length: +3\r\n\r\nabc"), 400),
        (post("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"), 400),
        (post("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"), 400),
        (post("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"), 400),
        (post("Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"), 400),
        (
            "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".to_owned(),
            400,
        ),
    ];
    for (words, wanted) in tried {
        let answer = served.say(words.as_bytes()).await;
        let begins: String = words.chars().take(120).collect();
        assert_eq!(status(&answer), wanted, "{begins:?}: {answer}");
        assert_eq!(answers(&answer), 1, "{begins:?}: {answer}");
    }
    served.is_served().await;
    served.ends().await;
}

/// A request that hides another one behind two lengths: whatever a proxy in front took for its end, nothing behind what we
/// took for it is read as a request.
#[tokio::test]
async fn nothing_that_is_smuggled_behind_a_request_is_answered() {
    let served = Served::within(Limits::default()).await;
    let hidden = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n";
    let smuggled = [
        // Length first, then parts; and the other way about.
        format!(
            "Content-Length: {}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}",
            5 + hidden.len()
        ),
        format!(
            "Transfer-Encoding: chunked\r\nContent-Length: {}\r\n\r\n0\r\n\r\n{hidden}",
            5 + hidden.len()
        ),
        format!("Transfer-encoding: ChUnKeD\r\nContent-Length: 4\r\n\r\n0\r\n\r\n{hidden}"),
        // A part that is longer than it says.
        format!("Transfer-Encoding: chunked\r\n\r\n3\r\nabcdefgh\r\n0\r\n\r\n{hidden}"),
        format!("Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\na\r\n0\r\n\r\n{hidden}"),
        format!("Transfer-Encoding: chunked\r\n\r\n-1\r\na\r\n0\r\n\r\n{hidden}"),
    ];
    for words in smuggled {
        let head = "POST /complaint/route HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        let answer = served.say(format!("{head}{words}").as_bytes()).await;
        assert!(answers(&answer) <= 1, "{words:?}: {answer}");
        assert!(
            !answer.contains("ok\n") && !answer.contains("HTTP/1.1 200"),
            "{words:?}: {answer}"
        );
    }
    // Requests that follow each other honestly are all answered, in their order.
    let honest = format!("{hidden}{hidden}GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    let answer = served.say(honest.as_bytes()).await;
    assert_eq!(answers(&answer), 3, "{answer}");
    served.ends().await;
}

#[tokio::test]
async fn one_place_takes_no_more_lines_than_it_may_and_those_in_excess_wait() {
    let limits = Limits {
        of_one_place: 2,
        ..Limits::default()
    };
    let served = Served::within(limits).await;
    let (first, second) = (served.connect().await, served.connect().await);
    served.app.record().await;
    let answer = served
        .say(b"GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        .await;
    assert_eq!(status(&answer), 429, "{answer}");
    assert!(answer.contains("Retry-After"), "{answer}");
    // Another place is served all the while.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.2:0".parse().unwrap()).unwrap();
    let mut other = socket.connect(served.address).await.unwrap();
    other
        .write_all(b"GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        .await
        .unwrap();
    assert_eq!(status(&rest(&mut other).await), 200);
    drop((first, second));
    let mut freed = false;
    for _ in 0..100 {
        let answer = served
            .say(b"GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            .await;
        freed = status(&answer) == 200;
        if freed {
            break;
        }
        sleep(Duration::from_millis(20)).await;
    }
    assert!(freed);
    served.ends().await;

    let limits = Limits {
        connections: 1,
        ..Limits::default()
    };
    let served = Served::within(limits).await;
    let mut holds = served.connect().await;
    holds
        .write_all(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    let mut part = [0; 12];
    holds.read_exact(&mut part).await.unwrap();
    let mut waits = served.connect().await;
    waits
        .write_all(b"GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        .await
        .unwrap();
    assert!(timeout(SHORT, waits.read(&mut part)).await.is_err(), "it waits");
    drop(holds);
    assert_eq!(status(&rest(&mut waits).await), 200);
    served.ends().await;
}
