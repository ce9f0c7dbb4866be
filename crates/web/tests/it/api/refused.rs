//! What is refused for one value of what was sent is told of that field, by one status wherever it stands; what is refused
//! for how the case stands is told as that.

use redress_domain::vocabulary::{Kind, Role};
use serde_json::{Value, json};

use super::{EVERY, Program, complaint, program};
use crate::app::TestApp;
use crate::staff::case;

/// A case, and what programs do to it.
struct Desk {
    app: TestApp,
    desk: Program,
    case: String,
    keys: u32,
}

impl Desk {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let desk = program(&app, "desk", EVERY, &["waste"]).await;
        let logged = desk.post("/api/v1/cases", "log", &complaint()).await.is(201);
        let case = format!("/api/v1/cases/{}", logged.reference());
        Self {
            app,
            desk,
            case,
            keys: 0,
        }
    }

    async fn sends(&mut self, act: &str, document: Value) -> super::Told {
        self.keys += 1;
        let (at, key) = (format!("{}/{act}", self.case), format!("k{}", self.keys));
        self.desk.post(&at, &key, &document).await
    }

    async fn does(&mut self, act: &str, document: Value) {
        self.sends(act, document).await.is(201);
    }

    /// A value cannot be taken: the field, what to do about it, and the rule by its name.
    #[track_caller]
    fn refused(told: &super::Told, (field, rule): (&str, &str)) {
        let said = told.json();
        assert_eq!(told.status, 422, "{}", told.text);
        assert_eq!(said["type"], "urn:redress:problem:invalid", "{}", told.text);
        assert_eq!(
            (told.fields(), &said["rule"]),
            (vec![field.to_owned()], &json!(rule))
        );
        assert_eq!(said["errors"][0]["message"], said["detail"], "{}", told.text);
    }

    async fn value(&mut self, act: &str, document: Value, (field, rule): (&str, &str)) {
        let told = self.sends(act, document).await;
        Self::refused(&told, (field, rule));
    }

    /// The state of the case does not allow it, whatever is sent.
    async fn state(&mut self, act: &str, document: Value, rule: &str) {
        let told = self.sends(act, document).await.is(409);
        assert_eq!(
            told.json()["type"],
            "urn:redress:problem:refused",
            "{}",
            told.text
        );
        assert_eq!(told.json()["rule"], rule, "{}", told.text);
    }
}

#[tokio::test]
async fn a_name_that_the_council_has_not_is_told_of_its_field_wherever_it_stands() {
    let mut desk = Desk::new().await;
    let mut unknown = complaint();
    unknown["service"] = json!("nope");
    let told = desk.desk.post("/api/v1/cases", "unknown", &unknown).await;
    assert_eq!(told.is(422).fields(), ["service"]);
    // Looked for, it finds nothing: cases of a service that there is no more are found by its name.
    let found = desk.desk.get("/api/v1/cases?service=nope").await.is(200).json();
    assert_eq!(found, json!({"cases": []}));
    let not_in_policy = "not-in-policy";
    desk.value("triage", json!({"service": "nope"}), ("service", not_in_policy))
        .await;
    let team = json!({"service": "waste", "team": "nope"});
    desk.value("triage", team, ("team", not_in_policy)).await;
    let procedure = ("procedure", "no-such-procedure");
    let unknown = json!({"service": "waste", "procedure": "nope"});
    desk.value("triage", unknown, procedure).await;
    // One that the council has, for another kind.
    let other = json!({"service": "waste", "kind": "comment", "kind_reason": "It is one.",
        "procedure": "complaint-corporate"});
    desk.value("triage", other, procedure).await;
    desk.does("triage", json!({"service": "waste"})).await;
    desk.value("assignments", json!({"team": "nope"}), ("team", not_in_policy))
        .await;
    let nobody = "00000000-0000-7000-8000-000000000000";
    let finding = json!({"point": nobody, "finding": "upheld", "reason": "The log shows it."});
    desk.value("findings", finding, ("point", "no-such-point")).await;
}

