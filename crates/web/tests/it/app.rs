//! The whole service over a real database file, with a clock and chance that the test holds.
//!
//! ```ignore
//! let app = TestApp::new().await;
//! let mut asha = app.browser();
//! let page = asha.get("/complaint").await;
//! let page = asha.post("/complaint/who", &[("who", "myself")]).await.to("/complaint/on-behalf");
//! app.wait(SignedDuration::from_mins(6)).await;
//! ```

#![allow(
    dead_code,
    clippy::allow_attributes,
    reason = "what one test file does not need another will"
)]

use std::collections::BTreeMap;
use std::io::Read as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use redress_casework::Casework;
use redress_casework::council::Councils;
use redress_casework::outside::Outside;
use redress_casework::user::NewUser;
use redress_domain::id::{ActorId, CouncilId, TeamId, UserId, WardId};
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::Role;
use redress_store::Store;
use redress_store::stream::StreamSort;
use redress_testing::Database;
use redress_web::password::{self, Cost};
use redress_web::{App, Settings};
use tower::ServiceExt as _;

/// The policy that tests run under.
pub(crate) const POLICY: &str = include_str!("../../../../policies/demo.toml");

/// When a test begins: Monday 2 November 2026 at 10am in London.
const START: &str = "2026-11-02T10:00:00Z";

/// The host of the council under test.
pub(crate) const HOST: &str = "westshire.example.org";

/// The host of another council in the same process.
pub(crate) const HOST_BESIDE: &str = "eastshire.example.org";

/// What everybody's password is.
pub(crate) const PASSWORD: &str = "a long enough password";

/// The time and chance, as the test wants them.
#[derive(Debug)]
pub(crate) struct Known {
    now: AtomicI64,
    count: AtomicU64,
}

impl Outside for Known {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.now.load(Ordering::SeqCst)).unwrap()
    }

    /// Counts, and spreads the count over all bytes, so that references differ from the first letter.
    fn chance(&self) -> [u8; 16] {
        let count = self.count.fetch_add(1, Ordering::SeqCst);
        let spread = count.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_le_bytes();
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&spread);
        bytes[8..].copy_from_slice(&count.to_be_bytes());
        bytes
    }
}

/// The service, its database and the people in it. Everything goes when it is dropped.
pub(crate) struct TestApp {
    /// The acts and lists, for what a test needs to know or prepare.
    pub(crate) casework: Casework,
    /// The council: Westshire.
    pub(crate) council: CouncilId,
    outside: Arc<Known>,
    router: Router,
    browsers: AtomicU64,
    _database: Database,
}

impl TestApp {
    /// The service under the demo policy, without a case in it.
    pub(crate) async fn new() -> Self {
        Self::with(Settings {
            secure_cookies: false,
            password_cost: Cost::Slight,
            ..Settings::default()
        })
        .await
    }

    /// The same, run in another way.
    pub(crate) async fn with(settings: Settings) -> Self {
        let database = Database::sqlite().await;
        let store = Store::open(&database.address).await.unwrap();
        let start: Timestamp = START.parse().unwrap();
        let outside = Arc::new(Known {
            now: AtomicI64::new(start.as_microsecond()),
            count: AtomicU64::new(1),
        });
        let casework = Casework::new(
            store,
            Councils::default(),
            Arc::clone(&outside) as Arc<dyn Outside>,
        );
        let policy = Policy::parse(POLICY).unwrap();
        let council = policy.council.id.clone();
        casework.adopt_policy(&Self::setup(), policy).await.unwrap();
        Self {
            router: App::new(casework.clone(), settings).router(),
            casework,
            council,
            outside,
            browsers: AtomicU64::new(0),
            _database: database,
        }
    }

    /// Takes another council into the same process: Eastshire, under the same policy.
    pub(crate) async fn council_beside(&self) -> CouncilId {
        let policy = POLICY
            .replacen("id = \"westshire\"", "id = \"eastshire\"", 1)
            .replacen("name = \"Westshire Council\"", "name = \"Eastshire Council\"", 1)
            .replacen("prefix = \"WS\"", "prefix = \"ES\"", 1)
            .replace("with = [\"eastshire\"]", "with = [\"westshire\"]")
            .replacen("hosts = []", &format!("hosts = [\"{HOST_BESIDE}\"]"), 1);
        let policy = Policy::parse(&policy).unwrap();
        let council = policy.council.id.clone();
        let adopted = self.casework.adopt_policy(&Self::setup(), policy).await;
        adopted.unwrap();
        council
    }

    /// The actor that prepares what a test needs.
    pub(crate) fn setup() -> Actor {
        Actor::program(ActorId::Job("setup"))
    }

    /// A browser without cookies, at an address of its own.
    pub(crate) fn browser(&self) -> Browser {
        let number = self.browsers.fetch_add(1, Ordering::SeqCst);
        let [.., high, low] = number.to_be_bytes();
        Browser {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            address: SocketAddr::from(([198, 51, high, low], 40_000)),
            comes_from: "same-origin",
            host: HOST,
        }
    }

