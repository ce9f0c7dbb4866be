//! What a warning and a proposal rest on: something that happened, checks of their own, and reasons in words.

use jiff::civil::{Time, time};

use super::harness::*;
use crate::conduct::{
    AnswerCheck, AppealOutcome, Check, CheckAnswer, Command, Decision, Entry, Interim, NewIncident, Outcome,
    Proposal, Purpose, Question, Refusal, Sort,
};
use crate::words::Words;

// The Ombudsman's guide, part 3: a chance to change first.
#[test]
fn a_proposal_needs_something_that_happened_after_the_warning_guide_part_3() {
    let warned = given("hart", [("2026-01-06", planner(), incident(1, false))])
        .and(checked("2026-01-07"))
        .and([("2026-01-08", keeper(), warning())]);
    let since = Refusal::NothingSince(date("2026-01-08"));
    let step = ("2026-01-09", keeper(), propose(a_proposal()));
    assert_eq!(warned.refuses(step), since);
    // Reported after it, and of before it.
    let late = warned
        .clone()
        .and([("2026-01-09", planner(), it_goes_on("2026-01-07"))]);
    let step = ("2026-01-09", keeper(), propose(a_proposal()));
    assert_eq!(late.refuses(step), since);
    late.and([
        ("2026-01-09", planner(), it_goes_on_at_noon("2026-01-08")),
        ("2026-01-09", keeper(), propose(a_proposal())),
    ]);
}

// The Ombudsman's guide, part 3: a chance to change first. Where nobody knows the hour, it is taken as theirs.
#[test]
fn what_happened_on_the_day_of_the_warning_is_after_it_only_by_its_time_guide_part_3() {
    let at = |number: u64, at: Option<Time>| {
        let Command::ReportIncident(new) = incident(number, false) else {
            unreachable!()
        };
        let on = date("2026-01-08");
        Command::ReportIncident(NewIncident { on, at, ..new })
    };
    // Everything here is done at noon, the warning too.
    let warned = given("hart", [("2026-01-06", planner(), incident(1, false))])
        .and(checked("2026-01-07"))
        .and([("2026-01-08", keeper(), warning())]);
    let before = warned.and([
        ("2026-01-08", planner(), at(2, None)),
        ("2026-01-09", planner(), at(3, None)),
        ("2026-01-09", planner(), at(4, Some(time(11, 59, 0, 0)))),
    ]);
    let step = ("2026-01-09", keeper(), propose(a_proposal()));
    assert_eq!(before.refuses(step), Refusal::NothingSince(date("2026-01-08")));
    assert!(!before.file.rests_on_something());
    let proposed = before.and([
        ("2026-01-09", planner(), at(5, Some(time(12, 0, 0, 0)))),
        ("2026-01-09", keeper(), propose(a_proposal())),
    ]);
    assert!(proposed.file.rests_on_something());
    // Without that one nothing is left to decide on, or to keep an arrangement for.
    let struck = proposed.and([
        ("2026-01-09", keeper(), share()),
        ("2026-01-12", keeper(), strike(5)),
    ]);
    assert!(!struck.file.rests_on_something());
    let step = ("2026-01-12", keeper(), propose(a_proposal()));
    assert_eq!(struck.refuses(step), Refusal::NothingSince(date("2026-01-08")));
}

// What was recorded once is read for ever, with a time and from before there was one.
#[test]
fn the_time_of_an_incident_is_read_back_beside_the_moment_at_which_it_was_reported() {
    for (at, is_written) in [(None, false), (Some(time(11, 5, 0, 0)), true)] {
        let Command::ReportIncident(new) = incident(1, false) else {
            unreachable!()
        };
        let reported = given(
            "hart",
            [(
                "2026-01-06",
                planner(),
                Command::ReportIncident(NewIncident { at, ..new }),
            )],
        );
        let entry = &reported.entries[0];
        let recorded = entry.to_body().unwrap();
        assert_eq!(
            recorded.contains("\"time\":\"11:05:00\""),
            is_written,
            "{recorded}"
        );
        assert_eq!(Entry::from_body(entry.actor.clone(), &recorded).unwrap(), *entry);
    }
}

