//! Other programs are told what happened: all of it, in order, signed, and nothing of a person.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use redress_casework::Casework;
use redress_casework::act::{NewCase, NewPerson};
use redress_casework::council::Councils;
use redress_casework::outside::Outside;
use redress_casework::webhook::{Webhook, WebhookState};
use redress_domain::case::{Command, LoggedCase, Privilege};
use redress_domain::id::{ActorId, CouncilId};
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Channel, Kind, Priority, Role};
use redress_store::Store;
use redress_store::stream::StreamId;
use redress_store::verify::Fault;
use redress_testing::Database;
use redress_worker::webhook::{Reach, round, signature, try_out};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const POLICY: &str = include_str!("../../../../policies/demo.toml");

#[derive(Debug)]
struct Known {
    now: AtomicI64,
    count: AtomicU64,
}

impl Outside for Known {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.now.load(Ordering::SeqCst)).unwrap()
    }

    fn chance(&self) -> [u8; 16] {
        let count = self.count.fetch_add(1, Ordering::SeqCst);
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&count.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_le_bytes());
        bytes[8..].copy_from_slice(&count.to_be_bytes());
        bytes
    }
}

/// A council with a record and a clock that the test holds.
struct World {
    casework: Casework,
    council: CouncilId,
    outside: Arc<Known>,
    database: Database,
}

impl World {
    async fn new() -> Self {
        let database = Database::sqlite().await;
        let start: Timestamp = "2026-11-02T10:00:00Z".parse().unwrap();
        let outside = Arc::new(Known {
            now: AtomicI64::new(start.as_microsecond()),
            count: AtomicU64::new(1),
        });
        let store = Store::open(&database.address).await.unwrap();
        let casework = Casework::new(
            store,
            Councils::default(),
            Arc::clone(&outside) as Arc<dyn Outside>,
        );
        let policy = Policy::parse(POLICY).unwrap();
        let council = policy.council.id.clone();
        casework.adopt_policy(&setup(), policy).await.unwrap();
        Self {
            casework,
            council,
            outside,
            database,
        }
    }

    fn wait(&self, time: SignedDuration) {
        let micros = i64::try_from(time.as_micros()).unwrap();
        self.outside.now.fetch_add(micros, Ordering::SeqCst);
    }

    async fn follow(&self, url: &str, events: &[&str]) -> Webhook {
        let events = events.iter().map(|event| (*event).to_owned()).collect();
        let setup = setup();
        let added = self
            .casework
            .add_webhook(&self.council, &setup, (url, events, None));
        added.await.unwrap()
    }

    /// Somebody logs a case and adds a note; both are sealed.
    async fn something_happens(&self) -> String {
        let fresh = self.casework.fresh();
        let person = fresh.person();
        let mut new = NewCase::of(LoggedCase {
            reference: fresh.reference("WS"),
            kind: Kind::Enquiry,
            channel: Channel::Phone,
            received_at: self.outside.now(),
            raised_by: Role::Customer,
            customer: Some(person.clone()),
            representative: None,
            service: None,
            what_happened: fresh.words("A canary in the text."),
            also: None,
            ward: None,
            wanted: None,
            wishes: Vec::new(),
            place: None,
            effect: None,
            happened_on: None,
            points: Vec::new(),
            reply_by: None,
            support: Vec::new(),
            support_words: None,
            priority: Priority::Standard,
            about: Vec::new(),
            sharing: None,
        });
        let asha = NewPerson {
            name: "Canary Patel".to_owned(),
            ..NewPerson::default()
        };
        new.customer = Some((person, asha));
        let logged = self.casework.log(&self.council, &setup(), new).await.unwrap();
        let note = Command::AddNote {
            words: fresh.words("A canary in a note."),
            privileged: Privilege::Ordinary,
        };
        let setup = setup();
        let noted = self
            .casework
            .act_on_latest(&self.council, &setup, &logged.id, note);
        noted.await.unwrap();
        while self.casework.seal(&self.council).await.unwrap() > 0 {}
        logged.reference.to_string()
    }

    async fn round(&self) -> usize {
        round(&self.casework, &self.council, Reach::Public).await
    }

    async fn webhook(&self, id: &str) -> Webhook {
        self.casework.webhook(&self.council, id).await.unwrap()
    }
}

fn setup() -> Actor {
    Actor::program(ActorId::Job("setup"))
}

