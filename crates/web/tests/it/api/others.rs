//! What is somebody else's, in every field of every document: with its real identifier nothing of it is taken into this
//! council's record, and nothing of it changes. The fields come from the description of the interface, so that a new one is
//! tried or the test fails.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use redress_domain::vocabulary::Role;
use redress_web::api::ROUTES;
use redress_web::routes::Verb;
use serde_json::{Value, json};

use super::documents::documents;
use super::{EVERY, Program, program};
use crate::app::{HOST, HOST_BESIDE, TestApp};
use crate::permissions::others::kept_of;
use crate::permissions::things::{Things, three};

/// The fields that hold an identifier of something that is somebody's; all others are words, texts or names of the policy.
const IDENTIFIERS: &[(&str, &str)] = &[
    ("/findings", "/point"),
    ("/assignments", "/owner"),
    ("/triage", "/owner"),
];

/// Where every text stands in a document, those that hold identifiers first.
fn texts(path: &str, document: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, into: &mut Vec<String>) {
        match value {
            Value::String(_) => into.push(at.to_owned()),
            Value::Array(items) => {
                for (number, item) in items.iter().enumerate() {
                    walk(item, &format!("{at}/{number}"), into);
                }
            }
            Value::Object(fields) => {
                for (name, field) in fields {
                    walk(field, &format!("{at}/{name}"), into);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut texts = Vec::new();
    walk(document, "", &mut texts);
    texts.sort_by_key(|at| !IDENTIFIERS.contains(&(path, at.as_str())));
    texts
}

/// Every field of a description, whatever is below it: `customer/name`, `sections/text`.
fn described(all: &Value, schema: &Value, at: &str, into: &mut BTreeSet<String>) {
    if let Some(named) = schema["$ref"].as_str() {
        return described(all, all.pointer(named.trim_start_matches('#')).unwrap(), at, into);
    }
    for choice in ["oneOf", "anyOf", "allOf"] {
        for one in schema[choice].as_array().into_iter().flatten() {
            described(all, one, at, into);
        }
    }
    if schema["items"].is_object() {
        described(all, &schema["items"], at, into);
    }
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let at = format!("{at}/{name}");
        described(all, field, &at, into);
        into.insert(at);
    }
}

/// The fields of a document in the same way.
fn fields(document: &Value, at: &str, into: &mut BTreeSet<String>) {
    match document {
        Value::Array(items) => items.iter().for_each(|item| fields(item, at, into)),
        Value::Object(all) => {
            for (name, field) in all {
                let at = format!("{at}/{name}");
                fields(field, &at, into);
                into.insert(at);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[tokio::test]
async fn there_is_a_document_here_with_every_field_of_every_request() {
    let app = TestApp::new().await;
    let all = super::nobody(&app).get("/api/openapi.json").await.is(200).json();
    let known = documents("owner", "point");
    let mut found = BTreeSet::new();
    for route in ROUTES.iter().filter(|route| route.verb == Verb::Post) {
        let Some(path) = route.path.strip_prefix("/api/v1/cases") else {
            continue;
        };
        let path = path.trim_start_matches("/{reference}");
        let schema =
            &all["paths"][route.path]["post"]["requestBody"]["content"]["application/json"]["schema"];
        let (mut said, mut sent) = (BTreeSet::new(), BTreeSet::new());
        described(&all, schema, "", &mut said);
        for (_, document) in known.iter().filter(|(known, _)| *known == path) {
            fields(document, "", &mut sent);
        }
        assert_eq!(said, sent, "{}", route.path);
        assert!(!said.is_empty(), "{}", route.path);
        found.insert(path);
    }
    assert_eq!(found, known.iter().map(|(path, _)| *path).collect());
}

/// Sends a document with each of these identifiers in each of its texts; answers how many were sent.
async fn tries(
    (app, desk): (&TestApp, &Program),
    own: &Things,
    documents: &[(&'static str, Value)],
    of: &[(&str, &[&String])],
) -> usize {
    let mut tried = 0;
    for (number, (path, document)) in documents.iter().enumerate() {
        let address = match *path {
            "" => "/api/v1/cases".to_owned(),
            path => format!("/api/v1/cases/{}{path}", own.ids["case"]),
        };
        for at in texts(path, document) {
            // A program has so many requests in a minute.
            app.wait(SignedDuration::from_mins(1)).await;
            for (whose, id) in of
                .iter()
                .flat_map(|(whose, ids)| ids.iter().map(move |id| (whose, id)))
            {
                let mut document = document.clone();
                *document.pointer_mut(&at).unwrap() = json!(id);
                let key = format!("{number}{at}-{}-{id}", whose.len());
                let told = desk.post(&address, &key, &document).await;
                tried += 1;
                let status = told.status.as_u16();
                assert!(status < 500 && status != 429, "{path}{at}: {}", told.text);
                if IDENTIFIERS.contains(&(*path, at.as_str())) {
                    let is_refused = [400, 404, 409, 422].contains(&status);
                    assert!(
                        is_refused,
                        "{path}{at} took {id} of {whose}: {status} {}",
                        told.text
                    );
                }
            }
        }
    }
    tried
}

#[tokio::test]
async fn no_field_of_a_document_takes_in_what_is_of_another_council_or_another_case() {
    let app = TestApp::new().await;
    let [own, other, elsewhere] = Box::pin(three(&app, [HOST, HOST_BESIDE])).await;
    let desk = program(&app, "desk", EVERY, &["waste"]).await;
    let owner = app
        .create_user("Dan Whitlock", &[Role::Officer], &["waste-crews"])
        .await;
    let documents = documents(owner.as_str(), &own.ids["point"]);
    let before = kept_of(&app, &elsewhere.council).await;
    let record = app.record().await;
    let theirs: Vec<&String> = elsewhere.ids.values().collect();
    // What stands in another case of this council; who works for it may be named, whoever answers for a partner may not.
    let others: Vec<&String> = other
        .ids
        .iter()
        .filter(|(thing, _)| **thing != "user")
        .map(|(_, id)| id)
        .collect();
    let of: [(&str, &[&String]); 2] = [("another council", &theirs), ("another case", &others)];
    let tried = tries((&app, &desk), &own, &documents, &of).await;
    assert!(tried > 1_000, "only {tried} were tried");
    let after = kept_of(&app, &elsewhere.council).await;
    let changed: Vec<&String> = before.symmetric_difference(&after).collect();
    assert!(changed.is_empty(), "{changed:#?}");
    let new: Vec<(String, String)> = app
        .record()
        .await
        .into_iter()
        .filter(|event| !record.contains(event))
        .filter(|(_, body)| theirs.iter().chain(&others).any(|id| body.contains(id.as_str())))
        .collect();
    assert!(new.is_empty(), "{new:#?}");
    // The documents themselves fit: what was refused was refused for what it named.
    for (path, document) in &documents {
        let case = desk
            .post("/api/v1/cases", &format!("new{path}"), &super::complaint())
            .await;
        let case = case.is(201).reference();
        let (address, document) = match *path {
            "" => ("/api/v1/cases".to_owned(), document.clone()),
            "/findings" => {
                let address = format!("/api/v1/cases/{}{path}", own.ids["case"]);
                (address, document.clone())
            }
            path => (format!("/api/v1/cases/{case}{path}"), document.clone()),
        };
        let told = desk.post(&address, &format!("fits{path}"), &document).await;
        let status = told.status.as_u16();
        assert!([201, 409].contains(&status), "{path}: {status} {}", told.text);
    }
}
