//! Files: what is taken, what is refused and how it is said, and how they come out again.

use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use redress_domain::vocabulary::Role;
use redress_store::access::Stretch;

use super::{COMPLAINT, answer, send};
use crate::app::{Answer, BORDER, Browser, TestApp};
use crate::staff::signed_in;

/// A picture of one point.
pub(crate) const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
    \0\0\0\x0aIDAT\x78\x9c\x63\x60\0\0\0\x02\0\x01\x48\xaf\xa4\x71\0\0\0\0IEND\xae\x42\x60\x82";

const EVIDENCE: &str = "/complaint/evidence";

async fn add(browser: &mut Browser, name: &str, content: &[u8]) -> Answer {
    browser
        .post_file(EVIDENCE, &[("turn", "add")], (name, content))
        .await
}

/// A complaint with a picture: its reference.
pub(crate) async fn complaint_with_file(browser: &mut Browser) -> String {
    add(browser, "D:\\Pictures\\The bin.jpeg", PNG).await.to(EVIDENCE);
    answer(browser, "/complaint", COMPLAINT).await;
    browser
        .get("/complaint/check")
        .await
        .says("The bin.png (PNG, 67 bytes)");
    send(browser, "/complaint").await.reference().unwrap()
}

fn link_to_file(page: &Answer) -> String {
    let mut links = page
        .body
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    links.find(|href| href.contains("/files/0")).unwrap().to_owned()
}

#[tokio::test]
async fn a_picture_on_a_complaint_is_saved_by_staff_byte_for_byte_and_only_as_an_attachment() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let reference = complaint_with_file(&mut asha).await;
    let mut sam = signed_in(&app, "Sam Reed", &[Role::Adviser], &["customer-services"]).await;
    let files = sam.get(&format!("/staff/cases/{reference}/files")).await;
    let files = files.says("The bin.png").says("Not checked").says("67 bytes");
    let saved = sam.get(&link_to_file(&files)).await.is(StatusCode::OK);
    assert_eq!(saved.bytes, PNG);
    let head = |name: header::HeaderName| saved.headers[name].to_str().unwrap().to_owned();
    assert!(head(header::CONTENT_DISPOSITION).starts_with("attachment; filename=\"The bin.png\""));
    assert_eq!(head(header::CONTENT_TYPE), "image/png");
    assert_eq!(head(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert_eq!(
        head(header::CONTENT_SECURITY_POLICY),
        "default-src 'none'; sandbox"
    );
    assert_eq!(head(header::CACHE_CONTROL), "no-store");
    let id = app
        .casework
        .store()
        .case_by_reference(&app.council, &reference)
        .await
        .unwrap()
        .unwrap();
    let read = app
        .casework
        .store()
        .accesses_of_case(&app.council, (&id.case.case_id, None), &Stretch::last(9))
        .await
        .unwrap();
    assert!(read.iter().any(|access| access.page == "file"), "{read:?}");
    let report = app.casework.store().verify(&app.council, |_| {}).await.unwrap();
    assert!(report.is_sound() && report.files == 1, "{report:?}");
    // Whoever sent it can save it too; nobody else on the public pages can.
    let track = asha
        .get(&format!("/track/{reference}"))
        .await
        .says("You sent a file");
    let theirs = link_to_file(&track);
    assert_eq!(asha.get(&theirs).await.bytes, PNG);
    app.browser().get(&theirs).await.to("/track");
}

#[tokio::test]
async fn a_long_document_is_saved_whole_by_a_browser_that_takes_it_packed() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let mut document = b"%PDF-1.7\n".to_vec();
    document.extend((0..80_000_u32).flat_map(|number| format!("{number} ").into_bytes()));
    document.extend(b"\n%%EOF\n");
    add(&mut asha, "Letter.pdf", &document).await.to(EVIDENCE);
    answer(&mut asha, "/complaint", COMPLAINT).await;
    let reference = send(&mut asha, "/complaint").await.reference().unwrap();
    let mut sam = signed_in(&app, "Sam Reed", &[Role::Adviser], &["customer-services"]).await;
    let files = sam.get(&format!("/staff/cases/{reference}/files")).await;
    let saved = sam.get(&link_to_file(&files)).await.is(StatusCode::OK);
    assert_eq!(saved.bytes.len(), document.len());
    assert_eq!(saved.bytes, document);
}

