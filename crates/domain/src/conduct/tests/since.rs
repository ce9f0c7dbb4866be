//! What changed since it was proposed is asked again when it is decided, when its notice is written and when that leaves;
//! and what stays when the way begins again.

use super::harness::*;
use super::review::{read, to_go_on};
use crate::conduct::{
    AppealOutcome, BindsNobody, Check, CheckAnswer, Command, DueKind, Easing, Event, Interim, LetterState,
    NewIncident, Outcome, Proposal, Purpose, Question, Refusal, Sort, Standing, Tended, uninvolved,
};
use crate::customer::adjustment::AdjustmentKind;
use crate::id::ActorId;
use crate::permission::Actor;
use crate::policy::ContactOption;
use crate::vocabulary::Channel;

const NO_PHONE: AdjustmentKind = AdjustmentKind::CannotUsePhone;

/// The phone is the way that would stay open.
fn by_phone() -> Proposal {
    Proposal {
        open_channel: Channel::Phone,
        ..a_proposal()
    }
}

/// Shared on 12 January, commented on and answered.
fn answered(proposal: Proposal) -> Given {
    warned("worcester").and([
        ("2026-01-12", keeper(), propose(proposal)),
        ("2026-01-12", keeper(), share()),
        ("2026-01-13", them(), comment(1, "2026-01-13")),
        ("2026-01-13", keeper(), answer(1)),
    ])
}

/// Decided on 14 January; the notice waits.
fn decided(proposal: Proposal) -> Given {
    let given = answered(proposal);
    let agreed = decision(&given.policy, Outcome::Agreed);
    given.and([("2026-01-14", decider(1), agreed)])
}

fn agreed_on(given: Given, day: &'static str, kind: AdjustmentKind) -> Given {
    let mut given = given.and([(day, outbox(), agreed_with_them(kind))]);
    given.adjustments.push(kind);
    given
}

fn renewal() -> Proposal {
    Proposal {
        purpose: Purpose::Renewal,
        ends_on: date("2026-07-31"),
        review_on: date("2026-07-15"),
        ..a_proposal()
    }
}

fn close() -> Command {
    Command::Close {
        reason: words("It went well and is over."),
    }
}

fn reported(number: u64, on: &str, by: Actor) -> (&'static str, Actor, Command) {
    let Command::ReportIncident(new) = incident(number, false) else {
        unreachable!()
    };
    let new = NewIncident { on: date(on), ..new };
    ("2026-08-03", by, Command::ReportIncident(new))
}

// Equality Act 2010, section 20: what was agreed while a report is with them waits, and rules out what it rules out.
#[test]
fn what_is_agreed_with_them_while_a_report_waits_is_weighed_before_it_is_decided_equality_act_2010_20() {
    let given = agreed_on(answered(by_phone()), "2026-01-14", NO_PHONE);
    let due = given.file.due_on(date("2026-01-14"));
    let weigh = due.iter().find(|due| due.kind == DueKind::WeighAdjustment);
    assert_eq!(weigh.map(|due| due.on), Some(date("2026-01-14")), "the same day");
    let agreed = decision(&given.policy, Outcome::Agreed);
    let said = given.refuses(("2026-01-14", decider(1), agreed.clone()));
    assert_eq!(said, Refusal::AdjustmentRulesOut(NO_PHONE));
    let said = given.refuses(("2026-01-14", keeper(), keep(Question::Adjustment)));
    assert_eq!(said, Refusal::AdjustmentRulesOut(NO_PHONE), "no reason opens it");
    // Not to limit anybody is always possible.
    let other = decision(&given.policy, Outcome::NotAgreed);
    given.clone().and([("2026-01-14", decider(1), other)]);
    // Another way is something that they have not read: it is shared again, with the time for comments.
    let by_email = Proposal {
        open_channel: Channel::Email,
        ..a_proposal()
    };
    let again = given.and([
        ("2026-01-14", keeper(), propose(by_email)),
        ("2026-01-14", keeper(), share()),
    ]);
    assert_eq!(again.file.adjustments_wait, []);
    let said = again.refuses(("2026-01-15", decider(1), agreed.clone()));
    assert_eq!(said, Refusal::TimeForComments(date("2026-01-28")));
    again.and([("2026-01-29", decider(1), agreed)]);
    // What cannot be decided so is not shared, either.
    let unshared = warned("worcester").and([("2026-01-12", keeper(), propose(by_phone()))]);
    let unshared = agreed_on(unshared, "2026-01-12", NO_PHONE);
    let said = unshared.refuses(("2026-01-12", keeper(), share()));
    assert_eq!(said, Refusal::AdjustmentRulesOut(NO_PHONE));
}

