//! Who gets what at every route for programs: each role, at a case of its own service, of another, and of
//! another council, asked for at home and with its token at that council's host. What is posted fits, to a case that is where
//! it can be done, so that nothing but who asks decides.
//!
//! `permissions.txt` is what came back. When it changes on purpose, run the test with
//! `REDRESS_WRITE_EXPECTED=1` and read the difference before it is committed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use redress_casework::case::CaseView;
use redress_domain::case::{Acknowledgement, Command, PointDraft, TriageAnswers};
use redress_domain::id::{CouncilId, ServiceId};
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Kind, Priority, Role};
use redress_web::api::ROUTES;
use redress_web::routes::{Route, Verb};
use serde_json::{Value, json};

use super::documents::documents;
use super::{Program, Told, nobody, program};
use crate::app::{HOST_BESIDE, TestApp};
use crate::staff::case_of;

/// The roles that a program can have.
const ROLES: &[Role] = &[
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

/// What a path adds to that of cases or of a case: the name of its document.
fn named(path: &str) -> &str {
    let rest = path.strip_prefix("/api/v1/cases").unwrap_or_default();
    rest.trim_start_matches("/{reference}")
}

/// How far a case must be for what a route does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Logged,
    Triaged,
    Acknowledged,
}

fn stage_for(path: &str) -> Stage {
    match named(path) {
        "/assignments" | "/acknowledgements" | "/closures" => Stage::Triaged,
        "/findings" | "/extensions" | "/replies" => Stage::Acknowledged,
        _ => Stage::Logged,
    }
}

/// A complaint, or for what ends without a reply a request, of a service.
async fn staged(
    app: &TestApp,
    (council, service): (&CouncilId, &str),
    route: &Route,
) -> (Reference, Option<String>) {
    let kind = if named(route.path) == "/closures" {
        Kind::ServiceRequest
    } else {
        Kind::Complaint
    };
    let reference = case_of(app, council, (kind, Some(service))).await;
    let stage = stage_for(route.path);
    if stage >= Stage::Triaged {
        triage(app, council, &reference).await;
    }
    if stage >= Stage::Acknowledged {
        let fresh = app.casework.fresh();
        let acknowledgement = Acknowledgement {
            new_points: vec![PointDraft {
                id: fresh.point(),
                words: fresh.words("The bin was missed."),
            }],
            wanted: None,
            letter: fresh.words("We look into this: The bin was missed."),
        };
        does(app, council, (&reference, Command::Acknowledge(acknowledgement))).await;
    }
    let point = view(app, council, &reference).await.case.points;
    (reference, point.first().map(|point| point.id.to_string()))
}

async fn triage(app: &TestApp, council: &CouncilId, reference: &Reference) {
    let view = view(app, council, reference).await;
    let service: ServiceId = view.case.service.clone().unwrap();
    let pinned = view.rules().unwrap().pinned;
    let procedure = pinned.procedure_for(view.case.kind, Some(&service)).unwrap();
    let answers = TriageAnswers {
        kind: view.case.kind,
        kind_reason: None,
        procedure: procedure.id.clone(),
        service,
        team: None,
        owner: None,
        ward: None,
        priority: Priority::Standard,
        about: Vec::new(),
        note: None,
    };
    does(app, council, (reference, Command::Triage(answers))).await;
}

async fn view(app: &TestApp, council: &CouncilId, reference: &Reference) -> CaseView {
    let setup = TestApp::setup();
    let opened = app.casework.open_case(council, &setup, reference);
    opened.await.unwrap()
}

async fn does(app: &TestApp, council: &CouncilId, (reference, command): (&Reference, Command)) {
    let id = view(app, council, reference).await.id;
    let setup = TestApp::setup();
    let done = app.casework.act_on_latest(council, &setup, &id, command);
    done.await.unwrap();
}

