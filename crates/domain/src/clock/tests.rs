//! What a clock promises, rule by rule.

use jiff::Span;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::reply::{ReplyTerms, reply_clock};
use super::{Clock, Extension, Start, State};
use crate::calendar::Calendar;
use crate::id::{ActorId, ProcedureId, UserId};
use crate::policy::{CountedFrom, Limit, Procedure, Stage, Unit};
use crate::vocabulary::{ClockKind, DayOne, Division, Kind, Role};

const NEXT: DayOne = DayOne::NextWorkingDay;

fn england() -> Calendar {
    Calendar::new(Division::EnglandAndWales)
}

fn working_days(count: u16) -> Limit {
    Limit {
        count,
        unit: Unit::WorkingDays,
    }
}

fn received(on: Date, limit: Limit) -> Clock {
    Clock::start(
        ClockKind::FirstAnswer,
        Start::Received { on },
        limit,
        &england(),
        NEXT,
    )
}

fn by_the_code() -> ReplyTerms {
    ReplyTerms {
        acknowledge: Some(working_days(5)),
        counted_from: CountedFrom::Acknowledged,
        reply: working_days(10),
    }
}

fn reply(received_on: Date, acknowledged_on: Option<Date>) -> Clock {
    reply_clock(by_the_code(), received_on, acknowledged_on, &england(), NEXT)
}

/// Freedom of Information Act 2000, section 10(6): a day on which the council closes moves no statutory promise, and it is
/// late by the days of the law.
#[test]
fn a_statutory_promise_is_kept_and_late_by_the_days_of_the_law() {
    let limit = Limit {
        count: 20,
        unit: Unit::StatutoryDays,
    };
    let clock = received(date(2026, 11, 29), limit);
    assert_eq!(clock.due_on, date(2026, 12, 30));
    let closed = date(2026, 12, 29);
    let council = england().with_closures(&[closed]);
    assert_eq!(clock.moved_by(&council, NEXT, date(2026, 12, 1), closed), None);
    // 29 and 30 December: the closure counts. 31 December, 4 and 5 January: New Year's Day and 2 January's substitute do not.
    assert_eq!(clock.days_left(date(2026, 12, 28), &council), 2);
    assert_eq!(clock.late_by(date(2027, 1, 5), &council), 2);
}

fn officer() -> ActorId {
    ActorId::User(UserId::parse("01932c07-a12b-7f3e-8c58-0123456789ab").unwrap())
}

fn manager() -> ActorId {
    ActorId::User(UserId::parse("01932c07-a12b-7f3e-8c58-ba9876543210").unwrap())
}

fn name_of(actor: &ActorId) -> String {
    if *actor == officer() {
        "Asha Patel".to_owned()
    } else {
        "the complaints manager".to_owned()
    }
}

fn extended(mut clock: Clock, to: Date, on: Date, agreed_by: Option<ActorId>) -> Clock {
    clock.extend(Extension {
        from: clock.due_on,
        to,
        on,
        by: officer(),
        agreed_by,
    });
    clock
}

fn words(clock: &Clock, calendar: &Calendar, today: Date) -> String {
    clock.explain(calendar, NEXT, today).sentences(name_of).join("\n")
}

#[test]
fn code_6_3_the_reply_counts_from_the_acknowledgement_or_from_the_last_day_for_it() {
    // Received on Thursday 1 October 2026: the last day for the acknowledgement is the 8th.
    let received_on = date(2026, 10, 1);
    assert_eq!(
        reply(received_on, Some(date(2026, 10, 5))).due_on,
        date(2026, 10, 19)
    );
    assert_eq!(
        reply(received_on, Some(date(2026, 10, 8))).due_on,
        date(2026, 10, 22)
    );

    let mut waiting = reply(received_on, None);
    assert_eq!(
        (waiting.started_on, waiting.due_on),
        (date(2026, 10, 8), date(2026, 10, 22))
    );
    assert!(waiting.is_at_the_latest(date(2026, 10, 8)));
    assert!(
        !waiting.is_at_the_latest(date(2026, 10, 9)),
        "from then on nothing can make it earlier"
    );
    assert_eq!(
        waiting.state(date(2026, 10, 23), &england()),
        State::Overdue { by: 1 }
    );

    waiting.acknowledge(date(2026, 10, 15), &england(), NEXT);
    assert_eq!(
        waiting.due_on,
        date(2026, 10, 22),
        "a late acknowledgement does not move it later"
    );
    assert!(!waiting.is_at_the_latest(date(2026, 10, 7)));
    assert_eq!(reply(received_on, Some(date(2026, 10, 15))), waiting);

    let by_receipt = ReplyTerms {
        counted_from: CountedFrom::Received,
        ..by_the_code()
    };
    let counted_from_receipt =
        reply_clock(by_receipt, received_on, Some(date(2026, 10, 5)), &england(), NEXT);
    assert_eq!(counted_from_receipt.due_on, date(2026, 10, 15));
    assert!(!counted_from_receipt.is_at_the_latest(received_on));
}

