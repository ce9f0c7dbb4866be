//! Files that are no TOML, or hold a day that there is not: what is told of them.

use super::*;

#[test]
fn after_a_slip_in_the_toml_only_the_toml_is_told() {
    for (old, new) in [
        ("[calendar]", "[calendar"),
        ("closed = [", "closed = [["),
        (
            "division = \"england-and-wales\"",
            "division = england-and-wales\"",
        ),
    ] {
        let source = demo_with(old, new);
        let report = Policy::check(&source);
        assert!(
            (1..=5).contains(&report.mistakes.len()),
            "{new}: {:#?}",
            report.mistakes
        );
        assert!(
            report.mistakes.iter().all(|mistake| mistake.key.is_empty()),
            "{:#?}",
            report.mistakes
        );
        assert_eq!(report.warnings, []);
        assert_eq!(report.mistakes[0].line, place_of(&source, new).0);
    }
}

#[test]
fn a_list_that_is_never_closed_is_told_once() {
    let source = DEMO.replacen("closed = [", "closed = [ # ", 1);
    let source = match source.split_once("closed = [ # ") {
        Some((before, after)) => format!("{before}closed = [\n{}", after.split_once('\n').unwrap().1),
        None => panic!("the demo closes on no day"),
    };
    let mistakes = Policy::check(&source).mistakes;
    assert!((1..=5).contains(&mistakes.len()), "{} mistakes", mistakes.len());
    assert!(
        mistakes[0].line.abs_diff(place_of(&source, "closed = [").0) <= 1,
        "{mistakes:?}"
    );
}

#[test]
fn a_day_that_is_none_is_no_matter_of_brackets() {
    let mistake = only_mistake(&demo_with("starts_on = 2026-04-01", "starts_on = 2026-02-30"));
    assert!(mistake.what.contains("not a day of the calendar"), "{mistake:?}");
    assert!(mistake.mend.contains("2026-04-01"), "{mistake:?}");
}

#[test]
fn a_day_that_there_is_not_hides_no_other_mistake() {
    let source = include_str!("../../../../../../policies/demo.toml")
        .replacen("[calendar]", "[calendar]\nclosed = [2026-02-30, 2026-12-24]", 1)
        .replacen("[daily_check]", "[daily_check]\nunheard_of = 3", 1);
    let report = Policy::check(&source);
    let told: Vec<_> = report
        .mistakes
        .iter()
        .map(|mistake| mistake.what.as_str())
        .collect();
    assert!(told.contains(&"This is not a day of the calendar."), "{told:?}");
    assert!(
        report
            .mistakes
            .iter()
            .any(|mistake| mistake.key.ends_with("unheard_of")),
        "{report:?}"
    );
    assert!(!report.may_be_more);
}

#[test]
fn after_a_line_that_is_no_toml_the_file_is_read_on_and_it_is_said_that_there_may_be_more() {
    let source = include_str!("../../../../../../policies/demo.toml")
        .replacen("[daily_check]", "[daily_check]\nunheard_of = 3", 1)
        .replacen("undo_minutes = ", "undo_minutes = = ", 1);
    assert!(source.contains("= = "), "the demo's policy has the minutes");
    let report = Policy::check(&source);
    assert!(
        report
            .mistakes
            .iter()
            .any(|mistake| mistake.what.starts_with("This is not TOML")),
        "{report:?}"
    );
    assert!(
        report
            .mistakes
            .iter()
            .any(|mistake| mistake.key.ends_with("unheard_of")),
        "{report:?}"
    );
    assert_eq!(report.mistakes.len(), 2, "{report:?}");
    assert!(report.to_text("f.toml").contains("there may be more mistakes"));
}

#[test]
fn a_reason_that_makes_a_request_gives_its_reference_and_no_other_does() {
    let base = include_str!("../../../../../../policies/demo.toml");
    let refused = |refusal: &str| {
        let report = Policy::check(&format!("{base}\n[[refusal]]\n{refusal}\n"));
        report
            .mistakes
            .into_iter()
            .map(|mistake| mistake.what)
            .collect::<Vec<_>>()
    };
    let silent = refused("code = \"new\"\nname = \"New\"\nwording = \"It is new.\"\nmakes_request = true");
    assert_eq!(silent.len(), 1, "{silent:?}");
    let idle = refused("code = \"new\"\nname = \"New\"\nwording = \"It is ((request)).\"");
    assert_eq!(idle.len(), 1, "{idle:?}");
    let whole = "code = \"new\"\nname = \"New\"\nwording = \"It is ((request)).\"\nmakes_request = true";
    assert_eq!(refused(whole), Vec::<String>::new());
    let policy = Policy::parse(base).unwrap();
    let first = policy
        .refusal_reasons
        .iter()
        .find(|reason| reason.code.as_str() == "first-report");
    assert!(first.unwrap().makes_request);
}
