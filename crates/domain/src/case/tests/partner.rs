//! Questions to partners (paper 002: "partner agencies' answers are tracked the same way").

use super::harness::{Step, date, given, on};
use super::orders::*;
use super::people::*;
use crate::case::{
    AnswerSharing, Command, ContactPurpose, Direction, Event, NewAnswer, NewContact, NewReferral, Outcome,
    ReferralOrder, ReferralState, Refusal, Reminder, SharedPart, SharingConsent,
};
use crate::id::{FileId, PartnerId, ReferralId};
use crate::permission::{Act, Actor};
use crate::vocabulary::{ClockKind, Kind, SeenBy};

fn referral_id() -> ReferralId {
    ReferralId::parse(uuid(900)).unwrap()
}

fn new() -> NewReferral {
    NewReferral {
        id: referral_id(),
        partner: PartnerId::parse("severn-water").unwrap(),
        ask: words("Was the main mended?"),
        shared: words("What happened: water runs down the road."),
        parts: vec![SharedPart::WhatHappened],
        files: Vec::new(),
        consent: SharingConsent::Yes,
        because: None,
        due_on: date("2026-01-20"),
    }
}

fn order(order: ReferralOrder) -> Command {
    Command::Referral(order)
}

fn accept() -> ReferralOrder {
    ReferralOrder::Accept {
        referral: referral_id(),
        by: None,
        their_reference: Some(words("SW 77")),
    }
}

fn turn_away() -> ReferralOrder {
    ReferralOrder::TurnAway {
        referral: referral_id(),
        why: words("The pipe is private."),
        instead: Some(words("Whoever owns the house.")),
    }
}

fn ask() -> ReferralOrder {
    ReferralOrder::Ask {
        referral: referral_id(),
        question: words("Which side of the road?"),
    }
}

fn tell() -> ReferralOrder {
    ReferralOrder::Tell {
        referral: referral_id(),
        words: words("The north side."),
    }
}

fn new_answer() -> NewAnswer {
    NewAnswer {
        referral: referral_id(),
        found: words("The main was cracked."),
        done: Some(words("It was mended.")),
        by: None,
        sharing: AnswerSharing::Yes,
        because: Some(words("Leave out the depth.")),
        their_reference: None,
    }
}

fn remind() -> ReferralOrder {
    ReferralOrder::Remind {
        referral: referral_id(),
    }
}

fn pass_on(at: &str) -> ReferralOrder {
    ReferralOrder::PassOn {
        referral: referral_id(),
        contact: NewContact {
            words: words("Severn Water mended the pipe on Monday."),
            ..contact(Direction::Out, ContactPurpose::UpdateGiven, at)
        },
    }
}

fn end() -> ReferralOrder {
    ReferralOrder::End {
        referral: referral_id(),
        reason: words("The customer found out themselves."),
    }
}

/// Each order, for histories made by chance.
pub(super) fn orders() -> Vec<ReferralOrder> {
    let far = NewReferral {
        due_on: date("2026-03-31"),
        ..new()
    };
    let near = NewReferral {
        id: ReferralId::parse(uuid(901)).unwrap(),
        ..new()
    };
    let remind_near = ReferralOrder::Remind {
        referral: ReferralId::parse(uuid(901)).unwrap(),
    };
    vec![
        ReferralOrder::Refer(far.clone()),
        ReferralOrder::Refer(far),
        ReferralOrder::Refer(near),
        accept(),
        turn_away(),
        ask(),
        tell(),
        ReferralOrder::Answer(new_answer()),
        remind(),
        remind_near,
        pass_on("2026-01-05"),
        end(),
    ]
}

/// A request of 5 January; Severn Water is asked on Tuesday 6 January for an answer by 20 January.
fn asked() -> Vec<Step> {
    let mut steps = Vec::from(request_in_hand());
    steps.push(on("2026-01-06", asha(), order(ReferralOrder::Refer(new()))));
    steps
}

/// The same, for an answer so soon that the partner is reminded at once.
pub(super) fn asked_for_soon() -> Vec<Step> {
    let mut steps = Vec::from(request_in_hand());
    let soon = NewReferral {
        due_on: date("2026-01-08"),
        ..new()
    };
    steps.push(on("2026-01-06", asha(), order(ReferralOrder::Refer(soon))));
    steps
}