#[tokio::test]
async fn a_file_is_not_given_to_who_may_not_read_the_case() {
    let app = TestApp::new().await;
    let reference = complaint_with_file(&mut app.browser()).await;
    let mut sam = signed_in(&app, "Sam Reed", &[Role::Adviser], &["customer-services"]).await;
    let files = sam.get(&format!("/staff/cases/{reference}/files")).await;
    let href = link_to_file(&files);
    let mut other = signed_in(&app, "Dilys Hughes", &[Role::Officer], &["streets"]).await;
    other.get(&href).await.is(StatusCode::NOT_FOUND);
    let other_file = href.replace("/files/0", "/files/1");
    sam.get(&other_file).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_not_welcome_is_said_in_the_words_of_the_guide_and_nothing_of_it_is_kept() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let mut bomb = b"PK\x03\x04".to_vec();
    bomb.resize(60_000, 0);
    let types = "The selected file must be a JPG, PNG, HEIC, PDF, DOCX, MP4 or MP3";
    for (name, content, message) in [
        ("nothing.jpg", &b""[..], "The selected file is empty"),
        ("bomb.jpg", &bomb, types),
        ("page.jpg", b"<html><script>alert(1)</script>", types),
        ("program.pdf", b"MZ\x90\0", types),
        (
            "secret.pdf",
            b"%PDF-1.7 trailer <</Encrypt 3 0 R>>",
            "The selected file is password protected",
        ),
    ] {
        add(&mut asha, name, content)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says(message)
            .says("There is a problem");
    }
    asha.post(EVIDENCE, &[("turn", "add")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select a file");
    asha.get(EVIDENCE).await.does_not_say("file added");
}

/// A form with a file that goes on and on, made piece by piece as it is asked for.
fn endless(told: &str, pieces: u64) -> (Body, std::sync::Arc<std::sync::atomic::AtomicU64>) {
    use std::sync::atomic::{AtomicU64, Ordering};
    let sent = std::sync::Arc::new(AtomicU64::new(0));
    let counted = std::sync::Arc::clone(&sent);
    let head = format!(
        "--{BORDER}\r\nContent-Disposition: form-data; name=\"told\"\r\n\r\n{told}\r\n--{BORDER}\r\n\
         Content-Disposition: form-data; name=\"upload\"; filename=\"film.mp4\"\r\n\r\n"
    );
    let piece = Bytes::from(vec![0_u8; 1_000_000]);
    let stream = futures_util::stream::unfold(0, move |number| {
        let (head, piece, counted) = (head.clone(), piece.clone(), std::sync::Arc::clone(&counted));
        async move {
            counted.store(number, Ordering::SeqCst);
            match number {
                0 => Some((std::io::Result::Ok(Bytes::from(head)), 1)),
                number if number <= pieces => Some((Ok(piece), number + 1)),
                _ => None,
            }
        }
    });
    (Body::from_stream(stream), sent)
}

#[tokio::test]
async fn two_gigabytes_are_refused_early_with_a_page_and_what_was_typed() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let reference = super::complaint(&mut asha).await;
    let at = format!("/track/{reference}/add");
    for (length, most) in [(Some(2_000_000_000), 2), (None, 110)] {
        let (body, sent) = endless("Here is the film.", 2_000);
        asha.post_multipart(&at, body, length)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says("The selected file must be smaller than 20MB")
            .says("Here is the film.");
        let sent = sent.load(std::sync::atomic::Ordering::SeqCst);
        assert!(sent <= most, "{sent} MB were read");
    }
    asha.get(&at)
        .await
        .says("Here is the film.")
        .does_not_say("file added");
}

#[tokio::test]
async fn a_file_that_breaks_off_is_said_and_can_be_tried_again() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let reference = super::complaint(&mut asha).await;
    let at = format!("/track/{reference}/add");
    let (body, _) = endless("Here is the film.", 3);
    asha.post_multipart(&at, body, None)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("The selected file could not be uploaded – try again")
        .says("Here is the film.");
}

#[tokio::test]
async fn ten_files_are_as_many_as_can_be_and_each_can_be_removed() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    for number in 1..=10 {
        add(&mut asha, &format!("bin {number}.png"), PNG)
            .await
            .to(EVIDENCE);
    }
    asha.get(EVIDENCE)
        .await
        .says("10 files added")
        .says("remove one first");
    add(&mut asha, "bin 11.png", PNG)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("You can send 10 files at once. Remove one first");
    let page = asha.get(EVIDENCE).await;
    let id = page
        .body
        .split("value=\"remove-")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    asha.post(EVIDENCE, &[("turn", &format!("remove-{id}"))])
        .await
        .to(EVIDENCE);
    asha.get(EVIDENCE)
        .await
        .says("9 files added")
        .does_not_say("bin 1.png");
}

