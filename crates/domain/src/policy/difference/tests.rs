//! Every change is told, in words where there are words for it.

use super::{ONLY_COMMENTS, difference};
use crate::policy::Policy;

const DEMO: &str = include_str!("../../../../../policies/demo.toml");

fn policy(source: &str) -> Policy {
    Policy::parse(source).unwrap_or_else(|mistakes| panic!("{mistakes:?}"))
}

fn after(changes: &[(&str, &str)]) -> Vec<String> {
    let mut source = DEMO.to_owned();
    for (from, to) in changes {
        assert!(source.contains(from), "{from}");
        source = source.replacen(from, to, 1);
    }
    difference(&policy(DEMO), &policy(&source))
}

#[test]
fn a_change_of_a_clock_is_told_by_its_stage_with_both_values() {
    let changes = after(&[
        ("reply = \"10 working days\"", "reply = \"7 working days\""),
        (
            "complaint within 10 working days",
            "complaint within 7 working days",
        ),
        ("day_one = \"next working day\"", "day_one = \"roll forward\""),
    ]);
    assert_eq!(
        changes,
        [
            "First day counted: “next working day” → “roll forward”.",
            "Complaint, stage 1 replies: 10 working days → 7 working days.",
            "Standard reply-in-time, promise: “We reply to your complaint within 10 working days of acknowledging it.” → “We reply to your complaint within 7 working days of acknowledging it.”.",
        ]
    );
}

#[test]
fn services_are_told_by_name_when_they_are_renamed_ended_new_or_taken_out() {
    let changes = after(&[
        (
            "name = \"Bins and recycling\"",
            "name = \"Bins\"\nends_on = 2026-12-31",
        ),
        (
            "[[service]]\nid = \"parking\"\nname = \"Council car parks\"\nabout = \"Car parks, permits, machines; fines have an appeal of their own\"\nteam = \"streets-and-parks\"\nanswerable = \"director-places\"\nletter_topic = \"highways-and-transport\"\ntarget = \"10 working days\"\n",
            "[[service]]\nid = \"markets\"\nname = \"Markets\"\nteam = \"streets-and-parks\"\nanswerable = \"director-places\"\n",
        ),
    ]);
    assert_eq!(
        changes,
        [
            "Service Markets is new (post that answers for it: director-places; name: “Markets”; team: streets-and-parks).",
            "Service Council car parks was taken out.",
            "Service Bins and recycling, last day: not set → 31 December 2026.",
            "Service Bins and recycling, name: “Bins and recycling” → “Bins”.",
        ]
    );
}

#[test]
fn days_that_came_and_went_are_told_each_by_itself() {
    let changes = after(&[("closed = [2026-12-29, ", "closed = [2026-12-24, ")]);
    assert_eq!(
        changes,
        ["Days the council is closed: added 24 December 2026; taken out 29 December 2026."]
    );
}

#[test]
fn a_setting_without_words_of_its_own_is_told_by_its_group_and_its_key_as_words() {
    let changes = after(&[(
        "notice_within = \"5 working days\"",
        "notice_within = \"4 working days\"",
    )]);
    assert_eq!(
        changes,
        ["Contact arrangements, notice within: 5 working days → 4 working days."]
    );
    assert_eq!(
        after(&[("idle_minutes = 120", "idle_minutes = 110")]),
        ["Signing in, idle minutes: 120 → 110."]
    );
}

#[test]
fn nothing_is_silent_not_even_an_order_or_a_comment() {
    let swapped = after(&[
        (
            "[[team]]\nid = \"housing\"\nname = \"Housing\"\nlead = \"head-of-housing\"\n\n",
            "",
        ),
        (
            "[[team]]\nid = \"planning\"",
            "[[team]]\nid = \"housing\"\nname = \"Housing\"\nlead = \"head-of-housing\"\n\n[[team]]\nid = \"planning\"",
        ),
    ]);
    assert_eq!(swapped.len(), 1, "{swapped:?}");
    assert!(
        swapped[0].starts_with("The order of the teams changed: "),
        "{swapped:?}"
    );
    assert_eq!(after(&[("# Who is who.", "# Who is who?")]), [ONLY_COMMENTS]);
    assert!(after(&[]).is_empty());
}
