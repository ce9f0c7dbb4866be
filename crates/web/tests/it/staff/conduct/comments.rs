//! What somebody says of the report about them: with files, and with more time where they ask for it (domain 5.6).

use axum::http::StatusCode;
use redress_domain::vocabulary::Role;

use super::{LETTER, agreed, panel, reported, signed_in};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

// Paper 004, 7.1: comments are kept as they came, with what came with them, for those alone who open the file.
#[tokio::test]
async fn a_file_goes_with_a_comment_and_is_saved_by_who_opens_the_conduct_file_and_by_nobody_else() {
    let mut file = reported("no").await;
    file.checked_and_warned().await;
    file.proposed_and_shared().await;
    let mut asha = file.asha().await;
    let own = format!("/track/{}/staying-in-touch", file.reference);
    asha.get(&own)
        .await
        .says("Add a letter, a photo or another file (optional)");
    let says = [
        ("said", "I was in hospital: here is the note."),
        ("says", "comment"),
        ("turn", "add"),
    ];
    // What is not welcome is said, and nothing that was typed is lost.
    asha.post_file(&own, &says, ("note.png", b"no picture"))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The selected file must be a")
        .says("here is the note.");
    asha.post_file(&own, &says, ("note.png", PNG)).await.to(&own);
    asha.get(&own)
        .await
        .says("1 file added")
        .says("note.png")
        .says("here is the note.");
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    keeper.get(&file.at).await.does_not_say("note.png");
    asha.post(&own, &says[..2])
        .await
        .to(&format!("/track/{}", file.reference));
    asha.get(&own)
        .await
        .says("A file that you sent with your comment")
        .says("note.png")
        .does_not_say("1 file added");
    // Whoever answers has it beside the comment, and each opening is written down.
    let page = keeper
        .get(&format!("{}/comments", file.at))
        .await
        .says("here is the note.")
        .says("note.png")
        .body;
    let files = format!("{}/files", file.at);
    let (_, after) = page.split_once(&format!("href=\"{files}/")).unwrap();
    let saved = format!("{files}/{}", after.split_once('"').unwrap().0);
    let answer = keeper.get(&saved).await.is(StatusCode::OK);
    assert_eq!(answer.bytes, PNG);
    keeper.get(&format!("{}/readings", file.at)).await.says("Files");
    let mut officer = signed_in(
        &file.app,
        "Olive Officer",
        &[Role::Staff, Role::Officer],
        &["waste-crews"],
    )
    .await;
    officer.get(&saved).await.is(StatusCode::NOT_FOUND);
    // What came by post with a comment is added by whoever keeps the file.
    let form = keeper.get(&files).await.says("Their comment of").body;
    let (_, after) = form.split_once("value=\"comment-").unwrap();
    let comment = format!("comment-{}", after.split_once('"').unwrap().0);
    keeper
        .post_file(&files, &[("with", &comment)], ("second.png", PNG))
        .await
        .to(&file.at.clone());
    keeper
        .get(&format!("{}/comments", file.at))
        .await
        .says("second.png");
    keeper
        .post_file(&files, &[("with", "comment-of-nobody")], ("third.png", PNG))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select what it goes with");
}