#[tokio::test]
async fn somebody_elses_file_cannot_be_sent_or_removed_by_its_identifier() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    add(&mut asha, "bin.png", PNG).await.to(EVIDENCE);
    let page = asha.get(EVIDENCE).await;
    let id = page
        .body
        .split("value=\"remove-")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let mut thief = app.browser();
    let kept = format!("{id} png 67 bin.png");
    thief.post(EVIDENCE, &[("file", &kept)]).await;
    thief.post(EVIDENCE, &[("turn", &format!("remove-{id}"))]).await;
    answer(&mut thief, "/complaint", COMPLAINT).await;
    send(&mut thief, "/complaint").await;
    let record = app.record().await;
    assert!(!record.iter().any(|(kind, _)| kind == "file-added"));
    asha.get(EVIDENCE).await.says("1 file added");
    answer(&mut asha, "/complaint", COMPLAINT).await;
    send(&mut asha, "/complaint").await;
    let record = app.record().await;
    assert_eq!(record.iter().filter(|(kind, _)| kind == "file-added").count(), 1);
}

#[tokio::test]
async fn a_file_alone_is_information_enough_and_staff_add_what_only_they_see() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let reference = super::complaint(&mut asha).await;
    let at = format!("/track/{reference}/add");
    asha.post_file(&at, &[("told", ""), ("turn", "add")], ("bin.png", PNG))
        .await
        .to(&at);
    asha.post_and_follow(&at, &[("told", "")])
        .await
        .says("We have added this to")
        .says("You sent a file");
    let mut sam = signed_in(&app, "Sam Reed", &[Role::Adviser], &["customer-services"]).await;
    let files = format!("/staff/cases/{reference}/files");
    sam.post_file(&format!("{files}/add"), &[], ("crew.png", PNG))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Select who can see it");
    sam.post_file(
        &format!("{files}/add"),
        &[("seen_by", "staff")],
        ("crew.png", PNG),
    )
    .await
    .to(&files);
    sam.get(&files).await.says("File added").says("crew.png");
    asha.get(&format!("/track/{reference}"))
        .await
        .does_not_say("crew");
}

// Two presses on a slow line, or a page that is loaded again: "a form posted twice".
#[tokio::test]
async fn a_file_that_staff_send_twice_is_on_the_case_once_and_the_next_one_beside_it() {
    let app = TestApp::new().await;
    let reference = super::complaint(&mut app.browser()).await;
    let mut sam = signed_in(&app, "Sam Reed", &[Role::Adviser], &["customer-services"]).await;
    let files = format!("/staff/cases/{reference}/files");
    let add = format!("{files}/add");
    let added = async || {
        let record = app.record().await;
        record.iter().filter(|(kind, _)| kind == "file-added").count()
    };
    let seen = sam.get(&add).await.value_of("seen").unwrap();
    let form = [("seen", seen.as_str()), ("seen_by", "everyone")];
    for _ in 0..2 {
        sam.post_file(&add, &form, ("crew.png", PNG)).await.to(&files);
    }
    let (mut one, mut other) = (sam.clone(), sam.clone());
    let (first, second) = tokio::join!(
        one.post_file(&add, &form, ("crew.png", PNG)),
        other.post_file(&add, &form, ("crew.png", PNG)),
    );
    first.to(&files);
    second.to(&files);
    assert_eq!(added().await, 1);
    // Another file from the same page, and the same one from a page that was opened since, are others.
    sam.post_file(&add, &form, ("street.png", PNG)).await.to(&files);
    let seen = sam.get(&add).await.value_of("seen").unwrap();
    let form = [("seen", seen.as_str()), ("seen_by", "everyone")];
    sam.post_file(&add, &form, ("crew.png", PNG)).await.to(&files);
    assert_eq!(added().await, 3);
}

#[tokio::test]
async fn who_asks_for_an_update_is_told_the_day_and_asking_again_reaches_the_manager() {
    let app = TestApp::new().await;
    let mut asha = app.browser();
    let reference = super::complaint(&mut asha).await;
    let at = format!("/track/{reference}/question");
    // Monday: two working days later.
    let page = asha.post_and_follow(&at, &[("told", "")]).await;
    page.says("We will reply by Wednesday 4 November 2026")
        .says("You will hear by");
    let mut lead = signed_in(
        &app,
        "Mo Khan",
        &[Role::ComplaintsManager],
        &["customer-services"],
    )
    .await;
    // Nobody has the case yet, so that it waits with whoever manages.
    lead.get("/staff/updates/services").await.says(&reference);
    lead.get("/staff")
        .await
        .says("Customers who asked for an update again, or whose case nobody has");
    let again = asha.post_and_follow(&at, &[("told", "Still nothing?")]).await;
    again.says("We will reply by Wednesday 4 November 2026");
    lead.get("/staff/updates/services").await.says("Asked 2 times.");
    lead.get(&format!("/staff/cases/{reference}"))
        .await
        .says("The customer has asked for an update 2 times");
}