    /// The service itself, for what is no browser.
    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// The service as another process over the same record has it: nothing that this one keeps in memory is there.
    pub(crate) fn another_node(&self) -> Router {
        let settings = Settings {
            secure_cookies: false,
            password_cost: Cost::Slight,
            ..Settings::default()
        };
        App::new(self.casework.clone(), settings).router()
    }

    /// Now.
    pub(crate) fn now(&self) -> Timestamp {
        self.outside.now()
    }

    /// Lets time pass, and does what the server does meanwhile: messages whose moment came are released.
    pub(crate) async fn wait(&self, time: SignedDuration) {
        let micros = i64::try_from(time.as_micros()).unwrap();
        self.outside.now.fetch_add(micros, Ordering::SeqCst);
        self.casework.release_messages(&self.council).await.unwrap();
    }

    /// Goes to a moment: `2026-11-04T09:00:00Z`.
    pub(crate) fn go_to(&self, moment: &str) {
        let moment: Timestamp = moment.parse().unwrap();
        self.outside.now.store(moment.as_microsecond(), Ordering::SeqCst);
    }

    /// Somebody who can sign in with [`PASSWORD`], as `NAME@westshire.example.org`.
    pub(crate) async fn create_user(&self, name: &str, roles: &[Role], teams: &[&str]) -> UserId {
        let mail_name = name.to_lowercase().replace(' ', ".");
        let new = NewUser {
            email: format!("{mail_name}@westshire.example.org"),
            name: name.to_owned(),
            roles: roles.to_vec(),
            teams: teams.iter().map(|team| TeamId::parse(*team).unwrap()).collect(),
            services: Vec::new(),
            wards: if roles.contains(&Role::Councillor) {
                vec![WardId::parse("mill-hill").unwrap()]
            } else {
                Vec::new()
            },
            password_hash: password::hash(PASSWORD, Cost::Slight),
            because: None,
        };
        self.casework
            .create_user(&self.council, &Self::setup(), new)
            .await
            .unwrap()
    }

    /// Somebody who acts: as [`TestApp::create_user`] made them.
    pub(crate) async fn actor(&self, user: &UserId) -> Actor {
        let user = self.casework.user(&self.council, user).await.unwrap();
        user.unwrap().actor()
    }

    /// Every event in the record: its kind and its body.
    pub(crate) async fn record(&self) -> Vec<(String, String)> {
        let store = self.casework.store();
        let mut events = Vec::new();
        for sort in StreamSort::ALL {
            for stream in store.streams(&self.council, *sort, None, 10_000).await.unwrap() {
                for event in store.stream(&self.council, &stream).await.unwrap() {
                    events.push((event.kind.clone(), event.body.clone().unwrap_or_default()));
                }
            }
        }
        events
    }

    /// How many cases there are.
    pub(crate) async fn count_cases(&self) -> usize {
        let record = self.record().await;
        record.iter().filter(|(kind, _)| kind == "logged").count()
    }
}

/// What stands between the parts of a form with a file.
pub(crate) const BORDER: &str = "border-between-parts";

/// Somebody's browser: it keeps cookies and says where its requests come from.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// The address it comes from.
    pub(crate) address: SocketAddr,
    /// What it says in `Sec-Fetch-Site`.
    pub(crate) comes_from: &'static str,
    /// The host that it asks, and so the council.
    pub(crate) host: &'static str,
}

