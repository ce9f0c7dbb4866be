//! Who gets what at every route: each role, at a case of their own service, of another one, and of another
//! council, asked for at home and with their session at that council's host.
//!
//! `permissions.txt` is what came back. When it changes on purpose, run the test with
//! `REDRESS_WRITE_EXPECTED=1` and read the difference before it is committed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use redress_domain::case::{Command, PointDraft, Remedy};
use redress_domain::id::CouncilId;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Kind, RemedyKind, Role};
use redress_web::routes::{ROUTES, Route, Verb, Who, who_may};

use crate::app::{Browser, HOST_BESIDE, TestApp};
use crate::staff::{case_of, signed_in};

const ROLES: &[Role] = &[
    Role::Councillor,
    Role::Staff,
    Role::Adviser,
    Role::Officer,
    Role::ServiceManager,
    Role::Reviewer,
    Role::ComplaintsManager,
    Role::AuthorisingOfficer,
    Role::Executive,
    Role::Auditor,
    Role::Administrator,
];

/// A case with a point and a remedy.
struct Known {
    reference: Reference,
    point: String,
    remedy: String,
}

async fn known(app: &TestApp, service: &str) -> Known {
    known_of(app, &app.council, service).await
}

async fn known_of(app: &TestApp, council: &CouncilId, service: &str) -> Known {
    let reference = case_of(app, council, (Kind::Complaint, Some(service))).await;
    let fresh = app.casework.fresh();
    let (point, remedy) = (fresh.point(), fresh.remedy());
    let commands = [
        Command::AddPoint(PointDraft {
            id: point.clone(),
            words: fresh.words("Why was it missed?"),
        }),
        Command::PromiseRemedy(Remedy {
            id: remedy.clone(),
            kind: RemedyKind::Apology,
            words: fresh.words("Say sorry."),
            owner: None,
            due_on: None,
        }),
    ];
    let setup = TestApp::setup();
    let view = app.casework.open_case(council, &setup, &reference).await;
    let id = view.unwrap().id;
    for command in commands {
        let done = app.casework.act_on_latest(council, &setup, &id, command);
        done.await.unwrap();
    }
    Known {
        reference,
        point: point.to_string(),
        remedy: remedy.to_string(),
    }
}

impl Known {
    fn address(&self, route: &Route) -> String {
        let id = if route.path.contains("/points/") {
            &self.point
        } else {
            &self.remedy
        };
        // The settings are known by names of the demo's policy, and somebody by who never was.
        let settings = [
            ("/admin/services/", "waste"),
            ("/admin/teams/", "housing"),
            ("/admin/posts/", "executive-team"),
            ("/admin/standards/", "acknowledged"),
            ("/admin/clocks/", "complaint-corporate"),
            ("/admin/letters/", "reply_final"),
            ("/admin/users/", "01932c07-0000-7000-8000-00000000000a"),
        ];
        let named = settings.iter().find(|(page, _)| route.path.starts_with(page));
        let id = named.map_or(id.as_str(), |(_, name)| name);
        let path = route.path.replace("{reference}", self.reference.as_str());
        let path = path.replace("{number}", "1").replace("{token}", "0000");
        path.replace("{id}", id)
    }
}

async fn status(browser: &mut Browser, route: &Route, address: &str) -> u16 {
    let answer = match route.verb {
        Verb::Get => browser.get(address).await,
        Verb::Post => browser.post(address, &[]).await,
    };
    answer.status.as_u16()
}

/// What a route answered, by status, with who got each.
type Answers<'p> = BTreeMap<u16, Vec<&'p str>>;

/// What a route answers to everybody.
async fn answers<'p>(
    app: &TestApp,
    route: &Route,
    (people, service): (&[(&'p str, Browser)], &str),
    place: &mut Known,
) -> Answers<'p> {
    let mut by_status = Answers::new();
    for (name, browser) in people {
        // Each asks with the cookies they came with: signing out is for the copy alone.
        let mut browser = browser.clone();
        let status = status(&mut browser, route, &place.address(route)).await;
        by_status.entry(status).or_default().push(name);
        if status == 303 && route.verb == Verb::Post {
            *place = known(app, service).await;
        }
    }
    by_status
}

/// What a route answers to everybody about what is another council's, which nothing is done to.
async fn answers_about<'p>(route: &Route, people: &[(&'p str, Browser)], address: &str) -> Answers<'p> {
    let mut by_status = Answers::new();
    for (name, browser) in people {
        let status = status(&mut browser.clone(), route, address).await;
        by_status.entry(status).or_default().push(name);
    }
    by_status
}

/// The same in one line.
fn line(answers: &Answers<'_>) -> String {
    let all: usize = answers.values().map(Vec::len).sum();
    let parts = answers.iter().map(|(status, who)| {
        let everybody = who.len() == all;
        let who = if everybody {
            "everybody".to_owned()
        } else {
            who.join(" ")
        };
        format!("{status} {who}")
    });
    parts.collect::<Vec<_>>().join("; ")
}

