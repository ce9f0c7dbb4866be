//! Settling a complaint early at stage 1: senior advice and a talk (paper 004, 8.1), never a way round the reply.

use super::harness::{Given, date, given, on};
use super::orders::*;
use super::people::*;
use crate::case::{
    Command, ContactPurpose, Direction, EarlyOrder, EarlyRefusal, NewAdvice, Outcome, Refusal, TalkAnswer,
    TalkOutcome, TalkWay,
};
use crate::permission::{Act, Actor};
use crate::vocabulary::{Channel, Finding, Kind};
use crate::words::Words;

fn order(order: EarlyOrder) -> Command {
    Command::Early(order)
}

fn ask_of(who: &Actor) -> Command {
    order(EarlyOrder::AskAdvice {
        of: NewAdvice {
            adviser: who.user().unwrap().clone(),
            roles: who.roles.clone(),
            services: who.services.clone(),
        },
        question: words("May we waive the charge for a second bin?"),
    })
}

fn advise(text: &str) -> Command {
    order(EarlyOrder::Advise { words: words(text) })
}

fn offer(way: TalkWay, day: Option<&str>) -> Command {
    order(EarlyOrder::OfferTalk {
        way,
        on: day.map(date),
        contact: crate::case::NewContact {
            channel: Channel::Letter,
            ..contact(Direction::Out, ContactPurpose::QuestionToCustomer, "2026-01-14")
        },
    })
}

fn answer(answer: TalkAnswer, day: Option<&str>) -> Command {
    order(EarlyOrder::AnswerTalk {
        answer,
        on: day.map(date),
    })
}

fn hold(day: &str, outcome: TalkOutcome) -> Command {
    order(EarlyOrder::HoldTalk {
        on: date(day),
        outcome,
        words: words("A second bin, free of charge, by Friday."),
    })
}

/// Every order, with made-up words marked by `mark`: for the random histories.
pub(super) fn orders(mark: impl Fn(&Words) -> Words) -> Vec<Command> {
    let told = contact(Direction::Out, ContactPurpose::QuestionToCustomer, "2026-01-05");
    let manager = manager();
    vec![
        order(EarlyOrder::AskAdvice {
            of: NewAdvice {
                adviser: manager.user().unwrap().clone(),
                roles: manager.roles,
                services: manager.services,
            },
            question: mark(&words("question")),
        }),
        order(EarlyOrder::Advise {
            words: mark(&words("advice")),
        }),
        order(EarlyOrder::OfferTalk {
            way: TalkWay::Call,
            on: None,
            contact: crate::case::NewContact {
                words: mark(&told.words),
                ..told
            },
        }),
        answer(TalkAnswer::Accepted, None),
        answer(TalkAnswer::Declined, None),
        order(EarlyOrder::HoldTalk {
            on: date("2026-01-05"),
            outcome: TalkOutcome::Agreed,
            words: mark(&words("agreed")),
        }),
    ]
}

fn refused(why: EarlyRefusal) -> Refusal {
    Refusal::Early(why)
}

fn acknowledged() -> Given {
    given(complaint_acknowledged())
}

fn asked() -> Given {
    acknowledged().and([on("2026-01-14", asha(), ask_of(&manager()))])
}

fn offered() -> Given {
    acknowledged().and([on(
        "2026-01-14",
        asha(),
        offer(TalkWay::Meeting, Some("2026-01-16")),
    )])
}

#[test]
fn a_senior_who_may_advise_is_asked_and_answers_paper_004_8_1() {
    acknowledged()
        .when(on("2026-01-14", asha(), ask_of(&manager())))
        .then_names(&["advice-asked"]);
    let question = asked().case().early.question.clone().unwrap();
    assert_eq!((Some(&question.of), &question.by), (manager().user(), &asha().id));
    asked()
        .when(on("2026-01-14", asha(), ask_of(&complaints_manager())))
        .then_refused(refused(EarlyRefusal::AdviceWaits));
    asked()
        .when(on("2026-01-15", manager(), advise(" ")))
        .then_refused(Refusal::TextMissing("the advice"));
    let advised = asked().and([on("2026-01-15", manager(), advise("Yes, waive it."))]);
    assert_eq!(advised.case().early.question, None);
    advised
        .when(on("2026-01-15", manager(), advise("And once more.")))
        .then_refused(refused(EarlyRefusal::NoQuestion));
}

#[test]
fn whoever_may_advise_answers_for_one_who_is_away_and_nobody_answers_themselves() {
    asked()
        .when(on("2026-01-15", complaints_manager(), advise("Waive it.")))
        .then_names(&["advice-given"]);
    asked()
        .when(on("2026-01-15", bryn(), advise("Waive it.")))
        .then_refused(Refusal::NotPermitted(Act::Advise));
    let by_manager = acknowledged().and([on("2026-01-14", manager(), ask_of(&complaints_manager()))]);
    by_manager
        .when(on("2026-01-15", manager(), advise("Waive it.")))
        .then_refused(refused(EarlyRefusal::OwnQuestion));
    acknowledged()
        .when(on("2026-01-14", manager(), ask_of(&manager())))
        .then_refused(refused(EarlyRefusal::OwnQuestion));
}

#[test]
fn nobody_is_asked_who_may_not_advise_or_may_not_open_the_case() {
    for who in [bryn(), adviser(), dilys(), planner(), rhian()] {
        acknowledged()
            .when(on("2026-01-14", asha(), ask_of(&who)))
            .then_refused(refused(EarlyRefusal::MayNotAdvise));
    }
}

