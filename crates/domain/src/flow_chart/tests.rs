//! The two flow charts say what the policy says.

use super::{FlowChart, Form};
use crate::policy::Policy;

const DEMO: &str = include_str!("../../../../policies/demo.toml");

fn demo() -> Policy {
    Policy::parse(DEMO).unwrap()
}

#[test]
fn the_chart_for_customers_says_the_days_of_the_policy() {
    let text = FlowChart::for_customers(&demo()).to_text();
    insta::assert_snapshot!(text);
}

#[test]
fn the_chart_for_people_inside_asks_the_questions_of_the_policy() {
    let text = FlowChart::for_people_inside(&demo()).to_text();
    insta::assert_snapshot!(text);
}

#[test]
fn when_the_days_change_the_text_and_the_picture_change() {
    let source = DEMO
        .replace("reply = \"10 working days\"", "reply = \"7 working days\"")
        .replace(
            "complaint within 10 working days",
            "complaint within 7 working days",
        );
    let changed = Policy::parse(&source).unwrap();
    let (before, after) = (
        FlowChart::for_customers(&demo()),
        FlowChart::for_customers(&changed),
    );
    assert!(
        before
            .to_text()
            .contains("We reply within 10 working days of acknowledging it.")
    );
    assert!(
        after
            .to_text()
            .contains("We reply within 7 working days of acknowledging it.")
    );
    assert_ne!(before.to_svg("a", Form::Wide), after.to_svg("a", Form::Wide));
    assert!(
        after
            .to_svg("a", Form::Narrow)
            .contains("We reply within 7 working")
    );
}

#[test]
fn a_policy_that_never_returns_a_complaint_draws_no_way_back() {
    let policy = demo();
    let housing = policy
        .procedures
        .values()
        .find(|procedure| procedure.id.as_str() == "complaint-housing")
        .unwrap();
    let text = FlowChart::for_procedure(&policy, housing).to_text();
    assert!(!text.contains("send it back"));
    assert!(text.contains("Housing Ombudsman"));
}

#[test]
fn a_picture_has_a_name_a_description_and_no_style() {
    for form in [Form::Wide, Form::Narrow] {
        for chart in [
            FlowChart::for_customers(&demo()),
            FlowChart::for_people_inside(&demo()),
        ] {
            let svg = chart.to_svg("chart-1", form);
            assert!(svg.contains("role=\"img\""));
            assert!(svg.contains("<title id=\"chart-1-title\">"));
            assert!(svg.contains("<desc id=\"chart-1-description\">"));
            assert!(!svg.contains("style"));
            let sizes = svg.split("font-size=\"").skip(1).map(|rest| &rest[..2]);
            assert!(sizes.into_iter().all(|size| size.parse::<u8>().unwrap() >= 16));
        }
    }
}

#[test]
fn no_line_of_a_picture_crosses_its_box_whatever_font_stands_in() {
    let number = |text: &str, name: &str| {
        let (_, rest) = text.split_once(&format!(" {name}=\"")).unwrap();
        rest.split('"').next().unwrap().parse::<u32>().unwrap()
    };
    for (form, width) in [(Form::Wide, 630), (Form::Narrow, 288)] {
        let svg = FlowChart::for_customers(&demo()).to_svg("chart-1", form);
        assert!(svg.contains(&format!("viewBox=\"0 0 {width} ")));
        let mut edge = 0;
        for line in svg.lines() {
            if line.starts_with("<rect") && line.contains(" x=") {
                edge = number(line, "x") + number(line, "width");
                assert!(edge <= width, "{line}");
            }
            if line.starts_with("<text") {
                let (_, text) = line.split_once('>').unwrap();
                let letters = u32::try_from(
                    text.trim_end_matches("</text>")
                        .replace("&#39;", "'")
                        .chars()
                        .count(),
                )
                .unwrap();
                // DejaVu Sans, which is wide: hundredths of the size for a letter of English.
                let wide = if line.contains("bold") { 70 } else { 62 };
                let end = number(line, "x") + letters * number(line, "font-size") * wide / 100;
                assert!(end <= edge, "{line} ends at {end} of {edge}");
            }
        }
    }
}

#[test]
fn what_a_council_writes_cannot_break_out_of_a_picture() {
    let source = DEMO.replace("request = \"problem\"", "request = \"<script>&\"");
    let svg = FlowChart::for_customers(&Policy::parse(&source).unwrap()).to_svg("\"><x", Form::Narrow);
    assert!(!svg.contains("<script") && !svg.contains("<x"));
}
