//! A complaint from its logging to its end, by programs, under the rules that people have.

use redress_domain::case::Event;
use redress_domain::customer::adjustment::{AdjustmentKind, NewAdjustment};
use redress_domain::vocabulary::Role;
use serde_json::{Value, json};

use super::{EVERY, Program, complaint, program};
use crate::app::TestApp;

async fn logged(desk: &Program) -> String {
    let told = desk.post("/api/v1/cases", "log", &complaint()).await.is(201);
    format!("/api/v1/cases/{}", told.reference())
}

async fn act(desk: &Program, (case, act): (&str, &str), document: Value) -> Value {
    let told = desk.post(&format!("{case}/{act}"), act, &document).await;
    told.is(201).json()
}

#[tokio::test]
async fn a_complaint_goes_from_its_logging_to_its_reply() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", EVERY, &["waste"]).await;
    let case = logged(&desk).await;
    act(&desk, (&case, "triage"), json!({"service": "waste"})).await;
    act(
        &desk,
        (&case, "notes"),
        json!({"words": "The crew's log was asked for."}),
    )
    .await;
    let contact = json!({
        "direction": "in", "channel": "email", "purpose": "asked-for-update", "words": "When?",
        "avoidable": "chasing"
    });
    act(&desk, (&case, "contacts"), contact).await;
    let told = act(
        &desk,
        (&case, "acknowledgements"),
        json!({"points": ["The lid is broken"]}),
    )
    .await;
    let acknowledged = told["clocks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|clock| clock["what"] == "acknowledge");
    assert_eq!(acknowledged.unwrap()["done_on"], "2026-11-02");
    let shown = desk.get(&case).await.is(200).json();
    let points = shown["inside"]["points"].as_array().unwrap().clone();
    assert_eq!(points.len(), 3);
    for (at, point) in points.iter().enumerate() {
        let finding = json!({"point": point["id"], "finding": "upheld", "reason": "The log shows it."});
        let told = desk
            .post(&format!("{case}/findings"), &format!("f{at}"), &finding)
            .await;
        told.is(201);
    }
    let sections: Vec<Value> = ["complaint", "looked-at", "decision", "sorry", "remedy", "actions", "further"]
        .iter()
        .map(|section| json!({"section": section, "text": format!("About {section}: you can go to the Ombudsman.")}))
        .collect();
    let reply = json!({"sections": sections, "then": "ask-for-approval"});
    act(&desk, (&case, "replies"), reply).await;
    let shown = desk.get(&case).await.is(200).json();
    assert_eq!(shown["inside"]["reply"]["state"], "waiting-for-approval");
    // Nobody has approved it: a rule says no, in the words that staff read, and by a name.
    let told = desk
        .post(&format!("{case}/replies"), "send", &json!({"then": "send"}))
        .await
        .is(409);
    assert_eq!(told.json()["type"], "urn:redress:problem:refused");
    assert_eq!(told.json()["rule"], "approval-needed", "{}", told.text);
    let told = desk
        .post(
            &format!("{case}/closures"),
            "close",
            &json!({"outcome": "done", "sentence": "Done."}),
        )
        .await
        .is(409);
    assert!(
        told.json()["detail"].as_str().unwrap().len() > 10,
        "{}",
        told.text
    );
}

#[tokio::test]
async fn a_request_is_assigned_and_closed() {
    let app = TestApp::new().await;
    let dan = app
        .create_user("Dan Whitlock", &[Role::Officer], &["waste-crews"])
        .await;
    let desk = program(&app, "desk", EVERY, &["waste"]).await;
    let request = json!({"kind": "service-request", "service": "waste", "what_happened": "A missed bin."});
    let told = desk.post("/api/v1/cases", "log", &request).await.is(201);
    let case = format!("/api/v1/cases/{}", told.reference());
    let assignment = json!({"team": "waste-crews", "owner": dan.as_str()});
    let told = desk
        .post(&format!("{case}/assignments"), "a", &assignment)
        .await
        .is(409);
    assert_eq!(told.json()["rule"], "not-triaged");
    act(
        &desk,
        (&case, "triage"),
        json!({"service": "waste", "owner": dan.as_str()}),
    )
    .await;
    let nobody = json!({"team": "waste-crews", "owner": "00000000-0000-7000-8000-000000000000"});
    let told = desk
        .post(&format!("{case}/assignments"), "a", &nobody)
        .await
        .is(422);
    assert_eq!(told.fields(), ["owner"]);
    let found = desk
        .get(&format!("/api/v1/cases?owner={dan}"))
        .await
        .is(200)
        .json();
    assert_eq!(found["cases"].as_array().unwrap().len(), 1);
    act(
        &desk,
        (&case, "closures"),
        json!({"outcome": "done", "sentence": "Emptied today."}),
    )
    .await;
    let shown = desk.get(&case).await.is(200).json();
    assert_eq!(
        (&shown["status"], &shown["outcome"]),
        (&json!("closed"), &json!("done"))
    );
}

