//! The forms that change one setting of the draft.

use axum::http::StatusCode;
use redress_domain::policy::letters::{LetterPart, Place};
use redress_domain::vocabulary::{Kind, Ombudsman, Role};

use super::{administrator, save, signed_in};
use crate::app::TestApp;

#[tokio::test]
async fn a_service_is_added_and_ended_and_one_with_open_cases_is_not_taken_out() {
    let app = TestApp::new().await;
    crate::staff::case(&app, Kind::Complaint, Some("parking")).await;
    let mut ada = administrator(&app).await;
    let markets = [
        ("id", "markets"),
        ("name", "Markets"),
        ("team", "streets-and-parks"),
        ("answerable", "director-places"),
        ("complaints", "complaint-corporate"),
    ];
    save(&mut ada, "/admin/services/new", &markets)
        .await
        .to("/admin/services");
    let again = save(&mut ada, "/admin/services/new", &markets).await;
    again
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Another service has this short name");
    let ended = [
        ("name", "Council car parks"),
        ("team", "streets-and-parks"),
        ("answerable", "director-places"),
        ("complaints", "complaint-corporate"),
        ("ends_on", "31/12/2026"),
    ];
    save(&mut ada, "/admin/services/parking", &ended)
        .await
        .to("/admin/services");
    ada.get("/admin/policy")
        .await
        .says("Service Markets is new")
        .says("Service Council car parks, last day: not set → 31 December 2026.");
    let seen = ada.get("/admin/services/parking").await.value_of("seen").unwrap();
    let out = "/admin/services/parking/take-out";
    let page = ada
        .post(out, &[("seen", &seen)])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Enter why you are taking it out");
    let page = ada
        .post(out, &[("seen", &seen), ("because-out", "The county has it.")])
        .await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Council car parks has 1 open case. It can be ended from a day, and not taken out");
}

#[tokio::test]
async fn a_wrong_target_is_said_beside_its_field_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let fields = [
        ("name", "Bins"),
        ("team", "waste-crews"),
        ("answerable", "head-of-environment"),
        ("complaints", "complaint-corporate"),
        ("target", "a fortnight"),
    ];
    let page = save(&mut ada, "/admin/services/waste", &fields).await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY).says("target-error");
    assert_eq!(page.value_of("name").as_deref(), Some("Bins"));
    assert_eq!(page.value_of("target").as_deref(), Some("a fortnight"));
    assert!(page.title().starts_with("Error: "));
}

#[tokio::test]
async fn closures_are_added_and_taken_back_day_by_day() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    ada.get("/admin/closures")
        .await
        .says("Christmas Day")
        .says("Tuesday 29 December 2026");
    let days = [
        ("day", "21/12/2026"),
        ("until", "23/12/2026"),
        ("open", "2026-12-29"),
    ];
    save(&mut ada, "/admin/closures", &days)
        .await
        .to("/admin/closures");
    ada.get("/admin/policy").await.says(
        "Days the council is closed: added 21 December 2026, 22 December 2026, 23 December 2026; taken out 29 December 2026.",
    );
    let wrong = save(&mut ada, "/admin/closures", &[("day", "31/2/2027")]).await;
    wrong
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The day must be a date, like 24/12/2026");
    // What was counted on a day that has passed stays counted.
    let passed = save(&mut ada, "/admin/closures", &[("day", "27/2/2026")]).await;
    passed
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter today or a day to come");
    let none = save(&mut ada, "/admin/closures", &[]).await;
    none.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter a day to close");
}

#[tokio::test]
async fn days_that_differ_from_the_code_need_a_reason() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let promise = [
        ("promise", "We reply to your complaint as soon as we can."),
        ("measure", "stage-1-in-time"),
        ("target", "95"),
        ("public", "yes"),
    ];
    save(&mut ada, "/admin/standards/reply-in-time", &promise)
        .await
        .to("/admin/standards");
    let days = [
        ("acknowledge", "5 working days"),
        ("stage-1-reply", "12 working days"),
        ("stage-1-extend_by", "10 working days"),
        ("stage-2-acknowledge", "5 working days"),
        ("stage-2-reply", "20 working days"),
        ("stage-2-extend_by", "20 working days"),
    ];
    let page = save(&mut ada, "/admin/clocks/complaint-corporate", &days).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Differs from paragraph 6.3 of the Ombudsman’s Code")
        .says("Say why you differ from paragraph 6.3 of the Code");
    let mut days = days.to_vec();
    days.push(("reason-6-3", "Two officers only."));
    save(&mut ada, "/admin/clocks/complaint-corporate", &days)
        .await
        .to("/admin/clocks");
    ada.get("/admin/policy")
        .await
        .says("stage 1 replies: 10 working days → 12 working days.")
        .says("Two officers only.");
}

