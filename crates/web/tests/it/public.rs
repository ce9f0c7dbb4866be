//! What customers see.

use axum::http::StatusCode;

use crate::app::TestApp;

#[tokio::test]
async fn another_sites_form_is_refused() {
    let app = TestApp::new().await;
    let mut browser = app.browser();
    browser.comes_from = "cross-site";
    browser
        .post("/complaint/who", &[("who", "myself")])
        .await
        .is(StatusCode::FORBIDDEN);
}
