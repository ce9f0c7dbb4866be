//! Following a case: who is let in, what they see, what they can do.

use std::net::SocketAddr;

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_domain::id::{ActorId, ReasonCode};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::Role;

use super::complaint;
use super::files::PNG;
use crate::api::program;
use crate::app::TestApp;

/// A reference that nobody has.
fn unknown() -> String {
    redress_domain::reference::Reference::new("WS", 7).to_string()
}

#[tokio::test]
async fn the_postcode_or_the_last_name_opens_the_case() {
    let app = TestApp::new().await;
    let reference = complaint(&mut app.browser()).await;
    for proof in ["ws14ab", "O'Neill"] {
        let mut asha = app.browser();
        asha.get(&format!("/track/{reference}")).await.to("/track");
        let typed = reference.to_lowercase().replace('-', " ");
        asha.post_and_follow("/track", &[("reference", &typed), ("proof", proof)])
            .await
            .is(StatusCode::OK)
            .says("Your complaint: Bins and recycling")
            .says("We will acknowledge it by")
            // What the confirmation promised stands here too (ux, P7).
            .says("We will reply by Monday 23 November 2026 at the latest")
            .says("Why these dates")
            .says("We received it")
            // What they wrote takes more than a name that a neighbour knows.
            .says("See your letters and details")
            .does_not_say("Collect it.");
    }
}

#[tokio::test]
async fn one_wrong_character_of_a_reference_gets_an_answer_of_its_own() {
    let app = TestApp::new().await;
    let reference = complaint(&mut app.browser()).await;
    let wrong = crate::app::mistyped(&reference);
    for (typed, says) in [
        (
            wrong.as_str(),
            "Check the reference: one letter or number is wrong",
        ),
        ("gibberish", "Enter your reference, like "),
        ("WS-4K7P", "Enter your reference, like "),
    ] {
        app.browser()
            .post("/track", &[("reference", typed), ("proof", "WS1 4AB")])
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says(says)
            .says(&format!("value=\"{typed}\""));
    }
}

#[tokio::test]
async fn a_wrong_reference_and_a_wrong_name_get_the_same_answer() {
    let app = TestApp::new().await;
    let reference = complaint(&mut app.browser()).await;
    let unknown = unknown();
    let mut pages = Vec::new();
    for (reference, proof) in [
        (&reference, "Nobody"),
        (&unknown, "Nobody"),
        (&unknown, "O'Neill"),
    ] {
        let mut sam = app.browser();
        let page = sam
            .post("/track", &[("reference", reference), ("proof", proof)])
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY);
        pages.push(page.main().replace(reference.as_str(), "").replace(proof, ""));
        let nothing = sam
            .post("/track", &[("reference", reference), ("proof", "")])
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY);
        nothing.says("Enter the postcode or last name you gave us");
    }
    assert_eq!(pages[0], pages[1]);
    assert_eq!(pages[1], pages[2]);
}

