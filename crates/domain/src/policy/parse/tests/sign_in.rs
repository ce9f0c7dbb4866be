//! Who has to have a second step.

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