impl Browser {
    /// Opens a page.
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, String::new()).await
    }

    /// Sends a form.
    pub(crate) async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        self.send(Method::POST, path, body).await
    }

    /// Sends a form with a file in it, as browsers do: the texts first.
    pub(crate) async fn post_file(
        &mut self,
        path: &str,
        form: &[(&str, &str)],
        (name, content): (&str, &[u8]),
    ) -> Answer {
        let mut body = Vec::new();
        for (field, value) in form {
            let part =
                format!("--{BORDER}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend(part.into_bytes());
        }
        let head = format!(
            "--{BORDER}\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(content);
        body.extend(format!("\r\n--{BORDER}--\r\n").into_bytes());
        self.post_multipart(path, Body::from(body), None).await
    }

    /// Sends what a test makes of a form with a file, with the length that it says.
    pub(crate) async fn post_multipart(&mut self, path: &str, body: Body, length: Option<u64>) -> Answer {
        let kind = format!("multipart/form-data; boundary={BORDER}");
        self.request((Method::POST, path), (body, &kind, length)).await
    }

    /// Goes where the last answer leads, until there is a page.
    pub(crate) async fn follow(&mut self, answer: Answer) -> Answer {
        let mut answer = answer;
        for _ in 0..5 {
            let Some(place) = answer.location() else {
                return answer;
            };
            answer = self.get(&place).await;
        }
        panic!("it goes round in circles at {}", answer.path);
    }

    /// Sends a form and goes where the answer leads.
    pub(crate) async fn post_and_follow(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let answer = self.post(path, form).await;
        self.follow(answer).await
    }

    /// The value of a cookie.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// The same browser, whose requests come to another process.
    pub(crate) fn at_node(&self, router: &Router) -> Self {
        Self {
            router: router.clone(),
            ..self.clone()
        }
    }

    /// Forgets every cookie: the browser was closed, or it is another person's turn.
    /// Somebody else put a cookie into this browser.
    pub(crate) fn plant(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    pub(crate) fn forget_cookies(&mut self) {
        self.cookies.clear();
    }

    async fn send(&mut self, method: Method, path: &str, body: String) -> Answer {
        let kind = "application/x-www-form-urlencoded";
        self.request((method, path), (Body::from(body), kind, None)).await
    }

    async fn request(
        &mut self,
        (method, path): (Method, &str),
        (body, kind, length): (Body, &str, Option<u64>),
    ) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, self.host)
            .header("sec-fetch-site", self.comes_from)
            .header(header::CONTENT_TYPE, kind)
            .header(header::ACCEPT_ENCODING, "gzip")
            .extension(ConnectInfo(self.address));
        if let Some(length) = length {
            request = request.header(header::CONTENT_LENGTH, length);
        }
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let response = self
            .router
            .clone()
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let is_packed = parts
            .headers
            .get(header::CONTENT_ENCODING)
            .is_some_and(|packed| packed == "gzip");
        let body = if is_packed { unpacked(&body) } else { body.to_vec() };
        Answer {
            path: path.to_owned(),
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
            bytes: body,
        }
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').unwrap();
        if attributes.to_lowercase().contains("max-age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// What a browser makes of an answer that was packed for it.
fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    flate2::read::GzDecoder::new(packed)
        .read_to_end(&mut whole)
        .unwrap();
    whole
}

/// What came back.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// What was asked for.
    pub(crate) path: String,
    /// The status.
    pub(crate) status: StatusCode,
    /// The headers.
    pub(crate) headers: HeaderMap,
    /// The page.
    pub(crate) body: String,
    /// What came, byte for byte.
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// Where it leads, if it leads elsewhere.
    pub(crate) fn location(&self) -> Option<String> {
        let place = self.headers.get(header::LOCATION)?;
        Some(place.to_str().unwrap().to_owned())
    }

    /// Holds it to leading somewhere else.
    #[track_caller]
    pub(crate) fn to(self, place: &str) -> Self {
        assert_eq!(
            (self.status, self.location().as_deref()),
            (StatusCode::SEE_OTHER, Some(place)),
            "{}: {}",
            self.path,
            self.main()
        );
        self
    }

    /// Holds it to a status.
    #[track_caller]
    pub(crate) fn is(self, status: StatusCode) -> Self {
        assert_eq!(self.status, status, "{}: {}", self.path, self.main());
        self
    }

    /// Holds the page to saying this: its text, or its HTML.
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        let found = self.text().contains(words) || self.body.contains(words);
        assert!(found, "{} does not say {words:?} but: {}", self.path, self.main());
        self
    }

    /// Holds the page to not saying this.
    #[track_caller]
    pub(crate) fn does_not_say(self, words: &str) -> Self {
        let found = self.text().contains(words) || self.body.contains(words);
        assert!(!found, "{} says {words:?}: {}", self.path, self.main());
        self
    }

    /// The title of the page.
    pub(crate) fn title(&self) -> String {
        unescape(between(&self.body, "<title>", "</title>").unwrap_or_default())
    }

    /// What the page says, without its markup, one space between the words.
    pub(crate) fn text(&self) -> String {
        strip(&self.body)
    }

    /// What stands in the page's main part.
    pub(crate) fn main(&self) -> String {
        strip(between(&self.body, "<main", "</main>").unwrap_or(&self.body))
    }

    /// The first reference that the page speaks of.
    pub(crate) fn reference(&self) -> Option<String> {
        let text = self.text();
        let mut words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
        words
            .find(|word| redress_domain::reference::Reference::parse(word).is_ok())
            .map(str::to_owned)
    }

    /// The value of a form's field.
    pub(crate) fn value_of(&self, name: &str) -> Option<String> {
        let field = self.body.split("<input").skip(1).find_map(|input| {
            let input = input.split('>').next()?;
            input.contains(&format!("name=\"{name}\"")).then_some(input)
        })?;
        between(field, "value=\"", "\"").map(unescape)
    }
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(from)?;
    rest.split_once(to).map(|(found, _)| found)
}

fn strip(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            letter if !inside => text.push(letter),
            _ => {}
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    unescape(&words.join(" "))
}

pub(crate) fn unescape(text: &str) -> String {
    text.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#38;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// The same reference or code with another last character: one slip of a finger.
pub(crate) fn mistyped(text: &str) -> String {
    let (rest, last) = text.split_at(text.len() - 1);
    format!("{rest}{}", if last == "2" { "3" } else { "2" })
}
