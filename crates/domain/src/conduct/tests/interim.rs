//! Danger now: the interim safety measure, and the way that it begins (domain 5.4).

use super::harness::*;
use crate::conduct::{Check, CheckAnswer, Command, DueKind, Interim, Outcome, Refusal, Tend, parts};
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
    // Another one, on a day after it.
    same_day.and([
        ("2026-01-13", adviser(), danger(4, "2026-01-13")),
        ("2026-01-13", senior(2), interim("2026-01-14")),
    ]);
}

/// As `interim`, and calls are short as well.
fn worse(ends_on: &str) -> Interim {
    let Command::OrderInterim(one) = interim(ends_on) else {
        unreachable!()
    };
    Interim {
        measures: vec![ContactOption::OneChannel, ContactOption::CallLength],
        in_practice: Some(words("Ten minutes at the most.")),
        ..one
    }
}

// Domain 5.4; Health and Safety at Work etc. Act 1974, section 2: staff are protected also where somebody comes back, the same
// afternoon, with something worse; and no measure is made longer by that than one for that danger alone would be.
#[test]
fn another_danger_while_a_measure_binds_is_met_by_one_that_takes_its_place_domain_5_4() {
    let order = |ends_on: &str| post(71, Command::OrderInterim(worse(ends_on)));
    // Nothing else was reported: the same danger is met once.
    let first = ordered();
    let same = first.refuses(("2026-01-06", senior(2), order("2026-01-08")));
    assert_eq!(same, Refusal::NoDanger);
    // The same afternoon: nobody has begun the way, and the measure binds.
    let back = first.and([("2026-01-06", adviser(), danger(2, "2026-01-06"))]);
    assert!(back.file.has_unmet_danger());
    // Ten working days after the danger that it is for.
    let long = back.refuses(("2026-01-08", senior(2), order("2026-01-21")));
    assert_eq!(long, Refusal::TooLong(date("2026-01-20")));
    let met = back.clone().and([("2026-01-06", senior(2), order("2026-01-20"))]);
    assert!(!met.file.has_unmet_danger());
    let (measures, _) = met.file.binding(date("2026-01-09")).unwrap();
    assert!(measures.contains(&ContactOption::CallLength));
    assert_eq!(met.file.binding(date("2026-01-21")), None, "it lapses by itself");
    // They hold two letters: the second says that it takes the place of the first.
    let asked = worse("2026-01-20");
    let required = parts::of_interim(
        &back.say(),
        &asked.measures,
        asked.open_channel,
        asked.ends_on,
        None,
    );
    let silent = Command::OrderInterim(Interim {
        letter: words(&format!("{}\n\n{}", asked.letter.text, parts::least(&required))),
        ..asked
    });
    let lost = back
        .clone()
        .attempt_as_it_is(date("2026-01-06"), &senior(2), silent);
    assert!(matches!(lost, Err(Refusal::PartsMissing(_))), "{lost:?}");
    // Whoever reported it does not order it.
    let own = ordered().and([("2026-01-06", senior(2), danger(2, "2026-01-06"))]);
    assert_eq!(
        own.refuses(("2026-01-06", senior(2), order("2026-01-08"))),
        Refusal::OwnReport
    );
    // It ends with the danger that it is for. What is left of the one before can be met anew.
    let struck = met.and([("2026-01-07", keeper(), strike(2))]);
    assert_eq!(struck.file.binding(date("2026-01-07")), None);
    struck.and([("2026-01-07", senior(1), interim("2026-01-08"))]);
}