#[test]
fn no_notice_goes_that_leaves_a_way_which_was_ruled_out_since_its_decision_equality_act_2010_20() {
    let given = agreed_on(decided(by_phone()), "2026-01-15", NO_PHONE);
    for order in [notice(), send(9, notice()), keep(Question::Adjustment)] {
        let said = given.refuses(("2026-01-15", keeper(), order));
        assert_eq!(said, Refusal::AdjustmentRulesOut(NO_PHONE));
    }
    let given = given.and([("2026-01-15", keeper(), withdraw())]);
    assert_eq!(
        (given.file.to_notify.as_ref(), given.file.adjustments_wait.len()),
        (None, 0)
    );
    // One that rules nothing out is weighed with reasons first, and not against a decision that binds nobody.
    let more_time = AdjustmentKind::MoreTime;
    let given = agreed_on(decided(by_phone()), "2026-01-15", more_time);
    let said = given.refuses(("2026-01-15", keeper(), notice()));
    assert_eq!(said, Refusal::AdjustmentWaits);
    let weighed = given.and([
        ("2026-01-15", keeper(), keep(Question::Adjustment)),
        ("2026-01-15", keeper(), notice()),
    ]);
    assert!(weighed.file.binding(date("2026-01-15")).is_some());
    let not_agreed = answered(by_phone());
    let no = decision(&not_agreed.policy, Outcome::NotAgreed);
    let not_agreed = agreed_on(
        not_agreed.and([("2026-01-14", decider(1), no)]),
        "2026-01-15",
        NO_PHONE,
    );
    not_agreed.and([("2026-01-15", keeper(), notice())]);
}

#[test]
fn a_notice_on_its_way_is_taken_back_when_something_is_agreed_and_binds_nobody_if_it_leaves() {
    let sent = decided(by_phone()).and([("2026-01-15", keeper(), send(9, notice()))]);
    let given = agreed_on(sent.clone(), "2026-01-15", NO_PHONE);
    assert_eq!(
        given.file.letter(&message(9)).unwrap().state,
        LetterState::Overtaken
    );
    let left_anyway = given.and([("2026-01-16", outbox(), left(9))]);
    assert_eq!(left_anyway.file.binding(date("2026-01-16")), None);
    // What holds without anybody having told this file: two people were joined, or it begins on a later day.
    let mut joined = sent;
    joined.adjustments.push(NO_PHONE);
    let given = joined.and([("2026-01-16", outbox(), left(9))]);
    assert_eq!(given.file.binding(date("2026-01-16")), None);
    assert_eq!(
        given.file.standing(),
        Standing::ToNotify,
        "it has still to be dealt with"
    );
    let last = &given.entries.last().unwrap().event;
    let because = BindsNobody::RuledOut;
    assert_eq!(
        *last,
        Event::Tended(Tended::BindsNobody {
            message: message(9),
            because
        })
    );
    given.and([("2026-01-16", keeper(), withdraw())]);
}

// Domain 5.4 and 5.5: what the arrangement closes is no way for the days of danger.
#[test]
fn an_interim_measure_leaves_no_way_open_that_an_arrangement_closes() {
    let premises = Proposal {
        measures: vec![ContactOption::Premises],
        ..a_proposal()
    };
    let given = decided(premises).and([
        ("2026-01-15", keeper(), notice()),
        ("2026-01-20", planner(), danger(3, "2026-01-20")),
    ]);
    let Command::OrderInterim(one) = interim("2026-01-26") else {
        unreachable!()
    };
    let in_person = Command::OrderInterim(Interim {
        open_channel: Channel::InPerson,
        ..one
    });
    let said = given.refuses(("2026-01-20", senior(1), in_person));
    assert_eq!(said, Refusal::OpenChannelClosed);
}