#[tokio::test]
async fn a_reason_that_is_missing_is_told_of_its_field() {
    let mut desk = Desk::new().await;
    let dan = desk
        .app
        .create_user("Dan Whitlock", &[Role::Officer], &["waste-crews"])
        .await;
    let missing = "text-missing";
    let comment = json!({"service": "waste", "kind": "comment"});
    desk.value("triage", comment, ("kind_reason", missing)).await;
    desk.does("triage", json!({"service": "waste", "owner": dan.as_str()}))
        .await;
    // Given to others, it is taken from somebody.
    let others = json!({"team": "customer-services"});
    desk.value("assignments", others, ("reason", missing)).await;
    let others = json!({"service": "waste", "team": "customer-services"});
    desk.value("triage", others, ("note", missing)).await;
    desk.does(
        "triage",
        json!({"service": "waste", "team": "customer-services", "note": "Theirs."}),
    )
    .await;
    let duplicate = json!({"outcome": "duplicate", "sentence": "See the other."});
    // A complaint goes on in another by a merge, and is not just closed.
    desk.value("closures", duplicate, ("outcome", "merge-instead"))
        .await;
    desk.does("acknowledgements", json!({})).await;
    let thanks = json!({"service": "waste", "kind": "compliment", "kind_reason": "It reads like thanks."});
    desk.value("triage", thanks, ("procedure", "stays-a-complaint"))
        .await;
}

#[tokio::test]
async fn a_day_or_a_letter_that_cannot_be_taken_is_told_of_its_field() {
    let mut desk = Desk::new().await;
    // A complaint that was logged without points has none but what is added.
    let logged = case(&desk.app, Kind::Complaint, Some("waste")).await;
    let before = std::mem::replace(&mut desk.case, format!("/api/v1/cases/{logged}"));
    desk.does("triage", json!({"service": "waste"})).await;
    desk.value("acknowledgements", json!({}), ("points", "no-points"))
        .await;
    desk.case = before;
    desk.does("triage", json!({"service": "waste"})).await;
    desk.does("acknowledgements", json!({})).await;
    let more = |to: &str| json!({"to": to, "reason": "complex", "because": "The survey comes late."});
    for (to, rule) in [
        ("2026-10-01", "not-later"),
        ("2026-11-21", "not-a-working-day"),
        ("2027-12-01", "longer-than-ever"),
    ] {
        desk.value("extensions", more(to), ("to", rule)).await;
    }
    let mut letter = more("2026-11-17");
    letter["letter"] = json!("It takes longer.");
    desk.value("extensions", letter, ("letter", "ombudsman-not-named"))
        .await;
}

#[tokio::test]
async fn what_the_state_of_the_case_does_not_allow_is_told_as_that() {
    let mut desk = Desk::new().await;
    let team = json!({"team": "waste-crews"});
    desk.state("assignments", team.clone(), "not-triaged").await;
    desk.state("acknowledgements", json!({}), "not-triaged").await;
    desk.does("triage", json!({"service": "waste"})).await;
    desk.state("assignments", team, "nothing-to-change").await;
    desk.does("acknowledgements", json!({})).await;
    desk.state("acknowledgements", json!({}), "already-acknowledged")
        .await;
    // What is missing of a reply is a finding, which no reply brings.
    let reply =
        json!({"sections": [{"section": "sorry", "text": "We are sorry."}], "then": "ask-for-approval"});
    desk.state("replies", reply, "point-not-answered").await;
    let closure = json!({"outcome": "done", "sentence": "Done."});
    desk.state("closures", closure, "complaint-needs-reply").await;
    // How a case ends by an act of its own is no answer to how it is closed.
    let withdrawn = json!({"outcome": "withdrawn", "sentence": "They withdrew."});
    let told = desk.sends("closures", withdrawn).await.is(400);
    assert_eq!(told.fields(), ["outcome"]);
}