fn answered() -> Vec<Step> {
    let mut steps = asked();
    let answer = order(ReferralOrder::Answer(new_answer()));
    steps.push(on("2026-01-13", severn_water(), answer));
    steps
}

#[test]
fn a_partner_is_asked_and_the_council_stays_the_owner_paper_002() {
    let before = given(request_in_hand());
    let after = before
        .when(on("2026-01-06", asha(), order(ReferralOrder::Refer(new()))))
        .then_names(&["referred"]);
    assert_eq!(after.case().owner, before.case().owner);
    assert_eq!(after.running(), before.running());
    let referral = &after.case().referrals[0];
    // Two working days before the day, which is a Tuesday.
    assert_eq!(referral.remind_on, date("2026-01-16"));
    assert_eq!(referral.state, ReferralState::Asked);
}

// Decision 33: nothing is asked of a partner for a case that is over; it is over again where a request for stage 2 is turned away.
#[test]
fn a_request_for_stage_2_that_is_turned_away_ends_what_partners_were_asked_meanwhile() {
    let later = NewReferral {
        due_on: date("2026-02-13"),
        ..new()
    };
    let mut steps = stage_2_asked();
    steps.push(on("2026-01-21", asha(), order(ReferralOrder::Refer(later))));
    steps.push(on("2026-01-22", ffion(), propose_refusal()));
    let proposed = given(steps);
    assert!(proposed.case().referrals[0].is_open(), "until then it is asked");
    let agree = Command::AgreeRefusal { request: None };
    let refused = proposed
        .when(on("2026-01-23", complaints_manager(), agree))
        .then_names(&["referral-ended", "stage2-not-accepted"]);
    assert!(refused.case().is_closed(), "as stage 1 left it");
    assert_eq!(refused.case().referrals[0].state, ReferralState::Ended);
    refused
        .when(on("2026-01-26", severn_water(), order(accept())))
        .then_refused(Refusal::AlreadyClosed);
}

#[test]
fn nothing_is_shared_where_the_customer_does_not_agree_uk_gdpr_article_6() {
    let refused = NewReferral {
        consent: SharingConsent::No,
        ..new()
    };
    given(request_in_hand())
        .when(on("2026-01-06", asha(), order(ReferralOrder::Refer(refused))))
        .then_refused(Refusal::CustomerDoesNotAgree);
    let unasked = NewReferral {
        consent: SharingConsent::NotNeeded,
        ..new()
    };
    given(request_in_hand())
        .when(on(
            "2026-01-06",
            asha(),
            order(ReferralOrder::Refer(unasked.clone())),
        ))
        .then_refused(Refusal::TextMissing("why nobody needs to ask the customer"));
    let with_reason = NewReferral {
        because: Some(words("The law makes us share it.")),
        ..unasked
    };
    given(request_in_hand())
        .when(on("2026-01-06", asha(), order(ReferralOrder::Refer(with_reason))))
        .then_names(&["referred"]);
}

#[test]
fn the_least_is_shared_by_default_and_nothing_that_says_who_the_customer_is() {
    let by_default = |part: &&SharedPart| part.is_shared_by_default();
    let parts: Vec<&str> = SharedPart::ALL
        .iter()
        .filter(by_default)
        .map(|part| part.as_str())
        .collect();
    assert_eq!(parts, ["what-happened", "place"]);
}

#[test]
fn only_a_partner_of_the_policy_is_asked_with_files_of_the_case_for_a_day_to_come() {
    let refuse = |new: NewReferral, refusal: Refusal| {
        given(request_in_hand())
            .when(on("2026-01-06", asha(), order(ReferralOrder::Refer(new))))
            .then_refused(refusal);
    };
    let partner = PartnerId::parse("nobody").unwrap();
    refuse(NewReferral { partner, ..new() }, Refusal::NotInPolicy("partner"));
    let files = vec![FileId::parse(uuid(3_001)).unwrap()];
    refuse(NewReferral { files, ..new() }, Refusal::NoSuchFile);
    let due_on = date("2026-01-06");
    let promised = date("2026-01-06");
    refuse(NewReferral { due_on, ..new() }, Refusal::NotLater { promised });
    let shared = words(" ");
    refuse(
        NewReferral { shared, ..new() },
        Refusal::TextMissing("what is shared"),
    );
}

