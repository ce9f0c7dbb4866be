//! Danger now: the interim safety measure, and the way that it begins (domain 5.4).

use super::harness::*;
use crate::conduct::{Command, DueKind, Interim, Refusal, Tend};
use crate::policy::ContactOption;
use crate::vocabulary::Channel;

fn close() -> Command {
    Command::Close {
        reason: words("It is over now."),
    }
}

fn ordered() -> Given {
    given(
        "lancaster",
        [
            ("2026-01-06", planner(), incident(1, true)),
            ("2026-01-06", senior(1), interim("2026-01-08")),
        ],
    )
}

#[test]
fn whoever_reported_the_danger_orders_nothing() {
    let own = given("lancaster", [("2026-01-06", senior(1), incident(1, true))]);
    assert_eq!(
        own.refuses(("2026-01-06", senior(1), interim("2026-01-08"))),
        Refusal::OwnReport
    );
    own.clone()
        .and([("2026-01-06", senior(2), interim("2026-01-08"))]);
    // Somebody else saw it, too.
    own.and([
        ("2026-01-06", planner(), danger(2, "2026-01-05")),
        ("2026-01-06", senior(1), interim("2026-01-08")),
    ]);
}

// Once for each danger, also after the file was closed and the way began again, whoever reports it anew.
#[test]
fn a_danger_that_was_met_is_met_by_no_other_interim_measure_domain_5_4() {
    let again = ordered().and(checked("2026-01-09")).and([
        ("2026-01-12", keeper(), close()),
        ("2026-01-12", adviser(), danger(2, "2026-01-05")),
    ]);
    let said = again.refuses(("2026-01-12", senior(2), interim("2026-01-14")));
    assert_eq!(said, Refusal::NoDanger, "it is the same danger");
    let same_day = again.and([("2026-01-12", adviser(), danger(3, "2026-01-06"))]);
    let said = same_day.refuses(("2026-01-12", senior(2), interim("2026-01-14")));
    assert_eq!(said, Refusal::NoDanger);
    // Another one, on a day after it, and not so soon.
    same_day.and([
        ("2026-04-13", adviser(), danger(4, "2026-04-13")),
        ("2026-04-13", senior(2), interim("2026-04-14")),
    ]);
}

// For a few days, and the full path starts at once: no danger upon danger goes on without a report and its comments.
#[test]
fn one_interim_measure_follows_another_only_once_they_had_a_report_domain_5_4() {
    let warned = ordered()
        .and(checked("2026-01-07"))
        .and([("2026-01-07", keeper(), warning())]);
    let again = |on: &'static str| (on, senior(2), interim("2026-01-20"));
    let danger_of = |on: &'static str| (on, adviser(), danger(4, on));
    // What was reported while the first was in force is met by it.
    let reported = warned.clone().and([danger_of("2026-01-08")]);
    assert_eq!(reported.refuses(again("2026-01-09")), Refusal::NoDanger);
    let new = warned.and([danger_of("2026-01-09")]);
    let until = date("2026-04-08");
    assert_eq!(new.refuses(again("2026-01-09")), Refusal::InterimOfLate(until));
    let closed = new.clone().and([
        ("2026-01-12", keeper(), close()),
        ("2026-01-12", adviser(), danger(5, "2026-01-12")),
    ]);
    let said = closed.refuses(again("2026-01-12"));
    assert_eq!(said, Refusal::InterimOfLate(until), "closing is no way around it");
    // A proposal alone is nothing that they could answer, and neither is a report that came back.
    let proposed = new.and([("2026-01-12", keeper(), propose(a_proposal()))]);
    assert_eq!(
        proposed.refuses(again("2026-01-12")),
        Refusal::InterimOfLate(until)
    );
    let shared = proposed.and([("2026-01-12", keeper(), carry(14, share(), Channel::Letter))]);
    let back = shared.clone().and([("2026-01-13", keeper(), not_reached(14))]);
    assert_eq!(back.refuses(again("2026-01-13")), Refusal::InterimOfLate(until));
    shared.and([again("2026-01-13")]);
}

#[test]
fn the_way_begins_with_it_has_a_day_and_does_not_end_before_the_checks_domain_5_4() {
    let given = ordered();
    let due = |given: &Given| {
        let due = given.file.due_on(date("2026-01-20"));
        due.iter()
            .find(|due| due.kind == DueKind::BeginTheWay)
            .map(|due| due.on)
    };
    assert_eq!(
        due(&given),
        Some(date("2026-01-08")),
        "by its last day, and after it"
    );
    let refused = given.refuses(("2026-01-12", keeper(), close()));
    assert!(matches!(refused, Refusal::ChecksMissing(_)), "{refused:?}");
    let checked = given.and(checked("2026-01-09"));
    assert_eq!(due(&checked), Some(date("2026-01-08")));
    let warned = checked.clone().and([("2026-01-09", keeper(), warning())]);
    assert_eq!(
        due(&warned),
        Some(date("2026-02-06")),
        "it is begun, and there is time to see whether anything happens"
    );
    let proposed = warned.and([
        ("2026-01-10", planner(), it_goes_on("2026-01-10")),
        ("2026-01-12", keeper(), propose(a_proposal())),
    ]);
    assert_eq!(due(&proposed), None, "it goes on");
    let withdrawn = proposed.and([(
        "2026-01-13",
        keeper(),
        Command::Tend(Tend::Withdraw {
            reason: words("It was somebody else."),
            letter: None,
        }),
    )]);
    assert_eq!(due(&withdrawn), None);
    let closed = checked.and([("2026-01-12", keeper(), close())]);
    assert_eq!(
        due(&closed),
        None,
        "the checks found that there is nothing to warn of"
    );
    // Whom something binds already is on the way.
    let bound = in_force("lancaster").and([
        ("2026-03-02", planner(), danger(3, "2026-03-02")),
        ("2026-03-02", senior(5), interim("2026-03-10")),
    ]);
    assert_eq!(bound.file.way_to_begin(), None);
}

#[test]
fn an_interim_measure_is_one_that_protects_somebody_domain_5_4() {
    let given = given("bromsgrove", [("2026-01-06", planner(), incident(1, true))]);
    for measure in [
        ContactOption::FileWithoutReply,
        ContactOption::NoAcknowledgementOfRepeats,
        ContactOption::BehaviourAgreement,
    ] {
        let Command::OrderInterim(one) = interim("2026-01-12") else {
            unreachable!()
        };
        let order = Command::OrderInterim(Interim {
            measures: vec![ContactOption::Premises, measure],
            ..one
        });
        let said = given.refuses(("2026-01-06", senior(1), order));
        assert_eq!(said, Refusal::NotAnOption, "{measure}");
    }
}