/// What a route answers to everybody, in one line.
#[derive(Default)]
struct Line(BTreeMap<u16, Vec<&'static str>>);

impl Line {
    fn add(&mut self, name: &'static str, told: &Told) {
        self.0.entry(told.status.as_u16()).or_default().push(name);
    }

    fn written(&self) -> String {
        let parts = self.0.iter().map(|(status, who)| {
            let who = if self.0.len() == 1 {
                "everybody".to_owned()
            } else {
                who.join(" ")
            };
            format!("{status} {who}")
        });
        parts.collect::<Vec<_>>().join("; ")
    }
}

type Programs = [(&'static str, Program)];

/// Everybody asks the same.
async fn asked(
    route: &Route,
    (address, label): (&str, &str),
    (programs, body): (&Programs, &Value),
) -> String {
    let mut line = Line::default();
    for (name, program) in programs {
        let told = match route.verb {
            Verb::Get => program.get(address).await,
            Verb::Post => {
                let key = format!("{name}-{label}-{address}");
                program.post(address, &key, body).await
            }
        };
        line.add(name, &told);
    }
    line.written()
}

/// Everybody does it to a case of that service; to another one once it was done.
async fn done(
    app: &TestApp,
    (route, owner): (&Route, &str),
    (of, programs): ((&CouncilId, &str), &Programs),
) -> String {
    let mut line = Line::default();
    let mut made = staged(app, of, route).await;
    for (name, program) in programs {
        let (reference, point) = &made;
        let known = documents(owner, point.as_deref().unwrap_or("none"));
        let (_, document) = known.iter().find(|(path, _)| *path == named(route.path)).unwrap();
        let address = route.path.replace("{reference}", reference.as_str());
        let told = program
            .post(&address, &format!("{name}-{address}"), document)
            .await;
        line.add(name, &told);
        if told.status.is_success() {
            made = staged(app, of, route).await;
        }
    }
    line.written()
}

/// What a route answers, in a line for each place that it can name.
async fn lines(
    app: &TestApp,
    (route, owner): (&Route, &str),
    (programs, beside): (&Programs, &CouncilId),
) -> Vec<String> {
    let places = [
        ("own service:    ", (&app.council, "waste")),
        ("another:        ", (&app.council, "repairs")),
        ("another council:", (beside, "waste")),
    ];
    let mut lines = Vec::new();
    for (label, of) in places {
        let answers = match (route.path, route.verb) {
            ("/api/v1/cases", Verb::Post) => {
                // A case is logged with the council that is asked.
                if of.0 == beside {
                    continue;
                }
                let known = documents(owner, "none");
                let (_, document) = known.iter().find(|(path, _)| path.is_empty()).unwrap();
                let mut document = document.clone();
                document["service"] = json!(of.1);
                asked(route, (route.path, of.1), (programs, &document)).await
            }
            (path, Verb::Post) if path.contains("{reference}") => {
                done(app, (route, owner), (of, programs)).await
            }
            (path, Verb::Get) if path.contains("{reference}") => {
                let (reference, _) = staged(app, of, route).await;
                let address = path.replace("{reference}", reference.as_str());
                asked(route, (&address, ""), (programs, &Value::Null)).await
            }
            (path, _) => return vec![asked(route, (path, "here"), (programs, &json!({}))).await],
        };
        lines.push(format!("{label} {answers}"));
    }
    lines
}

#[tokio::test]
async fn every_route_for_programs_answers_every_role_as_is_written_down() {
    let app = TestApp::new().await;
    let owner = app
        .create_user("Dan Whitlock", &[Role::Officer], &["waste-crews"])
        .await;
    let mut programs = vec![("nobody", nobody(&app))];
    for role in ROLES {
        // Those that read any case are not kept to a service; the others work for one.
        let works_for_a_service = [Role::Officer, Role::ServiceManager].contains(role);
        let services: &[&str] = if works_for_a_service { &["waste"] } else { &[] };
        programs.push((
            role.as_str(),
            program(&app, role.as_str(), &[*role], services).await,
        ));
    }
    let council = app.council_beside().await;
    let mut beside = programs.clone();
    for (_, program) in &mut beside {
        program.host = HOST_BESIDE;
    }
    let mut found = String::new();
    for route in ROUTES {
        let verb = match route.verb {
            Verb::Get => "GET",
            Verb::Post => "POST",
        };
        writeln!(found, "{verb} {}", route.path).unwrap();
        for line in lines(&app, (route, owner.as_str()), (&programs, &council)).await {
            writeln!(found, "  {line}").unwrap();
        }
        // A token is worth nothing at another council.
        let (elsewhere, _) = staged(&app, (&council, "waste"), route).await;
        let address = route.path.replace("{reference}", elsewhere.as_str());
        let there = asked(route, (&address, "there"), (&beside, &json!({}))).await;
        let is_for_all = ["/api/openapi.json"].contains(&route.path);
        assert!(is_for_all || there == "401 everybody", "{}: {there}", route.path);
        writeln!(found, "  at its host:     {there}").unwrap();
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/api/permissions.txt");
    if std::env::var_os("REDRESS_WRITE_EXPECTED").is_some() {
        std::fs::write(&file, &found).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == expected,
        "permissions.txt differs; what came back:\n{found}"
    );
}