// Domain 5.1: what is reported has happened.
#[test]
fn an_incident_is_not_reported_before_its_time_domain_5_1() {
    let at = |minute| {
        let Command::ReportIncident(new) = incident(1, false) else {
            unreachable!()
        };
        Command::ReportIncident(NewIncident {
            on: date("2026-01-06"),
            at: Some(time(12, minute, 0, 0)),
            ..new
        })
    };
    let none = given("hart", []);
    assert_eq!(
        none.refuses(("2026-01-06", planner(), at(1))),
        Refusal::TimeInTheFuture
    );
    none.and([("2026-01-06", planner(), at(0))]);
}

// Domain 5.3: what was checked for one warning says nothing of the next.
#[test]
fn each_warning_has_checks_of_its_own_domain_5_3() {
    let lift = Command::Lift {
        reason: words("It went well."),
        letter: words("It has ended."),
    };
    for given in [
        warned("demo"),
        in_force("demo").and([("2026-03-02", keeper(), lift)]),
    ] {
        let said = given.refuses(("2026-03-03", keeper(), warning()));
        assert_eq!(said, Refusal::ChecksMissing(Check::ALL.to_vec()));
        let some = given.and(checked("2026-03-03").skip(1));
        let said = some.refuses(("2026-03-03", keeper(), warning()));
        assert_eq!(said, Refusal::ChecksMissing(vec![Check::ALL[0]]));
        some.and(checked("2026-03-03").take(1))
            .and([("2026-03-03", keeper(), warning())]);
    }
    // One that did not arrive is sent again on the same checks.
    let lost = given("demo", [("2026-01-06", planner(), incident(1, false))])
        .and(checked("2026-01-07"))
        .and([
            ("2026-01-08", keeper(), send(1, warning())),
            ("2026-01-08", outbox(), left(1)),
            ("2026-01-12", outbox(), not_reached(1)),
        ]);
    lost.and([("2026-01-13", keeper(), send(2, warning()))]);
}

// Domain 5.3: what is ours is put right before anybody is bound, also where it shows after the warning.
#[test]
fn nothing_is_proposed_or_agreed_while_something_is_ours_to_mend_domain_5_3() {
    let ours = || check(Check::CommunicatedWell, CheckAnswer::OursToMend);
    let mend = Refusal::OursToMend(vec![Check::CommunicatedWell]);
    let warned = warned("worcester").and([("2026-01-12", keeper(), ours())]);
    let step = ("2026-01-12", keeper(), propose(a_proposal()));
    assert_eq!(warned.refuses(step), mend);
    let given = super::harness::warned("worcester").and([
        ("2026-01-12", keeper(), propose(a_proposal())),
        ("2026-01-12", keeper(), ours()),
        ("2026-01-12", keeper(), share()),
    ]);
    let agreed = decision(&given.policy, Outcome::Agreed);
    assert_eq!(given.refuses(("2026-01-28", decider(1), agreed)), mend);
    let not_agreed = decision(&given.policy, Outcome::NotAgreed);
    given.and([("2026-01-28", decider(1), not_agreed)]);
}

fn proposal_with(change: fn(&mut Proposal, Words)) -> impl Fn(Words) -> Command {
    move |text| {
        let mut proposal = a_proposal();
        change(&mut proposal, text);
        Command::Propose(proposal)
    }
}

/// An order with these words as its reason.
type Order<'o> = Box<dyn Fn(Words) -> Command + 'o>;

