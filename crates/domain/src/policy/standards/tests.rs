//! Standards in words, measured or not.

use jiff::civil::date;

use super::Measured;
use crate::measure::Measure;
use crate::policy::Policy;

fn demo() -> Policy {
    Policy::parse(include_str!("../../../../../policies/demo.toml")).unwrap()
}

#[test]
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the other measures are not measured here"
)]
fn each_public_standard_says_its_promise_its_target_and_how_the_council_did() {
    let text = demo().standards_text(date(2026, 11, 2), |standard| {
        Some(match standard.measure {
            Measure::AcknowledgedInTime => Measured::Percent(100),
            Measure::Stage1InTimeWithoutExtension => Measured::Percent(92),
            _ => Measured::NotMeasuredForLongEnough,
        })
    });
    assert!(text.contains("acknowledge your complaint within 5 working days.\n  Our target is every time.\n  We did this every time."));
    assert!(text.contains("We did this 92 times in every 100."));
    assert!(text.contains("We have not measured this for long enough yet"));
    assert!(text.contains("What we ask of you"));
}

#[test]
fn a_standard_that_is_not_public_stays_inside() {
    let mut policy = demo();
    policy.standards[0].is_public = false;
    let promise = policy.standards[0].promise.clone();
    let text = policy.standards_text(date(2026, 11, 2), |_| None);
    assert!(!text.contains(&promise));
    assert!(
        !text.contains("We have not measured"),
        "nothing was looked at: {text}"
    );
}

/// Paper 003, 4.4: only what can be measured.
#[test]
fn a_promise_that_nothing_measures_is_told_of_and_is_not_published() {
    let source = include_str!("../../../../../policies/demo.toml");
    let before = source.split("[survey]").next().unwrap();
    let after = source.split("[[survey.theme]]").last().unwrap();
    let after = after.split_once("\n\n").map_or("", |(_, rest)| rest);
    let without = format!("{before}{after}");
    let report = Policy::check(&without);
    assert_eq!(
        report.mistakes,
        [],
        "it is no mistake: what was adopted so goes on"
    );
    let warned = report
        .warnings
        .iter()
        .filter(|warning| warning.what.contains("Nothing measures"));
    let lines = without.matches("= \"satisfaction-with-").count();
    assert!(lines > 0);
    assert_eq!(warned.count(), lines, "{:?}", report.warnings);
    let policy = Policy::parse(&without).unwrap();
    let is_of_the_survey = |measure: Measure| measure.definition().is_of_the_survey();
    assert!(
        policy
            .standards
            .iter()
            .any(|standard| is_of_the_survey(standard.measure))
    );
    assert!(
        !policy
            .public_standards(date(2026, 11, 2))
            .any(|standard| is_of_the_survey(standard.measure))
    );
    assert!(
        demo()
            .public_standards(date(2026, 11, 2))
            .any(|standard| is_of_the_survey(standard.measure))
    );
}

#[test]
fn a_dropped_promise_says_when_and_why_and_is_no_promise_any_more() {
    let source = include_str!("../../../../../policies/demo.toml");
    let first = source.split("[[standard]]").nth(1).unwrap();
    let id = first.lines().find(|line| line.starts_with("id = ")).unwrap();
    let with = |more: &str| source.replacen(id, &format!("{id}\n{more}"), 1);
    let both = with("dropped_on = 2026-10-01\ndropped_because = \"We count something better.\"");
    let policy = Policy::parse(&both).unwrap();
    let (standard, dropped) = policy.dropped_standards(date(2026, 11, 2)).next().unwrap();
    assert_eq!(dropped.because, "We count something better.");
    assert!(
        policy
            .public_standards(date(2026, 11, 2))
            .all(|public| public.id != standard.id)
    );
    assert_eq!(
        policy.public_standards(date(2026, 11, 2)).count() + 1,
        demo().public_standards(date(2026, 11, 2)).count()
    );
    // The text says the same as the page.
    let text = |on| policy.standards_text(on, |_| None);
    let no_longer = format!(
        "What we no longer promise\n\n- {} Not since 1 October 2026. Why: We count something better.\n",
        standard.promise
    );
    let after = text(date(2026, 10, 1));
    assert!(after.contains(&no_longer), "{after}");
    assert_eq!(after.matches(&standard.promise).count(), 1);
    assert!(!text(date(2026, 9, 30)).contains("no longer"));
    // Councils decide ahead: it holds, and is measured, until that day.
    let day_before = date(2026, 9, 30);
    assert!(
        policy
            .public_standards(day_before)
            .any(|public| public.id == standard.id)
    );
    assert_eq!(policy.dropped_standards(day_before).count(), 0);
    for half in [
        "dropped_on = 2026-10-01",
        "dropped_because = \"We count something better.\"",
    ] {
        assert_eq!(Policy::check(&with(half)).mistakes.len(), 1, "{half}");
    }
}

/// The number of days is what is promised, so more time that the council took for itself is no part of it.
#[test]
fn a_reply_that_is_promised_within_days_is_held_against_the_first_date_in_every_policy() {
    for source in [
        include_str!("../../../../../policies/bromsgrove.toml"),
        include_str!("../../../../../policies/demo.toml"),
        include_str!("../../../../../policies/east-cambridgeshire.toml"),
        include_str!("../../../../../policies/hart.toml"),
        include_str!("../../../../../policies/lancaster.toml"),
        include_str!("../../../../../policies/worcester.toml"),
    ] {
        let policy = Policy::parse(source).unwrap();
        let measure = |id: &str| {
            let standard = policy
                .standards
                .iter()
                .find(|standard| standard.id.as_str() == id);
            standard.unwrap().measure
        };
        assert_eq!(measure("reply-in-time"), Measure::Stage1InTimeWithoutExtension);
        assert_eq!(measure("review-in-time"), Measure::Stage2InTimeWithoutExtension);
    }
}