/// A program that listens: it notes what it is told, and answers as it is bidden.
struct Receiver {
    url: String,
    told: Arc<Mutex<Vec<(String, String)>>>,
    answer: Arc<Mutex<&'static str>>,
}

impl Receiver {
    async fn new(answer: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/in?from=redress", listener.local_addr().unwrap());
        let told = Arc::new(Mutex::new(Vec::new()));
        let answer = Arc::new(Mutex::new(answer));
        let (heard, bidden) = (Arc::clone(&told), Arc::clone(&answer));
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let message = read(stream, &bidden).await;
                heard.lock().unwrap().extend(message);
            }
        });
        Self { url, told, answer }
    }

    fn answers(&self, answer: &'static str) {
        *self.answer.lock().unwrap() = answer;
    }

    fn told(&self) -> Vec<(String, String)> {
        self.told.lock().unwrap().clone()
    }

    fn bodies(&self) -> Vec<serde_json::Value> {
        let told = self.told();
        told.iter()
            .map(|(_, body)| serde_json::from_str(body).unwrap())
            .collect()
    }
}

/// Reads one request; answers it, or for `never` holds the line.
async fn read(mut stream: TcpStream, bidden: &Mutex<&'static str>) -> Option<(String, String)> {
    let mut bytes = Vec::new();
    let (head, body) = loop {
        let mut buffer = [0; 4096];
        let count = stream.read(&mut buffer).await.ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(buffer.get(..count)?);
        // Somebody wants TLS, which is not spoken here.
        if bytes.first() == Some(&0x16) {
            return None;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = header(head, "content-length").and_then(|length| length.parse::<usize>().ok())?;
        if body.len() >= length {
            break (head.to_owned(), body.to_owned());
        }
    };
    let answer = *bidden.lock().unwrap();
    if answer == "never" {
        tokio::spawn(async move {
            let mut buffer = [0; 1];
            let _ = stream.read(&mut buffer).await;
        });
    } else {
        let text = format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\n\r\n");
        stream.write_all(text.as_bytes()).await.ok()?;
    }
    Some((head, body))
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let lines = head.lines().filter_map(|line| line.split_once(": "));
    lines
        .into_iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

#[tokio::test]
async fn what_happens_is_told_in_order_signed_and_without_anything_of_a_person() {
    let world = World::new().await;
    let receiver = Receiver::new("204 No Content").await;
    let webhook = world.follow(&receiver.url, &["logged", "note-added"]).await;
    assert_eq!(world.round().await, 0, "nothing has happened yet");
    let first = world.something_happens().await;
    let second = world.something_happens().await;
    assert_eq!(world.round().await, 1);
    let told: Vec<(String, String)> = receiver
        .bodies()
        .iter()
        .map(|body| (body["reference"].to_string(), body["event"].to_string()))
        .collect();
    let wanted: Vec<(String, String)> = [&first, &first, &second, &second]
        .into_iter()
        .zip(["logged", "note-added", "logged", "note-added"])
        .map(|(reference, event)| (format!("\"{reference}\""), format!("\"{event}\"")))
        .collect();
    assert_eq!(told, wanted);
    for (head, body) in receiver.told() {
        assert!(head.starts_with("POST /in?from=redress HTTP/1.1"), "{head}");
        assert!(
            !format!("{head}{body}").to_lowercase().contains("canary"),
            "{body}"
        );
        let signed = header(&head, "redress-signature").unwrap();
        let (at, mac) = signed.strip_prefix("t=").unwrap().split_once(",v1=").unwrap();
        assert_eq!(mac, signature(&webhook.secret, (at.parse().unwrap(), &body)));
        assert_eq!(at.parse::<i64>().unwrap(), world.outside.now().as_second());
        let position = serde_json::from_str::<serde_json::Value>(&body).unwrap()["position"].to_string();
        assert_eq!(header(&head, "redress-delivery"), Some(&*position));
    }
    assert_eq!(world.round().await, 0, "there is nothing new");
    assert_eq!(receiver.told().len(), 4);
}

// A command and the server need not have the same clock: a demo has a day of its own.
#[tokio::test]
async fn a_webhook_that_a_clock_ahead_has_added_is_told_at_once() {
    let (world, receiver) = (World::new().await, Receiver::new("200 OK").await);
    world.wait(SignedDuration::from_hours(72));
    world.follow(&receiver.url, &[]).await;
    world.wait(-SignedDuration::from_hours(72));
    world.something_happens().await;
    assert_eq!(world.round().await, 1);
    assert!(!receiver.told().is_empty());
}

#[tokio::test]
async fn who_cannot_be_told_is_told_later_of_everything_in_order() {
    let world = World::new().await;
    let receiver = Receiver::new("500 Internal Server Error").await;
    let webhook = world.follow(&receiver.url, &["logged"]).await;
    world.something_happens().await;
    world.something_happens().await;
    world.round().await;
    assert_eq!(receiver.told().len(), 1, "the second waits for the first");
    let failing = world.webhook(&webhook.webhook_id).await;
    assert_eq!((failing.tries, failing.told_to), (1, webhook.told_to));
    assert!(failing.last_error.unwrap().contains("500"));
    assert_eq!(world.round().await, 0, "it is not due yet");
    world.wait(SignedDuration::from_secs(10));
    // It leads elsewhere: that is not followed, and is no 2xx.
    receiver.answers("302 Found");
    world.round().await;
    world.wait(SignedDuration::from_secs(10));
    assert_eq!(world.round().await, 0, "each wait is longer");
    world.wait(SignedDuration::from_secs(10));
    receiver.answers("200 OK");
    world.round().await;
    let positions: Vec<i64> = receiver
        .bodies()
        .iter()
        .map(|body| body["position"].as_i64().unwrap())
        .collect();
    assert_eq!(positions.len(), 4);
    assert!(positions[0] == positions[1] && positions[1] == positions[2] && positions[2] < positions[3]);
    let well = world.webhook(&webhook.webhook_id).await;
    assert_eq!((well.tries, well.failing_since, well.last_error), (0, None, None));
}

#[tokio::test]
async fn after_three_days_a_webhook_is_given_up_and_goes_on_where_it_stopped() {
    let world = World::new().await;
    let receiver = Receiver::new("503 Service Unavailable").await;
    let id = world.follow(&receiver.url, &["logged"]).await.webhook_id;
    world.something_happens().await;
    for _ in 0..200 {
        world.round().await;
        world.wait(SignedDuration::from_hours(1));
    }
    let given_up = world.webhook(&id).await;
    assert_eq!(given_up.state, WebhookState::GivenUp);
    // The clock here moves in hours: one try in each, for three days.
    let tries = receiver.told().len();
    assert!((70..90).contains(&tries), "{tries}");
    receiver.answers("200 OK");
    world.something_happens().await;
    assert_eq!(world.round().await, 0, "nobody tries any more");
    let waiting = world.casework.what_waits(&world.council).await.unwrap();
    assert_eq!((waiting.webhooks_active, waiting.webhooks_given_up), (0, 1));
    world
        .casework
        .resume_webhook(&world.council, &setup(), &id)
        .await
        .unwrap();
    world.round().await;
    assert_eq!(receiver.told().len(), tries + 2, "nothing was left out");
}

#[tokio::test]
async fn whoever_says_that_it_is_gone_is_given_up_at_once() {
    let world = World::new().await;
    let receiver = Receiver::new("410 Gone").await;
    let id = world.follow(&receiver.url, &[]).await.webhook_id;
    world.something_happens().await;
    world.round().await;
    assert_eq!(world.webhook(&id).await.state, WebhookState::GivenUp);
}

#[tokio::test]
async fn a_worker_that_dies_while_it_tells_loses_nothing() {
    let world = World::new().await;
    let receiver = Receiver::new("never").await;
    world.follow(&receiver.url, &["logged"]).await;
    world.something_happens().await;
    let (casework, council) = (world.casework.clone(), world.council.clone());
    let dying = tokio::spawn(async move { round(&casework, &council, Reach::Public).await });
    while receiver.told().is_empty() {
        tokio::task::yield_now().await;
    }
    dying.abort();
    let _ = dying.await;
    // Another worker leaves it alone while it may still be under way, and then tells it again.
    receiver.answers("200 OK");
    assert_eq!(world.round().await, 0);
    world.wait(SignedDuration::from_mins(5));
    assert_eq!(world.round().await, 1);
    let bodies = receiver.bodies();
    assert_eq!(bodies.len(), 2);
    assert_eq!(bodies[0]["position"], bodies[1]["position"]);
}

#[tokio::test]
async fn of_two_workers_one_tells() {
    let world = World::new().await;
    let receiver = Receiver::new("200 OK").await;
    world.follow(&receiver.url, &["logged"]).await;
    for _ in 0..5 {
        world.something_happens().await;
    }
    let (one, other) = tokio::join!(world.round(), world.round());
    assert_eq!(one + other, 1);
    assert_eq!(receiver.told().len(), 5);
}

#[tokio::test]
async fn an_address_in_a_private_network_or_that_shows_no_certificate_is_not_told() {
    let world = World::new().await;
    let receiver = Receiver::new("200 OK").await;
    let https = receiver.url.replace("http://", "https://");
    let webhook = world.follow(&https, &[]).await;
    let private = try_out(&world.casework, &world.council, (&webhook, Reach::Public)).await;
    assert!(
        private
            .unwrap_err()
            .to_string()
            .contains("not on the public internet")
    );
    // Allowed to go there, it still wants to be shown a certificate: nothing is said in the clear.
    let refused = try_out(&world.casework, &world.council, (&webhook, Reach::Anywhere)).await;
    assert!(refused.unwrap_err().to_string().contains("could not be reached"));
    assert_eq!(receiver.told(), Vec::new());
    let here = world.follow(&receiver.url, &[]).await;
    try_out(&world.casework, &world.council, (&here, Reach::Public))
        .await
        .unwrap();
    assert_eq!(receiver.bodies()[0]["event"], "test");
}

// Whoever writes into the database alone has nobody else told, nor of anything else.
#[tokio::test]
async fn a_webhook_that_leads_elsewhere_than_the_record_says_is_named() {
    let world = World::new().await;
    let kept = world
        .follow("https://example.org/a-secret-path", &["closed"])
        .await;
    let gone = world.follow("https://example.org/gone", &[]).await;
    let (casework, council, setup) = (&world.casework, &world.council, setup());
    casework
        .remove_webhook(council, &setup, (&gone.webhook_id, None))
        .await
        .unwrap();
    let faults = async || {
        while casework.seal(council).await.unwrap() > 0 {}
        casework.store().verify(council, |_| {}).await.unwrap().faults
    };
    assert_eq!(faults().await, []);
    let stream = |webhook: &Webhook| StreamId::webhook(&webhook.webhook_id);
    let not = |webhook: &Webhook, what| Fault::NotAsRecorded {
        stream: stream(webhook),
        what,
    };
    for (column, value, was, what) in [
        ("url", "https://example.net/", kept.url.as_str(), "address or key"),
        ("secret", "mine", kept.secret.as_str(), "address or key"),
        ("events", "[]", kept.events.as_str(), "list of what it is told of"),
    ] {
        let set = async |value: &str| {
            world
                .database
                .tamper(&format!("UPDATE webhook SET {column} = '{value}'"))
                .await;
        };
        set(value).await;
        assert_eq!(faults().await, [not(&kept, what)]);
        set(was).await;
    }
    let id =
        |from: &str, to: &str| format!("UPDATE webhook SET webhook_id = '{to}' WHERE webhook_id = '{from}'");
    world.database.tamper(&id(&kept.webhook_id, "another")).await;
    let missing = Fault::BesideMissing {
        stream: stream(&kept),
        what: "webhook",
    };
    assert_eq!(
        faults().await,
        [
            missing.clone(),
            Fault::NotRecorded("the webhook another".to_owned())
        ]
    );
    world.database.tamper(&id("another", &gone.webhook_id)).await;
    let found = faults().await;
    assert!(
        found.contains(&missing) && found.contains(&not(&gone, "removal")),
        "{found:?}"
    );
}

#[tokio::test]
async fn the_record_names_a_webhook_but_not_its_address_or_key() {
    let world = World::new().await;
    let webhook = world
        .follow("https://example.org/a-secret-path", &["closed"])
        .await;
    let setup = setup();
    let remove = world
        .casework
        .remove_webhook(&world.council, &setup, (&webhook.webhook_id, None));
    remove.await.unwrap();
    assert_eq!(world.casework.webhooks(&world.council).await.unwrap(), Vec::new());
    let stream = StreamId::webhook(&webhook.webhook_id);
    let events = world
        .casework
        .store()
        .stream(&world.council, &stream)
        .await
        .unwrap();
    let kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["webhook-added", "webhook-removed"]);
    let text = format!("{events:?}");
    assert!(
        !text.contains("a-secret-path") && !text.contains(&webhook.secret),
        "{text}"
    );
}