// Domain 5.3 and 5.5: reasons in words, not ticks.
#[expect(
    clippy::too_many_lines,
    reason = "it is a table of every order that asks for a reason"
)]
#[test]
fn a_full_stop_is_no_reason_wherever_one_is_asked_domain_5_5() {
    let begun = given("demo", [("2026-01-06", planner(), incident(1, true))]);
    let (warned, shared, in_force) = (warned("demo"), shared("demo"), in_force("demo"));
    let commented = shared
        .clone()
        .and([("2026-01-13", them(), comment(1, "2026-01-13"))]);
    let answered = commented.clone().and([("2026-01-13", keeper(), answer(1))]);
    let appealed = in_force
        .clone()
        .and([("2026-02-03", them(), appeal("2026-02-03"))]);
    let informed = in_force.clone().and([
        ("2026-02-09", adviser(), contact(1, "2026-02-09")),
        ("2026-02-10", adviser(), sorted(1, Sort::NewInformation)),
    ]);
    let (policy, on) = (warned.policy.clone(), "2026-02-11");
    let decide = move |text: Words| {
        let Command::Decide(decision) = decision(&policy, Outcome::Agreed) else {
            unreachable!()
        };
        Command::Decide(Decision {
            reasons: text,
            ..decision
        })
    };
    let interim = |text: Words| {
        let Command::OrderInterim(interim) = interim("2026-01-08") else {
            unreachable!()
        };
        Command::OrderInterim(Interim {
            reason: text,
            ..interim
        })
    };
    let asked: Vec<(&Given, &str, crate::permission::Actor, Order<'_>)> = vec![
        (
            &begun,
            on,
            keeper(),
            Box::new(|reason| {
                Command::AnswerCheck(AnswerCheck {
                    check: Check::AnotherRoute,
                    answer: CheckAnswer::Clear,
                    reason,
                })
            }),
        ),
        (
            &begun,
            on,
            keeper(),
            Box::new(|words| Command::TryMilder { words }),
        ),
        (&begun, "2026-01-06", senior(1), Box::new(interim)),
        (
            &warned,
            on,
            keeper(),
            Box::new(proposal_with(|one, text| one.reasons = text)),
        ),
        (
            &warned,
            on,
            keeper(),
            Box::new(proposal_with(|one, text| one.expects = text)),
        ),
        (
            &warned,
            on,
            keeper(),
            Box::new(proposal_with(|one, text| one.why_usable = text)),
        ),
        (
            &warned,
            on,
            keeper(),
            Box::new(proposal_with(|one, text| one.equality = text)),
        ),
        (
            &warned,
            on,
            keeper(),
            Box::new(proposal_with(|one, text| one.human_rights = text)),
        ),
        (
            &warned,
            on,
            keeper(),
            Box::new(proposal_with(|one, text| one.why_nothing_milder = Some(text))),
        ),
        (
            &commented,
            on,
            keeper(),
            Box::new(|words| Command::AnswerComment {
                comment: comment_id(1),
                words,
            }),
        ),
        (&answered, on, decider(1), Box::new(decide)),
        (
            &appealed,
            on,
            hears(1),
            Box::new(|reasons| Command::DecideAppeal {
                outcome: AppealOutcome::NotUpheld,
                reasons,
                letter: words("It stays as it is."),
            }),
        ),
        (
            &informed,
            on,
            decider(1),
            Box::new(|reason| Command::LeaveAsItIs {
                question: Question::Information,
                reason,
            }),
        ),
    ];
    for (given, day, actor, order) in asked {
        for text in [".", "ok", "- . -", "No reason"] {
            let said = given.refuses((day, actor.clone(), order(words(text))));
            assert!(matches!(said, Refusal::TooFewWords(_)), "{text}: {said:?}");
        }
        assert!(matches!(
            given.refuses((day, actor.clone(), order(words(" ")))),
            Refusal::TextMissing(_) | Refusal::NothingMilderMissing
        ));
        let whole = order(words("It went on, in calls."));
        given.clone().and([(date_text(day), actor, whole)]);
    }
    // What they say themselves is taken however short it is.
    let mut short = shared;
    let Command::Comment(mut said) = comment(1, "2026-01-13") else {
        unreachable!()
    };
    said.words = words("No.");
    let taken = short.attempt(date("2026-01-13"), &them(), Command::Comment(said));
    assert!(taken.is_ok(), "{taken:?}");
}

fn date_text(day: &str) -> &'static str {
    if day == "2026-01-06" {
        "2026-01-06"
    } else {
        "2026-02-11"
    }
}

// A renewal rests on the report of how it went, and not on another incident.
#[test]
fn a_renewal_needs_no_new_incident() {
    let renewal = Proposal {
        purpose: Purpose::Renewal,
        ends_on: date("2026-07-31"),
        review_on: date("2026-07-15"),
        ..a_proposal()
    };
    in_force("lancaster").and([("2026-05-29", keeper(), propose(renewal))]);
}