// Paper 004, 7.1: a report that loses an incident is another report, on which they have ten working days anew.
#[test]
fn a_report_that_loses_an_incident_is_shared_again_with_ten_working_days_paper_004_7_1() {
    let given = answered(a_proposal()).and([("2026-01-14", keeper(), strike(1))]);
    let agreed = decision(&given.policy, Outcome::Agreed);
    let said = given.refuses(("2026-01-14", decider(1), agreed.clone()));
    assert_eq!(said, Refusal::NotShared);
    let again = given.and([("2026-01-14", keeper(), share())]);
    let said = again.refuses(("2026-01-15", decider(1), agreed.clone()));
    assert_eq!(said, Refusal::TimeForComments(date("2026-01-28")));
    again.clone().and([("2026-01-29", decider(1), agreed.clone())]);
    // And nothing is agreed on what is left of nothing after the warning (the guide, part 3).
    let nothing = again.and([
        ("2026-01-29", keeper(), strike(90)),
        ("2026-01-29", planner(), incident(2, false)),
        ("2026-01-29", keeper(), share()),
    ]);
    let said = nothing.refuses(("2026-02-13", decider(1), agreed));
    assert_eq!(said, Refusal::NothingSince(date("2026-01-08")));
    // Not to limit anybody needs no incident.
    let no = decision(&nothing.policy, Outcome::NotAgreed);
    nothing.and([("2026-02-13", decider(1), no)]);
}

#[test]
fn what_was_decided_on_another_report_is_not_told_but_proposed_again_paper_004_7_1() {
    let changes = [
        strike(1),
        check(Check::NewInformation, CheckAnswer::Clear),
        check(Check::HandledProperly, CheckAnswer::OursToMend),
        milder(),
    ];
    for change in changes {
        let said = format!("{change:?}");
        let given = decided(a_proposal()).and([
            ("2026-01-15", keeper(), send(9, notice())),
            ("2026-01-15", keeper(), change),
        ]);
        assert_eq!(
            given.file.letter(&message(9)).unwrap().state,
            LetterState::Overtaken
        );
        let refusal = given.refuses(("2026-01-16", keeper(), notice()));
        assert_eq!(refusal, Refusal::ReadsOtherwise, "{said}");
        let left_anyway = given.and([("2026-01-16", outbox(), left(9))]);
        assert_eq!(left_anyway.file.binding(date("2026-01-16")), None, "{said}");
        left_anyway.and([("2026-01-16", keeper(), withdraw())]);
    }
}

// The Ombudsman's guide, part 3: another warning is another chance; a warning that did not arrive is none (domain 5.4).
#[test]
fn a_warning_that_is_lost_or_given_again_after_the_decision_lets_no_notice_go() {
    let given = given("worcester", [("2026-01-06", planner(), incident(1, false))])
        .and(checked("2026-01-07"))
        .and([
            ("2026-01-08", keeper(), send(1, warning())),
            ("2026-01-08", outbox(), left(1)),
            ("2026-01-09", planner(), it_goes_on("2026-01-09")),
            ("2026-01-12", keeper(), propose(a_proposal())),
            ("2026-01-12", keeper(), share()),
            ("2026-01-13", them(), comment(1, "2026-01-13")),
            ("2026-01-13", keeper(), answer(1)),
        ]);
    let agreed = decision(&given.policy, Outcome::Agreed);
    let lost = given.and([
        ("2026-01-14", decider(1), agreed),
        ("2026-01-15", keeper(), send(9, notice())),
        ("2026-01-15", outbox(), not_reached(1)),
    ]);
    let left_anyway = lost.clone().and([("2026-01-16", outbox(), left(9))]);
    assert_eq!(left_anyway.file.binding(date("2026-01-16")), None);
    let because = BindsNobody::Grounds;
    let last = &left_anyway.entries.last().unwrap().event;
    assert!(matches!(last, Event::Tended(Tended::BindsNobody { because: why, .. }) if *why == because));
}

// UK GDPR, article 5(1)(d): what is in force may rest on what was struck out, and that is a question with a day.
#[test]
fn an_arrangement_in_force_whose_incident_is_struck_out_is_weighed_or_lifted() {
    let given = in_force("worcester").and([("2026-02-10", keeper(), strike(1))]);
    let due = given.file.due_on(date("2026-02-10"));
    let weigh = due.iter().find(|due| due.kind == DueKind::WeighGrounds);
    assert_eq!(
        weigh.map(|due| due.on),
        Some(date("2026-02-24")),
        "the days of new information"
    );
    let said = given.refuses(("2026-05-28", keeper(), propose(renewal())));
    assert_eq!(said, Refusal::GroundsWait);
    let kept = given
        .clone()
        .and([("2026-02-11", decider(1), keep(Question::Grounds))]);
    assert_eq!(kept.file.grounds_wait, None);
    // All that came after the warning was struck out: no reason keeps it.
    let nothing = given.and([("2026-02-10", keeper(), strike(90))]);
    let said = nothing.refuses(("2026-02-11", decider(1), keep(Question::Grounds)));
    assert_eq!(said, Refusal::RestsOnNothing);
    let lift = Command::Lift {
        reason: words("It was somebody else."),
        letter: words("It has ended."),
    };
    let lifted = nothing.and([("2026-02-11", keeper(), lift)]);
    assert_eq!(lifted.file.grounds_wait, None);
}

