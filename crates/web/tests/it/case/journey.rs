//! From the complaint to the closed case, as staff press the buttons.

use axum::http::StatusCode;

use super::{AFTER_UNDO, Desk};

impl Desk {
    /// Answers the point, writes the reply and asks for approval.
    async fn ask_for_approval(&mut self) {
        let mut jo = self.jo.clone();
        let point = self.first_link(&mut jo, "points", "points").await;
        let finding = [
            ("finding", "upheld"),
            ("reason", "The crew did not enter Mill Lane."),
        ];
        self.done(&mut jo, &point, &finding).await;
        let fields = [
            ("section-remedy", "We collected your bins on 3 November."),
            ("section-actions", "Nothing is still to be done."),
            ("intent", "ask"),
        ];
        let page = jo.get(&self.at("reply")).await;
        let mut record = self.app.record().await.len();
        // A second press says what the first one did, and does nothing more.
        for press in 0..2 {
            let answer = self.sent_from(&page, &mut jo, ("reply", &fields)).await;
            jo.follow(answer).await.says("Approval asked for");
            let after = self.app.record().await.len();
            assert_eq!(after == record, press == 1);
            record = after;
        }
    }
}

#[tokio::test]
async fn a_complaint_is_acknowledged_answered_approved_sent_and_closed() {
    let mut desk = Desk::new().await;
    let (mut jo, mut sam) = (desk.jo.clone(), desk.sam.clone());
    let path = desk.path.clone();
    jo.get(&path)
        .await
        .is(StatusCode::OK)
        .says("Acknowledge the complaint.")
        .says("Collect it, and say why.");
    desk.acknowledge().await;
    jo.get(&path).await.says("Look into the complaint");
    desk.ask_for_approval().await;
    jo.get(&desk.at("reply/preview"))
        .await
        .is(StatusCode::OK)
        .says("The crew did not enter Mill Lane.")
        .says("This is a draft");

    // Who may approve replies, and not this one, is told before they decide.
    let mut ruth = desk.ruth.clone();
    ruth.get(&desk.at("approve"))
        .await
        .says("The service manager must approve this reply.")
        .says("Send back to the author")
        .does_not_say("Approve and send");
    let page = sam.get(&desk.at("approve")).await.says("Approve and send");
    let sent = desk
        .done(&mut sam, "approve", &[("decision", "approve-and-send")])
        .await;
    sent.says("Reply approved and sent").says("Undo until");
    // A second press says what the first one did, and does nothing more.
    let before = desk.app.record().await.len();
    let again = desk
        .sent_from(&page, &mut sam, ("approve", &[("decision", "approve-and-send")]))
        .await;
    sam.follow(again).await.says("Reply approved and sent");
    assert_eq!(desk.app.record().await.len(), before);
    // Nobody closes what can still be taken back: the button is not there, and the form says when.
    let early = [
        ("outcome", "done"),
        ("sentence", "We collected your bins."),
        ("has_lesson", "no"),
        ("lesson", "The rules were followed."),
    ];
    let answer = desk.sent(&mut jo, "close", &early).await;
    answer
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The reply can still be undone until");
    jo.get(&path)
        .await
        .says("The reply goes out on")
        .does_not_say("Close case");
    jo.get(&desk.at("messages")).await.says("Can still be undone");
    desk.app.wait(AFTER_UNDO).await;
    jo.get(&desk.at("messages"))
        .await
        .does_not_say("Can still be undone")
        .says("Shown online, ready to print");
    let view = desk
        .app
        .casework
        .track_case(&desk.app.council, &desk.reference, "WS1 2AB")
        .await
        .unwrap();
    assert!(view.case.reply_sent_at().is_some(), "the customer sees the reply");

    let lesson = [
        ("outcome", "done"),
        ("sentence", "We collected your bins, and the crew has the key."),
        ("has_lesson", "yes"),
        ("lesson", "Crews need keys."),
    ];
    desk.done(&mut jo, "close", &lesson).await.says("Case closed");
    let timeline = jo.get(&desk.at("timeline")).await;
    timeline
        .says("Read and print: what the customer was told")
        .says("Case closed")
        .says("Stage 1 reply sent")
        .says("Internal");
}