#[test]
fn a_partner_answers_what_it_was_asked_and_the_time_is_measured_paper_002() {
    let answered = given(asked())
        .and([on("2026-01-07", severn_water(), order(accept()))])
        .when(on(
            "2026-01-13",
            severn_water(),
            order(ReferralOrder::Answer(new_answer())),
        ))
        .then_names(&["partner-answered"]);
    let referral = &answered.case().referrals[0];
    assert_eq!(referral.state, ReferralState::Answered);
    assert_eq!(referral.accepted_on, Some(date("2026-01-07")));
    // 7, 8, 9, 12 and 13 January.
    assert_eq!(referral.answer.as_ref().unwrap().working_days, 5);
}

#[test]
fn an_answer_that_is_not_for_the_customer_as_it_is_says_why() {
    for (sharing, missing) in [
        (AnswerSharing::WithChanges, "what has to change"),
        (AnswerSharing::No, "why the customer may not see it"),
    ] {
        let answer = NewAnswer {
            sharing,
            because: None,
            ..new_answer()
        };
        given(asked())
            .when(on(
                "2026-01-13",
                severn_water(),
                order(ReferralOrder::Answer(answer)),
            ))
            .then_refused(Refusal::TextMissing(missing));
    }
}

#[test]
fn a_partner_that_is_not_the_right_one_says_who_is() {
    let away = given(asked())
        .when(on("2026-01-07", severn_water(), order(turn_away())))
        .then_names(&["referral-turned-away"]);
    let (_, instead) = away.case().referrals[0].turned_away.clone().unwrap();
    assert!(instead.is_some());
    away.when(on("2026-01-08", severn_water(), order(accept())))
        .then_refused(Refusal::ReferralIsOver);
}

#[test]
fn a_question_of_the_partner_is_answered_by_the_council() {
    let asks = given(asked()).and([on("2026-01-07", severn_water(), order(ask()))]);
    assert!(asks.case().referrals[0].asks_us());
    let told = asks
        .when(on("2026-01-08", asha(), order(tell())))
        .then_names(&["partner-told"]);
    assert!(!told.case().referrals[0].asks_us());
}

#[test]
fn another_partner_and_a_customer_may_not_answer_for_it() {
    let other = Actor::partner(PartnerId::parse("gas-works").unwrap());
    for actor in [other, customer(), dilys()] {
        given(asked())
            .when(on("2026-01-07", actor, order(accept())))
            .then_refused(Refusal::NotPermitted(Act::Refer));
    }
}

#[test]
fn a_partner_does_nothing_else_to_the_case() {
    let refused = |command: Command, act: Act| {
        given(asked())
            .when(on("2026-01-07", severn_water(), command))
            .then_refused(Refusal::NotPermitted(act));
    };
    refused(order(tell()), Act::Refer);
    refused(order(pass_on("2026-01-07")), Act::Refer);
    refused(order(ReferralOrder::Refer(new())), Act::Refer);
    refused(withdraw(), Act::Withdraw);
    refused(word_came("2026-01-07"), Act::RecordContact);
    refused(Command::AddFile(a_file(1, SeenBy::Everyone)), Act::RecordContact);
    given(asked())
        .when(on(
            "2026-01-07",
            severn_water(),
            Command::AddFile(a_file(1, SeenBy::Staff)),
        ))
        .then_names(&["file-added"]);
}

#[test]
fn staff_take_down_what_a_partner_says_on_the_telephone() {
    given(asked())
        .when(on(
            "2026-01-07",
            asha(),
            order(ReferralOrder::Answer(new_answer())),
        ))
        .then_names(&["partner-answered"]);
}

#[test]
fn a_partner_is_reminded_two_working_days_before_and_once_when_it_is_overdue() {
    let asked = given(asked());
    asked
        .when(on("2026-01-15", job(), order(remind())))
        .then_refused(Refusal::NothingToChange);
    let once = asked.and([on("2026-01-16", job(), order(remind()))]);
    assert_eq!(once.case().referrals[0].reminded, Some(Reminder::BeforeDue));
    once.when(on("2026-01-20", job(), order(remind())))
        .then_refused(Refusal::NothingToChange);
    let twice = once.and([on("2026-01-21", job(), order(remind()))]);
    assert_eq!(twice.case().referrals[0].reminded, Some(Reminder::Overdue));
    twice
        .when(on("2026-01-28", job(), order(remind())))
        .then_refused(Refusal::NothingToChange);
    // A worker that did not run for a week says the one thing that is still true.
    let late = asked.and([on("2026-01-27", job(), order(remind()))]);
    assert_eq!(late.case().referrals[0].reminded, Some(Reminder::Overdue));
}