#[tokio::test]
async fn a_colour_that_nobody_can_read_is_refused_with_its_contrast() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let page = save(
        &mut ada,
        "/admin/brand",
        &[("colour", "#66aacc"), ("link", "#1d5f8a")],
    )
    .await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY);
    page.says("This colour has a contrast of 2.5 to 1 with white. Use a darker colour.");
    let shown = [("colour", "#123456"), ("link", "#1d5f8a"), ("do", "preview")];
    save(&mut ada, "/admin/brand", &shown)
        .await
        .is(StatusCode::OK)
        .says("fill=\"#123456\"");
    ada.get("/admin/policy").await.says("There is no draft.");
}

#[tokio::test]
async fn a_letter_keeps_its_ombudsman_paragraph_and_is_previewed() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let path = "/admin/letters/reply_final";
    let page = save(&mut ada, path, &[("words", "Goodbye by ((replydate)).")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Placeholder ((replydate)) is not known.")
        .says("The Ombudsman paragraph is missing.");
    // Complaint Handling Code 6.8: a placeholder that is not ended would go out as it is written.
    let page = save(&mut ada, path, &[("words", "Goodbye.\n\n((ombudsman")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Placeholder ((ombudsman is not ended: write )) after its name. It is in line 3, column 1.")
        .says("The Ombudsman paragraph is missing.");
    let words = "That was our last word, ((customer)).\n\n((ombudsman))";
    let page = save(&mut ada, path, &[("words", words), ("do", "preview")]).await;
    page.is(StatusCode::OK)
        .says("That was our last word, Asha Patel.")
        .says("www.lgo.org.uk");
    // Each Ombudsman has a time limit of its own, and one wording for all of them would take them away.
    save(&mut ada, path, &[("words", words)])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("These words would take the place of several that say different things.")
        .says("That was our last word");
    let place = "/admin/letters/wording?part=reply_final&procedure=complaint-corporate&stage=2";
    let page = ada.get(path).await;
    page.says("What it says differs by procedure or stage.")
        .says("You usually have up to 12 months to do this.")
        .says("You can ask the Housing Ombudsman to look at it, for up to 12 months after this reply.");
    let page = ada.get(place).await.is(StatusCode::OK);
    page.says("You usually have up to 12 months to do this.");
    let now = LetterPart::ReplyFinal.ordinary_in(&Place {
        ombudsman: Some(Ombudsman::Lgsco),
        ..Place::default()
    });
    let at = [
        ("part", "reply_final"),
        ("procedure", "complaint-corporate"),
        ("stage", "2"),
    ];
    let of_place = |words: &'static str| {
        let id = ("id", "reply-final-complaint-corporate-2");
        [id, at[0], at[1], at[2], ("words", words)]
    };
    save(
        &mut ada,
        "/admin/letters/wording",
        &of_place("That was our last word.\n\n((ombudsman))"),
    )
    .await
    .is(StatusCode::UNPROCESSABLE_ENTITY)
    .says("asks a last reply to say more. Say that it may look at an older complaint.");
    let whole = now.replacen("We have now looked", "We have looked", 1).leak();
    save(&mut ada, "/admin/letters/wording", &of_place(whole))
        .await
        .to("/admin/letters");
    // What has the same words everywhere is worded on its own page.
    save(
        &mut ada,
        "/admin/letters/greeting",
        &[("words", "Hello ((customer))")],
    )
    .await
    .to("/admin/letters");
    ada.get("/admin/letters").await.says("The council’s own");
    // The list is by letter, and one letter can be asked for.
    let page = ada
        .get("/admin/letters?letter=reply&procedure=complaint-corporate")
        .await;
    page.says("Reply final").does_not_say("Acknowledgement opening");
    // Being an administrator opens no case: the preview on a real one is for whoever may read it.
    let real = [("words", words), ("case", "WS-4K7P-29QX"), ("do", "preview")];
    save(&mut ada, path, &real)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("There is no case with this reference that you may read")
        .says("That was our last word");
}

// Domain 5.4 to 5.8: a council words the letters about contact, and what they have to say stays in them.
#[tokio::test]
async fn a_letter_about_contact_is_worded_on_the_same_page_as_every_other() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    ada.get("/admin/letters?letter=conduct")
        .await
        .says("How somebody gets in touch: paragraphs")
        .says("Conduct appeal")
        .does_not_say("Reply final");
    let path = "/admin/letters/conduct_appeal";
    let page = save(
        &mut ada,
        path,
        &[("words", "Write to the ((post)),\nor to ((nobody)).")],
    )
    .await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Placeholder ((nobody)) is not known. It is in line 2, column 7.")
        .says("Placeholder ((time)) is missing.");
    let words = "Write to the ((post)) in ((time)). You have an answer in ((decided within)).";
    save(&mut ada, path, &[("words", words), ("do", "preview")])
        .await
        .is(StatusCode::OK)
        .says("Write to the Executive Team in 10 working days.");
    save(&mut ada, path, &[("words", words)])
        .await
        .to("/admin/letters");
    let path = "/admin/letters/conduct_always";
    ada.get(path).await.says("A letter has to say this in some words");
    save(&mut ada, path, &[("words", "See above.")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("These words say too little for what the letter has to say.");
    // They are of no procedure.
    ada.get("/admin/letters/wording")
        .await
        .says("value=\"reply_final\"")
        .does_not_say("value=\"conduct_appeal\"");
}

// Welsh Language Standards (No. 1) Regulations 2015, standard 6: who changes the English changes the Welsh with it.
#[tokio::test]
async fn a_council_that_writes_welsh_words_both_on_the_page() {
    let app = TestApp::new().await;
    let source = crate::staff::conduct::worded::in_wales().replacen(
        "starts_on = 2026-04-01",
        "starts_on = 2026-10-01",
        1,
    );
    let policy = redress_domain::policy::Policy::parse(&source).unwrap();
    let setup = TestApp::setup();
    app.casework.adopt_policy(&setup, policy).await.unwrap();
    let mut ada = administrator(&app).await;
    let path = "/admin/letters/reply_final";
    ada.get(path)
        .await
        .says("Words in Welsh")
        .says("Dyma ein hateb terfynol.");
    let words = ("words", "That was our last word. ((ombudsman))");
    let page = save(&mut ada, path, &[words, ("welsh", "Dyna ein gair olaf.")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The Ombudsman paragraph is missing.")
        .says("Dyna ein gair olaf.");
    save(&mut ada, path, &[words])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter the words in Welsh");
    let path = "/admin/letters/greeting";
    let both = [("words", "Hello ((customer))"), ("welsh", "Helo ((customer))")];
    save(&mut ada, path, &both).await.to("/admin/letters");
    ada.get(path).await.says("Helo Asha Patel");
    let special = [
        ("id", "hello-by-post"),
        ("part", "greeting"),
        ("channel", "letter"),
        ("words", "Good day ((customer))"),
        ("welsh", "Dydd da ((customer))"),
    ];
    let path = "/admin/letters/wording";
    save(&mut ada, path, &special[..4])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter the words in Welsh");
    save(&mut ada, path, &special).await.to("/admin/letters");
    ada.get("/admin/letters/wording?id=hello-by-post")
        .await
        .says("Dydd da ((customer))");
}

/// A template is previewed on a real case by whoever may read that case; and the reading is recorded.
#[tokio::test]
async fn words_are_previewed_with_a_real_case_by_whoever_may_read_it() {
    let app = TestApp::new().await;
    let jo = app
        .create_user("Jo Martin", &[Role::Officer], &["waste-crews"])
        .await;
    let reference = crate::case::complaint(&app, &jo).await;
    // Whoever manages complaints reads the case and words the letter, and finds the page; only an administrator adopts.
    let mut ruth = signed_in(&app, "Ruth Bell", &[Role::ComplaintsManager], &[]).await;
    ruth.get("/staff").await.says("href=\"/admin\"");
    ruth.get("/admin")
        .await
        .says("href=\"/admin/letters\"")
        .does_not_say("href=\"/admin/users\"");
    ruth.get("/admin/letters").await.is(StatusCode::OK);
    ruth.get("/admin/policy")
        .await
        .is(StatusCode::OK)
        .does_not_say("href=\"/admin/policy/adopt\"");
    ruth.get("/admin/policy/adopt").await.is(StatusCode::FORBIDDEN);
    let fields = [
        ("words", "Dear ((customer)), quote ((reference))."),
        ("case", reference.as_str()),
        ("do", "preview"),
    ];
    save(&mut ruth, "/admin/letters/acknowledgement_opening", &fields)
        .await
        .is(StatusCode::OK)
        .says(&format!("In a letter about {reference}"))
        .says(&format!("quote {reference}."));
    // Who may read no case is told so in the same words as for a case that there is not, and what was typed stays.
    let mut ada = administrator(&app).await;
    save(&mut ada, "/admin/letters/acknowledgement_opening", &fields)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("There is no case with this reference that you may read")
        .says("quote ((reference)).");
}

#[tokio::test]
async fn words_for_a_procedure_and_a_paragraph_for_replies_are_added_and_changed_in_the_draft() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let path = "/admin/letters/wording";
    let wrong = [
        ("id", "final-by-post"),
        ("part", "reply_final"),
        ("words", "The end, ((custmer))."),
    ];
    save(&mut ada, path, &wrong)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select a procedure, a stage or how the letter goes")
        .says("Placeholder ((custmer)) is not known. It is in line 1, column 10.")
        .says("The Ombudsman paragraph is missing. Paragraph 6.8 of the Complaint Handling Code asks for it.")
        .says("The end,");
    let right = [
        ("id", "final-by-post"),
        ("part", "reply_final"),
        ("procedure", "complaint-housing"),
        ("channel", "letter"),
        ("words", "The end. ((ombudsman))"),
    ];
    save(&mut ada, path, &right).await.to("/admin/letters");
    ada.get("/admin/letters").await.says("by letter");
    let known = ada.get("/admin/letters/wording?id=final-by-post").await;
    known.is(StatusCode::OK).says("The end. ((ombudsman))");
    let path = "/admin/letters/paragraph";
    let empty = [("id", "full-stop"), ("name", "-"), ("words", ".")];
    save(&mut ada, path, &empty)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("This has no words, only punctuation.")
        .says("full-stop");
    let dots = [("words", "..."), ("do", "save")];
    save(&mut ada, "/admin/letters/acknowledgement_closing", &dots)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("This has no words, only punctuation.")
        .says("...");
    let ready = [
        ("id", "lorries"),
        ("name", "How lorries record"),
        ("services", "waste"),
        ("words", "Each lorry records where it stops."),
    ];
    save(&mut ada, path, &ready).await.to("/admin/letters");
    ada.get("/admin/letters")
        .await
        .says("How lorries record Bins and recycling");
    ada.get("/admin/policy")
        .await
        .says("Paragraph for replies lorries is new");
}

#[tokio::test]
async fn teams_and_posts_are_renamed_and_added() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    save(&mut ada, "/admin/teams/housing", &[("name", "Homes")])
        .await
        .to("/admin/teams");
    let post = [
        ("id", "head-of-parks"),
        ("name", "Head of Parks"),
        ("roles", "service-manager"),
    ];
    save(&mut ada, "/admin/posts/new", &post).await.to("/admin/posts");
    let page = save(
        &mut ada,
        "/admin/teams/new",
        &[("id", "Not a name"), ("name", "X")],
    )
    .await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The short name must have small letters");
    ada.get("/admin/policy")
        .await
        .says("Team Housing, name: “Housing” → “Homes”.")
        .says("Post Head of Parks is new");
}
