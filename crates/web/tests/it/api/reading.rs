//! Finding cases, page by page, and what happened to one.

use redress_domain::vocabulary::{Kind, Role};
use serde_json::{Value, json};

use super::{complaint, program};
use crate::app::TestApp;
use crate::staff::case;

#[tokio::test]
async fn pages_go_through_every_case_once_the_newest_first() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", &[Role::Adviser], &[]).await;
    let mut all = Vec::new();
    for _ in 0..7 {
        all.push(case(&app, Kind::ServiceRequest, Some("waste")).await.to_string());
        app.wait(jiff::SignedDuration::from_secs(1)).await;
    }
    all.reverse();
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let page = desk
            .get(&format!("/api/v1/cases?limit=3{after}"))
            .await
            .is(200)
            .json();
        for line in page["cases"].as_array().unwrap() {
            found.push(line["reference"].as_str().unwrap().to_owned());
        }
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!(found, all);
}

#[tokio::test]
async fn what_is_wanted_is_found_and_nothing_else() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", &[Role::Adviser], &[]).await;
    let one = desk
        .post("/api/v1/cases", "one", &complaint())
        .await
        .is(201)
        .reference();
    // Two answers about one case say the same moment, to the microsecond.
    let list = desk.get("/api/v1/cases").await.is(200).json();
    let listed = list["cases"][0]["received_at"].as_str().unwrap().to_owned();
    let shown = desk.get(&format!("/api/v1/cases/{one}")).await.is(200).json();
    assert_eq!(shown["received_at"], listed.as_str());
    assert!(
        listed
            .split_once('.')
            .is_none_or(|(_, rest)| rest.len() <= "123456Z".len()),
        "{listed}"
    );
    let lamp =
        json!({"kind": "service-request", "service": "street-lights", "what_happened": "A lamp is out."});
    let services = desk.get("/api/v1/services").await.is(200).json();
    let known: Vec<&str> = services["services"]
        .as_array()
        .unwrap()
        .iter()
        .map(|service| service["id"].as_str().unwrap())
        .collect();
    assert!(
        known.contains(&"waste") && known.contains(&"repairs"),
        "{known:?}"
    );
    let mut lamp = lamp;
    lamp["service"] = json!("repairs");
    desk.post("/api/v1/cases", "two", &lamp).await.is(201);
    for (query, count) in [
        ("", 2),
        ("?kind=complaint", 1),
        ("?kind=comment", 0),
        ("?service=waste", 1),
        ("?status=received", 2),
        ("?due_before=2026-11-03", 0),
        ("?due_before=2027-11-03", 2),
        ("?q=asha", 1),
        ("?q=asha&kind=compliment", 0),
        (&*format!("?q={one}"), 1),
    ] {
        let found = desk.get(&format!("/api/v1/cases{query}")).await.is(200).json();
        assert_eq!(
            found["cases"].as_array().unwrap().len(),
            count,
            "{query}: {found}"
        );
    }
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=x", "limit"),
        ("kind=grievance", "kind"),
        ("due_before=soon", "due_before"),
        ("colour=red", "colour"),
        ("kind=complaint&kind=comment", "kind"),
        ("owner=dan", "owner"),
    ] {
        let told = desk.get(&format!("/api/v1/cases?{query}")).await.is(400);
        assert_eq!(told.fields(), [field], "{query}");
    }
    let told = desk.get("/api/v1/cases?after=x").await.is(422);
    assert_eq!(told.fields(), ["after"]);
}

/// What the API finds by `query`, a page at a time: the references, and how many pages there were.
async fn sought(desk: &super::Program, query: &str) -> (Vec<String>, usize) {
    let (mut found, mut after, mut pages) = (Vec::new(), String::new(), 0);
    loop {
        let page = desk
            .get(&format!("/api/v1/cases?{query}{after}"))
            .await
            .is(200)
            .json();
        pages += 1;
        for line in page.get("cases").and_then(Value::as_array).unwrap() {
            let reference = line.get("reference").and_then(Value::as_str).unwrap();
            found.push(reference.to_owned());
        }
        let Some(next) = page.get("next").and_then(Value::as_str) else {
            break;
        };
        after = format!("&after={next}");
    }
    (found, pages)
}