#[tokio::test]
async fn more_time_is_told_with_the_councils_letter() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", EVERY, &["waste"]).await;
    let case = logged(&desk).await;
    act(&desk, (&case, "triage"), json!({"service": "waste"})).await;
    act(&desk, (&case, "acknowledgements"), json!({})).await;
    let extension =
        json!({"to": "2026-11-17", "reason": "complex", "because": "The survey comes on 10 November."});
    let told = act(&desk, (&case, "extensions"), extension).await;
    let reply = told["clocks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|clock| clock["what"] == "reply")
        .cloned();
    assert_eq!(reply.unwrap()["due_on"], "2026-11-17");
    let events = desk.get(&format!("{case}/events")).await.is(200).json();
    let extended = events["events"]
        .as_array()
        .unwrap()
        .iter()
        .find(|event| event["event"] == "extended")
        .cloned();
    let letter = extended.unwrap()["says"]["letter"].as_str().unwrap().to_owned();
    assert!(
        letter.contains("Ombudsman") && letter.contains("The survey comes"),
        "{letter}"
    );
}

#[tokio::test]
async fn a_case_is_given_to_nobody_who_may_not_read_it() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", EVERY, &["waste"]).await;
    let case = logged(&desk).await;
    let ada = app
        .create_user("Ada Example", &[Role::Administrator], &["waste-crews"])
        .await;
    let dan = app
        .create_user("Dan Whitlock", &[Role::Officer], &["waste-crews"])
        .await;
    let triage = |owner: &redress_domain::id::UserId| json!({"service": "waste", "owner": owner.as_str()});
    let refused = desk.post(&format!("{case}/triage"), "a", &triage(&ada)).await;
    assert_eq!(refused.is(422).fields(), ["owner"]);
    desk.post(&format!("{case}/triage"), "d", &triage(&dan))
        .await
        .is(201);
}

#[tokio::test]
async fn a_file_that_was_added_is_named_in_its_event() {
    let app = TestApp::new().await;
    let reference = crate::public::files::complaint_with_file(&mut app.browser()).await;
    let desk = program(&app, "desk", EVERY, &["waste"]).await;
    let told = desk
        .get(&format!("/api/v1/cases/{reference}/events"))
        .await
        .is(200)
        .json();
    let all = told["events"].as_array().unwrap().clone();
    let added = all.iter().find(|event| event["event"] == "file-added").unwrap();
    let file = added["says"]["file"].as_str().unwrap();
    assert!(redress_domain::id::FileId::parse(file).is_ok(), "{added}");
    assert_eq!(added["says"]["name"], "The bin.png");
}

#[tokio::test]
async fn who_acts_on_what_has_changed_is_told_what_happened_since() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", EVERY, &["waste"]).await;
    let case = logged(&desk).await;
    let seen = desk.get(&case).await.is(200);
    let version: i64 = seen.header("etag").unwrap().trim_matches('"').parse().unwrap();
    act(&desk, (&case, "notes"), json!({"words": "Somebody was here."})).await;
    let place = format!("{case}/triage");
    let document = json!({"service": "waste"});
    let told = desk
        .post_on(&place, ("t", version), &document)
        .await
        .is(409)
        .json();
    assert_eq!(told["type"], "urn:redress:problem:conflict");
    assert_eq!(told["version"], json!(version + 1));
    assert_eq!(told["since"][0]["event"], "note-added");
    assert_eq!(told["since"][0]["says"]["words"], "Somebody was here.");
    desk.post_on(&place, ("t", version + 1), &document).await.is(201);
    let headers = [
        ("idempotency-key", "x"),
        ("if-match", "seven"),
        ("content-type", "application/json"),
    ];
    let told = desk
        .send(axum::http::Method::POST, &place, &headers, "{}".to_owned())
        .await;
    assert_eq!(told.is(400).fields(), ["If-Match"]);
}

