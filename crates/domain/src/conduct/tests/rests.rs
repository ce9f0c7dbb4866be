//! What binds somebody rests on something, closes what was decided and no more, and ends with what it is for.

use super::harness::*;
use super::review::to_go_on;
use crate::conduct::{
    AppealOutcome, Appealed, Command, Easing, Interim, LetterKind, Outcome, Proposal, Question, Refusal,
    Standing,
};
use crate::policy::ContactOption;
use crate::vocabulary::Channel;

/// The measures and the way of an interim measure until 12 February.
fn ordered(measures: Vec<ContactOption>, open_channel: Channel) -> Command {
    let Command::OrderInterim(one) = interim("2026-02-12") else {
        unreachable!()
    };
    Command::OrderInterim(Interim {
        measures,
        open_channel,
        ..one
    })
}

/// In force since 2 February, by letter alone; and danger on 3 February.
fn bound_and_dangerous() -> Given {
    in_force("worcester").and([("2026-02-03", planner(), danger(3, "2026-02-03"))])
}

// Domain 5.4 and 5.5: only what was decided closes a way, and a notice keeps what it promised.
#[test]
fn an_interim_measure_of_buildings_leaves_the_one_way_of_an_arrangement_as_it_is_domain_5_4() {
    let given = bound_and_dangerous();
    for way in [Channel::Phone, Channel::Online] {
        let another = ordered(vec![ContactOption::Premises], way);
        let said = given.refuses(("2026-02-03", senior(1), another));
        assert_eq!(said, Refusal::OpenChannelClosed, "{way}");
    }
    // Where one way is ordered for these days, it is that one: they may threaten by the other.
    let both = ordered(
        vec![ContactOption::Premises, ContactOption::OneChannel],
        Channel::Phone,
    );
    let by_phone = given.clone().and([("2026-02-03", senior(1), both)]);
    let way = by_phone.file.binding(date("2026-02-03")).map(|(_, way)| way);
    assert_eq!(way, Some(Channel::Phone));
    let same = given.and([(
        "2026-02-03",
        senior(1),
        ordered(vec![ContactOption::Premises], Channel::Letter),
    )]);
    let (measures, way) = same.file.binding(date("2026-02-03")).unwrap();
    assert_eq!(way, Channel::Letter);
    assert!(measures.contains(&ContactOption::Premises) && measures.contains(&ContactOption::OneChannel));
}

// Domain 5.4: the way that the danger itself closes is no way for these days.
#[test]
fn where_danger_closes_the_one_way_another_stays_open_for_these_days_domain_5_4() {
    let in_person = Proposal {
        measures: vec![ContactOption::OneChannel],
        open_channel: Channel::InPerson,
        ..a_proposal()
    };
    let given = warned("worcester");
    let decided = decision(&given.policy, Outcome::Agreed);
    let given = given.and([
        ("2026-01-12", keeper(), propose(in_person)),
        ("2026-01-12", keeper(), share()),
        ("2026-01-28", decider(1), decided),
        ("2026-02-02", keeper(), notice()),
        ("2026-02-03", planner(), danger(3, "2026-02-03")),
        (
            "2026-02-03",
            senior(1),
            ordered(vec![ContactOption::Premises], Channel::Phone),
        ),
    ]);
    let way = |day| given.file.binding(date(day)).map(|(_, way)| way);
    assert_eq!(way("2026-02-12"), Some(Channel::Phone));
    assert_eq!(way("2026-02-13"), Some(Channel::InPerson), "it ends by itself");
}

// Domain 5.4 and 5.10: an appeal is against the arrangement, and what is for danger now stays until its day.
#[test]
fn an_appeal_that_is_upheld_ends_the_arrangement_and_no_measure_for_danger_now_domain_5_4() {
    let given = bound_and_dangerous().and([
        (
            "2026-02-03",
            senior(1),
            ordered(vec![ContactOption::Premises], Channel::Letter),
        ),
        ("2026-02-03", them(), appeal("2026-02-03")),
    ]);
    let lost = given.clone().attempt_as_it_is(
        date("2026-02-04"),
        &hears(1),
        Command::DecideAppeal {
            outcome: AppealOutcome::Upheld,
            reasons: words("They were not told in time."),
            letter: words(&crate::conduct::parts::least(&crate::conduct::parts::of_appeal(
                &given.say(),
                AppealOutcome::Upheld,
                Appealed {
                    interim: None,
                    ..given.file.appealed(date("2026-02-04"))
                },
                given.policy.conduct.as_ref().unwrap(),
            ))),
        },
    );
    assert!(
        matches!(lost, Err(Refusal::PartsMissing(_))),
        "the letter says that it stays: {lost:?}"
    );
    let upheld = given.and([("2026-02-04", hears(1), appeal_upheld())]);
    let day = date("2026-02-04");
    assert_eq!(upheld.file.in_force(day), None);
    let (measures, way) = upheld.file.binding(day).unwrap();
    assert_eq!((measures, way), (vec![ContactOption::Premises], Channel::Letter));
    assert_eq!(upheld.file.binding(date("2026-02-13")), None);
}