// Paper 004, 7.1; Equality Act 2010, section 20: whoever needs longer has longer, and nobody decides before.
#[tokio::test]
async fn who_asks_for_more_time_to_comment_is_told_the_new_day_and_nobody_decides_before_it() {
    let mut file = reported("no").await;
    file.checked_and_warned().await;
    file.proposed_and_shared().await;
    let mut asha = file.asha().await;
    let own = format!("/track/{}/staying-in-touch", file.reference);
    // To ask for time is enough to say.
    let asks = [
        ("says", "comment"),
        ("all", "yes"),
        ("more_time", "Until the end of the year: my adviser is away."),
    ];
    asha.post(&own, &asks)
        .await
        .to(&format!("/track/{}", file.reference));
    asha.get(&own)
        .await
        .says("I need more time to comment: Until the end of the year");
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    keeper.get(&file.at).await.says("Give more time to comment");
    let gives = |until: &'static str| {
        [
            ("until", until),
            ("reason", "Your adviser is away until then."),
            ("letter", LETTER),
            ("going", "by-hand"),
            ("channel", "phone"),
        ]
    };
    file.sends(&mut keeper, "more-time", &gives("3/11/2026"))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The new last day must be after")
        .says("Your adviser is away until then.");
    file.sends(&mut keeper, "more-time", &gives("31/12/2026"))
        .await
        .to(&file.at.clone());
    keeper
        .get(&file.at)
        .await
        .says("They can comment until 31 December 2026")
        .says("Letter that they have more time to comment, read to them by phone: sent on");
    asha.get(&own)
        .await
        .says("You have until Thursday 31 December 2026")
        .says("Our letter: you have more time to comment")
        .says("have more time to comment: until Thursday 31 December 2026")
        .says("Your adviser is away until then.");
    file.keeper = keeper;
    let page = file.keeper.get(&format!("{}/comments", file.at)).await.body;
    let (_, after) = page.split_once("name=\"answer-").unwrap();
    let answer = format!("answer-{}", after.split_once('"').unwrap().0);
    file.does("comments", &[(&answer, "You have until then.")]).await;
    let (mut chair, votes) = panel(&file.app).await;
    let decision = agreed(&votes);
    file.sends(&mut chair, "decision", &decision)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("They have until 31 December 2026 to comment");
}

// Domain 5.10: what comes with an appeal, or with what is said before a review, is read by whoever decides.
#[tokio::test]
async fn files_go_with_an_appeal_and_with_what_is_said_before_a_review() {
    let mut file = reported("no").await;
    file.checked_and_warned().await;
    file.proposed_and_shared().await;
    let mut asha = file.asha().await;
    let own = format!("/track/{}/staying-in-touch", file.reference);
    let comment = [("says", "comment"), ("said", "It was not me."), ("all", "yes")];
    asha.post(&own, &comment).await.is(StatusCode::SEE_OTHER);
    asha.post_file(&own, &[("says", "comment"), ("turn", "add")], ("note.png", PNG))
        .await
        .to(&own);
    let page = file.keeper.get(&format!("{}/comments", file.at)).await.body;
    let (_, after) = page.split_once("name=\"answer-").unwrap();
    let answer = format!("answer-{}", after.split_once('"').unwrap().0);
    file.does("comments", &[(&answer, "You were seen.")]).await;
    let (mut chair, votes) = panel(&file.app).await;
    let decision = agreed(&votes);
    file.sends(&mut chair, "decision", &decision)
        .await
        .to(&file.at.clone());
    file.does(
        "notice",
        &[("letter", LETTER), ("going", "by-hand"), ("channel", "letter")],
    )
    .await;
    // It was added for a comment, and goes with what is said now.
    let review = [("says", "review"), ("said", "I write once a month.")];
    let page = asha.get(&own).await.says("1 file added").says("note.png").body;
    assert!(page.contains("value=\"remove-"), "it can be removed");
    let back = format!("/track/{}", file.reference);
    asha.post(&own, &review).await.to(&back);
    asha.get(&own)
        .await
        .says("A file that you sent before our review")
        .does_not_say("1 file added");
    file.keeper
        .get(&format!("{}/review", file.at))
        .await
        .says("I write once a month.")
        .says("note.png");
    let appeal = [("says", "appeal"), ("said", "I ask somebody else to decide.")];
    asha.post_file(&own, &appeal, ("minutes.png", PNG))
        .await
        .to(&back);
    // Ux P15: with date and role.
    let waits = "We have your appeal. The Monitoring Officer decides it by";
    asha.get(&back).await.says(waits);
    asha.get(&own)
        .await
        .says(waits)
        .says("A file that you sent with your appeal")
        .says("minutes.png");
    let mut hears = signed_in(
        &file.app,
        "Hana Hearer",
        &[
            Role::Staff,
            Role::AuthorisingOfficer,
            Role::Auditor,
            Role::Reviewer,
        ],
        &[],
    )
    .await;
    let page = hears
        .get(&format!("{}/appeal-decision", file.at))
        .await
        .says("I ask somebody else to decide.")
        .says("minutes.png")
        .does_not_say("note.png")
        .body;
    let files = format!("{}/files", file.at);
    let (_, after) = page.split_once(&format!("href=\"{files}/")).unwrap();
    let saved = format!("{files}/{}", after.split_once('"').unwrap().0);
    assert_eq!(hears.get(&saved).await.is(StatusCode::OK).bytes, PNG);
    // What came by post is added by whoever keeps the file; nothing goes with what is over.
    file.keeper
        .get(&files)
        .await
        .says("Their appeal")
        .says("What they said before the review");
    file.keeper
        .post_file(&files, &[("with", "appeal")], ("post.png", PNG))
        .await
        .to(&file.at.clone());
    file.sends(
        &mut hears,
        "appeal-decision",
        &[
            ("outcome", "not-upheld"),
            ("reasons", "The minutes say so, too."),
            ("letter", LETTER),
            ("going", "by-hand"),
            ("channel", "letter"),
        ],
    )
    .await
    .to(&file.at.clone());
    file.keeper
        .post_file(&files, &[("with", "appeal")], ("late.png", PNG))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
}

