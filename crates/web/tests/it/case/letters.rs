//! Letters as they went, saved by staff, and the print runs in which they go by post.

use axum::http::StatusCode;
use redress_casework::kept::NewLetter;
use redress_domain::vocabulary::Channel;
use redress_pdf::{Block, Language, Layout, Letter, Window};

use super::Desk;

impl Desk {
    /// Keeps the first message of the case as a letter that goes by post, as the worker does.
    pub(super) async fn keep(&self) -> (String, Vec<u8>) {
        let setup = crate::app::TestApp::setup();
        let casework = &self.app.casework;
        let view = casework
            .open_case(&self.app.council, &setup, &self.reference)
            .await
            .unwrap();
        let mut message = view.messages.first().unwrap().clone();
        message.channel = Channel::Letter;
        let letter = Letter {
            title: "We have your complaint".to_owned(),
            language: Language::English,
            council: "Westshire Council".to_owned(),
            colour: "#5b2a6f".to_owned(),
            logo: None,
            contact: vec!["01632 960100".to_owned()],
            to: redress_pdf::address("=Asha Patel", "4 Weir Lane", "WS1 4AB"),
            on: view.today,
            day: None,
            reference: self.reference.to_string(),
            blocks: vec![Block::Paragraph {
                lines: vec!["Dear Asha Patel".to_owned()],
            }],
            layout: Layout::Standard,
            window: Window::Dl,
            ident: message.message_id.to_string(),
        };
        let pdf = redress_pdf::letter(&letter).unwrap();
        let new = NewLetter {
            pdf: pdf.bytes.clone(),
            pages: pdf.pages,
            layout: letter.layout.as_str(),
            source: serde_json::to_string(&letter).unwrap(),
            by_post: message.channel == Channel::Letter,
        };
        casework
            .keep_letter(&self.app.council, &message, new)
            .await
            .unwrap();
        (message.message_id.to_string(), pdf.bytes)
    }
}

#[tokio::test]
async fn a_letter_is_saved_byte_for_byte_as_it_went_and_its_reading_is_recorded() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let (id, went) = desk.keep().await;
    jo.get(&desk.at(&format!("letters/{id}")))
        .await
        .says("Download as PDF");
    let saved = jo
        .get(&desk.at(&format!("letters/{id}/pdf")))
        .await
        .is(StatusCode::OK);
    assert_eq!(saved.bytes, went);
    let disposition = saved.headers["content-disposition"].to_str().unwrap();
    assert!(
        disposition.starts_with("attachment; filename=\"WS-"),
        "{disposition}"
    );
    desk.app
        .browser()
        .get(&desk.at(&format!("letters/{id}/pdf")))
        .await
        .is(StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_goes_by_post_is_printed_in_one_run_and_its_files_are_the_same_each_time() {
    let desk = Desk::new().await;
    let (_, went) = desk.keep().await;
    let mut ruth = desk.ruth.clone();
    ruth.get("/staff/print-runs")
        .await
        .says("1 letter waits to be printed");
    let page = ruth.post_and_follow("/staff/print-runs", &[]).await;
    let page = page.says("Print run made").says("No letter waits to be printed");
    let at = format!(
        "/staff/print-runs/{}-1",
        redress_domain::calendar::london::civil_date(desk.app.now())
    );
    assert!(page.body.contains(&at), "{}", page.body);

    let pdf = ruth
        .get(&format!("{at}/letters.pdf"))
        .await
        .is(StatusCode::OK)
        .bytes;
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() > went.len() / 2);
    assert_eq!(
        pdf,
        ruth.get(&format!("{at}/letters.pdf")).await.bytes,
        "made again, it is the same"
    );
    let list = ruth.get(&format!("{at}/letters.csv")).await.body;
    let line = format!("1,\"{}\",1,\"'=Asha Patel\",\"WS1 4AB\"\r\n", desk.reference);
    assert_eq!(list, format!("Place,Reference,Pages,Name,Postcode\r\n{line}"));
    let zip = ruth
        .get(&format!("{at}/notify.zip"))
        .await
        .is(StatusCode::OK)
        .bytes;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names, [format!("001-{}.pdf", desk.reference)]);
    assert!(zip.by_index(0).unwrap().size() > 1_000);
    ruth.get("/staff/print-runs/2026-01-01-9/letters.pdf")
        .await
        .is(StatusCode::NOT_FOUND);
}