// Domain 5.4: for each danger once, and never instead of the way that it begins.
#[test]
fn another_danger_is_met_while_a_measure_binds_and_once_it_is_over_after_the_way_has_begun_domain_5_4() {
    let first = given("worcester", [("2026-01-06", planner(), incident(1, true))]).and([
        ("2026-01-06", senior(1), interim("2026-01-08")),
        ("2026-01-08", planner(), danger(2, "2026-01-08")),
    ]);
    first
        .clone()
        .and([("2026-01-08", senior(1), interim("2026-01-14"))]);
    let said = first.refuses(("2026-01-09", senior(1), interim("2026-01-14")));
    assert_eq!(said, Refusal::InterimBefore, "none of the way has followed");
    let begun = first.and(checked("2026-01-09"));
    let again = begun.and([("2026-01-12", senior(1), interim("2026-01-14"))]);
    assert!(again.file.binding(date("2026-01-14")).is_some());
    // Months later, with an arrangement in force.
    let given = bound_and_dangerous().and([
        (
            "2026-02-03",
            senior(1),
            ordered(vec![ContactOption::Premises], Channel::Letter),
        ),
        ("2026-04-01", planner(), danger(4, "2026-04-01")),
    ]);
    let Command::OrderInterim(one) = ordered(vec![ContactOption::Premises], Channel::Letter) else {
        unreachable!()
    };
    let later = Command::OrderInterim(Interim {
        ends_on: date("2026-04-10"),
        ..one
    });
    given.and([("2026-04-01", senior(1), later)]);
}

// UK GDPR, article 5(1)(d); domain 5.4: nobody is kept to what was for somebody else's danger.
#[test]
fn an_interim_measure_ends_with_the_last_danger_and_they_are_told_uk_gdpr_5_1_d() {
    let given = given("worcester", [("2026-01-06", planner(), incident(1, true))]).and([
        ("2026-01-06", planner(), incident(2, true)),
        ("2026-01-06", planner(), incident(3, false)),
        ("2026-01-06", senior(1), interim("2026-01-14")),
    ]);
    let day = date("2026-01-07");
    let one = given.and([("2026-01-07", keeper(), strike(1))]);
    assert!(one.file.binding(day).is_some(), "another danger is left");
    let silent = one.clone().attempt_as_it_is(day, &keeper(), strike(2));
    assert_eq!(silent, Err(Refusal::TextMissing("the letter")));
    let none = one.clone().and([("2026-01-07", keeper(), strike(2))]);
    assert_eq!(none.file.binding(day), None);
    // By the outbox: it ends at once, and the letter follows.
    let sent = one.and([("2026-01-07", keeper(), send(4, strike(2)))]);
    assert_eq!(sent.file.binding(day), None);
    assert!(sent.file.is_on_its_way(LetterKind::Lifted));
    // What an arrangement asks stays.
    let bound = bound_and_dangerous().and([
        (
            "2026-02-03",
            senior(1),
            ordered(vec![ContactOption::Premises], Channel::Letter),
        ),
        ("2026-02-04", keeper(), strike(3)),
    ]);
    let (measures, _) = bound.file.binding(date("2026-02-04")).unwrap();
    assert!(
        !measures.contains(&ContactOption::Premises) && bound.file.in_force(date("2026-02-04")).is_some()
    );
}

// The Ombudsman's guide, part 3; UK GDPR, article 5(1)(d): one day less is no ground.
#[test]
fn to_be_kinder_answers_no_question_of_grounds_where_nothing_is_left_guide_part_3() {
    let kinder = || {
        Command::Ease(Easing {
            measures: a_proposal().measures,
            ends_on: date("2026-06-29"),
            in_practice: None,
            ..easing()
        })
    };
    let given = in_force("worcester").and([("2026-02-10", keeper(), strike(90))]);
    let eased = given.clone().and([("2026-02-11", keeper(), kinder())]);
    assert!(eased.file.grounds_wait.is_some(), "the question still waits");
    let said = eased.refuses(("2026-02-12", keeper(), to_go_on("2026-06-01")));
    assert_eq!(said, Refusal::GroundsWait);
    let said = eased.refuses(("2026-02-12", decider(1), keep(Question::Grounds)));
    assert_eq!(said, Refusal::RestsOnNothing);
    // One that happened before the warning and was reported after it is no ground (as where it is proposed).
    let old = given.and([("2026-02-11", planner(), danger(5, "2026-01-02"))]);
    let said = old.refuses(("2026-02-11", decider(1), keep(Question::Grounds)));
    assert_eq!(said, Refusal::RestsOnNothing);
    // Something is left: then it is an answer.
    let more = old.and([
        ("2026-02-11", planner(), it_goes_on("2026-02-11")),
        ("2026-02-12", keeper(), kinder()),
    ]);
    assert_eq!(more.file.grounds_wait, None);
}