/// Somebody of the post that decides reported the first incident; the file was closed, and began again.
fn begun_again() -> Given {
    let Command::ReportIncident(new) = incident(1, false) else {
        unreachable!()
    };
    given(
        "worcester",
        [("2026-01-05", decider(1), Command::ReportIncident(new))],
    )
    .and([
        ("2026-01-06", keeper(), close()),
        ("2026-01-07", planner(), incident(2, false)),
    ])
}

// Domain 5.7: what they reported is quoted still.
#[test]
fn who_took_a_part_before_the_way_began_again_decides_nothing_after_it_domain_5_7() {
    let given = begun_again().and(checked("2026-01-07")).and([
        ("2026-01-08", keeper(), warning()),
        ("2026-01-09", planner(), it_goes_on("2026-01-09")),
        ("2026-01-12", keeper(), propose(a_proposal())),
        ("2026-01-12", keeper(), share()),
        ("2026-01-13", them(), comment(1, "2026-01-13")),
        ("2026-01-13", keeper(), answer(1)),
    ]);
    let agreed = decision(&given.policy, Outcome::Agreed);
    assert_eq!(
        given.refuses(("2026-01-14", decider(1), agreed.clone())),
        Refusal::TookPart
    );
    given.and([("2026-01-14", decider(2), agreed)]);
    // Whoever decided before hears no appeal after it.
    let again = in_force("worcester").and([
        ("2026-08-03", keeper(), close()),
        reported(2, "2026-08-03", planner()),
    ]);
    assert!(again.file.decided.contains(&user_of(&decider(1))));
}

/// An arrangement that was lifted and closed within the days for an appeal.
fn lifted_and_closed() -> Given {
    let lift = Command::Lift {
        reason: words("It went well."),
        letter: words("It has ended."),
    };
    in_force("worcester").and([("2026-02-09", keeper(), lift), ("2026-02-09", keeper(), close())])
}

fn on(day: &'static str, number: u64) -> (&'static str, Actor, Command) {
    let (_, by, command) = reported(number, day, planner());
    (day, by, command)
}

// Domain 5.10: nothing but its decision ends an appeal.
#[test]
fn an_appeal_waits_until_it_is_decided_also_when_the_way_begins_again_domain_5_10() {
    let given = lifted_and_closed().and([("2026-02-10", them(), appeal("2026-02-10")), on("2026-02-11", 2)]);
    assert_eq!(given.file.standing(), Standing::Considered);
    let due = given.file.due();
    assert!(due.iter().any(|due| due.kind == DueKind::DecideAppeal));
    assert_eq!(given.file.ended_on(), None);
    // It undoes what it was against, and not what is considered since.
    let heard = given.and(checked("2026-02-11")).and([
        ("2026-02-11", keeper(), warning()),
        on("2026-02-12", 3),
        ("2026-02-12", keeper(), propose(a_proposal())),
        ("2026-02-13", hears(1), appeal_upheld()),
    ]);
    assert!(heard.file.report.is_some() && !heard.file.appeal_waits());
    // They were told until when they may appeal.
    let later = lifted_and_closed().and([on("2026-02-10", 2)]);
    let later = later.and([("2026-02-11", them(), appeal("2026-02-11"))]);
    assert!(later.file.appeal_waits());
}