#[test]
fn an_acknowledgement_in_time_makes_the_date_at_the_latest_the_date() {
    let mut clock = reply(date(2026, 10, 1), None);
    clock.acknowledge(date(2026, 10, 2), &england(), NEXT);
    assert_eq!(
        (clock.started_on, clock.due_on),
        (date(2026, 10, 2), date(2026, 10, 16))
    );
    let before = clock.clone();
    clock.acknowledge(date(2026, 10, 7), &england(), NEXT);
    assert_eq!(clock, before, "a second acknowledgement starts nothing again");
}

#[test]
fn an_acknowledgement_on_the_last_day_for_it_is_in_time() {
    let clock = reply(date(2026, 10, 1), Some(date(2026, 10, 8)));
    assert_eq!(
        clock.start,
        Start::Acknowledged {
            on: date(2026, 10, 8)
        }
    );
}

#[test]
fn an_acknowledgement_recorded_before_the_receipt_counts_from_the_receipt() {
    let clock = reply(date(2026, 10, 1), Some(date(2026, 9, 30)));
    assert_eq!(clock.started_on, date(2026, 10, 1));
}

#[test]
fn each_stage_has_its_own_acknowledgement_and_the_first_the_one_of_the_procedure() {
    let stage = |number, acknowledge| Stage {
        number,
        acknowledge,
        reply: working_days(20),
        reply_of: CountedFrom::Acknowledged,
        extend_by: None,
        beyond_agreed_by: Role::ComplaintsManager,
        beyond_agreed_alone: false,
        extend_at_most: Limit {
            count: 60,
            unit: Unit::WorkingDays,
        },
        handler: Role::Officer,
        reply_approved_by: None,
    };
    let procedure = Procedure {
        id: ProcedureId::parse("complaint").unwrap(),
        name: "Complaint".to_owned(),
        kind: Kind::Complaint,
        ombudsman: None,
        first_answer: None,
        update_every: None,
        reply: None,
        follow_up: None,
        acknowledge: Some(working_days(5)),
        stages: Vec::new(),
        return_to_stage_1: None,
        ask_for_stage_2_within: None,
        stage_2_refused_by: crate::policy::RefusedBy::SecondPerson,
        early_referral: crate::case::EarlyReferral::GoesOn,
        accept_within: None,
        reopen_within: working_days(20),
        undo_minutes: 5,
        warn_at_weeks: None,
        departures: Vec::new(),
    };
    let acknowledge = |stage: &Stage| ReplyTerms::of(&procedure, stage).acknowledge;
    assert_eq!(acknowledge(&stage(1, None)), Some(working_days(5)));
    assert_eq!(
        acknowledge(&stage(1, Some(working_days(3)))),
        Some(working_days(3))
    );
    assert_eq!(
        acknowledge(&stage(2, Some(working_days(3)))),
        Some(working_days(3))
    );
    assert_eq!(acknowledge(&stage(2, None)), None);
}

#[test]
fn a_date_promised_by_an_extension_stands_when_the_acknowledgement_follows() {
    let mut clock = extended(
        reply(date(2026, 10, 1), None),
        date(2026, 11, 5),
        date(2026, 10, 2),
        None,
    );
    assert!(!clock.is_at_the_latest(date(2026, 10, 2)));
    clock.acknowledge(date(2026, 10, 5), &england(), NEXT);
    assert_eq!(clock.due_on, date(2026, 11, 5));
}

#[test]
fn without_a_limit_for_the_acknowledgement_a_reply_still_has_a_date() {
    let terms = ReplyTerms {
        acknowledge: None,
        ..by_the_code()
    };
    let clock = reply_clock(terms, date(2026, 10, 1), None, &england(), NEXT);
    assert_eq!(clock.due_on, date(2026, 10, 15));
}