#[tokio::test]
async fn a_contact_is_of_no_moment_to_come_and_of_none_more_than_10_years_ago() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", EVERY, &["waste"]).await;
    let at = format!("{}/contacts", logged(&desk).await);
    for (moment, status) in [
        ("2026-11-03T09:00:00Z", 422),
        ("1900-01-01T00:00:00Z", 422),
        ("2016-11-01T23:59:59Z", 422),
        ("2016-11-02T00:00:00Z", 201),
    ] {
        let contact = json!({
            "direction": "in", "channel": "phone", "purpose": "information", "words": "They rang.", "at": moment
        });
        let told = desk.post(&at, moment, &contact).await.is(status);
        let wrong: &[&str] = if status == 422 { &["at"] } else { &[] };
        assert_eq!(told.fields(), wrong, "{moment}");
    }
}

#[tokio::test]
async fn whether_a_contact_could_have_been_saved_is_said_of_what_came_in_and_as_the_policy_asks() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", EVERY, &["waste"]).await;
    let case = logged(&desk).await;
    act(&desk, (&case, "triage"), json!({"service": "waste"})).await;
    let contact = |direction: &str, said: &str| {
        json!({
            "direction": direction, "channel": "phone", "purpose": "information",
            "words": "They rang again.", "avoidable": said
        })
    };
    let at = format!("{case}/contacts");
    let told = desk.post(&at, "out", &contact("out", "repeat")).await;
    assert_eq!(told.is(422).json()["errors"][0]["field"], "avoidable");
    let told = desk.post(&at, "word", &contact("in", "their-fault")).await;
    assert_eq!(told.is(400).json()["errors"][0]["field"], "avoidable");
    act(&desk, (&case, "contacts"), contact("in", "repeat")).await;
    let record = app.record().await;
    let said: Vec<_> = record
        .iter()
        .filter(|(kind, _)| kind == "avoidable-said")
        .collect();
    assert!(
        matches!(&said[..], [(_, data)] if data.contains("repeat")),
        "{said:?}"
    );
}

// Complaint Handling Code 5: whoever it is about sees nothing of it, and is not given it.
#[tokio::test]
async fn a_program_says_about_which_members_of_staff_a_case_is() {
    let app = TestApp::new().await;
    let team = &["waste-crews"];
    let dan = app.create_user("Dan Whitlock", &[Role::Officer], team).await;
    let councillor = app.create_user("Ada Moss", &[Role::Councillor], &[]).await;
    let desk = program(&app, "desk", EVERY, &["waste"]).await;
    let about = |who: &str| {
        let mut document = complaint();
        document["about"] = json!([who]);
        document
    };
    for (who, status) in [
        ("dan", 400),
        ("00000000-0000-7000-8000-000000000000", 422),
        (councillor.as_str(), 422),
    ] {
        let told = desk.post("/api/v1/cases", who, &about(who)).await.is(status);
        assert_eq!(told.fields(), ["about[0]"], "{}", told.text);
    }
    let told = desk
        .post("/api/v1/cases", "log", &about(dan.as_str()))
        .await
        .is(201);
    let case = format!("/api/v1/cases/{}", told.reference());
    let actor = app.actor(&dan).await;
    let reference = redress_domain::reference::Reference::parse(&told.reference()).unwrap();
    let seen = app
        .casework
        .find_case_by_reference(&app.council, &actor, &reference)
        .await;
    assert_eq!(seen.unwrap(), None);
    // Left out, triage keeps them; said again, it names others.
    let owner = json!({"service": "waste", "owner": dan.as_str()});
    let told = desk
        .post(&format!("{case}/triage"), "owner", &owner)
        .await
        .is(422);
    assert_eq!(
        (told.fields(), &told.json()["rule"]),
        (vec!["owner".to_owned()], &json!("about-the-owner"))
    );
    let wrong = json!({"service": "waste", "about": [councillor.as_str()]});
    let told = desk
        .post(&format!("{case}/triage"), "wrong", &wrong)
        .await
        .is(422);
    assert_eq!(told.fields(), ["about[0]"]);
    let nobody = json!({"service": "waste", "owner": dan.as_str(), "about": []});
    act(&desk, (&case, "triage"), nobody).await;
    let seen = app
        .casework
        .find_case_by_reference(&app.council, &actor, &reference)
        .await;
    assert!(seen.unwrap().is_some());
}

