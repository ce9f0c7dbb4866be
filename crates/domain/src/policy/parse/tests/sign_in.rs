//! Who has to have a second step, and how long anybody stays signed in.

use super::*;
use crate::policy::SecondStep;

const OFFERED: &str = "second_step = \"offered\"";

#[test]
fn a_council_whose_file_says_nothing_offers_a_second_step_and_requires_it_of_nobody() {
    let rules = shipped("hart").sign_in;
    assert_eq!(rules, defaults::sign_in());
    for role in Role::ALL {
        assert_eq!(
            rules.offers_second_step(&[*role]),
            *role != Role::Partner,
            "{role}"
        );
        assert!(!rules.requires_second_step(&[*role]), "{role}");
    }
}

#[test]
fn where_it_is_required_and_no_role_is_named_it_is_of_administrators() {
    let source = demo_with(OFFERED, "second_step = \"required\"");
    let rules = Policy::parse(&source).unwrap().sign_in;
    assert!(rules.requires_second_step(&[Role::Staff, Role::Administrator]));
    assert!(!rules.requires_second_step(&[Role::Staff, Role::Officer]));
    let named = "second_step = \"required\"\nsecond_step_of = [\"auditor\", \"executive\"]";
    let rules = Policy::parse(&demo_with(OFFERED, named)).unwrap().sign_in;
    assert!(rules.requires_second_step(&[Role::Staff, Role::Auditor]));
    assert!(!rules.requires_second_step(&[Role::Staff, Role::Administrator]));
    let off = Policy::parse(&demo_with(OFFERED, "second_step = \"off\"")).unwrap();
    assert_eq!(off.sign_in.second_step, SecondStep::Off);
    assert!(!off.sign_in.offers_second_step(&[Role::Administrator]));
}

#[test]
fn a_second_step_of_nobody_or_of_whoever_has_none_is_told_where_it_stands() {
    let with = |what: &str| demo_with(OFFERED, what);
    let source = with("second_step = \"sometimes\"");
    let mistake = only_mistake(&source);
    assert_eq!(mistake.what, "\"sometimes\" is not a word for this.");
    assert_eq!((mistake.line, mistake.column), place_of(&source, "\"sometimes\""));
    let source = with("second_step = \"required\"\nsecond_step_of = []");
    assert_eq!(
        only_mistake(&source).what,
        "A second step that is required of nobody is not required."
    );
    let source = with("second_step = \"offered\"\nsecond_step_of = [\"auditor\"]");
    assert_eq!(
        only_mistake(&source).what,
        "Nobody has to have a second step, so no role is named here."
    );
    for nobody in ["customer", "representative", "partner"] {
        let source = with(&format!(
            "second_step = \"required\"\nsecond_step_of = [\"auditor\", \"{nobody}\"]"
        ));
        let mistake = only_mistake(&source);
        assert_eq!(mistake.what, format!("Nobody who is {nobody} has a second step."));
        let place = format!("\"{nobody}\"]");
        assert_eq!((mistake.line, mistake.column), place_of(&source, &place));
    }
    let twice = with("second_step = \"required\"\nsecond_step_of = [\"auditor\", \"auditor\"]");
    assert_eq!(only_mistake(&twice).what, "\"auditor\" stands here twice.");
}

#[test]
fn how_long_a_session_lasts_is_the_policys_within_a_floor_and_a_ceiling() {
    let rules = shipped("hart").sign_in;
    assert_eq!((rules.idle_minutes, rules.longest_hours), (120, 12));
    assert_eq!(rules.emergency_minutes, 60);
    for (name, default, least, most) in [
        ("idle_minutes", "120", 15, 240),
        ("longest_hours", "12", 1, 24),
        ("emergency_minutes", "60", 15, 240),
    ] {
        let old = format!("{name} = {default} ");
        let with = |value: &str| {
            let source = demo_with(&old, &format!("{name} = {value} "));
            // The shortest of all is as long as it may be idle.
            if name == "longest_hours" {
                source.replacen("idle_minutes = 120 ", "idle_minutes = 15 ", 1)
            } else {
                source
            }
        };
        for within in [least, most] {
            assert!(
                Policy::parse(&with(&within.to_string())).is_ok(),
                "{name} {within}"
            );
        }
        let beyond = [(least - 1).to_string(), (most + 1).to_string()];
        let strange = ["0", "-15", "65536", "1.5", "\"60\"", "true"].map(str::to_owned);
        for wrong in beyond.iter().chain(&strange) {
            let source = with(wrong);
            let mistake = only_mistake(&source);
            assert_eq!(
                mistake.what, "This is not a number that is allowed here.",
                "{name} {wrong}"
            );
            assert!(
                mistake.mend.contains(&format!("from {least} to {most}")),
                "{}",
                mistake.mend
            );
            let (line, column) = place_of(&source, &format!("{name} = {wrong} "));
            assert_eq!((mistake.line, mistake.column), (line, column + name.len() + 3));
        }
    }
}

#[test]
fn a_session_is_not_idle_for_longer_than_it_lasts() {
    let source = demo_with("longest_hours = 12 ", "longest_hours = 1 ");
    let mistake = only_mistake(&source);
    let what = "A session that lasts 60 minutes at most cannot be idle for 120.";
    assert_eq!(mistake.what, what);
    let (line, column) = place_of(&source, "idle_minutes = 120");
    assert_eq!(
        (mistake.line, mistake.column),
        (line, column + "idle_minutes = ".len())
    );
    // Where only one of the two is said, it is told there.
    let alone = source.replacen("idle_minutes = 120 ", "# ", 1);
    let mistake = only_mistake(&alone);
    assert_eq!(
        mistake.what,
        "A session without a request lasts 120 minutes, which is longer."
    );
    let (line, column) = place_of(&alone, "longest_hours = 1 ");
    assert_eq!(
        (mistake.line, mistake.column),
        (line, column + "longest_hours = ".len())
    );
    let unknown = demo_with("idle_minutes", "idle_minute");
    assert_eq!(only_mistake(&unknown).key, "sign_in.idle_minute");
}