#[test]
fn a_clock_runs_is_due_today_and_is_overdue_by_the_days_it_counts() {
    // Due on Friday 16 July 2021.
    let mut clock = received(date(2021, 7, 3), working_days(10));
    let at = |clock: &Clock, day| clock.state(date(2021, 7, day), &england());
    assert_eq!(at(&clock, 3), State::Running { days_left: 10 });
    assert_eq!(at(&clock, 5), State::Running { days_left: 9 });
    assert_eq!(at(&clock, 15), State::Running { days_left: 1 });
    assert_eq!(at(&clock, 16), State::DueToday);
    assert_eq!(
        at(&clock, 17),
        State::Overdue { by: 1 },
        "late on a Saturday is late"
    );
    assert_eq!(at(&clock, 19), State::Overdue { by: 1 });
    assert_eq!(at(&clock, 20), State::Overdue { by: 2 });
    clock.stop(date(2021, 7, 16));
    assert_eq!(at(&clock, 30), State::Kept);
    assert_eq!(clock.days_taken(date(2021, 7, 30), &england(), NEXT), 10);
    clock.stop(date(2021, 7, 20));
    assert_eq!(at(&clock, 30), State::KeptLate { by: 2 });
    clock.undo_stop();
    assert_eq!(at(&clock, 16), State::DueToday);
}

#[test]
fn a_limit_in_calendar_days_counts_its_days_left_and_late_in_calendar_days() {
    // Data-protection complaints count calendar days.
    let clock = received(
        date(2026, 6, 5),
        Limit {
            count: 30,
            unit: Unit::CalendarDays,
        },
    );
    assert_eq!(clock.due_on, date(2026, 7, 5));
    assert_eq!(
        clock.state(date(2026, 7, 3), &england()),
        State::Running { days_left: 2 }
    );
    assert_eq!(
        clock.state(date(2026, 7, 8), &england()),
        State::Overdue { by: 3 }
    );
    assert_eq!(clock.days_taken(date(2026, 7, 5), &england(), NEXT), 30);
}

#[test]
fn code_6_4_several_short_extensions_are_no_way_around_the_limit() {
    let clock = reply(date(2026, 10, 1), Some(date(2026, 10, 1)));
    assert_eq!(clock.due_on, date(2026, 10, 15));
    assert_eq!(
        clock.furthest_extension(working_days(10), &england()),
        date(2026, 10, 29)
    );
    let clock = extended(clock, date(2026, 10, 22), date(2026, 10, 14), None);
    assert_eq!(
        clock.furthest_extension(working_days(10), &england()),
        date(2026, 10, 29)
    );
    assert_eq!(clock.due_before_extensions(), date(2026, 10, 15));
}

/// Scotland as it was before the proclamation of February 2026: the same days as England and
/// Wales in June.
fn a_calendar_before_the_proclamation() -> Calendar {
    england()
}