// Once one is over: another danger is met, also soon after it and though nothing happened since that a report could rest on.
#[test]
fn another_danger_after_a_measure_is_met_once_the_way_has_begun_and_somebody_else_hears_of_it_domain_5_4() {
    let on = "2026-01-12";
    let again = |given: &Given| given.refuses((on, senior(2), interim("2026-01-20")));
    let danger_of = || (on, adviser(), danger(4, on));
    let unbegun = ordered().and([danger_of()]);
    assert_eq!(again(&unbegun), Refusal::InterimBefore, "the checks first");
    // What the checks found is ours to mend: nobody is warned, and somebody may be in danger all the same.
    let checks = ordered().and(checked("2026-01-07"));
    let ours = checks.clone().and([
        (
            "2026-01-07",
            keeper(),
            check(Check::CommunicatedWell, CheckAnswer::OursToMend),
        ),
        danger_of(),
    ]);
    ours.and([(on, senior(2), interim("2026-01-20"))]);
    let warned = checks.and([("2026-01-07", keeper(), warning())]);
    // What was reported while the first was in force, and which nobody met, is met as well.
    let reported = warned
        .clone()
        .and([("2026-01-08", adviser(), danger(4, "2026-01-08"))]);
    reported.and([("2026-01-09", senior(2), interim("2026-01-20"))]);
    let new = warned.and([danger_of()]);
    assert!(
        new.file.follows_unheard(date(on)),
        "whoever hears appeals is told of it"
    );
    let met = new.clone().and([(on, senior(2), interim("2026-01-20"))]);
    assert!(met.file.binding(date(on)).is_some());
    // Months later it follows nothing.
    assert!(!new.file.follows_unheard(date("2026-04-09")));
    // Nor where they had a report; a proposal alone is nothing that they could answer, and neither is a report that came back.
    let proposed = new.and([(on, keeper(), propose(a_proposal()))]);
    assert!(proposed.file.follows_unheard(date(on)));
    let shared = proposed.and([(on, keeper(), carry(14, share(), Channel::Letter))]);
    assert!(!shared.file.follows_unheard(date(on)));
    let back = shared.clone().and([("2026-01-13", keeper(), not_reached(14))]);
    assert!(back.file.follows_unheard(date("2026-01-13")));
}

// Domain 5.4: the way was gone to its end, or they have a report already. An alarm that is always there is one that nobody reads.
#[test]
fn a_way_that_was_gone_to_its_end_asks_for_nothing_more_domain_5_4() {
    let is_due = |given: &Given, on: &str| {
        let due = given.file.due_on(date(on));
        due.iter().any(|due| due.kind == DueKind::BeginTheWay)
    };
    let shared = ordered()
        .and(checked("2026-01-07"))
        .and([
            ("2026-01-07", keeper(), warning()),
            ("2026-01-12", planner(), danger(4, "2026-01-12")),
            ("2026-01-12", keeper(), propose(a_proposal())),
            ("2026-01-12", keeper(), share()),
        ])
        .and([("2026-01-12", senior(2), interim("2026-01-20"))]);
    assert!(!is_due(&shared, "2026-01-23"));
    let agreed = decision(&shared.policy, Outcome::Agreed);
    let bound = shared.and([
        ("2026-01-15", them(), comment(1, "2026-01-15")),
        ("2026-01-15", adviser(), super::review::read(1)),
        ("2026-01-19", keeper(), answer(1)),
        ("2026-01-28", decider(1), agreed),
        ("2026-02-02", keeper(), notice()),
    ]);
    assert!(!is_due(&bound, "2026-02-10"));
    // Also where nothing came of it but a no.
    let refused = ordered().and(checked("2026-01-07")).and([
        ("2026-01-07", keeper(), warning()),
        ("2026-01-09", planner(), it_goes_on("2026-01-09")),
        ("2026-01-12", keeper(), propose(a_proposal())),
        ("2026-01-12", keeper(), share()),
        ("2026-01-12", planner(), danger(4, "2026-01-12")),
        ("2026-01-12", senior(2), interim("2026-01-20")),
        ("2026-01-15", them(), comment(1, "2026-01-15")),
        ("2026-01-15", adviser(), super::review::read(1)),
        ("2026-01-19", keeper(), answer(1)),
    ]);
    let no = decision(&refused.policy, Outcome::NotAgreed);
    let told = refused.and([("2026-01-28", decider(1), no), ("2026-02-02", keeper(), notice())]);
    assert!(!is_due(&told, "2026-02-10"));
    told.and([("2026-02-10", keeper(), close())]);
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