// Equality Act 2010, section 20: a program is held to what was agreed with a customer, and can say that it keeps to it.
#[tokio::test]
async fn a_program_says_whether_what_it_sends_keeps_to_what_was_agreed() {
    let app = TestApp::new().await;
    let desk = program(&app, "desk", EVERY, &["waste"]).await;
    let case = logged(&desk).await;
    let reference = case.rsplit('/').next().unwrap();
    let reference = redress_domain::reference::Reference::parse(reference).unwrap();
    let setup = TestApp::setup();
    let view = app
        .casework
        .open_case(&app.council, &setup, &reference)
        .await
        .unwrap();
    let person = view.case.correspondent().unwrap().clone();
    let new = NewAdjustment {
        id: app.casework.fresh().adjustment(),
        kind: AdjustmentKind::Bsl,
        words: None,
        from: view.today,
        review_on: None,
    };
    let of = (&view.id, &person);
    app.casework
        .agree_adjustment(&app.council, &setup, of, &new)
        .await
        .unwrap();
    let shown = desk.get(&case).await.is(200).json();
    let agreed = json!([{"kind": "bsl", "bears_on_letters": true}]);
    assert_eq!(shown["inside"]["adjustments"], agreed);

    act(&desk, (&case, "triage"), json!({"service": "waste"})).await;
    let acknowledged = format!("{case}/acknowledgements");
    let told = desk.post(&acknowledged, "silent", &json!({})).await.is(409);
    assert_eq!(told.json()["rule"], "adjustments-not-said");
    assert_eq!(told.fields(), ["adjustments"], "{}", told.text);
    for (said, status, field) in [
        (json!({"kept": "perhaps"}), 400, "adjustments.kept"),
        (json!({"kept": "no"}), 422, "adjustments.reason"),
        (json!({"reason": "None."}), 400, "adjustments.kept"),
    ] {
        let document = json!({"adjustments": said});
        let told = desk.post(&acknowledged, field, &document).await;
        let told = told.is(status);
        assert_eq!(told.fields(), [field], "{}", told.text);
    }
    let kept = json!({"adjustments": {"kept": "yes"}});
    act(&desk, (&case, "acknowledgements"), kept).await;
    let more_time = json!({
        "to": "2026-11-17", "reason": "complex", "because": "The survey comes on 10 November.",
        "adjustments": {"kept": "no", "reason": "The interpreter comes next week."}
    });
    act(&desk, (&case, "extensions"), more_time).await;
    let view = app
        .casework
        .open_case(&app.council, &setup, &reference)
        .await
        .unwrap();
    let said = view.entries.iter().filter_map(|entry| {
        if let Event::AdjustmentsSaid { kept, reason, .. } = &entry.event {
            let why = reason.as_ref().map(|words| view.text(words).to_owned());
            return Some((kept.as_str(), why));
        }
        None
    });
    let said: Vec<_> = said.collect();
    let why = Some("The interpreter comes next week.".to_owned());
    assert_eq!(said, [("yes", None), ("no", why)]);
    // With whom nothing was agreed, there is nothing to keep to, and it may be said all the same.
    let document =
        json!({"kind": "service-request", "service": "waste", "what_happened": "The bin is full."});
    let told = desk.post("/api/v1/cases", "nobody", &document).await.is(201);
    let other = format!("/api/v1/cases/{}", told.reference());
    let triage = json!({"service": "waste"});
    desk.post(&format!("{other}/triage"), "other-triage", &triage)
        .await
        .is(201);
    let done = json!({"outcome": "done", "sentence": "We emptied it.", "adjustments": {"kept": "yes"}});
    let told = desk.post(&format!("{other}/closures"), "done", &done).await;
    told.is(201);
}
