//! The bundle for an Ombudsman: opened with `unzip`, checked with `sha256sum`, read with poppler.

use std::path::Path;
use std::process::Command;

use axum::http::StatusCode;
use redress_domain::case::{Event, Privilege};
use redress_domain::vocabulary::Role;

use super::Desk;

/// What a tool says in a folder; a tool that is not there fails the test.
fn say(folder: &Path, tool: &str, with: &[&str]) -> String {
    let output = Command::new(tool)
        .args(with)
        .current_dir(folder)
        .output()
        .unwrap_or_else(|error| panic!("{tool} is needed (see scripts/install-for-tests): {error}"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{tool} {with:?}: {said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    said
}

/// A ZIP, unpacked.
fn unpacked(zip: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("it.zip"), zip).unwrap();
    say(folder.path(), "unzip", &["-q", "it.zip"]);
    folder
}

/// The field of the form beside a label that has these words.
fn field_of(page: &str, words: &str) -> String {
    let at = page
        .find(words)
        .unwrap_or_else(|| panic!("{words} is not on the page"));
    let label = page[..at].rfind("for=\"").unwrap();
    page[label + 5..].split('"').next().unwrap().to_owned()
}

// What the document cannot show is not lost: it is beside it, as it was typed.
#[tokio::test]
async fn signs_that_the_document_cannot_show_are_in_a_text_beside_it() {
    let desk = Desk::new().await;
    let (mut jo, mut ruth) = (desk.jo.clone(), desk.ruth.clone());
    let came = [
        ("direction", "in"),
        ("channel", "letter"),
        ("purpose", "information"),
        ("words", "王小明 は MRS JONES に会った。"),
    ];
    desk.done(&mut jo, "contact", &came).await;
    let chosen = [("black_out", "Mrs Jones")];
    let saved = desk
        .sent(&mut ruth, "ombudsman/bundle", &chosen)
        .await
        .is(StatusCode::OK);
    let folder = unpacked(&saved.bytes);
    let inside = folder.path().join(desk.reference.to_string());
    let typed = std::fs::read_to_string(inside.join("as-typed.txt")).unwrap();
    assert!(typed.contains("王小明 は [blacked out] に会った。"), "{typed}");
    let checked = say(&inside, "sha256sum", &["--check", "SHA256SUMS"]);
    assert!(checked.contains("as-typed.txt: OK"), "{checked}");
    let text = say(&inside, "pdftotext", &["-raw", "case-bundle.pdf", "-"]);
    assert!(text.contains("Signs that are not shown"), "{text}");
}

#[tokio::test]
async fn a_bundle_has_all_that_it_may_and_says_what_it_has_not() {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    let (mut jo, mut ruth) = (desk.jo.clone(), desk.ruth.clone());
    desk.done(
        &mut jo,
        "note",
        &[
            ("words", "MRS JONES next door saw it."),
            ("privileged", "ordinary"),
        ],
    )
    .await;
    desk.done(
        &mut jo,
        "note",
        &[
            ("words", "About the crew’s sick leave."),
            ("privileged", "ordinary"),
        ],
    )
    .await;
    desk.done(
        &mut ruth,
        "note",
        &[("words", "Counsel says so."), ("privileged", "privileged")],
    )
    .await;
    // Who may not record what an Ombudsman does makes none.
    jo.get(&desk.at("ombudsman/bundle"))
        .await
        .is(StatusCode::FORBIDDEN);
    ruth.get(&desk.at("ombudsman")).await.says("Make the case bundle");
    let page = ruth.get(&desk.at("ombudsman/bundle")).await.is(StatusCode::OK);
    let page = page.does_not_say("Counsel says so.");
    let sick_leave = field_of(&page.body, "About the crew");
    let chosen = [("black_out", "Mrs Jones"), (sick_leave.as_str(), "somebody-else")];
    let saved = desk
        .sent(&mut ruth, "ombudsman/bundle", &chosen)
        .await
        .is(StatusCode::OK);
    assert_eq!(saved.headers["content-type"], "application/zip");
    let name = saved.headers["content-disposition"].to_str().unwrap().to_owned();
    assert!(
        name.starts_with("attachment; filename=\"case-bundle-WS-"),
        "{name}"
    );

    let folder = unpacked(&saved.bytes);
    let inside = folder.path().join(desk.reference.to_string());
    let checked = say(&inside, "sha256sum", &["--check", "SHA256SUMS"]);
    assert!(checked.contains("case-bundle.pdf: OK"), "{checked}");
    assert!(checked.contains("proof/seals.json: OK"), "{checked}");
    say(&inside, "qpdf", &["--check", "case-bundle.pdf"]);
    let text = say(&inside, "pdftotext", &["-raw", "case-bundle.pdf", "-"]);
    for there in [
        "My bin was missed three times in a row.",
        "[blacked out] next door saw it.",
        "[left out: about somebody else]",
        "Legally privileged notes are not in it: 1 note.",
        "Acknowledgement sent",
        "Chronology",
        "What is not in it",
    ] {
        assert!(text.contains(there), "{there}:\n{text}");
    }
    for not_there in ["Counsel says so", "sick leave", "JONES"] {
        assert!(!text.contains(not_there), "{not_there}");
    }
    let tags = say(&inside, "pdfinfo", &["-struct", "case-bundle.pdf"]);
    assert!(tags.contains("Table") && tags.contains("TOC"), "{tags}");

    // The record has its digest, and says what was left out without saying what it was.
    let digest = say(&inside, "sha256sum", &["case-bundle.pdf"]);
    let digest = digest.split(' ').next().unwrap();
    ruth.get(&desk.at("timeline"))
        .await
        .says("Case bundle made for the ombudsman")
        .says(digest)
        .says("1 part left out, 1 place blacked out");
    let record = desk.app.record().await;
    let (_, body) = record.iter().find(|(kind, _)| kind == "bundle-made").unwrap();
    assert!(
        !body.contains("Jones") && body.contains("somebody-else"),
        "{body}"
    );
}

#[tokio::test]
async fn the_proof_of_a_bundle_can_be_computed_again() {
    let desk = Desk::new().await;
    let mut ruth = desk.ruth.clone();
    let saved = desk
        .sent(&mut ruth, "ombudsman/bundle", &[])
        .await
        .is(StatusCode::OK);
    let folder = unpacked(&saved.bytes);
    let inside = folder.path().join(desk.reference.to_string());
    let proof = std::fs::read_to_string(inside.join("proof/seals.json")).unwrap();
    let proof: serde_json::Value = serde_json::from_str(&proof).unwrap();
    let mut before = "0".repeat(64);
    let events = proof["events"].as_array().unwrap();
    assert!(events.len() > 2);
    for event in events {
        assert_eq!(event["previous"], before.as_str());
        let text = |name: &str| event[name].as_str().unwrap().to_owned();
        let number = |name: &str| event[name].as_i64().unwrap().to_string();
        let fields = [
            before.clone(),
            proof["council"].as_str().unwrap().to_owned(),
            proof["stream"].as_str().unwrap().to_owned(),
            number("version"),
            text("kind"),
            text("digest"),
            number("recorded_at"),
            text("actor"),
        ];
        let mut digest = redress_domain::words::Digesting::plain();
        for field in fields {
            digest.take(&u64::try_from(field.len()).unwrap().to_be_bytes());
            digest.take(field.as_bytes());
        }
        before = digest.done().as_str().to_owned();
        assert_eq!(event["hash"], before.as_str());
    }
}

#[tokio::test]
async fn what_is_wrong_on_the_form_comes_back_with_everything_typed_and_nothing_is_recorded() {
    let desk = Desk::new().await;
    let mut ruth = desk.ruth.clone();
    desk.sent(&mut ruth, "ombudsman/bundle", &[("black_out", "x\nMrs Jones")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Each line must have at least 2 characters")
        .says("Mrs Jones");
    desk.sent(&mut ruth, "ombudsman/bundle", &[("black_out", "Gareth Pumfrey")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says(
            "“Gareth Pumfrey” is nowhere in the bundle. Check how it is written there, or take the line out",
        );
    let record = desk.app.record().await;
    assert!(record.iter().all(|(kind, _)| kind != "bundle-made"));
}

/// A bundle that was made with these fields, unpacked.
pub(super) async fn made(desk: &Desk, fields: &[(&str, &str)]) -> tempfile::TempDir {
    let mut ruth = desk.ruth.clone();
    let saved = desk.sent(&mut ruth, "ombudsman/bundle", fields).await;
    unpacked(&saved.is(StatusCode::OK).bytes)
}

/// What the document of a bundle says, in one line.
pub(super) fn document(inside: &Path) -> String {
    let text = say(inside, "pdftotext", &["-raw", "case-bundle.pdf", "-"]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

// Every event has its row, in the order in which it was recorded; legal advice has none, and a name that is blacked out is in no
// column (UK GDPR, article 15(4)).
#[tokio::test]
async fn the_chronology_of_a_bundle_has_a_row_for_each_event_and_none_of_what_is_kept_back() {
    let mut desk = Desk::new().await;
    desk.acknowledge().await;
    let mut ruth = desk.ruth.clone();
    let advice = [("words", "Counsel says so."), ("privileged", "privileged")];
    desk.done(&mut ruth, "note", &advice).await;
    let note = [("words", "Mrs Jones saw it."), ("privileged", "ordinary")];
    desk.done(&mut ruth, "note", &note).await;
    let folder = made(&desk, &[("black_out", "Jo Martin")]).await;
    let text = document(&folder.path().join(desk.reference.to_string()));
    let heads = "Everything that was recorded, the oldest first. No. When Who What happened ";
    let (_, chronology) = text.split_once(heads).unwrap();
    let (chronology, _) = chronology.split_once(" What was said and written ").unwrap();
    let setup = crate::app::TestApp::setup();
    let opened = desk
        .app
        .casework
        .open_case(&desk.app.council, &setup, &desk.reference);
    let view = opened.await.unwrap();
    // The last is that the bundle was made, and stands in the next one.
    let (_, before) = view.entries.split_last().unwrap();
    let told = before.iter().filter(|entry| {
        !matches!(
            entry.event,
            Event::NoteAdded {
                privileged: Privilege::Privileged,
                ..
            }
        )
    });
    let mut rest = chronology;
    for (number, entry) in (1..).zip(told.clone()) {
        let row = format!("{number} {} ", redress_pages::format::date_time(entry.at));
        let (_, after) = rest
            .split_once(&row)
            .unwrap_or_else(|| panic!("{row}:\n{chronology}"));
        rest = after;
    }
    assert!(
        rest.starts_with("Ruth Bell") && told.count() + 2 == view.entries.len(),
        "the last row is the last note: {rest}"
    );
    assert!(
        chronology.contains("[blacked out] Acknowledgement sent") && !text.contains("Jo Martin"),
        "{text}"
    );
}

// UK GDPR, article 15(4): what is left out as somebody else's is in no text of the bundle that quotes it, as mail programs quote.
#[tokio::test]
async fn what_is_left_out_of_a_bundle_is_said_by_no_text_that_quotes_it() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let told = "My neighbour Mrs Pettigrew has been ill again and her son was arrested on Friday.";
    let quoted = "My neighbour Mrs Pettigrew has been ill\n> again and her son was arrested on Friday.";
    for words in [told, &format!("She wrote:\n\n> {quoted}\n\nIs that so?")] {
        let note = [("words", words), ("privileged", "ordinary")];
        desk.done(&mut jo, "note", &note).await;
    }
    let reference = desk.reference.to_string();
    let raw = format!(
        "From: Meera <meera@example.org>\r\nTo: council@example.org\r\nSubject: Re: {reference}\r\n\r\nIt is.\r\n\r\n> {}\r\n",
        quoted.replace('\n', "\r\n")
    );
    let id = crate::staff::mail::deliver(&desk.app, &raw).await;
    let ways = &["customer-services"];
    let mut priya = crate::staff::signed_in(&desk.app, "Priya Nair", &[Role::Adviser], ways).await;
    let form = [
        ("what", "case"),
        ("case", reference.as_str()),
        ("why", "She rang."),
    ];
    priya
        .post_and_follow(&format!("/staff/mail/{id}"), &form)
        .await
        .says("The email was added");
    let mut ruth = desk.ruth.clone();
    let page = ruth.get(&desk.at("ombudsman/bundle")).await;
    let field = field_of(&page.body, "“My neighbour Mrs Pettigrew");
    let folder = made(&desk, &[(field.as_str(), "somebody-else")]).await;
    let inside = folder.path().join(&reference);
    assert!(!inside.join("emails").exists());
    let text = document(&inside);
    assert!(
        !text.contains("Pettigrew") && !text.contains("arrested"),
        "{text}"
    );
    assert!(
        text.contains("She wrote:") && text.contains("[left out]"),
        "{text}"
    );
    let again = "What is left out was said again in 2 other places, and is left out there.";
    assert!(text.contains(again), "{text}");
}

// An Ombudsman gets what came and what went as it was; what cannot be blacked out in it stays out, and is named with why
// (UK GDPR, article 15(4)).
#[tokio::test]
async fn a_bundle_has_emails_as_they_came_and_letters_as_they_went_or_says_why_not() {
    let desk = Desk::new().await;
    let (_, went) = desk.keep().await;
    let reference = desk.reference.to_string();
    let raw = format!(
        "From: Meera <meera@example.org>\r\nTo: council@example.org\r\nSubject: Re: {reference}\r\n\r\nMrs Jones saw it.\r\n"
    );
    let id = crate::staff::mail::deliver(&desk.app, &raw).await;
    let ways = &["customer-services"];
    let mut priya = crate::staff::signed_in(&desk.app, "Priya Nair", &[Role::Adviser], ways).await;
    let form = [
        ("what", "case"),
        ("case", reference.as_str()),
        ("why", "She rang."),
    ];
    priya
        .post_and_follow(&format!("/staff/mail/{id}"), &form)
        .await
        .says("The email was added");

    // Given nothing is kept back, both are there, to the byte, and the index names them with their checksums.
    let folder = made(&desk, &[]).await;
    let inside = folder.path().join(&reference);
    assert_eq!(
        std::fs::read(inside.join("emails/01.eml")).unwrap(),
        raw.as_bytes()
    );
    assert_eq!(std::fs::read(inside.join("letters/01.pdf")).unwrap(), went);
    let checked = say(&inside, "sha256sum", &["--check", "SHA256SUMS"]);
    for path in ["emails/01.eml: OK", "letters/01.pdf: OK", "case-bundle.pdf: OK"] {
        assert!(checked.contains(path), "{checked}");
    }
    let text = document(&inside);
    assert!(text.contains("Original emails and letters"), "{text}");
    assert!(text.contains("Every one is in the ZIP file"), "{text}");
    assert!(text.contains("from meera@example.org"), "{text}");
    let sum = say(&inside, "sha256sum", &["emails/01.eml"]);
    let together: String = text.split(' ').collect();
    assert!(together.contains(sum.split(' ').next().unwrap()), "{text}");

    // Words that are blacked out are not in the letter: it goes. Of an e-mail nobody can say that, so its text goes.
    let folder = made(&desk, &[("black_out", "Mrs Jones")]).await;
    let inside = folder.path().join(&reference);
    assert!(!inside.join("emails/01.eml").exists());
    let said = std::fs::read_to_string(inside.join("emails/01.txt")).unwrap();
    for there in [
        "This is what an email said. The original is not in this bundle.",
        "From: Meera <meera@example.org>\nTo: council@example.org\nSubject: Re: ",
        "\n\n[blacked out] saw it.\n",
    ] {
        assert!(said.contains(there), "{there}: {said}");
    }
    assert!(!said.contains("Jones"), "{said}");
    let checked = say(&inside, "sha256sum", &["--check", "SHA256SUMS"]);
    assert!(checked.contains("emails/01.txt: OK"), "{checked}");
    assert_eq!(std::fs::read(inside.join("letters/01.pdf")).unwrap(), went);
    let text = document(&inside);
    assert!(text.contains("1 of 2 are in the ZIP file"), "{text}");
    assert!(
        text.contains("The text of 1 email is there in its place, without what is blacked out."),
        "{text}"
    );
    assert!(text.contains("(its text, in place of the original)"), "{text}");
    assert!(
        text.contains("nothing can be blacked out in an email as it came"),
        "{text}"
    );
    assert!(text.contains("Email 1,") && !text.contains("Jones"), "{text}");

    // Here they are in both, and neither goes as it was.
    let folder = made(&desk, &[("black_out", "asha patel\nMeera")]).await;
    let inside = folder.path().join(&reference);
    assert!(!inside.join("emails/01.eml").exists() && !inside.join("letters").exists());
    let said = std::fs::read_to_string(inside.join("emails/01.txt")).unwrap();
    assert!(
        said.contains("From: [blacked out] <[blacked out]@example.org>")
            && said.contains("Mrs Jones saw it."),
        "{said}"
    );
    let text = document(&inside);
    assert!(text.contains("None of the 2 is in the ZIP file"), "{text}");
    assert!(
        text.contains("nothing can be blacked out in a letter as it went"),
        "{text}"
    );
    assert!(!text.contains("Meera"), "{text}");

    // What it says is left out of the document: then it is in no text beside it.
    let mut ruth = desk.ruth.clone();
    let page = ruth.get(&desk.at("ombudsman/bundle")).await;
    let field = field_of(&page.body, "“Mrs Jones saw it.");
    let folder = made(&desk, &[(field.as_str(), "somebody-else")]).await;
    let inside = folder.path().join(&reference);
    assert!(!inside.join("emails").exists());
    let text = document(&inside);
    assert!(
        text.contains("It has a text that is left out of this bundle"),
        "{text}"
    );

    // And whoever makes it can leave one out for a reason of their own, and takes nothing else out by that.
    let field = field_of(&page.body, "The original: Letter 1");
    let folder = made(&desk, &[(field.as_str(), "not-relevant")]).await;
    let inside = folder.path().join(&reference);
    assert!(inside.join("emails/01.eml").exists() && !inside.join("letters").exists());
    let text = document(&inside);
    assert!(text.contains("Nothing to do with what they ask"), "{text}");
    let record = desk.app.record().await;
    let mut bodies = record.iter().filter(|(kind, _)| kind == "bundle-made");
    assert!(
        bodies.next_back().unwrap().1.contains("\"letter\""),
        "the record has it"
    );
}
