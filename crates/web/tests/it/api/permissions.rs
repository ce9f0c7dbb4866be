//! Who gets what at every route for programs: each role, at a case of its own service, of another, and of
//! another council, asked for at home and with its token at that council's host.
//!
//! `permissions.txt` is what came back. When it changes on purpose, run the test with
//! `REDRESS_WRITE_EXPECTED=1` and read the difference before it is committed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use redress_domain::vocabulary::{Kind, Role};
use redress_web::api::ROUTES;
use redress_web::routes::{Route, Verb};
use serde_json::json;

use super::{Program, nobody, program};
use crate::app::{HOST_BESIDE, TestApp};
use crate::staff::{case, case_of};

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

/// What a route answers to everybody, in one line. What is posted is empty: who may not ask is told so
/// before anybody reads it.
async fn line(route: &Route, address: &str, programs: &[(&str, Program)]) -> String {
    let mut by_status: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
    for (name, program) in programs {
        let told = match route.verb {
            Verb::Get => program.get(address).await,
            Verb::Post => {
                program
                    .post(address, &format!("{name}-{address}"), &json!({"colour": 1}))
                    .await
            }
        };
        by_status.entry(told.status.as_u16()).or_default().push(name);
    }
    let parts = by_status.iter().map(|(status, who)| {
        let all = who.len() == programs.len();
        let who = if all {
            "everybody".to_owned()
        } else {
            who.join(" ")
        };
        format!("{status} {who}")
    });
    parts.collect::<Vec<_>>().join("; ")
}

#[tokio::test]
async fn every_route_for_programs_answers_every_role_as_is_written_down() {
    let app = TestApp::new().await;
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
    let own = case(&app, Kind::Complaint, Some("waste")).await;
    let other = case(&app, Kind::Complaint, Some("repairs")).await;
    let elsewhere = case_of(&app, &council, (Kind::Complaint, Some("waste"))).await;
    let mut found = String::new();
    for route in ROUTES {
        let verb = match route.verb {
            Verb::Get => "GET",
            Verb::Post => "POST",
        };
        writeln!(found, "{verb} {}", route.path).unwrap();
        if route.path.contains('{') {
            let places = [
                ("own service:    ", &own),
                ("another:        ", &other),
                ("another council:", &elsewhere),
            ];
            for (label, reference) in places {
                let address = route.path.replace("{reference}", reference.as_str());
                let answers = line(route, &address, &programs).await;
                writeln!(found, "  {label} {answers}").unwrap();
            }
        } else {
            writeln!(found, "  {}", line(route, route.path, &programs).await).unwrap();
        }
        // A token is worth nothing at another council.
        let address = route.path.replace("{reference}", elsewhere.as_str());
        let there = line(route, &address, &beside).await;
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