#[tokio::test]
async fn nobody_approves_what_they_wrote() {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    desk.jo = desk.sam.clone();
    desk.ask_for_approval().await;
    let mut sam = desk.sam.clone();
    let page = sam.get(&desk.at("approve")).await;
    let page = page.says("You wrote part of this reply, so somebody else must approve it");
    assert!(!page.body.contains("name=\"decision\""));
    let seen = desk.app.record().await.len().to_string();
    let form = [("seen", seen.as_str()), ("decision", "approve")];
    let answer = sam.post(&desk.at("approve"), &form).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    assert!(
        desk.app
            .record()
            .await
            .iter()
            .all(|(kind, _)| kind != "reply-approved")
    );
}

#[tokio::test]
async fn a_reply_that_is_not_whole_says_what_is_missing_and_keeps_what_was_typed() {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    let mut jo = desk.jo.clone();
    let fields = [
        ("section-looked-at", "We looked at the tracker."),
        ("intent", "ask"),
    ];
    let answer = desk.sent(&mut jo, "reply", &fields).await;
    answer
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Answer point 1")
        .says("Say what we will do to put it right")
        .says("We looked at the tracker.");
}

#[tokio::test]
async fn a_reply_that_was_sent_can_be_undone_for_five_minutes() {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    desk.ask_for_approval().await;
    let (mut jo, mut sam) = (desk.jo.clone(), desk.sam.clone());
    let sent = desk
        .done(&mut sam, "approve", &[("decision", "approve-and-send")])
        .await;
    let seen = sent.value_of("seen").unwrap();
    let undone = jo
        .post_and_follow(&desk.at("reply/undo"), &[("seen", seen.as_str())])
        .await;
    undone.says("Sending was undone");
    desk.app.wait(AFTER_UNDO).await;
    jo.get(&desk.at("messages")).await.does_not_say("Reply");
}

#[tokio::test]
async fn every_date_on_the_summary_says_why() {
    let mut desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let page = jo.get(&desk.path).await;
    assert_eq!(page.body.matches("Why this date?").count(), 2, "{}", page.main());
    desk.acknowledge().await;
    jo.get(&desk.path).await.says("Acknowledged on");
}

#[tokio::test]
async fn an_acknowledgement_names_every_point_that_it_adds() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let added = ("new_points", "Nobody called back.");
    let wrong = desk
        .sent(&mut jo, "acknowledge", &[added, ("intent", "send")])
        .await;
    let wrong = wrong
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The letter must name every new point");
    let again = desk
        .sent_from(&wrong, &mut jo, ("acknowledge", &[("intent", "redraft")]))
        .await
        .is(StatusCode::OK);
    let sent = desk
        .sent_from(&again, &mut jo, ("acknowledge", &[("intent", "send")]))
        .await;
    jo.follow(sent).await.says("Acknowledgement sent");
}

#[tokio::test]
async fn a_fresh_reply_asks_for_nothing_that_stands_in_its_boxes() {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    let mut jo = desk.jo.clone();
    jo.get(&desk.at("reply"))
        .await
        .says("You complained about:")
        .says("Say what we will do to put it right")
        .does_not_say("Say what the complaint is")
        .does_not_say("Say how to take it further");
}

#[tokio::test]
async fn nothing_is_called_done_that_nobody_did() {
    let mut desk = Desk::new().await;
    let mut asha = desk.app.browser();
    let proof = [("reference", desk.reference.as_str()), ("proof", "Patel")];
    asha.post_and_follow("/track", &proof).await;
    let add = format!("/track/{}/add", desk.reference);
    asha.post_and_follow(&add, &[("told", "Today again.")]).await;
    desk.acknowledge().await;
    let mut jo = desk.jo.clone();
    jo.get(&desk.path)
        .await
        .says("Talk to the customer To do")
        .does_not_say("Give each action an owner and a date");
    let call = [
        ("direction", "out"),
        ("channel", "phone"),
        ("purpose", "update-given"),
        ("words", "We talked."),
    ];
    desk.done(&mut jo, "contact", &call).await;
    jo.get(&desk.path).await.says("Talk to the customer Completed");
}