// Paper 004, 7.1; domain 5.6: what they say by any way is heard before anybody decides.
#[tokio::test]
async fn what_they_send_by_another_way_is_read_as_a_comment_and_nobody_decides_before() {
    let mut file = reported("no").await;
    file.checked_and_warned().await;
    file.proposed_and_shared().await;
    let mut asha = file.asha().await;
    let told = [("told", "I was in hospital that day.")];
    asha.post(&format!("/track/{}/add", file.reference), &told)
        .await
        .is(StatusCode::SEE_OTHER);
    let mut adviser = signed_in(&file.app, "Ada Adviser", &[Role::Staff, Role::Adviser], &[]).await;
    adviser
        .get("/staff/arrangements/contacts")
        .await
        .says(file.reference.as_str());
    let main = adviser
        .get(&format!("{}/contacts", file.at))
        .await
        .says("Contacts to read")
        .says("I was in hospital that day.")
        .says("A comment on the report")
        .body;
    let (_, after) = main.split_once("name=\"sort-").unwrap();
    let sort = format!("sort-{}", after.split_once('"').unwrap().0);
    file.sends(&mut adviser, "contacts", &[(&sort, "comment")])
        .await
        .to("/staff/arrangements/contacts");
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    keeper
        .get(&format!("{}/comments", file.at))
        .await
        .says("I was in hospital that day.");
    // Asha reads on her own page that it is one.
    asha.get(&format!("/track/{}/staying-in-touch", file.reference))
        .await
        .says("I was in hospital that day.");
}

// Domain 5.1; ux S18: a photograph or a voicemail, for those alone who open the file.
#[tokio::test]
async fn a_file_of_an_incident_is_saved_by_who_opens_the_conduct_file_and_by_nobody_else() {
    let mut file = reported("no").await;
    let add = format!("{}/files", file.at);
    let main = file.keeper.get(&add).await.is(StatusCode::OK).body;
    let (_, after) = main.split_once("name=\"with\"").unwrap();
    let (_, after) = after.split_once("value=\"").unwrap();
    let incident = after.split_once('"').unwrap().0.to_owned();
    let fields = [("with", incident.as_str())];
    file.keeper
        .post_file(&add, &fields, ("counter.png", b"no picture"))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    file.keeper
        .post_file(&add, &fields, ("counter.png", PNG))
        .await
        .to(&file.at.clone());
    let main = file.keeper.get(&file.at).await.says("counter.png").body;
    let (_, after) = main.split_once(&format!("href=\"{add}/")).unwrap();
    let saved = format!("{add}/{}", after.split_once('"').unwrap().0);
    file.keeper.get(&saved).await.is(StatusCode::OK);
    file.keeper
        .get(&format!("{}/readings", file.at))
        .await
        .says("Files");
    let mut officer = signed_in(
        &file.app,
        "Olive Officer",
        &[Role::Staff, Role::Officer],
        &["waste-crews"],
    )
    .await;
    officer.get(&saved).await.is(StatusCode::NOT_FOUND);
    officer.get(&add).await.is(StatusCode::NOT_FOUND);
}