// Domain 5.10: each notice has an appeal of its own.
#[test]
fn an_appeal_that_comes_before_the_notice_of_a_renewal_is_decided_first_and_the_renewal_has_its_own() {
    let given = in_force("worcester");
    let agreed = decision(&given.policy, Outcome::Agreed);
    let given = given.and([
        ("2026-02-16", keeper(), propose(renewal())),
        ("2026-02-16", keeper(), share()),
        ("2026-02-17", them(), comment(2, "2026-02-17")),
        ("2026-02-17", adviser(), read(2)),
        ("2026-02-17", keeper(), answer(2)),
        ("2026-02-18", decider(1), agreed),
        ("2026-02-18", keeper(), send(9, notice())),
        ("2026-02-19", them(), appeal("2026-02-19")),
        ("2026-02-19", adviser(), sorted(95, Sort::NothingNew)),
    ]);
    assert_eq!(
        given.file.letter(&message(9)).unwrap().state,
        LetterState::Overtaken
    );
    let said = given.refuses(("2026-02-19", keeper(), notice()));
    assert_eq!(said, Refusal::AppealWaits);
    let not_upheld = Command::DecideAppeal {
        outcome: AppealOutcome::NotUpheld,
        reasons: words("We looked at all of it."),
        letter: words("This is our answer."),
    };
    let given = given.and([
        ("2026-02-20", hears(1), not_upheld),
        ("2026-02-20", keeper(), notice()),
        ("2026-02-20", them(), appeal("2026-02-20")),
    ]);
    let said = given.refuses(("2026-02-20", them(), appeal("2026-02-20")));
    assert_eq!(said, Refusal::NoAppealNow, "once for each notice");
    // A council has one Monitoring Officer (Local Government and Housing Act 1989, section 5): whoever heard the first
    // appeal hears this one too, and nothing was decided by them.
    let people = [given.with_roles(&hears(1)), given.with_roles(&decider(1))];
    let conduct = given.policy.conduct.as_ref().unwrap();
    let left = uninvolved(&given.file, (&given.policy, conduct), &people, date("2026-02-20"));
    assert!(left.can_hear_an_appeal);
    let ActorId::User(heard) = hears(1).id else {
        unreachable!()
    };
    assert!(given.file.has_part(&heard), "they decide on no report");
    let given = given.and([("2026-02-23", hears(1), appeal_upheld())]);
    assert!(given.file.binding(date("2026-02-23")).is_none(), "at once");
}

// Domain 5.8: a notice says until when it lasts and when it is looked at, and both are to come.
#[test]
fn no_notice_goes_of_days_that_are_over_domain_5_8() {
    let short = Proposal {
        ends_on: date("2026-01-20"),
        review_on: date("2026-01-19"),
        ..a_proposal()
    };
    let given = decided(short.clone()).and([("2026-01-15", keeper(), send(9, notice()))]);
    given.clone().and([("2026-01-19", outbox(), left(9))]);
    for late in ["2026-01-20", "2026-01-21"] {
        let left_late = given.clone().and([(late, outbox(), left(9))]);
        assert_eq!(left_late.file.binding(date(late)), None, "{late}");
        let because = BindsNobody::Over;
        let last = &left_late.entries.last().unwrap().event;
        assert!(matches!(last, Event::Tended(Tended::BindsNobody { because: why, .. }) if *why == because));
        let by_hand = left_late.refuses((late, keeper(), notice()));
        assert_eq!(by_hand, Refusal::DaysOutOfOrder);
        // They are told that it is not done.
        let told = left_late.and([(late, keeper(), withdraw())]);
        assert_eq!(
            told.file.ended_on(),
            Some(date(late)),
            "and it is kept no longer than others"
        );
    }
    let given = answered(short);
    let agreed = decision(&given.policy, Outcome::Agreed);
    let said = given.refuses(("2026-01-20", decider(1), agreed));
    assert_eq!(said, Refusal::DaysOutOfOrder);
    // What has lapsed is not renewed, however far its renewal is (domain 5.10).
    let given = in_force("worcester");
    let agreed = decision(&given.policy, Outcome::Agreed);
    let given = given.and([
        ("2026-06-25", keeper(), propose(renewal())),
        ("2026-06-25", keeper(), share()),
        ("2026-06-26", them(), comment(2, "2026-06-26")),
        ("2026-06-26", adviser(), read(2)),
        ("2026-06-26", keeper(), answer(2)),
        ("2026-06-30", decider(1), agreed),
    ]);
    assert_eq!(
        given.refuses(("2026-07-01", keeper(), notice())),
        Refusal::NotInForce
    );
}

// Domain 5.6: to be kinder needs nobody's leave.
#[test]
fn what_was_decided_can_be_withdrawn_before_its_notice_and_they_are_told_domain_5_6() {
    let mut given = decided(a_proposal()).and([("2026-01-15", keeper(), send(9, notice()))]);
    let bare = given.attempt_as_it_is(date("2026-01-15"), &keeper(), withdraw());
    assert!(matches!(bare, Err(Refusal::PartsMissing(_))), "{bare:?}");
    let given = given.and([("2026-01-15", keeper(), withdraw())]);
    assert_eq!(
        given.file.letter(&message(9)).unwrap().state,
        LetterState::Overtaken
    );
    assert_eq!(given.file.to_notify, None);
    let left_anyway = given.clone().and([("2026-01-16", outbox(), left(9))]);
    assert_eq!(left_anyway.file.binding(date("2026-01-16")), None);
    given.clone().and([("2026-01-16", keeper(), close())]);
    given.and([("2026-01-16", keeper(), propose(a_proposal()))]);
    // That somebody is not limited is told, and not taken back.
    let given = answered(a_proposal());
    let no = decision(&given.policy, Outcome::NotAgreed);
    let given = given.and([("2026-01-14", decider(1), no)]);
    assert_eq!(
        given.refuses(("2026-01-15", keeper(), withdraw())),
        Refusal::NoProposal
    );
}

