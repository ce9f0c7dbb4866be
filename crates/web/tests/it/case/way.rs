//! Whoever sends something is told first how it goes, and when it cannot go as its reader asked.

use axum::http::StatusCode;
use redress_casework::act::NewPerson;
use redress_domain::vocabulary::ReplyBy;

use super::Desk;

#[tokio::test]
async fn who_asked_for_a_letter_and_left_no_address_is_named_before_it_is_sent() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    // Given Asha Patel asked for a letter, and of her address only the postcode is known.
    let page = jo.get(&desk.at("acknowledge")).await.is(StatusCode::OK);
    page.says(
        "Asha Patel asked for a letter, and there is no postal address on file. It would not reach them.",
    );
    // A form that sends nothing says nothing of it.
    jo.get(&desk.at("note"))
        .await
        .does_not_say("no postal address on file");
}

// Ux S16: where the chosen way cannot be kept to, it is said before anything goes, and nothing typed is lost.
#[tokio::test]
async fn no_contact_goes_by_letter_to_somebody_without_an_address() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let fields = |channel| {
        [
            ("direction", "out"),
            ("channel", channel),
            ("purpose", "information"),
            ("words", "We come on Friday, and ring before."),
        ]
    };
    let page = desk.sent(&mut jo, "contact", &fields("letter")).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("There is no postal address on file. Select another way, or add their address")
        .says("We come on Friday, and ring before.");
    desk.done(&mut jo, "contact", &fields("email")).await;
    // What came in by letter came, wherever they live.
    let came = [
        ("direction", "in"),
        ("channel", "letter"),
        ("purpose", "information"),
        ("words", "They wrote that it is better."),
    ];
    desk.done(&mut jo, "contact", &came).await;
    // Forms that send by themselves say it, too.
    for form in ["close", "acknowledge"] {
        jo.get(&desk.at(form))
            .await
            .says("there is no postal address on file");
    }
}

// What no letter can show is said before it goes, by its sign; and it goes where it is meant.
#[tokio::test]
async fn signs_that_no_letter_can_show_are_named_before_it_is_sent() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let fields = [
        ("direction", "out"),
        ("channel", "email"),
        ("purpose", "information"),
        ("words", "Your 🗑 is in the street of 李, Siân."),
    ];
    let page = desk.sent(&mut jo, "contact", &fields).await;
    let page = page
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The printed letter and the PDF cannot show “🗑”, “李”.")
        .says("Your 🗑 is in the street of 李, Siân.");
    let again = desk.sent_from(&page, &mut jo, ("contact", &fields)).await;
    again.is(StatusCode::SEE_OTHER);
    // What came in is theirs, and goes nowhere.
    let came = [
        ("direction", "in"),
        ("channel", "email"),
        ("purpose", "information"),
        ("words", "Thanks 🙂"),
    ];
    desk.done(&mut jo, "contact", &came).await;
}

// The chosen channel is kept to; where it cannot be, somebody is told before it goes.
#[tokio::test]
async fn who_asked_for_an_email_that_nobody_sends_is_named_before_it_is_sent() {
    let asha = NewPerson {
        name: "Asha Patel".to_owned(),
        email: Some("asha@example.org".to_owned()),
        ..NewPerson::default()
    };
    let desk = Desk::of(asha, ReplyBy::Email).await;
    let mut jo = desk.jo.clone();
    jo.get(&desk.at("acknowledge"))
        .await
        .says("asked for email, and none is sent from here. It would not reach them.")
        .does_not_say("This goes by email");
}

// A name that no letter can show is said before it goes, and it goes where it is meant.
#[tokio::test]
async fn a_name_that_no_letter_can_show_is_named_before_it_is_sent() {
    let wang = NewPerson {
        name: "王小明".to_owned(),
        address: Some("12 Mill Lane".to_owned()),
        ..NewPerson::default()
    };
    let desk = Desk::of(wang, ReplyBy::Letter).await;
    let mut jo = desk.jo.clone();
    let fields = [
        ("direction", "out"),
        ("channel", "letter"),
        ("purpose", "information"),
        ("words", "We come on Friday."),
    ];
    let page = desk.sent(&mut jo, "contact", &fields).await;
    let page = page
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("No letter can show “王小明” of the name or address");
    let again = desk.sent_from(&page, &mut jo, ("contact", &fields)).await;
    again.is(StatusCode::SEE_OTHER);
    // By another way there is nothing to be said.
    let other = [
        fields[0],
        ("channel", "online"),
        fields[2],
        ("words", "We come on Monday."),
    ];
    desk.done(&mut jo, "contact", &other).await;
}