#[test]
fn the_owner_tells_the_customer_in_plain_words_and_the_promises_are_kept_by_it() {
    given(asked())
        .when(on("2026-01-08", asha(), order(pass_on("2026-01-08"))))
        .then_refused(Refusal::PartnerHasNotAnswered);
    let told = given(answered())
        .when(on("2026-01-14", asha(), order(pass_on("2026-01-14"))))
        .then_allowed();
    let names: Vec<&str> = told
        .entries()
        .iter()
        .rev()
        .map(|entry| entry.event.name())
        .collect();
    assert_eq!(names.first(), Some(&"referral-ended"));
    assert!(names.contains(&"contact-recorded"));
    assert_eq!(told.case().last_word_on, Some(date("2026-01-14")));
    assert_eq!(told.case().first_answered_on, Some(date("2026-01-14")));
    assert!(!told.running().contains(&ClockKind::FirstAnswer));
}

#[test]
fn a_case_is_not_closed_over_an_open_question_and_one_that_ends_otherwise_ends_it() {
    given(asked())
        .when(on("2026-01-08", asha(), close(Outcome::Done)))
        .then_refused(Refusal::ReferralOpen);
    given(answered())
        .when(on("2026-01-14", asha(), close(Outcome::Done)))
        .then_refused(Refusal::ReferralOpen);
    let ended = given(asked()).and([on("2026-01-08", asha(), order(end()))]);
    ended
        .when(on("2026-01-09", asha(), close(Outcome::Done)))
        .then_allowed();
    // Whichever way a case ends: the record says that the question ended with it, and how.
    let withdrawn = given(asked())
        .when(on("2026-01-08", customer(), withdraw()))
        .then_names(&["withdrawn", "referral-ended", "closed"]);
    assert_eq!(withdrawn.case().referrals[0].state, ReferralState::Ended);
    let is_how = |entry: &crate::case::Entry| {
        matches!(
            &entry.event,
            Event::ReferralEnded {
                outcome: Some(Outcome::Withdrawn),
                ..
            }
        )
    };
    assert!(withdrawn.entries().iter().any(is_how));
}

// Un-merged, a case goes on as it stood; a question that had ended meanwhile would be gone.
#[test]
fn a_case_goes_on_in_no_other_while_a_partner_is_asked() {
    let asked =
        given(complaint_acknowledged()).and([on("2026-01-08", asha(), order(ReferralOrder::Refer(new())))]);
    asked
        .when(on("2026-01-08", asha(), super::between::merge(501)))
        .then_refused(Refusal::ReferralOpen);
    asked
        .and([on("2026-01-09", asha(), order(end()))])
        .when(on("2026-01-09", asha(), super::between::merge(501)))
        .then_allowed();
}

#[test]
fn the_customer_sees_that_a_partner_was_asked_and_not_what_it_says() {
    let seen: Vec<&str> = given(answered())
        .entries()
        .iter()
        .map(|entry| &entry.event)
        .filter(|event| event.is_for_the_customer())
        .map(Event::name)
        .collect();
    assert!(seen.contains(&"referred"));
    assert!(!seen.contains(&"partner-answered"));
}

#[test]
fn a_complaint_can_be_referred_too_and_its_reply_is_not_put_off() {
    let before = given(complaint_acknowledged());
    let after = before
        .when(on("2026-01-08", asha(), order(ReferralOrder::Refer(new()))))
        .then_names(&["referred"]);
    assert_eq!(after.due(ClockKind::Reply), before.due(ClockKind::Reply));
    assert_eq!(after.case().kind, Kind::Complaint);
}

#[test]
fn what_was_never_asked_is_answered_by_nobody() {
    let unknown = ReferralOrder::End {
        referral: ReferralId::parse(uuid(999)).unwrap(),
        reason: words("A slip."),
    };
    given(asked())
        .when(on("2026-01-07", asha(), order(unknown)))
        .then_refused(Refusal::NoSuchReferral);
}
