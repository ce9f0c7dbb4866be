//! The people on a case, as staff press the buttons: added, with consent, adjustments, concerns, and twice.

use axum::http::StatusCode;

use super::{Desk, complaint};
use crate::app::{Answer, Browser};

/// The addresses of the acts on people that end so, in the order of the page.
fn acts(page: &Answer, desk: &Desk, end: &str) -> Vec<String> {
    let begins = format!("href=\"{}/", desk.path);
    let all = page.body.split(&begins).skip(1);
    let hrefs = all.map(|rest| rest.split('"').next().unwrap().to_owned());
    hrefs
        .filter(|href| href.starts_with("people/") && href.ends_with(end))
        .collect()
}

async fn people(who: &mut Browser, desk: &Desk) -> Answer {
    who.get(&desk.at("people")).await.is(StatusCode::OK)
}

const SAM: &[(&str, &str)] = &[
    ("part", "representative"),
    ("name", "Sam Okafor"),
    ("email", "sam@example.org"),
    ("consent", "asked"),
    ("reason", "Her brother"),
];

#[tokio::test]
async fn a_representative_joins_and_has_the_letters_once_consent_is_known_from_something() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    desk.done(&mut jo, "people/add", SAM)
        .await
        .says("Person added")
        .says("Name Sam Okafor")
        .says("The customer was asked, and has not answered")
        .says("Letters go to Asha Patel.");
    let page = people(&mut jo, &desk).await;
    let consent = acts(&page, &desk, "/consent").remove(0);
    desk.sent(&mut jo, &consent, &[("consent", "given")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter how we know, or select a file of the case");
    let given = [("consent", "given"), ("evidence", "Asha said so on the phone")];
    desk.done(&mut jo, &consent, &given)
        .await
        .says("Consent recorded")
        .says("How we know Asha said so on the phone")
        .says("Letters go to Sam Okafor.");
    let page = people(&mut jo, &desk).await;
    let [ashas, sams] = acts(&page, &desk, "/letters").try_into().unwrap();
    // A way that reaches nobody is refused before anything goes.
    jo.get(&desk.at(&sams))
        .await
        .says("By email: none is sent from here, so it waits until somebody prints it")
        .says("value=\"email\" checked")
        .says("By letter: there is no postal address on file, so it would not reach them");
    desk.sent(&mut jo, &sams, &[("reply_by", "letter")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("There is no postal address on file.");
    desk.sent(&mut jo, &ashas, &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select how letters go");
    desk.done(&mut jo, &ashas, &[("reply_by", "no-contact")])
        .await
        .says("Letters go to Asha Patel.");
    let page = people(&mut jo, &desk).await;
    let end = acts(&page, &desk, "/end").remove(0);
    desk.sent(&mut jo, &end, &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter the reason");
    desk.done(&mut jo, &end, &[("reason", "She speaks for herself")])
        .await
        .says("No longer on this case Sam Okafor, until");
    jo.get(&desk.at("timeline"))
        .await
        .says("Sam Okafor joined: speaks for the customer, with their consent")
        .says("To be answered: by email.")
        .says("Letters go to Asha Patel from now on (not at all: they follow the reference online)")
        .says("Sam Okafor is no longer on the case");
}

// Domain 5.12: whoever speaks for somebody, and whoever that is, are two; each proves who they are by their own details.
#[tokio::test]
async fn a_code_is_given_to_each_person_on_a_case_by_their_own_details_and_ways() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    desk.done(&mut jo, "people/add", SAM).await;
    let page = people(&mut jo, &desk).await;
    let consent = acts(&page, &desk, "/consent").remove(0);
    let given = [("consent", "given"), ("evidence", "Asha said so on the phone")];
    desk.done(&mut jo, &consent, &given)
        .await
        .says("Letters go to Sam Okafor.");
    let form = jo
        .get(&desk.at("code"))
        .await
        .says("For whom is it?")
        .says("Asha Patel")
        .body;
    let of = |name: &str| {
        let (before, _) = form.split_once(name).unwrap();
        let (_, value) = before.rsplit_once("value=\"").unwrap();
        value.split_once('"').unwrap().0.to_owned()
    };
    let (sam, asha) = (of("Sam Okafor"), of("Asha Patel"));
    let ask = |whose: &str, name: &str, more: &str| {
        let asked = [
            ("for", whose),
            ("way", "phone"),
            ("said_name", name),
            ("said_more", more),
        ];
        asked.map(|(field, value)| (field.to_owned(), value.to_owned()))
    };
    let path = desk.at("code");
    let mut give = async |asked: [(String, String); 4]| {
        let asked = asked
            .each_ref()
            .map(|(field, value)| (field.as_str(), value.as_str()));
        jo.post(&path, &asked).await
    };
    for asked in [
        ask(&asha, "Okafor", "sam@example.org"),
        ask(&sam, "Patel", "WS1 2AB"),
    ] {
        give(asked)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says("These do not both match");
    }
    give(ask("", "Patel", "WS1 2AB"))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select for whom the code is");
    for asked in [
        ask(&asha, "Patel", "WS1 2AB"),
        ask(&sam, "Okafor", "sam@example.org"),
    ] {
        give(asked).await.is(StatusCode::OK).says("Read the code out now");
    }
}

#[tokio::test]
async fn of_several_who_complain_none_ends_it_for_the_others() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let for_all = "Others complain with them, and it ends for each of them.";
    jo.get(&desk.at("withdraw")).await.does_not_say(for_all);
    let track = async || {
        let proof = [("reference", desk.reference.as_str()), ("proof", "Patel")];
        desk.app.browser().post_and_follow("/track", &proof).await.body
    };
    let withdraw = format!("/track/{}/withdraw", desk.reference);
    assert!(track().await.contains(&withdraw));
    let sam = [("part", "further-customer"), ("name", "Sam Okafor")];
    desk.done(&mut jo, "people/add", &sam).await;
    jo.get(&desk.at("withdraw")).await.says(for_all);
    assert!(
        !track().await.contains(&withdraw),
        "nobody is led to a form that is refused"
    );
}

#[tokio::test]
async fn what_is_wrong_with_somebody_new_is_said_and_nothing_typed_is_lost() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let typed = [
        ("part", "for-a-child"),
        ("name", ""),
        ("email", "sam"),
        ("reason", "His aunt"),
    ];
    let page = desk
        .sent(&mut jo, "people/add", &typed)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter their name")
        .says("Enter an email address in the correct format")
        .says("His aunt");
    assert_eq!(page.value_of("email").as_deref(), Some("sam"));
    let typed = [("part", "for-a-child"), ("name", "Sam Okafor")];
    desk.sent(&mut jo, "people/add", &typed)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select by what right they speak");
    let typed = [
        ("part", "representative"),
        ("name", "Sam Okafor"),
        ("reply_by", "letter"),
    ];
    desk.sent(&mut jo, "people/add", &typed)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter their address, or select another way to answer them")
        .says("Sam Okafor");
    jo.get(&desk.at("people/01932c07-a12b-7f3e-8c58-000000000999/end"))
        .await
        .is(StatusCode::NOT_FOUND);
}

// LGSCO, BCP Council 24 015 681: whoever writes sees what was agreed.
#[tokio::test]
async fn whoever_sends_a_letter_is_told_what_was_agreed_before_it_goes() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let page = people(&mut jo, &desk).await;
    let agree = acts(&page, &desk, "/adjustment").remove(0);
    desk.sent(&mut jo, &agree, &[("kind", "other-language")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter what was agreed");
    let polish = [("kind", "other-language"), ("words", "Polish")];
    desk.done(&mut jo, &agree, &polish)
        .await
        .says("Adjustment saved")
        .says("Another language: Polish")
        .says("Agreed adjustments: Another language: Polish.");
    let page = jo.get(&desk.at("acknowledge")).await;
    page.says("Does it keep to what was agreed with Asha Patel?")
        .says("We agreed: Another language: Polish");
    desk.sent(&mut jo, "acknowledge", &[("intent", "send")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select whether this keeps to what was agreed with the person who gets it");
    let not_kept = [("intent", "send"), ("adjustments_kept", "no")];
    desk.sent(&mut jo, "acknowledge", &not_kept)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter why this does not keep to what was agreed");
    let with_reason = [
        ("intent", "send"),
        ("adjustments_kept", "no"),
        ("adjustments_why", "The translation follows tomorrow"),
    ];
    desk.done(&mut jo, "acknowledge", &with_reason).await;
    jo.get(&desk.at("timeline"))
        .await
        .says("What is sent does not keep to an agreed adjustment")
        .says("The translation follows tomorrow")
        .says("Acknowledgement sent");
    // A contact that sends something is asked too, and one that was a call is not.
    let mut contact = vec![
        ("direction", "out"),
        ("channel", "phone"),
        ("purpose", "update-given"),
        ("words", "I rang her with an interpreter."),
    ];
    desk.done(&mut jo, "contact", &contact).await;
    contact[1] = ("channel", "email");
    desk.sent(&mut jo, "contact", &contact)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select whether this keeps");
    contact.push(("adjustments_kept", "yes"));
    desk.done(&mut jo, "contact", &contact).await;
}

#[tokio::test]
async fn an_adjustment_is_reviewed_with_a_reason_and_can_end() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let page = people(&mut jo, &desk).await;
    let agree = acts(&page, &desk, "/adjustment").remove(0);
    desk.done(&mut jo, &agree, &[("kind", "large-print")])
        .await
        .says("Letters in large print");
    let review = desk.first_link(&mut jo, "people", "people/adjustments").await;
    desk.sent(
        &mut jo,
        &review,
        &[("outcome", "kept"), ("review", "1/1/2020"), ("reason", "x")],
    )
    .await
    .is(StatusCode::UNPROCESSABLE_ENTITY)
    .says("The date of the review must be after today");
    desk.done(
        &mut jo,
        &review,
        &[("outcome", "ended"), ("reason", "New glasses")],
    )
    .await
    .says("Review saved")
    .says("None have been agreed with anybody on this case.");
    jo.get(&desk.at(&review)).await.is(StatusCode::NOT_FOUND);
}

// Care Act 2014, section 42: who must know hears of it, and few read it.
#[tokio::test]
async fn a_concern_is_read_by_few_and_the_customer_sees_nothing_of_it() {
    let desk = Desk::new().await;
    let (mut jo, mut sam, mut ruth) = (desk.jo.clone(), desk.sam.clone(), desk.ruth.clone());
    desk.sent(&mut jo, "concern", &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select what it is about")
        .says("Enter what you saw or heard");
    let concern = [
        ("kind", "adult-at-risk"),
        ("words", "He has had no food since Friday."),
    ];
    desk.done(&mut jo, "concern", &concern)
        .await
        .says("Concern raised")
        .says("He has had no food since Friday.");
    people(&mut sam, &desk)
        .await
        .says("An adult may be at risk")
        .says("You do not have permission to read it")
        .does_not_say("no food");
    sam.get(&desk.at("timeline"))
        .await
        .says("Concern raised: an adult may be at risk")
        .does_not_say("no food");
    people(&mut ruth, &desk).await.says("no food");
    ruth.get("/staff/notifications")
        .await
        .says("A concern for somebody was raised on case");
    let told = desk.first_link(&mut jo, "people", "concern").await;
    let words = [
        ("who", "adult-social-care"),
        ("words", "Duty officer; they visit today."),
    ];
    desk.done(&mut jo, &told, &words)
        .await
        .says("Recorded who was told")
        .says("Adult social care, on");
    let mut asha = desk.app.browser();
    let proof = [("reference", desk.reference.as_str()), ("proof", "Patel")];
    asha.post_and_follow("/track", &proof)
        .await
        .is(StatusCode::OK)
        .does_not_say("food")
        .does_not_say("oncern");
}

#[tokio::test]
async fn the_same_person_seen_twice_is_said_with_a_reason_and_taken_back() {
    let desk = Desk::new().await;
    let (mut jo, mut ruth) = (desk.jo.clone(), desk.ruth.clone());
    let owner = desk
        .app
        .create_user(
            "Bo Lind",
            &[redress_domain::vocabulary::Role::Officer],
            &["waste-crews"],
        )
        .await;
    let other = complaint(&desk.app, &owner).await;
    let page = people(&mut ruth, &desk).await;
    let same = acts(&page, &desk, "/same").remove(0);
    assert!(acts(&people(&mut jo, &desk).await, &desk, "/same").is_empty());
    jo.get(&desk.at(&same)).await.is(StatusCode::FORBIDDEN);
    desk.sent(&mut ruth, &same, &[("what", "merge"), ("other", "WS-0000-0000")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("We could not find a customer by that reference")
        .says("Enter who said so, and how they know");
    let merge = [
        ("what", "merge"),
        ("other", other.as_str()),
        ("reason", "She said so, with her passport"),
    ];
    desk.done(&mut ruth, &same, &merge)
        .await
        .says("Their cases show together now");
    ruth.get(&desk.at(&same))
        .await
        .says("Already together with: Asha Patel, WS1 2AB.");
    desk.sent(&mut ruth, &same, &merge)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("They are the same person in our records already");
    let apart = [("what", "apart"), ("reason", "Two sisters")];
    desk.done(&mut ruth, &same, &apart)
        .await
        .says("They are two people again");
    desk.sent(&mut ruth, &same, &apart)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Nobody said that this person is the same as another");
    // From the case of whoever they were merged into, too.
    desk.done(&mut ruth, &same, &merge).await;
    let mut desk = desk;
    let first = desk.reference.clone();
    desk.path = format!("/staff/cases/{other}");
    let page = people(&mut ruth, &desk).await;
    let same = acts(&page, &desk, "/same").remove(0);
    desk.done(&mut ruth, &same, &apart)
        .await
        .says("They are two people again");
    // Of three, one is named.
    let third = complaint(&desk.app, &owner).await;
    for with in [&first, &third] {
        let merge = [
            ("what", "merge"),
            ("other", with.as_str()),
            ("reason", "One of us"),
        ];
        desk.done(&mut ruth, &same, &merge).await;
    }
    let page = desk.sent(&mut ruth, &same, &apart).await;
    let page = page
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select who is somebody else")
        .says("Already together with: Asha Patel, WS1 2AB; Asha Patel, WS1 2AB.");
    let (_, rest) = page.body.split_once("name=\"who\"").unwrap();
    let (_, rest) = rest.split_once("value=\"").unwrap();
    let who = rest.split('"').next().unwrap();
    let apart = [apart[0], apart[1], ("who", who)];
    desk.done(&mut ruth, &same, &apart)
        .await
        .says("They are two people again");
    ruth.get(&desk.at(&same)).await.does_not_say("Already together");
}