#[tokio::test]
async fn after_five_wrong_tries_nothing_is_shown_for_a_while_and_nobody_else_is_locked_out() {
    let app = TestApp::new().await;
    let reference = complaint(&mut app.browser()).await;
    let mut sam = app.browser();
    for _ in 0..5 {
        sam.post("/track", &[("reference", &reference), ("proof", "Guess")])
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let right = [("reference", reference.as_str()), ("proof", "O'Neill")];
    sam.post("/track", &right)
        .await
        .is(StatusCode::TOO_MANY_REQUESTS)
        .says("We cannot show this now")
        .says("01632 960100");
    // Whoever runs it notices, once for the limit: nothing of the case, the place or what was typed.
    let watcher = program(&app, "watcher", &[Role::Administrator], &[]).await;
    let text = watcher.get("/metrics").await.is(200).text;
    let stopped = "redress_try_limits_reached_total{council=\"westshire\",door=\"track\"} 1\n";
    assert!(text.contains(stopped), "{text}");
    // Elsewhere, the customer is let in.
    app.browser()
        .post("/track", &right)
        .await
        .is(StatusCode::SEE_OTHER);
    app.wait(SignedDuration::from_mins(16)).await;
    sam.post("/track", &right).await.is(StatusCode::SEE_OTHER);
}

/// How many guesses at a reference were compared, of those that came from these addresses at the same moment.
async fn judged(app: &TestApp, reference: &str, addresses: impl Iterator<Item = [u8; 4]>) -> usize {
    let mut guesses = tokio::task::JoinSet::new();
    for address in addresses {
        let (mut sam, reference) = (app.browser(), reference.to_owned());
        sam.address = SocketAddr::from((address, 40_000));
        guesses.spawn(async move {
            let guess = [("reference", reference.as_str()), ("proof", "Guess")];
            sam.post("/track", &guess).await.status
        });
    }
    let answers = guesses.join_all().await.into_iter();
    answers
        .filter(|status| *status == StatusCode::UNPROCESSABLE_ENTITY)
        .count()
}

// "Guessing references, codes or postcodes is slowed and noticed": a list of names is not through because each comes from elsewhere.
#[tokio::test]
async fn guesses_at_one_case_from_many_addresses_are_slowed_and_noticed_and_lock_nobody_out() {
    let app = TestApp::new().await;
    let reference = complaint(&mut app.browser()).await;
    // Of one network, all hosts together.
    let of_one_network = judged(&app, &reference, (1..=40).map(|host| [203, 0, 1, host])).await;
    assert_eq!(of_one_network, 15);
    // Of others, five from each address until there were thirty from everywhere, and one from then on.
    let five_of_each = (0..15).map(|nth| [203, 0, 2 + nth % 3, 9]);
    assert_eq!(judged(&app, &reference, five_of_each).await, 15);
    let then = (0..15).map(|nth| [203, 0, 12 + nth % 3, 9]);
    assert_eq!(judged(&app, &reference, then).await, 3);
    let watcher = program(&app, "watcher", &[Role::Administrator], &[]).await;
    let text = watcher.get("/metrics").await.is(200).text;
    let stopped = "redress_try_limits_reached_total{council=\"westshire\",door=\"track-one\"} 1\n";
    assert!(text.contains(stopped), "{text}");
    // The customer is let in from elsewhere, whoever guesses meanwhile; and another case is as open as ever.
    let right = [("reference", reference.as_str()), ("proof", "O'Neill")];
    app.browser()
        .post("/track", &right)
        .await
        .is(StatusCode::SEE_OTHER);
    let other = complaint(&mut app.browser()).await;
    assert_eq!(judged(&app, &other, [[203, 0, 9, 9]; 6].into_iter()).await, 5);
    app.wait(SignedDuration::from_mins(16)).await;
    let after = [[203, 0, 12, 9]; 5].into_iter();
    assert_eq!(judged(&app, &reference, after).await, 5);
}

#[tokio::test]
async fn guesses_at_the_same_moment_are_all_counted_and_a_right_answer_is_none() {
    let app = TestApp::new().await;
    let reference = complaint(&mut app.browser()).await;
    let right = [("reference", reference.as_str()), ("proof", "O'Neill")];
    // One family looks it up again and again.
    let family = app.browser();
    for _ in 0..22 {
        family
            .clone()
            .post("/track", &right)
            .await
            .is(StatusCode::SEE_OTHER);
    }
    let mut guesses = tokio::task::JoinSet::new();
    for _ in 0..40 {
        let (mut sam, reference) = (family.clone(), reference.clone());
        guesses.spawn(async move {
            let guess = [("reference", reference.as_str()), ("proof", "Guess")];
            sam.post("/track", &guess).await.status
        });
    }
    let answers = guesses.join_all().await;
    let judged = answers
        .iter()
        .filter(|status| **status == StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(judged.count(), 5, "{answers:?}");
    family
        .clone()
        .post("/track", &right)
        .await
        .is(StatusCode::TOO_MANY_REQUESTS);
}

// Whoever can set a cookie in somebody's browser, from a neighbouring site, is let in to nothing by it.
#[tokio::test]
async fn a_cookie_that_was_planted_opens_nothing_once_its_owner_is_let_in() {
    let app = TestApp::new().await;
    let reference = complaint(&mut app.browser()).await;
    let (mut asha, mut mallory) = (app.browser(), app.browser());
    // One that we never made, and one that we made for somebody else.
    let mut other = app.browser();
    other
        .post("/track", &[("reference", &reference), ("proof", "O'Neill")])
        .await;
    let pass = format!("redress_pass_track-{reference}");
    let made = other.cookie(&pass).expect("a cookie of its own").to_owned();
    for browser in [&mut asha, &mut mallory] {
        browser.plant("redress_visit", &"ab".repeat(32));
        browser.plant(&pass, &made);
    }
    app.wait(SignedDuration::from_mins(31)).await;
    asha.post("/track", &[("reference", &reference), ("proof", "O'Neill")])
        .await
        .is(StatusCode::SEE_OTHER);
    let place = format!("/track/{reference}");
    asha.get(&place).await.is(StatusCode::OK).says(&reference);
    mallory.get(&place).await.is(StatusCode::SEE_OTHER).to("/track");
}

#[tokio::test]
async fn half_an_hour_after_the_last_page_the_case_is_closed_to_the_browser() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let reference = complaint(&mut asha).await;
    let path = format!("/track/{reference}");
    app.wait(SignedDuration::from_mins(29)).await;
    asha.get(&path).await.is(StatusCode::OK);
    app.wait(SignedDuration::from_mins(29)).await;
    asha.get(&path).await.is(StatusCode::OK);
    app.wait(SignedDuration::from_mins(31)).await;
    asha.get(&path).await.to("/track");
}

#[tokio::test]
async fn more_can_be_said_and_asked_and_then_it_can_be_withdrawn() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let reference = complaint(&mut asha).await;
    let at = |end: &str| format!("/track/{reference}{end}");
    asha.get(&at("/add")).await.is(StatusCode::OK);
    asha.post(&at("/add"), &[("told", "")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Tell us what you want to add");
    asha.post_and_follow(&at("/add"), &[("told", "Today again.")])
        .await
        .says("We have added this to")
        .says("You added information")
        .says("Today again.");
    asha.get(&at("")).await.does_not_say("We have added this to");
    asha.get(&at("/question")).await.is(StatusCode::OK);
    asha.post_and_follow(&at("/question"), &[("told", "")])
        .await
        .says("You asked how it is going");
    asha.get(&at("/withdraw"))
        .await
        .says("Do you want to withdraw this?");
    let closed = asha
        .post_and_follow(&at("/withdraw"), &[("reason", "It was collected.")])
        .await;
    closed
        .says("Why we closed this")
        .says("You withdrew it.")
        .says("If you do not agree")
        .does_not_say("It was collected.");
    // A second press changes nothing.
    asha.post(&at("/withdraw"), &[("reason", "")]).await.to(&at(""));
}

#[tokio::test]
async fn what_a_customer_sends_twice_is_recorded_once() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let reference = complaint(&mut asha).await;
    for (form, told) in [
        ("add", "Today again."),
        ("question", ""),
        ("details", "My name is Ashah."),
    ] {
        let (at, back) = (
            format!("/track/{reference}/{form}"),
            format!("/track/{reference}"),
        );
        let once = asha.get(&at).await.value_of("once").unwrap();
        let sent = [("once", once.as_str()), ("told", told)];
        asha.post(&at, &sent).await.to(&back);
        let before = app.record().await.len();
        asha.post(&at, &sent).await.to(&back);
        assert_eq!(app.record().await.len(), before, "{form}");
        // Other words under the same name are not taken for sent.
        let more = [("once", once.as_str()), ("told", "And a child fell there.")];
        asha.post(&at, &more).await.to(&back);
        assert!(app.record().await.len() > before, "{form}");
    }
}

// Bad input loses nothing: a file beside words that were sent before is kept, and words beside a file that was.
#[tokio::test]
async fn what_is_added_twice_is_recorded_once_and_what_is_new_beside_it_is_kept() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let reference = complaint(&mut asha).await;
    let (at, back) = (format!("/track/{reference}/add"), format!("/track/{reference}"));
    let once = asha.get(&at).await.value_of("once").unwrap();
    let form = |told: &'static str| vec![("once", once.clone()), ("told", told.to_owned())];
    let mut sends = async |told, name| {
        let form = form(told);
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let before = app.record().await.len();
        asha.post_file(&at, &form, (name, PNG)).await.to(&back);
        app.record().await.len() - before
    };
    // Each is what they told and the file: the first time both, then what is new of them.
    assert_eq!(sends("Today again.", "gate.png").await, 2);
    assert_eq!(sends("Today again.", "gate.png").await, 0);
    assert_eq!(sends("Today again.", "lamp.png").await, 1);
    assert_eq!(sends("And a child fell there.", "lamp.png").await, 1);
    asha.get(&back)
        .await
        .says("Today again.")
        .says("And a child fell there.");
}