#[tokio::test]
async fn every_page_of_a_case_has_a_title_of_its_own() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let pages = [
        "", "timeline", "messages", "points", "replies", "actions", "people", "links", "close", "note",
    ];
    let mut titles = std::collections::BTreeSet::new();
    for page in pages {
        let at = desk.at(page);
        let title = jo.get(at.trim_end_matches('/')).await.title();
        assert!(title.contains(desk.reference.as_str()), "{title}");
        assert!(titles.insert(title.clone()), "{title} is twice");
    }
    for list in [
        "/staff/my-cases",
        "/staff/my-cases/closed",
        "/staff/my-cases/logged",
    ] {
        let title = jo.get(list).await.title();
        assert!(titles.insert(title.clone()), "{title} is twice");
    }
}

/// The editor inserts what the policy has ready (ux S9), and loses nothing that was typed.
#[tokio::test]
async fn a_paragraph_is_put_into_the_reply_without_a_script_and_nothing_typed_is_lost() {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    let mut jo = desk.jo.clone();
    let before = desk.app.record().await.len();
    let typed = [
        ("section-looked-at", "We asked the crew."),
        ("section-sorry", "We are sorry if you feel let down."),
        ("paragraph", "missed-bin"),
        ("into", "looked-at"),
        ("intent", "insert"),
    ];
    let page = desk.sent(&mut jo, "reply", &typed).await;
    let page = page
        .is(StatusCode::OK)
        .says("We asked the crew.")
        .says("Each lorry records where it stops")
        .says("“sorry if” is no apology");
    assert!(
        page.body.contains("We are sorry if you feel let down."),
        "{}",
        page.body
    );
    assert_eq!(desk.app.record().await.len(), before, "nothing was saved by it");
    let nothing = [("section-looked-at", "We asked the crew."), ("intent", "insert")];
    desk.sent(&mut jo, "reply", &nothing)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select a paragraph")
        .says("Select the part to put it in")
        .says("We asked the crew.");
}

/// Advice, never a block: the seven elements are the block (Code 6.8).
#[tokio::test]
async fn remarks_on_the_words_stop_nothing() {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    let mut jo = desk.jo.clone();
    let point = desk.first_link(&mut jo, "points", "points").await;
    let finding = [
        ("finding", "upheld"),
        ("reason", "The crew did not enter Mill Lane."),
    ];
    desk.done(&mut jo, &point, &finding).await;
    let poor = [
        (
            "section-remedy",
            "Prior to the collection of bins, a decision was made. Please do not hesitate to call the LGSCO.",
        ),
        ("section-actions", "Nothing is still to be done."),
    ];
    let saved = [poor[0], poor[1], ("intent", "save")];
    let page = desk.done(&mut jo, "reply", &saved).await;
    page.says("“prior to”: before")
        .says("“was made” does not say who")
        .says("“the collection of” hides a verb")
        .says("“do not hesitate to”")
        .says("“LGSCO”: say once what it stands for");
    let asked = [poor[0], poor[1], ("intent", "ask")];
    desk.done(&mut jo, "reply", &asked)
        .await
        .says("Approval asked for");
}

/// Who approves sees what changed since they sent it back (ux S10).
#[tokio::test]
async fn a_reply_that_was_sent_back_shows_what_changed_since() {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    desk.ask_for_approval().await;
    let (mut jo, mut sam) = (desk.jo.clone(), desk.sam.clone());
    sam.get(&desk.at("approve"))
        .await
        .does_not_say("Changes since it was sent back");
    let back = [("decision", "send-back"), ("what_to_change", "Say which day.")];
    desk.done(&mut sam, "approve", &back).await;
    let again = [
        ("section-remedy", "We collected your bins on 4 November."),
        ("section-actions", "Nothing is still to be done."),
        ("intent", "ask"),
    ];
    desk.done(&mut jo, "reply", &again).await;
    let page = sam
        .get(&desk.at("approve"))
        .await
        .says("Changes since it was sent back");
    assert!(
        page.body.contains("<del class=\"app-compare__removed\">"),
        "{}",
        page.main()
    );
    assert!(
        page.body.contains("<ins class=\"app-compare__added\">"),
        "{}",
        page.main()
    );
    page.says("[removed: 3").says("[added: 4");
    jo.get(&desk.at("reply/versions"))
        .await
        .is(StatusCode::OK)
        .says("Version 1, saved by Jo Martin")
        .says("then sent back")
        .says("[added: 4");
}