// Domain 5.9: the front line is told what is still asked, and nothing else.
#[test]
fn what_is_taken_away_is_told_to_nobody_any_more_domain_5_9() {
    let both = Proposal {
        measures: vec![ContactOption::NamedContact, ContactOption::SetTimes],
        in_practice: Some(words("Sam Reid answers, on Tuesdays at ten.")),
        ..a_proposal()
    };
    let given = warned("worcester");
    let decided = decision(&given.policy, Outcome::Agreed);
    let given = given.and([
        ("2026-01-12", keeper(), propose(both)),
        ("2026-01-12", keeper(), share()),
        ("2026-01-28", decider(1), decided),
        ("2026-02-02", keeper(), notice()),
    ]);
    let practice = |given: &Given| {
        let terms = &given.file.arrangement.as_ref().unwrap().terms;
        terms.in_practice.clone()
    };
    // One of two goes: what is said of both is said without it.
    let one = |in_practice| {
        Command::Ease(Easing {
            in_practice,
            as_decided: Some(words("Sam Reid answers, on Tuesdays at ten.")),
            ..easing()
        })
    };
    let said = given.refuses(("2026-02-10", keeper(), one(None)));
    assert_eq!(said, Refusal::NotSpelledOut);
    let said = given.refuses(("2026-02-10", keeper(), one(Some(words(".")))));
    assert!(matches!(said, Refusal::TooFewWords(_)), "{said:?}");
    let named = given.and([("2026-02-10", keeper(), one(Some(words("Sam Reid answers."))))]);
    assert_eq!(practice(&named), Some(words("Sam Reid answers.").reference()));
    // None is left that needs it.
    let none = in_force("worcester").and([(
        "2026-02-10",
        keeper(),
        Command::Ease(Easing {
            measures: vec![ContactOption::OneChannel],
            in_practice: None,
            ..easing()
        }),
    )]);
    assert_eq!(practice(&none), None);
    // An earlier end changes nothing of it.
    let shorter = in_force("worcester").and([(
        "2026-02-10",
        keeper(),
        Command::Ease(Easing {
            measures: a_proposal().measures,
            ends_on: date("2026-06-29"),
            in_practice: None,
            ..easing()
        }),
    )]);
    assert!(practice(&shorter).is_some());
}

// Domain 5.6: ten working days at the least, unless they say themselves that they have said all.
#[test]
fn to_ask_for_time_ends_no_time_for_comments_domain_5_6() {
    let given = shared("worcester").and([
        ("2026-01-13", them(), more_to_say(1, "2026-01-13")),
        ("2026-01-14", keeper(), answer(1)),
    ]);
    let agreed = decision(&given.policy, Outcome::Agreed);
    let said = given.refuses(("2026-01-15", decider(1), agreed.clone()));
    assert_eq!(said, Refusal::TimeForComments(date("2026-01-26")));
    given.clone().and([("2026-01-27", decider(1), agreed.clone())]);
    given.and([
        ("2026-01-15", them(), comment(2, "2026-01-15")),
        ("2026-01-16", keeper(), answer(2)),
        ("2026-01-16", decider(1), agreed),
    ]);
}

// Domain 5.3: what is reported after the end has checks and a warning of its own, and the file is being considered.
#[test]
fn what_is_reported_after_the_end_begins_the_way_anew_domain_5_3() {
    let bound = in_force("worcester");
    let while_it_binds = bound
        .clone()
        .and([("2026-06-30", planner(), danger(7, "2026-06-30"))]);
    assert_eq!(while_it_binds.file.standing(), Standing::Arranged);
    let after = bound.and([("2026-07-01", planner(), danger(7, "2026-07-01"))]);
    assert_eq!(after.file.standing(), Standing::Considered);
    assert!(after.file.has_begun_since());
    assert_eq!(after.file.checks_for_a_warning().len(), 7);
    // Lifted, it is over from that day.
    let lift = Command::Lift {
        reason: words("It went well since."),
        letter: words("It has ended."),
    };
    let lifted = in_force("worcester").and([("2026-03-02", keeper(), lift)]);
    assert_eq!(lifted.file.standing(), Standing::Arranged);
    let after = lifted.and([("2026-03-03", planner(), danger(7, "2026-03-03"))]);
    assert_eq!(after.file.standing(), Standing::Considered);
}
