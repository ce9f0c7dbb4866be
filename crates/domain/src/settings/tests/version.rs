//! When a version of the policy starts, and one that does not start after all.

use super::*;

// Ours: a slip of the year would stand in the way of every version before it.
#[test]
fn a_version_starts_within_two_years() {
    let from = |day: &str| adopt(&[BINS, ("starts_on = 2026-04-01", &format!("starts_on = {day}"))]);
    let adopted = |day: &str| decided(&from(day), Role::Administrator, &[]);
    assert!(adopted("2028-11-02").is_ok());
    let latest = date(2028, 11, 2);
    for day in ["2028-11-03", "2036-11-02", "2099-12-31"] {
        assert_eq!(adopted(day), Err(Refusal::StartsTooFarAhead { latest }), "{day}");
    }
}

#[test]
fn an_adoption_is_withdrawn_before_its_day_with_a_reason_and_once() {
    let (now, actor) = (demo(), actor(ADA, Role::Administrator));
    let next = Policy::parse(&changed(&[
        BINS,
        ("starts_on = 2026-04-01", "starts_on = 2026-12-01"),
    ]))
    .unwrap();
    let open = BTreeMap::new();
    let context = |today: Date, last: i64| policy::Context {
        actor: &actor,
        today,
        in_force: &now,
        last: &next,
        last_number: last,
        before: &next,
        open: &open,
        has_conduct_files: false,
    };
    let state = State {
        version: 2,
        ..State::default()
    };
    let order = |because: &str| policy::Command::Withdraw {
        version: 2,
        because: words(because),
    };
    let decided = |state: &State, because: &str, today, last| {
        policy::decide(state, &order(because), &context(today, last))
    };
    let events = decided(&state, "The wrong year.", TODAY, 2).unwrap();
    assert_eq!(events.first().unwrap().name(), "policy-withdrawn");
    assert_eq!(decided(&state, " ", TODAY, 2), Err(Refusal::ReasonMissing));
    let first_day = date(2026, 12, 1);
    assert_eq!(
        decided(&state, "Late.", first_day, 2),
        Err(Refusal::VersionHasBegun)
    );
    assert_eq!(
        decided(&state, "Another follows.", TODAY, 3),
        Err(Refusal::AnotherVersionFollows)
    );
    let after = policy::evolve(state, events.first().unwrap());
    assert_eq!(
        decided(&after, "Twice.", TODAY, 2),
        Err(Refusal::AlreadyWithdrawn)
    );
    let officer = self::actor(ADA, Role::Officer);
    let by_officer = policy::Context {
        actor: &officer,
        ..context(TODAY, 2)
    };
    let refused = policy::decide(&State::default(), &order("Why not."), &by_officer);
    assert_eq!(refused, Err(Refusal::NotPermitted(Act::AdoptPolicy)));
}
