//! Every public page that can be opened without having done anything.

use axum::http::StatusCode;

use crate::app::TestApp;

const PAGES: &[&str] = &[
    "/",
    "/report",
    "/report/already",
    "/report/waiting",
    "/report/where",
    "/report/what",
    "/report/when",
    "/report/danger",
    "/report/emergency",
    "/report/want",
    "/report/contact",
    "/report/email",
    "/report/mobile",
    "/report/phone",
    "/report/address",
    "/report/name",
    "/report/your-name",
    "/complaint",
    "/complaint/route",
    "/complaint/new-problem",
    "/complaint/councillor",
    "/complaint/appeals",
    "/complaint/personal-data",
    "/complaint/other-organisation",
    "/complaint/work",
    "/complaint/who",
    "/complaint/on-behalf",
    "/complaint/organisation",
    "/complaint/reference",
    "/complaint/service",
    "/complaint/what-happened",
    "/complaint/points",
    "/complaint/when",
    "/complaint/why-now",
    "/complaint/effect",
    "/complaint/outcome",
    "/complaint/contact",
    "/complaint/support",
    "/complaint/support-details",
    "/comment",
    "/comment/reply",
    "/compliment",
    "/compliment/share",
    "/track",
    "/how-we-deal-with-complaints",
    "/standards",
    "/contact-arrangements",
    "/help",
    "/accessibility",
    "/cookies",
    "/privacy",
];

#[tokio::test]
async fn every_page_has_one_heading_a_title_and_a_language() {
    let app = TestApp::new().await;
    let mut browser = app.browser();
    let mut titles = std::collections::BTreeMap::new();
    for path in PAGES {
        let page = browser.get(path).await.is(StatusCode::OK);
        assert_eq!(page.body.matches("<h1").count(), 1, "{path}");
        assert!(page.body.contains("<html lang=\"en\""), "{path}");
        assert!(
            page.title().ends_with("Westshire Council"),
            "{path}: {}",
            page.title()
        );
        titles.insert(page.title(), *path);
        assert!(
            page.headers.contains_key("content-security-policy"),
            "{path} lets everything in"
        );
    }
    assert!(titles.len() > 40, "{titles:#?}");
}

#[tokio::test]
async fn what_is_not_there_is_said_in_the_councils_frame() {
    let app = TestApp::new().await;
    let mut browser = app.browser();
    for path in ["/nothing", "/complaint/nothing", "/static/nothing.css"] {
        browser
            .get(path)
            .await
            .is(StatusCode::NOT_FOUND)
            .says("Page not found")
            .says("Westshire Council");
    }
}

#[tokio::test]
async fn the_charts_and_the_standards_say_the_policys_own_days() {
    let app = TestApp::new().await;
    let mut browser = app.browser();
    browser
        .get("/how-we-deal-with-complaints")
        .await
        .says("If you are a customer")
        .says("If you work for the council, or are a councillor or a partner")
        .says("20 working days");
    browser
        .get("/standards")
        .await
        .says("We acknowledge your complaint within 5 working days.")
        .says("It did not come up in that time.")
        .says("What we ask of you");
    browser
        .get("/contact-arrangements")
        .await
        .says("10 working days to comment")
        .says("New problems are always dealt with");
}

#[tokio::test]
async fn the_charts_and_the_standards_say_who_adopted_the_policy() {
    let app = TestApp::new().await;
    let mut browser = app.browser();
    for page in ["/how-we-deal-with-complaints", "/standards"] {
        browser
            .get(page)
            .await
            .says("Who decided this")
            .says("Cabinet")
            .says("10 February 2026")
            .says("Read the minute of the decision")
            .says("Next review")
            .says("1 April 2028");
    }
}

#[tokio::test]
async fn whatever_watches_over_the_service_hears_that_it_is_well() {
    let app = TestApp::new().await;
    let answer = app.browser().get("/health").await.is(StatusCode::OK);
    assert_eq!(answer.body, "ok");
}

#[tokio::test]
async fn what_is_the_same_for_every_promise_is_said_once() {
    let app = TestApp::new().await;
    let page = app.browser().get("/standards").await;
    assert_eq!(page.body.matches("It did not come up in that time.").count(), 1);
}
