//! Somebody who speaks for somebody else: what staff learn of it, and what they are shown.

use axum::http::StatusCode;
use redress_domain::vocabulary::Role;

use super::{answer, send};
use crate::app::{Answer, Browser, TestApp};
use crate::staff::signed_in;

/// A complaint that Bryn Rees makes for Mavis Hughes, who has still to be asked.
const FOR_MAVIS: &[(&str, &[(&str, &str)])] = &[
    ("route", &[("route", "told-before")]),
    ("who", &[("who", "someone-else")]),
    (
        "on-behalf",
        &[
            ("consent", "not-yet"),
            ("their_name", "Mavis Hughes"),
            ("relationship", "Her neighbour"),
        ],
    ),
    ("reference", &[("reference", "")]),
    ("service", &[("service", "waste")]),
    ("what-happened", &[("what_happened", "The bin was missed.")]),
    ("points", &[("points", "1"), ("point-1", "")]),
    (
        "when",
        &[
            ("happened-day", "26"),
            ("happened-month", "10"),
            ("happened-year", "2026"),
        ],
    ),
    ("effect", &[("effect", "")]),
    ("outcome", &[("wishes", "fix-it")]),
    ("evidence", &[]),
    ("contact", &[("reply_by", "letter")]),
    ("address", &[("address", "3 Mill Lane"), ("postcode", "WS1 4AB")]),
    ("name", &[("name", "Bryn Rees")]),
    ("support", &[("support", "none")]),
];

/// Opens a form of the case, fills these fields in, and sends it with what stands in the others.
async fn done(who: &mut Browser, at: &str, fields: &[(&str, &str)]) -> Answer {
    let page = who.get(at).await.is(StatusCode::OK);
    let seen = page.value_of("seen").unwrap();
    let mut form = vec![("seen", seen.as_str())];
    form.extend(fields);
    who.post_and_follow(at, &form).await
}

async fn triage(priya: &mut Browser, reference: &str) -> Answer {
    let at = format!("/staff/triage/{reference}");
    let page = priya.get(&at).await.is(StatusCode::OK);
    let version = page.value_of("version").unwrap();
    let form = [
        ("version", version.as_str()),
        ("kind", "complaint"),
        ("service", "waste"),
        ("priority", "standard"),
    ];
    priya.post(&at, &form).await.is(StatusCode::SEE_OTHER);
    page
}

#[tokio::test]
async fn staff_see_who_sent_it_for_whom_when_it_happened_and_what_is_wanted() {
    let app = TestApp::new().await;
    let mut bryn = app.browser();
    answer(&mut bryn, "/complaint", FOR_MAVIS).await;
    let reference = send(&mut bryn, "/complaint").await.reference().unwrap();
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &["customer-services"]).await;
    triage(&mut priya, &reference)
        .await
        .says("From Bryn Rees")
        .says("Speaks for Mavis Hughes")
        .says("Consent The customer has still to be asked")
        .says("When it happened Monday 26 October 2026")
        .says("What they would like Fix it");
    let path = format!("/staff/cases/{reference}");
    priya
        .get(&path)
        .await
        .says("Spoken for by Bryn Rees")
        .says("The customer has still to be asked")
        .says("When it happened Monday 26 October 2026");
    priya
        .get(&format!("{path}/timeline"))
        .await
        .says("It happened on Monday 26 October 2026.")
        .says("What the customer wants: Fix it.")
        .says("by Bryn Rees")
        .does_not_say("by Mavis Hughes");
    bryn.post(&format!("/track/{reference}/add"), &[("told", "Today again.")])
        .await;
    priya
        .get(&format!("{path}/timeline"))
        .await
        .says("The representative contacted us online by Bryn Rees");
    priya
        .get(&format!("{path}/messages"))
        .await
        .says("Bryn Rees, online");
    priya
        .get(&format!("{path}/people"))
        .await
        .says("Logged by Bryn Rees");
}

#[tokio::test]
async fn what_a_customer_wrote_stays_as_it_was_and_the_rest_stands_beside_it() {
    let app = TestApp::new().await;
    let mut bryn = app.browser();
    answer(&mut bryn, "/complaint", FOR_MAVIS).await;
    let reference = send(&mut bryn, "/complaint").await.reference().unwrap();
    let parsed = redress_domain::reference::Reference::parse(&reference).unwrap();
    let view = app
        .casework
        .open_case(&app.council, &TestApp::setup(), &parsed)
        .await
        .unwrap();
    assert_eq!(view.text(&view.case.what_happened), "The bin was missed.");
    let also = view.text(view.case.also.as_ref().unwrap());
    assert_eq!(
        also,
        "What it is about: A problem I have already told you about\nRelationship: Her neighbour"
    );
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &["customer-services"]).await;
    triage(&mut priya, &reference)
        .await
        .says("What they said The bin was missed. Received")
        .says("What else they told us What it is about: A problem");
}

#[tokio::test]
async fn without_consent_the_representative_sees_how_it_stands_and_letters_go_to_the_customer() {
    let app = TestApp::new().await;
    let mut bryn = app.browser();
    answer(&mut bryn, "/complaint", FOR_MAVIS).await;
    let reference = send(&mut bryn, "/complaint").await.reference().unwrap();
    let mut priya = signed_in(&app, "Priya Nair", &[Role::Adviser], &["customer-services"]).await;
    triage(&mut priya, &reference).await;
    let mut sam = signed_in(&app, "Sam Green", &[Role::ServiceManager], &["waste-crews"]).await;
    let (path, track) = (format!("/staff/cases/{reference}"), format!("/track/{reference}"));
    let acknowledge = format!("{path}/acknowledge");
    sam.get(&acknowledge)
        .await
        .says("Dear Mavis Hughes")
        .says("## What you would like us to do\n\nFix it")
        .says("Send to Mavis Hughes");
    let letter = [
        ("new_points", "The bin was missed."),
        (
            "letter",
            "Dear Mavis Hughes\n\n## Our finding\n\n- The bin was missed.",
        ),
        ("intent", "send"),
    ];
    done(&mut sam, &acknowledge, &letter).await.is(StatusCode::OK);
    let page = bryn.get(&track).await.is(StatusCode::OK);
    page.says("We acknowledged your complaint")
        .says("The person you speak for has still to tell us that you may act for them.")
        .does_not_say(&format!("{track}/letters/"))
        .does_not_say("Withdraw")
        .does_not_say("Fix it");
    for number in 0..20 {
        bryn.get(&format!("{track}/letters/{number}"))
            .await
            .is(StatusCode::NOT_FOUND);
    }
    // The customer herself, by her own name, may have a code that opens all of it.
    let mut mavis = app.browser();
    mavis
        .post_and_follow("/track", &[("reference", &reference), ("proof", "Hughes")])
        .await
        .does_not_say("The person you speak for")
        .says("See your letters and details");
    // Once her consent is recorded, so does he, and the letters are his.
    priya
        .get(&format!("{path}/people"))
        .await
        .says("Letters go to Mavis Hughes.");
    let people = priya.get(&format!("{path}/people")).await;
    let mut hrefs = people
        .body
        .split("href=\"")
        .map(|rest| rest.split('"').next().unwrap());
    let consent = hrefs.find(|href| href.ends_with("/consent")).unwrap().to_owned();
    let given = [("consent", "given"), ("evidence", "She said so on the phone")];
    done(&mut priya, &consent, &given)
        .await
        .says("Consent recorded")
        .says("Letters go to Bryn Rees.");
    bryn.get(&track)
        .await
        .does_not_say("has still to tell us")
        .says(&format!("{track}/letters/"));
}
