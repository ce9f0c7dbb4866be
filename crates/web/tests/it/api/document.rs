//! The description of the interface, and the list of routes: each is the other.

use redress_web::api::ROUTES;
use redress_web::routes::Verb;
use serde_json::Value;

use super::nobody;
use crate::app::TestApp;

async fn document() -> Value {
    let app = TestApp::new().await;
    nobody(&app).get("/api/openapi.json").await.is(200).json()
}

#[tokio::test]
async fn every_route_is_described_and_nothing_else_is() {
    let document = document().await;
    assert_eq!(document["openapi"], "3.1.0");
    let mut described = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            described.push(format!("{method} {path}"));
        }
    }
    let listed = ROUTES.iter().filter(|route| route.path.starts_with("/api/v1/"));
    let mut listed: Vec<String> = listed
        .map(|route| match route.verb {
            Verb::Get => format!("get {}", route.path),
            Verb::Post => format!("post {}", route.path),
        })
        .collect();
    described.sort();
    listed.sort();
    assert_eq!(described, listed);
}

#[tokio::test]
async fn the_description_is_as_it_was_read_last() {
    insta::assert_json_snapshot!(document().await);
}

#[tokio::test]
async fn every_request_and_every_name_of_the_description_is_in_the_guide() {
    let guide = include_str!("../../../../../docs/api.md");
    let mut missing = Vec::new();
    for route in ROUTES {
        if !guide.contains(route.path) {
            missing.push(route.path.to_owned());
        }
    }
    let events = std::fs::read_dir(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../domain/src/case/tests/golden"
    ));
    for file in events.unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let event: Value = serde_json::from_str(&text).unwrap();
        let name = event["event"].as_str().unwrap();
        let row = guide
            .lines()
            .find(|line| line.starts_with(&format!("| `{name}` |")));
        let Some(row) = row else {
            missing.push(name.to_owned());
            continue;
        };
        let fields = event.as_object().unwrap().keys();
        let fields = fields.filter(|field| !["event", "at"].contains(&field.as_str()));
        let unsaid = fields.filter(|field| !row.contains(&format!("`{field}`")));
        missing.extend(unsaid.map(|field| format!("{name}: {field}")));
    }
    assert_eq!(missing, Vec::<String>::new(), "docs/api.md does not name them");
}