#[test]
fn a_newly_proclaimed_bank_holiday_moves_the_clocks_that_it_touches() {
    let scotland = Calendar::new(Division::Scotland);
    let start = |on| {
        let start = Start::Received { on };
        let before = a_calendar_before_the_proclamation();
        Clock::start(ClockKind::Acknowledge, start, working_days(5), &before, NEXT)
    };
    let announced_on = date(2026, 6, 9);
    let moved_by = |clock: &Clock| clock.moved_by(&scotland, NEXT, announced_on, date(2026, 6, 15));

    let mut clock = start(date(2026, 6, 8));
    clock.move_to(moved_by(&clock).unwrap());
    assert_eq!(clock.due_on, date(2026, 6, 16));
    assert_eq!(moved_by(&clock), None, "it moves once");
    assert_eq!(
        moved_by(&start(date(2026, 6, 4))),
        None,
        "it ends before the new day"
    );
    assert_eq!(
        moved_by(&start(date(2026, 6, 15))),
        None,
        "the new day was not counted anyway"
    );
    let mut done = start(date(2026, 6, 8));
    done.stop(announced_on);
    assert_eq!(moved_by(&done), None, "it is done");

    insta::assert_snapshot!(words(&clock, &scotland, announced_on), @r"
    Received on Monday 8 June 2026.
    Day one is Tuesday 9 June 2026, the next working day.
    5 working days, leaving out 1 weekend and Monday 15 June 2026 (World Cup bank holiday, by royal proclamation), end on Tuesday 16 June 2026.
    Moved from Monday 15 June 2026 to Tuesday 16 June 2026 on Tuesday 9 June 2026 because Monday 15 June 2026 (World Cup bank holiday, by royal proclamation) became a day off.
    ");
}

#[test]
fn a_new_bank_holiday_moves_an_unsent_acknowledgement_and_the_reply_after_it() {
    let scotland = Calendar::new(Division::Scotland);
    let before = a_calendar_before_the_proclamation();
    let mut clock = reply_clock(by_the_code(), date(2026, 6, 10), None, &before, NEXT);
    assert_eq!(
        (clock.started_on, clock.due_on),
        (date(2026, 6, 17), date(2026, 7, 1))
    );
    clock.move_to(
        clock
            .moved_by(&scotland, NEXT, date(2026, 6, 11), date(2026, 6, 15))
            .unwrap(),
    );
    assert_eq!(
        (clock.started_on, clock.due_on),
        (date(2026, 6, 18), date(2026, 7, 2))
    );
    assert_eq!(
        clock,
        Clock {
            moves: clock.moves.clone(),
            ..reply_clock(by_the_code(), date(2026, 6, 10), None, &scotland, NEXT)
        }
    );
    clock.acknowledge(date(2026, 6, 12), &scotland, NEXT);
    assert_eq!(
        clock,
        reply_clock(
            by_the_code(),
            date(2026, 6, 10),
            Some(date(2026, 6, 12)),
            &scotland,
            NEXT
        )
    );
}

#[test]
fn a_clock_that_is_due_today_still_moves_and_an_overdue_one_does_not() {
    let clock = received(date(2026, 6, 8), working_days(5));
    let closed = england().with_closures(&[date(2026, 6, 15)]);
    let moved_on = |today| {
        clock
            .moved_by(&closed, NEXT, today, date(2026, 6, 15))
            .map(|moved| moved.to)
    };
    assert_eq!(moved_on(date(2026, 6, 15)), Some(date(2026, 6, 16)));
    assert_eq!(moved_on(date(2026, 6, 16)), None);
}

#[test]
fn an_extended_date_moves_only_if_it_is_itself_no_working_day() {
    let scotland = Calendar::new(Division::Scotland);
    let today = date(2026, 6, 1);
    let move_of = |to| {
        let clock = extended(reply(date(2026, 5, 11), Some(date(2026, 5, 11))), to, today, None);
        clock
            .moved_by(&scotland, NEXT, today, date(2026, 6, 15))
            .map(|moved| moved.to)
    };
    assert_eq!(move_of(date(2026, 6, 15)), Some(date(2026, 6, 16)));
    assert_eq!(move_of(date(2026, 6, 17)), None);
}

#[test]
fn a_clock_says_why_it_shows_the_date_it_shows() {
    let clock = received(date(2021, 7, 3), working_days(10));
    insta::assert_snapshot!(words(&clock, &england(), date(2021, 7, 5)), @r"
    Received on Saturday 3 July 2021.
    Day one is Monday 5 July 2021, the next working day.
    10 working days, leaving out 1 weekend, end on Friday 16 July 2021.
    ");
    let closed = england().with_closures(&[date(2026, 12, 29), date(2026, 12, 30)]);
    let mut clock = Clock::start(
        ClockKind::Update,
        Start::LastWord {
            on: date(2026, 12, 23),
        },
        working_days(5),
        &closed,
        NEXT,
    );
    clock.stop(date(2027, 1, 7));
    insta::assert_snapshot!(words(&clock, &closed, date(2027, 1, 8)), @r"
    The customer last heard from us on Wednesday 23 December 2026.
    Day one is Thursday 24 December 2026, the next working day.
    5 working days, leaving out 2 weekends, Friday 25 December 2026 (Christmas Day), Monday 28 December 2026 (Boxing Day), Tuesday 29 December 2026 (the council is closed), Wednesday 30 December 2026 (the council is closed) and Friday 1 January 2027 (New Year’s Day), end on Wednesday 6 January 2027.
    Done on Thursday 7 January 2027, 1 working day late.
    ");
}

#[test]
fn a_reply_clock_says_what_it_waits_for_and_who_gave_it_more_time() {
    let today = date(2026, 10, 2);
    let mut clock = reply(date(2026, 10, 1), None);
    insta::assert_snapshot!(words(&clock, &england(), today), @r"
    Received on Thursday 1 October 2026.
    The last day for the acknowledgement is Thursday 8 October 2026; it has not been sent, so the reply counts from that last day for now.
    Day one is Friday 9 October 2026, the next working day.
    10 working days, leaving out 2 weekends, end on Thursday 22 October 2026.
    The date is one at the latest: acknowledged sooner, the reply is due sooner.
    ");
    insta::assert_snapshot!(words(&clock, &england(), date(2026, 10, 12)), @r"
    Received on Thursday 1 October 2026.
    The last day for the acknowledgement was Thursday 8 October 2026; it was not sent, so the reply counts from that last day.
    Day one is Friday 9 October 2026, the next working day.
    10 working days, leaving out 2 weekends, end on Thursday 22 October 2026.
    ");
    clock.acknowledge(date(2026, 10, 5), &england(), NEXT);
    let clock = extended(clock, date(2026, 11, 2), date(2026, 10, 15), None);
    let mut clock = extended(clock, date(2026, 11, 16), date(2026, 10, 30), Some(manager()));
    clock.stop(date(2026, 11, 13));
    insta::assert_snapshot!(words(&clock, &england(), date(2026, 11, 20)), @r"
    Acknowledged on Monday 5 October 2026.
    Day one is Tuesday 6 October 2026, the next working day.
    10 working days, leaving out 2 weekends, end on Monday 19 October 2026.
    Extended from Monday 19 October 2026 to Monday 2 November 2026 on Thursday 15 October 2026 by Asha Patel.
    Extended from Monday 2 November 2026 to Monday 16 November 2026 on Friday 30 October 2026 by Asha Patel, agreed by the complaints manager.
    Done on Friday 13 November 2026, in time.
    ");
    let late = reply(date(2026, 10, 1), Some(date(2026, 10, 12)));
    assert!(words(&late, &england(), today).contains("it was sent late, on Monday 12 October 2026"));
}

#[test]
fn an_explanation_admits_that_the_calendar_of_now_gives_another_date() {
    let clock = received(date(2026, 6, 8), working_days(5));
    let sentences = words(&clock, &Calendar::new(Division::Scotland), date(2026, 6, 9));
    assert!(
        sentences.ends_with("The date that was promised, Monday 15 June 2026, stands."),
        "{sentences}"
    );
}

#[test]
fn a_clock_in_the_record_reads_back_as_it_was_written() {
    let mut clock = reply(date(2026, 10, 1), Some(date(2026, 10, 12)));
    insta::assert_snapshot!(serde_json::to_string(&clock).unwrap(), @r#"{"kind":"reply","start":{"by":"acknowledgement-due","received_on":"2026-10-01","within":{"count":5,"unit":"working-days"},"acknowledged_on":"2026-10-12"},"started_on":"2026-10-08","limit":{"count":10,"unit":"working-days"},"due_on":"2026-10-22"}"#);
    clock = extended(clock, date(2026, 11, 5), date(2026, 10, 14), Some(manager()));
    clock.stop(date(2026, 11, 4));
    let text = serde_json::to_string(&clock).unwrap();
    assert_eq!(serde_json::from_str::<Clock>(&text).unwrap(), clock);
}

proptest! {
    #[test]
    fn an_acknowledgement_never_makes_a_reply_due_later(
        day in 0_i32..3000, after in 0_i32..60, rule in proptest::sample::select(DayOne::ALL),
        division in proptest::sample::select(Division::ALL),
    ) {
        let calendar = Calendar::new(division);
        let received_on = date(2020, 1, 1) + Span::new().days(day);
        let sent_on = received_on + Span::new().days(after);
        let unsent = reply_clock(by_the_code(), received_on, None, &calendar, rule);
        let sent = reply_clock(by_the_code(), received_on, Some(sent_on), &calendar, rule);
        prop_assert!(sent.due_on <= unsent.due_on);
        prop_assert!(sent.due_on > received_on);
        // Acknowledging later in the same record comes to the same.
        let mut later = unsent;
        later.acknowledge(sent_on, &calendar, rule);
        prop_assert_eq!(later, sent);
    }

    #[test]
    fn days_taken_and_days_left_make_up_the_limit_on_every_day_of_it(
        day in 0_i32..3000, after in 0_i32..60, count in 1_u16..30,
    ) {
        let calendar = england();
        let on = date(2020, 1, 1) + Span::new().days(day);
        let today = on + Span::new().days(after);
        let clock = received(on, working_days(count));
        if clock.is_late(today) {
            prop_assert_eq!(clock.days_left(today, &calendar), 0);
            prop_assert!(clock.late_by(today, &calendar) > 0);
        } else {
            let all = clock.days_taken(today, &calendar, NEXT) + clock.days_left(today, &calendar);
            prop_assert_eq!(all, i64::from(count));
        }
    }

    #[test]
    fn a_clock_never_moves_to_an_earlier_date(
        day in 0_i32..3000, after in 0_i32..30, count in 1_u16..30,
        now in proptest::sample::select(Division::ALL),
    ) {
        let on = date(2020, 1, 1) + Span::new().days(day);
        let clock = received(on, working_days(count));
        let today = on + Span::new().days(after);
        if let Some(moved) = clock.moved_by(&Calendar::new(now), NEXT, today, date(2026, 6, 15)) {
            prop_assert!(moved.to > clock.due_on);
            prop_assert!(clock.due_on >= today);
        }
    }
}
