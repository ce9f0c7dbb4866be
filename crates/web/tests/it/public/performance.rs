//! How the council did, for anybody: a quarter that is over, and no small number.

use axum::http::StatusCode;
use redress_domain::vocabulary::Kind;

use crate::app::TestApp;
use crate::staff::case;

#[tokio::test]
async fn a_quarter_is_published_once_it_is_over_and_small_numbers_stay_hidden() {
    let app = TestApp::new().await;
    for service in [
        "waste", "waste", "waste", "waste", "waste", "waste", "planning", "repairs",
    ] {
        case(&app, Kind::Complaint, Some(service)).await;
    }
    let page = app.browser().get("/performance/2026-q4").await.is(StatusCode::OK);
    page.says("No figures yet for October to December 2026. We publish them in January 2027.");
    app.browser()
        .get("/performance/2026-q4/figures.csv")
        .await
        .is(StatusCode::NOT_FOUND);
    app.go_to("2027-01-04T09:00:00Z");
    let page = app.browser().get("/performance").await.is(StatusCode::OK);
    let page = page
        .says("October to December 2026")
        .says("Not shown")
        .says("Numbers from 1 to 4 are not shown");
    // Six are enough to be shown, but with the total they would give two of one each away.
    page.does_not_say("Bins and recycling: 6")
        .says("Each of 3: ")
        .says("We received few complaints");
    let data = app
        .browser()
        .get("/performance/2026-q4/figures.csv")
        .await
        .is(StatusCode::OK)
        .body;
    assert!(
        data.contains("complaints-received,Complaints received,count,service,planning,,,,,true"),
        "{data}"
    );
    assert!(
        data.contains("complaints-received,Complaints received,count,,,,,,,true")
            || data.contains("received,count,,,8,,,,false"),
        "{data}"
    );
    for line in data.lines().skip(1) {
        let count: Option<i64> = line.split(',').nth(6).and_then(|cell| cell.parse().ok());
        assert!(count.is_none_or(|count| count == 0 || count >= 5), "{line}");
    }
}

#[tokio::test]
async fn a_quarter_stands_beside_those_before_it_and_leads_to_what_was_learned() {
    let app = TestApp::new().await;
    for day in ["2027-01-04T09:00:00Z", "2027-04-05T09:00:00Z"] {
        for _ in 0..25 {
            case(&app, Kind::Complaint, Some("waste")).await;
        }
        app.go_to(day);
    }
    // Nobody replied to any: what fell due in either quarter is late.
    let page = app.browser().get("/performance").await.is(StatusCode::OK);
    page.says("January to March 2027")
        .says("Stage 1 replies in time without extension: 0%")
        .says("October to December 2026")
        .says("(the quarter before: ")
        .says("Ombudsmen's decisions")
        .says("What we learned");
}

#[tokio::test]
async fn the_open_data_is_what_its_schema_and_dictionary_say() {
    let app = TestApp::new().await;
    for _ in 0..7 {
        case(&app, Kind::Complaint, Some("waste")).await;
    }
    app.go_to("2027-02-01T09:00:00Z");
    let json = |text: &str| -> serde_json::Value { serde_json::from_str(text).unwrap() };
    let data = json(
        &app.browser()
            .get("/performance/2026-q4/figures.json")
            .await
            .is(StatusCode::OK)
            .text(),
    );
    let schema = json(
        &app.browser()
            .get("/performance/schema.json")
            .await
            .is(StatusCode::OK)
            .text(),
    );
    let dictionary = app
        .browser()
        .get("/performance/dictionary.csv")
        .await
        .is(StatusCode::OK)
        .body;
    let keys = |value: &serde_json::Value| -> Vec<String> {
        let mut keys: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
        keys.sort();
        keys
    };
    assert_eq!(keys(&data), keys(&schema["properties"]));
    let of_figure = &schema["properties"]["figures"]["items"]["properties"];
    let measures = of_figure["measure"]["enum"].as_array().unwrap();
    for figure in data["figures"].as_array().unwrap() {
        assert_eq!(keys(figure), keys(of_figure));
        assert!(measures.contains(&figure["measure"]), "{figure}");
        let measure = figure["measure"].as_str().unwrap();
        assert!(
            dictionary.contains(&format!("\r\nmeasure,{measure},")),
            "{measure} is not in the dictionary"
        );
    }
    // Every column and every word of a line is explained, by name.
    let csv = app.browser().get("/performance/2026-q4/figures.csv").await.body;
    for column in csv.lines().next().unwrap().split(',') {
        let said = dictionary.contains(&format!("\r\ncolumn,{column},"));
        assert!(said, "{column} is not in the dictionary");
    }
    for line in csv.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        if !cells[5].is_empty() {
            let about = if cells[4] == "service" {
                "service"
            } else {
                "finding"
            };
            let said = dictionary.contains(&format!("\r\n{about},{},", cells[5]));
            assert!(said, "{line} is not in the dictionary");
        }
    }
    assert!(
        dictionary.contains("\r\nservice,waste,Bins and recycling,"),
        "{dictionary}"
    );
    assert!(
        dictionary.contains("\r\nfinding,not-upheld,Not upheld,"),
        "{dictionary}"
    );
    let received = data["figures"].as_array().unwrap().iter();
    let mut received = received.filter(|figure| figure["line"] == "waste");
    assert_eq!(received.next().unwrap()["count"], 7);
    for address in [
        "/performance/2026-q5",
        "/performance/autumn",
        "/performance/2026-q4/cases.csv",
    ] {
        app.browser().get(address).await.is(StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_standards_say_how_we_did_in_the_last_quarter() {
    let app = TestApp::new().await;
    for _ in 0..25 {
        case(&app, Kind::Complaint, Some("waste")).await;
    }
    let page = app.browser().get("/standards").await;
    page.says("It did not come up in that time.");
    app.go_to("2027-01-04T09:00:00Z");
    let page = app.browser().get("/standards").await;
    // Nobody acknowledged any of them, and the day for it is over.
    page.says("How we did is of October to December 2026.")
        .says("We did this 0 times in every 100.")
        .says("What we count")
        // Ten working days are promised, so more time that we took is no part of it.
        .says("in time: sent by the date promised first");
}
