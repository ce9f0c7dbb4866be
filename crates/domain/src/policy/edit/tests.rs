//! An edit changes its own lines and leaves the others as they are, byte for byte.

use jiff::civil::date;

use super::{Change, Group, Value, edit, is_about, take_out};
use crate::policy::Policy;

const DEMO: &str = include_str!("../../../../../policies/demo.toml");

/// The lines that are only in the first, and those only in the second.
fn lines_changed(changes: &[Change]) -> (Vec<String>, Vec<String>) {
    let after = edit(DEMO, changes).unwrap();
    Policy::parse(&after).unwrap_or_else(|mistakes| panic!("{mistakes:?}\n{after}"));
    changed(&after)
}

fn changed(after: &str) -> (Vec<String>, Vec<String>) {
    let only = |one: &str, other: &str| {
        let other: Vec<&str> = other.lines().collect();
        one.lines()
            .filter(|line| !other.contains(line))
            .map(str::to_owned)
            .collect()
    };
    (only(DEMO, after), only(after, DEMO))
}

#[test]
fn the_text_of_every_policy_comes_back_as_it_was() {
    for source in [
        DEMO,
        include_str!("../../../../../policies/worcester.toml"),
        include_str!("../../../../../policies/east-cambridgeshire.toml"),
        include_str!("../../../../../policies/bromsgrove.toml"),
        include_str!("../../../../../policies/hart.toml"),
        include_str!("../../../../../policies/lancaster.toml"),
    ] {
        assert_eq!(edit(source, &[]).unwrap(), source);
    }
}

#[test]
fn a_value_changes_and_the_comment_behind_it_stays() {
    let clock = Group::table(&["procedure", "service-request"]);
    let (before, after) = lines_changed(&[clock.set("update_every", Value::Text("8 working days".into()))]);
    assert_eq!(before.len(), 1, "{before:?}");
    assert_eq!(after, ["update_every = \"8 working days\"          # ours"]);
}

#[test]
fn a_service_is_renamed_ended_and_added_beside_the_others() {
    let waste = Group::listed("service", "waste");
    let (before, after) = lines_changed(&[
        waste.set("name", Value::Text("Bins".into())),
        waste.set("ends_on", Value::Day(date(2026, 12, 31))),
    ]);
    assert_eq!(before, ["name = \"Bins and recycling\""]);
    assert_eq!(after, ["name = \"Bins\"", "ends_on = 2026-12-31"]);
    let markets = Group::listed("service", "markets");
    let changes = [
        markets.set("name", Value::Text("Markets".into())),
        markets.set("team", Value::Text("streets-and-parks".into())),
        markets.set("answerable", Value::Text("director-places".into())),
    ];
    let text = edit(DEMO, &changes).unwrap();
    let policy = Policy::parse(&text).unwrap();
    assert_eq!(policy.services.last().unwrap().id.as_str(), "markets");
    let (at, clocks) = (
        text.find("id = \"markets\"").unwrap(),
        text.find("# The steps and clocks.").unwrap(),
    );
    assert!(at < clocks, "the new service stands among the services");
}

#[test]
fn closures_are_a_list_of_days_and_brand_a_colour() {
    let calendar = Group::table(&["calendar"]);
    let brand = Group::table(&["council", "brand"]);
    let (before, after) = lines_changed(&[
        calendar.set("closed", Value::Days(vec![date(2026, 12, 24)])),
        brand.set("colour", Value::Text("#1d4f5d".into())),
    ]);
    assert_eq!(before.len(), 2, "{before:?}");
    assert_eq!(after, ["colour = \"#1d4f5d\"", "closed = [2026-12-24]"]);
}

#[test]
fn a_group_that_is_not_there_is_made() {
    let before = DEMO.split("\n[letters]").next().unwrap();
    let letters = Group::table(&["letters"]);
    let words = Value::Text("Please tell us if anything is wrong.".into());
    let after = edit(before, &[letters.set("acknowledgement_closing", words)]).unwrap();
    let added = after.strip_prefix(before).unwrap();
    assert_eq!(
        added.trim(),
        "[letters]\nacknowledgement_closing = \"Please tell us if anything is wrong.\""
    );
}

#[test]
fn a_value_that_is_taken_out_is_gone_and_a_group_too() {
    let waste = Group::listed("service", "waste");
    let (before, after) = lines_changed(&[waste.set("target", Value::Nothing)]);
    assert!(
        after.is_empty() && before.is_empty(),
        "other services have the same target"
    );
    let text = take_out(DEMO, "service", "parking").unwrap();
    let policy = Policy::parse(&text).unwrap();
    assert!(
        policy
            .services
            .iter()
            .all(|service| service.id.as_str() != "parking")
    );
    assert!(changed(&text).1.is_empty());
    assert_eq!(take_out(DEMO, "service", "unknown"), None);
}

#[test]
fn words_with_quotation_marks_and_lines_are_kept_as_typed() {
    let letters = Group::table(&["letters"]);
    let typed = "We \"heard\" you.\n\nIt is 5 \\ 6.";
    let text = edit(
        DEMO,
        &[letters.set("acknowledgement_closing", Value::words(typed))],
    )
    .unwrap();
    let policy = Policy::parse(&text).unwrap();
    assert_eq!(policy.letters.wordings.values().next().unwrap(), typed);
}

#[test]
fn what_is_not_toml_is_not_edited() {
    assert_eq!(edit("[council\nid = ", &[]), None);
    let odd = Group::table(&["council", "name"]);
    assert_eq!(edit(DEMO, &[odd.set("x", Value::Yes(true))]), None);
}

// Two groups have a setting of the same name: a mistake is beside the field of its own.
#[test]
fn a_mistake_is_about_the_setting_that_was_changed_and_about_no_other_of_its_name() {
    let text = "[[team]]\nid = \"a\"\nname = \"A\"\n\n[[team]]\nid = \"b\"\nname = \"B\"\n\n[council]\nname = \"C\"\n";
    let mistake = |key: &str, line: usize| crate::policy::parse::Mistake {
        line,
        column: 1,
        key: key.to_owned(),
        what: String::new(),
        mend: String::new(),
    };
    let of_b = Group::listed("team", "b").set("name", Value::words("B"));
    assert!(is_about(text, &of_b, &mistake("team.name", 7)));
    assert!(!is_about(text, &of_b, &mistake("team.name", 3)), "another team");
    assert!(!is_about(text, &of_b, &mistake("council.name", 10)));
    let of_council = Group::table(&["council"]).set("name", Value::words("C"));
    assert!(is_about(text, &of_council, &mistake("council.name", 10)));
    assert!(!is_about(text, &of_council, &mistake("council.names", 10)));
}
