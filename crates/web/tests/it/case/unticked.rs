//! A form that comes back has each box as whoever sent it left it, whatever was ticked for them at first.

use axum::http::StatusCode;

use super::Desk;
use crate::app::Answer;

/// The boxes of a name that are ticked on a page.
fn ticked<'p>(page: &'p Answer, name: &str) -> Vec<&'p str> {
    let of_name = format!(" name=\"{name}\"");
    let tags = page.body.split("<input").skip(1);
    let tags = tags.filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag));
    let boxes = tags.filter(|tag| tag.contains("type=\"checkbox\"") && tag.contains(&of_name));
    let ticked = boxes.filter(|tag| tag.contains(" checked"));
    let value = |tag: &'p str| tag.split_once(" value=\"")?.1.split('"').next();
    ticked.filter_map(value).collect()
}

#[tokio::test]
async fn a_box_that_was_unticked_stays_so_when_its_form_comes_back_and_so_does_one_that_was_ticked() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    let first = jo.get(&desk.at("partners/ask")).await.is(StatusCode::OK);
    assert!(
        ticked(&first, "parts").contains(&"what-happened"),
        "the form proposes what is shared"
    );
    // It is not said what we need of them.
    for (parts, left) in [(None, vec![]), (Some("name"), vec!["name"])] {
        let mut fields = vec![("partner", "severn-water"), ("ask", ""), ("intent", "preview")];
        fields.extend(parts.map(|part| ("parts", part)));
        let page = desk.sent(&mut jo, "partners/ask", &fields).await;
        let page = page.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(ticked(&page, "parts"), left);
    }
    for (legal, left) in [(None, vec![]), (Some("privileged"), vec!["privileged"])] {
        let mut fields = vec![("words", "")];
        fields.extend(legal.map(|legal| ("privileged", legal)));
        let page = desk.sent(&mut jo, "note", &fields).await;
        let page = page.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(ticked(&page, "privileged"), left);
    }
}