#[tokio::test]
async fn words_are_found_by_rank_and_then_people_page_by_page() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", &[Role::Adviser], &[]).await;
    let mut logged = Vec::new();
    for (at, (name, words)) in [
        ("Asha Example", "A quokka sat on the bin."),
        ("Quokka Example", "The bin was not emptied."),
        ("Quokkalina Example", "The street was not swept."),
        ("Asha Example", "Two quokkas sat on the wall."),
        ("Quokkaline Example", "The gate was shut."),
    ]
    .into_iter()
    .enumerate()
    {
        let mut told = complaint();
        told["customer"] = json!({"name": name, "email": "asha@example.org"});
        told["what_happened"] = json!(words);
        if at == 3 {
            told["kind"] = json!("service-request");
            told.as_object_mut().unwrap().remove("points");
        }
        let told = desk.post("/api/v1/cases", &format!("k{at}"), &told).await.is(201);
        logged.push(told.reference());
        app.wait(jiff::SignedDuration::from_secs(1)).await;
    }
    let all = |places: &[usize]| places.iter().map(|at| logged[*at].clone()).collect::<Vec<_>>();
    // The name before the accounts, the newer account before the older, and then who begins so.
    let order = all(&[1, 3, 0, 4, 2]);
    for (limit, pages) in [(50, 1), (5, 1), (3, 2), (2, 3), (1, 5)] {
        let (found, seen) = sought(&desk, &format!("q=quokka&limit={limit}")).await;
        assert_eq!((found, seen), (order.clone(), pages), "limit {limit}");
    }
    for limit in [50, 1] {
        let complaints = sought(&desk, &format!("q=quokka&kind=complaint&limit={limit}")).await;
        assert_eq!(complaints.0, all(&[1, 0, 4, 2]), "limit {limit}");
        let requests = sought(&desk, &format!("q=quokka&kind=service-request&limit={limit}")).await;
        assert_eq!(requests, (all(&[3]), 1), "limit {limit}");
    }
    // The same when the index has taken them in.
    while app.casework.index(&app.council).await.unwrap() > 0 {}
    let found = sought(&desk, "q=quokka&limit=2").await;
    assert_eq!(found, (order, 3));
    // A reference but for one character is told so, and by its own address, too.
    let slip = crate::app::mistyped(&logged[0]);
    let told = desk.get(&format!("/api/v1/cases?q={slip}")).await.is(422);
    assert_eq!(told.fields(), ["q"]);
    assert!(
        told.text.contains("one letter or number is wrong"),
        "{}",
        told.text
    );
    let told = desk.get(&format!("/api/v1/cases/{slip}")).await.is(404);
    assert!(
        told.text.contains("one letter or number is wrong"),
        "{}",
        told.text
    );
    // A place in one list is no place in the other.
    let page = desk.get("/api/v1/cases?limit=1").await.is(200).json();
    let next = page["next"].as_str().unwrap();
    let told = desk.get(&format!("/api/v1/cases?q=quokka&after={next}")).await;
    assert_eq!(told.is(422).fields(), ["after"]);
}

#[tokio::test]
async fn a_search_of_which_nothing_is_left_finds_nothing_and_says_so() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", &[Role::Adviser], &[]).await;
    desk.post("/api/v1/cases", "one", &complaint()).await.is(201);
    for q in ["", "%00", "%20", "%E2%80%8B%0A"] {
        let told = desk.get(&format!("/api/v1/cases?q={q}")).await.is(422);
        assert_eq!(told.fields(), ["q"], "{q}");
    }
    // Signs are in no case.
    let found = desk.get("/api/v1/cases?q=%21%3F").await.is(200).json();
    assert_eq!(found, json!({"cases": []}));
    // What stands beside them is looked for.
    let found = desk.get("/api/v1/cases?q=Mon%00days").await.is(200).json();
    assert_eq!(found["cases"].as_array().unwrap().len(), 1, "{found}");
}

#[tokio::test]
async fn who_only_follows_a_case_sees_of_it_what_the_customer_would() {
    let app = TestApp::new().await;
    let site = program(&app, "website", &[Role::Staff], &[]).await;
    let desk = program(&app, "desk", &[Role::Adviser, Role::ServiceManager], &[]).await;
    let told = site.post("/api/v1/cases", "one", &complaint()).await.is(201);
    let case = format!("/api/v1/cases/{}", told.reference());
    let note = json!({"words": "A canary for staff alone."});
    desk.post(&format!("{case}/notes"), "n", &note).await.is(201);
    let legal = json!({"words": "A privileged canary.", "privileged": true});
    desk.post(&format!("{case}/notes"), "p", &legal).await.is(201);
    for place in [case.clone(), format!("{case}/events")] {
        let text = site.get(&place).await.is(200).text;
        for hidden in [
            "canary",
            "asha@example.org",
            "Asha",
            "note-added",
            "clock-started",
        ] {
            assert!(!text.contains(hidden), "{hidden} is in {text}");
        }
    }
    // Another program reads legal advice only if its roles do; its author does.
    let other = program(&app, "other", &[Role::Adviser], &[]).await;
    let text = other.get(&format!("{case}/events")).await.is(200).text;
    assert!(
        text.contains("A canary for staff alone.") && !text.contains("A privileged canary."),
        "{text}"
    );
    let stranger = program(&app, "stranger", &[Role::Staff], &[]).await;
    stranger.get(&case).await.is(404);
    stranger.get(&format!("{case}/events")).await.is(404);
}

#[tokio::test]
async fn events_come_a_page_at_a_time_with_their_texts() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", &[Role::Adviser], &[]).await;
    let told = desk.post("/api/v1/cases", "one", &complaint()).await.is(201);
    let case = format!("/api/v1/cases/{}", told.reference());
    let (mut versions, mut after) = (Vec::new(), String::new());
    loop {
        let page = desk
            .get(&format!("{case}/events?limit=2{after}"))
            .await
            .is(200)
            .json();
        for event in page["events"].as_array().unwrap() {
            versions.push(event["version"].as_i64().unwrap());
            assert!(!event.to_string().contains("digest"), "{event}");
        }
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    let last = told.json()["version"].as_i64().unwrap();
    assert_eq!(versions, (1..=last).collect::<Vec<_>>());
    let first = desk.get(&format!("{case}/events?limit=1")).await.is(200).json();
    let says = &first["events"][0]["says"];
    assert_eq!(says["what_happened"], "The bin was not emptied on three Mondays.");
}
