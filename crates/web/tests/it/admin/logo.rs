//! The council's logo.

use axum::http::StatusCode;
use redress_domain::vocabulary::Role;

use super::administrator;
use crate::app::TestApp;
use crate::staff::signed_in;

/// A PNG of one point, with a comment in it.
fn png() -> Vec<u8> {
    let hex = "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c489\
               0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082";
    let hex: String = hex.chars().filter(char::is_ascii_hexdigit).collect();
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
        .collect()
}

#[tokio::test]
async fn a_logo_is_a_small_png_and_stands_on_every_page_until_it_is_taken_away() {
    let app = TestApp::new().await;
    let mut ada = administrator(&app).await;
    let place = "/admin/brand/logo";
    ada.get("/static/logo.png").await.is(StatusCode::NOT_FOUND);
    let why = [("because", "Members chose it.")];
    for (form, (name, content), said) in [
        (
            &why[..],
            ("logo.svg", &b"<svg onload=alert(1)/>"[..]),
            "The logo must be a PNG file",
        ),
        (
            &why[..],
            ("logo.png", &vec![0; 100_001][..]),
            "The logo must be smaller than 100KB",
        ),
        (
            &[][..],
            ("logo.png", &png()[..]),
            "Enter why you are changing this",
        ),
    ] {
        let page = ada.post_file(place, form, (name, content)).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).says(said);
    }
    let with_more = [png(), b"<script>".to_vec()].concat();
    ada.post_file(place, &why, ("logo.png", &with_more))
        .await
        .to(place);
    ada.get(place).await.says("The logo is set.").says("The logo now");
    let answer = app.browser().get("/static/logo.png").await.is(StatusCode::OK);
    assert_eq!(answer.headers["content-type"], "image/png");
    assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    assert!(!answer.body.contains("<script>"));
    assert!(
        app.browser()
            .get("/static/brand.css")
            .await
            .body
            .contains("/static/logo.png")
    );
    ada.get("/admin/audit")
        .await
        .says("Logo set")
        .says("Why: Members chose it.");
    let remove = [("do", "remove"), ("because_removed", "It is the old one.")];
    ada.post(place, &remove).await.to(place);
    ada.get("/admin/audit").await.says("Logo taken away");
    app.browser()
        .get("/static/logo.png")
        .await
        .is(StatusCode::NOT_FOUND);
    assert!(!app.browser().get("/static/brand.css").await.body.contains("logo"));
}

#[tokio::test]
async fn another_council_has_a_logo_of_its_own_or_none() {
    let app = TestApp::new().await;
    app.council_beside().await;
    let mut ada = administrator(&app).await;
    let why = [("because", "Members chose it.")];
    ada.post_file("/admin/brand/logo", &why, ("logo.png", &png()))
        .await;
    let mut beside = app.browser();
    beside.host = crate::app::HOST_BESIDE;
    beside.get("/static/logo.png").await.is(StatusCode::NOT_FOUND);
    let mut dan = signed_in(&app, "Dan Whitlock", &[Role::Officer], &[]).await;
    dan.get("/admin/brand/logo").await.is(StatusCode::FORBIDDEN);
}