#[test]
fn who_advised_or_talked_it_over_had_a_part_in_stage_1_code_6() {
    let advised = asked().and([on("2026-01-15", manager(), advise("Yes."))]);
    assert!(advised.case().had_part_in_stage_1(manager().user().unwrap()));
    let held = offered().and([on("2026-01-16", bryn(), hold("2026-01-16", TalkOutcome::Agreed))]);
    assert!(held.case().had_part_in_stage_1(bryn().user().unwrap()));
}

#[test]
fn an_offer_is_a_contact_that_the_customer_sees_and_one_is_open_at_a_time() {
    acknowledged()
        .when(on("2026-01-14", asha(), offer(TalkWay::Call, Some("2026-01-16"))))
        .then_names(&["contact-recorded", "talk-offered"]);
    acknowledged()
        .when(on("2026-01-14", asha(), offer(TalkWay::Call, Some("2026-01-13"))))
        .then_refused(refused(EarlyRefusal::OfferedForThePast));
    offered()
        .when(on("2026-01-14", asha(), offer(TalkWay::Call, None)))
        .then_refused(refused(EarlyRefusal::TalkWaits));
    let entries = offered();
    let seen = |name: &str| {
        let mut all = entries.entries().iter();
        all.any(|entry| entry.event.name() == name && entry.event.is_for_the_customer())
    };
    assert!(seen("talk-offered"));
    let asked = asked();
    let mut advice = asked
        .entries()
        .iter()
        .filter(|entry| entry.event.name() == "advice-asked");
    assert!(!advice.next().unwrap().event.is_for_the_customer());
}

#[test]
fn a_customer_accepts_another_day_or_declines_and_may_be_offered_a_talk_again() {
    acknowledged()
        .when(on("2026-01-14", asha(), answer(TalkAnswer::Declined, None)))
        .then_refused(refused(EarlyRefusal::NoTalk));
    let accepted = offered().and([on(
        "2026-01-15",
        asha(),
        answer(TalkAnswer::Accepted, Some("2026-01-19")),
    )]);
    assert_eq!(
        accepted.case().early.talk.as_ref().unwrap().on,
        Some(date("2026-01-19"))
    );
    accepted
        .when(on("2026-01-15", asha(), answer(TalkAnswer::Accepted, None)))
        .then_refused(refused(EarlyRefusal::TalkAccepted));
    let moved = accepted.and([on(
        "2026-01-15",
        asha(),
        answer(TalkAnswer::Accepted, Some("2026-01-20")),
    )]);
    assert_eq!(
        moved.case().early.talk.as_ref().unwrap().on,
        Some(date("2026-01-20"))
    );
    let declined = moved.and([on("2026-01-16", asha(), answer(TalkAnswer::Declined, None))]);
    declined
        .when(on("2026-01-16", asha(), offer(TalkWay::Mediation, None)))
        .then_names(&["contact-recorded", "talk-offered"]);
}

#[test]
fn what_was_agreed_is_written_down_once_it_was_held_and_not_before() {
    acknowledged()
        .when(on("2026-01-16", asha(), hold("2026-01-16", TalkOutcome::Agreed)))
        .then_refused(refused(EarlyRefusal::NoTalk));
    offered()
        .when(on("2026-01-16", asha(), hold("2026-01-17", TalkOutcome::Agreed)))
        .then_refused(refused(EarlyRefusal::HeldInTheFuture));
    let nothing = offered().and([on(
        "2026-01-16",
        asha(),
        hold("2026-01-16", TalkOutcome::NotAgreed),
    )]);
    assert_eq!(nothing.case().early.agreed, None);
    let agreed = offered().and([on("2026-01-16", asha(), hold("2026-01-16", TalkOutcome::Agreed))]);
    assert_eq!(agreed.case().early.agreed.as_ref().unwrap().0, date("2026-01-16"));
}

/// Code 6.1: every point is answered. An agreement says what the remedy is and not that nothing was wrong.
#[test]
fn what_was_agreed_is_no_way_round_the_reply() {
    let agreed = offered().and([on("2026-01-16", asha(), hold("2026-01-16", TalkOutcome::Agreed))]);
    agreed
        .when(on("2026-01-16", asha(), close(Outcome::Done)))
        .then_refused(Refusal::ComplaintNeedsReply);
    assert!(agreed.case().next_due().is_some());
    let drafted = agreed.and([on("2026-01-16", asha(), draft())]);
    drafted
        .when(on("2026-01-16", asha(), ask_for_approval()))
        .then_refused(Refusal::PointNotAnswered(point_id(1)));
    drafted
        .and([on("2026-01-16", asha(), find(1, Finding::Upheld))])
        .when(on("2026-01-16", asha(), ask_for_approval()))
        .then_names(&["approval-asked"]);
}

#[test]
fn it_is_tried_at_stage_1_of_a_complaint_and_before_its_reply() {
    given(request_in_hand())
        .when(on("2026-01-06", asha(), ask_of(&manager())))
        .then_refused(Refusal::WrongKind(Kind::ServiceRequest));
    let sent = given(reply_sent());
    let status = sent.case().status();
    sent.when(on("2026-01-19", asha(), ask_of(&manager())))
        .then_refused(Refusal::NotInThisState(status));
    given(stage_2_acknowledged())
        .when(on("2026-02-10", manager(), offer(TalkWay::Call, None)))
        .then_refused(refused(EarlyRefusal::NotAtStage1));
}
