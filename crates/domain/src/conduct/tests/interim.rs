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

// Domain 5.4 and 5.8: it protects at once. Its letter leaves within a working day, and until it has nobody is told that they
// used a way of which nothing had told them that it is closed.
#[test]
fn the_letter_of_an_interim_measure_has_a_day_and_nobody_is_held_to_it_before_it_left_domain_5_8() {
    let seen = given("lancaster", [("2026-01-09", planner(), danger(1, "2026-01-09"))]);
    let ordered = seen
        .clone()
        .and([("2026-01-09", senior(1), post(61, interim("2026-01-16")))]);
    assert!(ordered.file.binding(date("2026-01-09")).is_some(), "it binds");
    let due = |given: &Given, on: &str| {
        let due = given.file.due_on(date(on));
        due.iter()
            .find(|due| due.kind == DueKind::SendInterim)
            .map(|due| due.on)
    };
    let monday = date("2026-01-12");
    assert_eq!(
        due(&ordered, "2026-01-09"),
        Some(monday),
        "by the next working day"
    );
    assert_eq!(due(&ordered, "2026-03-01"), Some(monday), "also once it is over");
    let Command::RecordContact(by_email) = contact(1, "2026-01-12") else {
        unreachable!()
    };
    let comes = |given: &Given| {
        let came = Command::RecordContact(by_email.clone());
        given
            .clone()
            .attempt(date("2026-01-12"), &adviser(), came)
            .unwrap()
            .len()
    };
    assert_eq!(comes(&ordered), 1, "it is taken, and not answered");
    let left = ordered.clone().and([("2026-01-12", outbox(), left(61))]);
    assert_eq!(comes(&left), 2, "they were told which way is open");
    assert_eq!(due(&left, "2026-01-12"), None);
    let back = left.and([("2026-01-12", keeper(), not_reached(61))]);
    assert_eq!(comes(&back), 1, "it came back");
    assert_eq!(
        due(&back, "2026-01-16"),
        Some(monday),
        "it is told anew while it binds"
    );
    assert_eq!(due(&back, "2026-01-17"), None);
    // What is brought has left; and what an arrangement closes, they were told.
    let carried = seen.and([(
        "2026-01-09",
        senior(1),
        carry(62, interim("2026-01-16"), Channel::InPerson),
    )]);
    assert_eq!((due(&carried, "2026-01-12"), comes(&carried)), (None, 2));
    let arranged = in_force("lancaster").and([
        ("2026-03-02", planner(), danger(3, "2026-03-02")),
        ("2026-03-02", senior(5), post(63, interim("2026-03-10"))),
    ]);
    let (measures, open) = arranged.file.binding_as_told(date("2026-03-02")).unwrap();
    let terms = &arranged.file.arrangement.as_ref().unwrap().terms;
    assert_eq!((&measures, open), (&terms.measures, terms.open_channel));
}