/// What there is to ask for, and who asks.
struct Table<'t> {
    app: &'t TestApp,
    people: Vec<(&'t str, Browser)>,
    /// The same people, with the same cookies, at another council's host.
    beside: Vec<(&'t str, Browser)>,
    own: Known,
    other: Known,
    elsewhere: Known,
}

impl<'t> Table<'t> {
    async fn of(app: &'t TestApp) -> Self {
        let mut people = vec![("nobody", app.browser())];
        for role in ROLES {
            let name = format!("Person {role}").replace('-', " ");
            let browser = signed_in(app, &name, &[*role], &["waste-crews"]).await;
            people.push((role.as_str(), browser));
        }
        let mut beside = people.clone();
        for (_, browser) in &mut beside {
            browser.host = HOST_BESIDE;
        }
        let council = app.council_beside().await;
        Self {
            app,
            people,
            beside,
            own: known(app, "waste").await,
            other: known(app, "repairs").await,
            elsewhere: known_of(app, &council, "waste").await,
        }
    }

    /// The rows of one route.
    async fn rows(&mut self, route: &Route) -> String {
        let mut rows = String::new();
        let mut row = |name: &str, answers: &Answers<'_>| {
            writeln!(rows, "  {name}{}", line(answers)).unwrap();
        };
        let people = &self.people;
        let address = self.elsewhere.address(route);
        if route.path.contains('{') {
            let own = answers(self.app, route, (people, "waste"), &mut self.own).await;
            row("own service:     ", &own);
            let other = answers(self.app, route, (people, "repairs"), &mut self.other).await;
            row("another:         ", &other);
        } else {
            row(
                "",
                &answers(self.app, route, (people, "waste"), &mut self.own).await,
            );
        }
        if route.path.contains("{reference}") {
            let from_home = answers_about(route, people, &address).await;
            // Nobody learns that another council has it.
            let told = from_home.keys().all(|status| [303, 403, 404].contains(status));
            assert!(
                told && from_home.get(&303).is_none_or(|who| who == &["nobody"]),
                "{}",
                route.path
            );
            row("another council: ", &from_home);
        }
        let there = answers_about(route, &self.beside, &address).await;
        // A session is worth nothing there: everybody is answered as nobody is.
        assert_eq!(there.len(), 1, "{} {there:?}", route.path);
        assert!(
            route.who == Who::Anybody || there.contains_key(&303),
            "{} {there:?}",
            route.path
        );
        row("at its host:     ", &there);
        rows
    }
}

#[tokio::test]
async fn every_route_answers_every_role_as_is_written_down() {
    let app = TestApp::new().await;
    let mut table = Table::of(&app).await;
    let mut found = String::new();
    for route in ROUTES {
        let verb = match route.verb {
            Verb::Get => "GET",
            Verb::Post => "POST",
        };
        if route.path == "/staff/sign-out" {
            writeln!(found, "{verb} {}\n  ends the session of whoever asks", route.path).unwrap();
            continue;
        }
        let rows = table.rows(route).await;
        assert!(!rows.is_empty(), "{} has no row", route.path);
        write!(found, "{verb} {}\n{rows}", route.path).unwrap();
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/permissions.txt");
    if std::env::var_os("REDRESS_WRITE_EXPECTED").is_some() {
        std::fs::write(&file, &found).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == expected,
        "permissions.txt differs; what came back:\n{found}"
    );
}

/// A route that is registered and not listed answers "not found" to everybody (the gate sees to it);
/// this is the other half.
#[tokio::test]
async fn every_listed_route_is_there_and_sends_whoever_is_not_signed_in_to_sign_in() {
    let app = TestApp::new().await;
    let known = known(&app, "waste").await;
    for (at, route) in ROUTES.iter().enumerate() {
        let listed = ROUTES.iter().skip(at + 1);
        let mut again = listed.filter(|other| (other.verb, other.path) == (route.verb, route.path));
        assert_eq!(again.next(), None, "listed twice");
        if route.who == Who::Anybody {
            continue;
        }
        let address = known.address(route);
        let answer = match route.verb {
            Verb::Get => app.browser().get(&address).await,
            Verb::Post => app.browser().post(&address, &[]).await,
        };
        let place = answer.location().unwrap_or_default();
        assert!(
            place.starts_with("/staff/sign-in?next="),
            "{address}: {}",
            answer.status
        );
    }
}

#[test]
fn what_is_not_in_the_list_is_for_nobody() {
    assert_eq!(who_may(Verb::Get, "/staff/secrets"), None);
    assert_eq!(who_may(Verb::Get, "/admin/secrets"), None);
    assert_eq!(who_may(Verb::Post, "/staff/approvals"), None);
    assert_eq!(who_may(Verb::Get, "/complaint"), Some(Who::Anybody));
}