#[tokio::test]
async fn a_reply_shows_once_it_can_no_longer_be_taken_back_and_no_note_ever_does() {
    use redress_domain::case::{
        Acknowledgement, Command, PointDraft, Privilege, ReplySection, ReplyText, TriageAnswers,
    };
    use redress_domain::vocabulary::{Finding, Kind, Priority};
    use redress_domain::{id::ServiceId, reference::Reference};

    let app = TestApp::new().await;
    let mut asha = app.browser();
    let reference = complaint(&mut asha).await;
    let path = format!("/track/{reference}");
    let parsed = Reference::parse(&reference).unwrap();
    let (council, program) = (&app.council, TestApp::setup());
    let view = app.casework.open_case(council, &program, &parsed).await.unwrap();
    let fresh = app.casework.fresh();
    let point = fresh.point();
    let reply = fresh.reply();
    let sections = [
        ReplySection::Complaint,
        ReplySection::Decision,
        ReplySection::Remedy,
        ReplySection::Actions,
        ReplySection::Further,
    ];
    let mut commands = vec![
        Command::Triage(TriageAnswers {
            kind: Kind::Complaint,
            kind_reason: None,
            procedure: view.case.procedure.clone(),
            service: ServiceId::parse("waste").unwrap(),
            team: None,
            owner: None,
            ward: None,
            priority: Priority::Standard,
            about: Vec::new(),
            note: None,
        }),
        Command::AddNote {
            words: fresh.words("Between ourselves."),
            privileged: Privilege::Ordinary,
        },
        Command::Acknowledge(Acknowledgement {
            new_points: vec![PointDraft {
                id: point.clone(),
                words: fresh.words("The bin was missed."),
            }],
            wanted: None,
            letter: fresh.words("We have your complaint, says the letter."),
        }),
    ];
    let points = view.case.points.iter().map(|known| known.id.clone());
    commands.extend(points.chain([point]).map(|point| Command::RecordFinding {
        point,
        finding: Finding::Upheld,
        reason: fresh.words("The round was changed."),
    }));
    commands.extend([
        Command::DraftReply(ReplyText {
            id: reply.clone(),
            sections: sections
                .map(|section| (section, fresh.words("A draft of the reply.")))
                .to_vec(),
        }),
        Command::AskForApproval { reply: reply.clone() },
    ]);
    for command in commands {
        app.casework
            .act_on_latest(council, &program, &view.id, command)
            .await
            .unwrap();
    }
    let manager = Actor::program(ActorId::Program(ReasonCode::parse("manager").unwrap()));
    let approve = Command::ApproveReply { reply: reply.clone() };
    let letter =
        fresh.words("Dear Asha\n\n## What we found\n\n- We were wrong.\n\nYou can ask the Ombudsman.");
    let send = Command::SendReply { reply, letter };
    for command in [approve, send] {
        app.casework
            .act_on_latest(council, &manager, &view.id, command)
            .await
            .unwrap();
    }
    asha.get(&path)
        .await
        .says("We acknowledged your complaint")
        .says("We will reply by")
        .says("Being looked at")
        .does_not_say("We sent our reply")
        .does_not_say("Between ourselves")
        .does_not_say("If you do not agree");
    app.wait(SignedDuration::from_mins(6)).await;
    let page = asha.get(&path).await;
    let page = page
        .says("We sent our reply")
        .says("If you do not agree")
        .says("A different person will look at it")
        // The case is still open: nothing says that it is at its end.
        .does_not_say("Closed Now")
        .does_not_say("A draft of the reply");
    let letters: Vec<&str> = page
        .body
        .split(&format!("{path}/letters/"))
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(letters.len(), 2, "the reply and the acknowledgement");
    asha.get(&format!("{path}/letters/{}", letters[0]))
        .await
        .says(">What we found</h2>")
        .says("<li>We were wrong.</li>")
        .does_not_say("##");
    // No other number opens anything: not the note, not the draft.
    for number in 0..40 {
        let number = number.to_string();
        if !letters.contains(&number.as_str()) {
            asha.get(&format!("{path}/letters/{number}"))
                .await
                .is(StatusCode::NOT_FOUND);
        }
    }
    app.browser()
        .get(&format!("{path}/letters/{}", letters[0]))
        .await
        .to("/track");
}
