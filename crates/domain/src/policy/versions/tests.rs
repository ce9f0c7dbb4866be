//! Which version of a policy is in force, and what changed.

use jiff::civil::date;

use super::Versions;
use crate::id::ProcedureId;
use crate::policy::Policy;

const DEMO: &str = include_str!("../../../../../policies/demo.toml");

fn policy(source: &str) -> Policy {
    Policy::parse(source).unwrap()
}

fn stricter() -> Policy {
    policy(
        &DEMO
            .replace("starts_on = 2026-04-01", "starts_on = 2026-10-01")
            .replacen("reply = \"10 working days\"", "reply = \"7 working days\"", 1)
            .replace(
                "complaint within 10 working days",
                "complaint within 7 working days",
            )
            .replace("day_one = \"next working day\"", "day_one = \"roll forward\"")
            .replace("name = \"Customer Services\"", "name = \"Customer Care\""),
    )
}

fn two_versions() -> Versions {
    Versions::new([policy(DEMO), stricter()])
}

#[test]
fn a_case_keeps_the_reply_time_of_the_day_it_was_received() {
    let versions = two_versions();
    let corporate = ProcedureId::parse("complaint-corporate").unwrap();
    let before = versions.pinned(date(2026, 9, 30), &corporate).unwrap();
    let after = versions.pinned(date(2026, 10, 1), &corporate).unwrap();
    assert_eq!((before.version, before.procedure.stages[0].reply.count), (1, 10));
    assert_eq!((after.version, after.procedure.stages[0].reply.count), (2, 7));
    assert_ne!(before.day_one, after.day_one);
}

// Domain 8: what is promised moves visibly, and what was counted stays counted; a record that is read again gives the same days.
#[test]
fn a_version_closes_and_opens_only_days_that_are_to_come_when_it_starts() {
    let closing = |days: &str| {
        let closed = DEMO
            .split_once("closed = [")
            .unwrap()
            .1
            .split_once(']')
            .unwrap()
            .0;
        policy(&DEMO.replace(&format!("closed = [{closed}]"), &format!("closed = [{days}]")))
    };
    let (seventh, tenth, today) = (date(2026, 7, 7), date(2026, 7, 10), date(2026, 7, 8));
    let mut versions = Versions::new([closing("2026-07-06"), closing("2026-07-07, 2026-07-10")]);
    // Both say that they start in April; the second was adopted in July.
    versions.recorded(1, date(2026, 4, 1));
    versions.recorded(2, today);
    let closures = |on| versions.calendar(on).unwrap().closures().collect::<Vec<_>>();
    assert_eq!(closures(seventh), [date(2026, 7, 6)]);
    assert_eq!(closures(today), [date(2026, 7, 6), tenth]);
}

#[test]
fn wording_and_people_are_always_the_current_ones() {
    let versions = two_versions();
    let name = |today| {
        versions
            .current(today)
            .unwrap()
            .central_team()
            .unwrap()
            .name
            .clone()
    };
    assert_eq!(name(date(2026, 9, 30)), "Customer Services");
    assert_eq!(name(date(2026, 10, 1)), "Customer Care");
}

#[test]
fn a_draft_binds_nobody() {
    let start = DEMO.find("[adoption]").unwrap();
    let end = DEMO.find("[statement]").unwrap();
    let draft = policy(&format!("{}{}", &DEMO[..start], &DEMO[end..]));
    let versions = Versions::new([draft]);
    assert!(versions.in_force_on(date(2026, 11, 23)).is_none());
    assert!(versions.current(date(2026, 11, 23)).is_none());
}

#[test]
fn an_imported_case_from_before_the_first_version_is_bound_by_the_first() {
    let corporate = ProcedureId::parse("complaint-corporate").unwrap();
    assert_eq!(
        two_versions()
            .pinned(date(2019, 1, 1), &corporate)
            .unwrap()
            .version,
        1
    );
}

// What was withdrawn before its first day holds for nothing, and keeps its number.
#[test]
fn a_version_that_was_withdrawn_is_never_in_force() {
    let mut versions = two_versions();
    versions.withdraw(2);
    let in_force = versions.in_force_on(date(2027, 1, 4)).unwrap().0;
    assert_eq!((in_force, versions.all().count()), (1, 1));
    assert!(versions.is_withdrawn(2) && versions.version(2).is_some());
    assert_eq!(versions.push(stricter()), 3);
    assert_eq!(versions.in_force_on(date(2027, 1, 4)).unwrap().0, 3);
}