// Domain 5.9 and 5.10: what is unread may be what reopens the question.
#[test]
fn what_is_unread_is_read_before_an_arrangement_goes_on_domain_5_10() {
    let came = |given: Given, day: &'static str| given.and([(day, adviser(), contact(1, day))]);
    let given = in_force("worcester");
    let agreed = decision(&given.policy, Outcome::Agreed);
    let unread = came(given.clone(), "2026-05-28");
    let said = unread.refuses(("2026-05-29", keeper(), propose(renewal())));
    assert_eq!(said, Refusal::ContactsUnread(1));
    let said = unread.refuses(("2026-05-29", keeper(), to_go_on("2026-06-15")));
    assert_eq!(said, Refusal::ContactsUnread(1));
    let given = given.and([
        ("2026-05-29", keeper(), propose(renewal())),
        ("2026-05-29", keeper(), share()),
        ("2026-06-01", them(), comment(2, "2026-06-01")),
        ("2026-06-01", adviser(), read(2)),
        ("2026-06-02", keeper(), answer(2)),
    ]);
    let unread = came(given.clone(), "2026-06-03");
    let said = unread.refuses(("2026-06-03", decider(1), agreed.clone()));
    assert_eq!(said, Refusal::ContactsUnread(1));
    let given = given.and([("2026-06-03", decider(1), agreed)]);
    let unread = came(given, "2026-06-04");
    let said = unread.refuses(("2026-06-04", keeper(), notice()));
    assert_eq!(said, Refusal::ContactsUnread(1));
    unread.and([
        ("2026-06-04", adviser(), sorted(1, Sort::NothingNew)),
        ("2026-06-04", keeper(), notice()),
    ]);
}

// Ours: somebody is there who looks at it again.
#[test]
fn a_review_is_on_a_working_day() {
    let saturday = Proposal {
        review_on: date("2026-05-30"),
        ..a_proposal()
    };
    let moved = warned("worcester").and([("2026-01-12", keeper(), propose(saturday))]);
    assert_eq!(moved.file.report.unwrap().terms.review_on, date("2026-05-29"));
    let given = in_force("worcester");
    // A letter names the day: it is not moved under it.
    let eased = Command::Ease(Easing {
        review_on: date("2026-05-16"),
        ..easing()
    });
    let said = given.refuses(("2026-05-01", keeper(), eased));
    assert_eq!(said, Refusal::NoWorkingDay(date("2026-05-16")));
}

// UK GDPR, article 5(1)(e); ours: what was reported is looked at within four weeks, and has an end.
#[test]
fn a_reported_incident_asks_to_be_looked_at_and_has_an_end_by_itself() {
    let given = given("worcester", [("2026-01-06", planner(), incident(1, false))]);
    let asks = |given: &Given| {
        let due = given.file.due();
        due.iter()
            .find(|due| due.kind == DueKind::LookAtIncident)
            .map(|due| due.on)
    };
    assert_eq!(asks(&given), Some(date("2026-02-03")));
    assert_eq!(asks(&given.clone().and(checked("2026-01-07"))), None);
    let closed = given.clone().and([("2026-01-07", keeper(), close())]);
    assert_eq!(asks(&closed), None);
    assert_eq!(given.file.ended_on(), Some(date("2026-01-06")));
    // An interim measure, too: from its last day.
    let lapsed = super::harness::given(
        "worcester",
        [
            ("2026-01-06", planner(), incident(1, true)),
            ("2026-01-06", senior(1), interim("2026-01-12")),
        ],
    );
    assert_eq!(lapsed.file.ended_on(), Some(date("2026-01-12")));
    // While an arrangement binds, its review looks at it.
    let bound = in_force("worcester").and([("2026-03-02", planner(), it_goes_on("2026-03-02"))]);
    assert_eq!(asks(&bound), None);
}
