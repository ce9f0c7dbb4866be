//! Who gets what at every route: each role, at a case of their own service and of another one.
//!
//! `permissions.txt` is what came back. When it changes on purpose, run the test with
//! `REDRESS_WRITE_EXPECTED=1` and read the difference before it is committed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use redress_domain::case::{Command, PointDraft, Remedy};
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Kind, RemedyKind, Role};
use redress_web::routes::{ROUTES, Route, Verb, Who, who_may};

use crate::app::{Browser, TestApp};
use crate::staff::{case, signed_in};

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
    let reference = case(app, Kind::Complaint, Some(service)).await;
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
    let view = app.casework.open_case(&app.council, &setup, &reference).await;
    let id = view.unwrap().id;
    for command in commands {
        let done = app.casework.act_on_latest(&app.council, &setup, &id, command);
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

/// What a route answers to everybody, in one line of statuses with who gets each.
async fn line(
    app: &TestApp,
    route: &Route,
    (people, service): (&[(&str, Browser)], &str),
    place: &mut Known,
) -> String {
    let mut by_status: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
    for (name, browser) in people {
        // Each asks with the cookies they came with: signing out is for the copy alone.
        let mut browser = browser.clone();
        let status = status(&mut browser, route, &place.address(route)).await;
        by_status.entry(status).or_default().push(name);
        if status == 303 && route.verb == Verb::Post {
            *place = known(app, service).await;
        }
    }
    let parts = by_status.iter().map(|(status, who)| {
        let all = who.len() == people.len();
        format!(
            "{status} {}",
            if all {
                "everybody".to_owned()
            } else {
                who.join(" ")
            }
        )
    });
    parts.collect::<Vec<_>>().join("; ")
}

#[tokio::test]
async fn every_route_answers_every_role_as_is_written_down() {
    let app = TestApp::new().await;
    let mut people = vec![("nobody", app.browser())];
    for role in ROLES {
        let name = format!("Person {role}").replace('-', " ");
        let browser = signed_in(&app, &name, &[*role], &["waste-crews"]).await;
        people.push((role.as_str(), browser));
    }
    let (mut own, mut other) = (known(&app, "waste").await, known(&app, "repairs").await);
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
        writeln!(found, "{verb} {}", route.path).unwrap();
        let answers = line(&app, route, (&people, "waste"), &mut own).await;
        if route.path.contains('{') {
            writeln!(found, "  own service: {answers}").unwrap();
            let answers = line(&app, route, (&people, "repairs"), &mut other).await;
            writeln!(found, "  another:     {answers}").unwrap();
        } else {
            writeln!(found, "  {answers}").unwrap();
        }
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

/// An address whose parts make no sense names nothing, and one that is too long is said to be: in our
/// words and frame, never in those of the library underneath.
#[tokio::test]
async fn an_address_that_makes_no_sense_is_answered_by_our_own_page() {
    let app = TestApp::new().await;
    let mut browser = signed_in(&app, "Alan Firth", ROLES, &["waste-crews"]).await;
    let public = [
        "/track/WS-9BF5-8SW3/letters/abc",
        "/complaint/%ff",
        "/track/%ff",
        "/assets/%ff",
    ];
    let listed = ROUTES
        .iter()
        .filter(|route| route.verb == Verb::Get && route.path.contains('{'));
    let broken = listed.map(|route| {
        let parts = route.path.split('/');
        let parts = parts.map(|part| if part.starts_with('{') { "%ff" } else { part });
        parts.collect::<Vec<_>>().join("/")
    });
    for address in public.into_iter().map(str::to_owned).chain(broken) {
        let answer = browser.get(&address).await;
        assert_eq!(answer.status, axum::http::StatusCode::NOT_FOUND, "{address}");
        assert!(answer.body.contains("<h1"), "{address}: {}", answer.body);
    }
    let long = "a".repeat(2_000_000);
    let answer = browser
        .post("/staff/cases/new", &[("what_happened", &long)])
        .await;
    assert_eq!(answer.status, axum::http::StatusCode::PAYLOAD_TOO_LARGE);
    assert!(
        answer.body.contains("<h1") && answer.body.contains("too long"),
        "{}",
        answer.body
    );
}
