//! How a case ends, and how it begins again.

use super::council::reason_code;
use super::harness::{date, given, on};
use super::orders::*;
use super::people::*;
use crate::case::{
    Agreed, Command, Event, LessonAnswer, LoggedCase, Outcome, Refusal, RefusalProposal, RefusalState,
    Relation, Remedy, RequestMade, Status,
};
use crate::permission::Act;
use crate::vocabulary::{ClockKind, Kind};

#[test]
fn a_request_is_settled_at_first_contact_in_one_go_paper_000_3_1() {
    let settled = given(logged(Kind::ServiceRequest))
        .when(on("2026-01-05", adviser(), settle(Agreed::Yes)))
        .then_names(&["first-answered", "settled-at-first-contact", "closed"]);
    assert_eq!(settled.case().outcome, Some(Outcome::SettledAtFirstContact));
    assert_eq!(settled.running(), []);
}

#[test]
fn a_complaint_gets_its_reply_even_when_settled_at_first_contact_code_5() {
    given(logged(Kind::Complaint))
        .when(on("2026-01-05", adviser(), settle(Agreed::Yes)))
        .then_refused(Refusal::ComplaintNeedsReply);
}

#[test]
fn what_the_customer_does_not_agree_to_stays_open_and_in_the_queue() {
    let open = given(logged(Kind::ServiceRequest))
        .when(on("2026-01-05", adviser(), settle(Agreed::No)))
        .then_names(&["first-answered", "settled-at-first-contact", "clock-started"]);
    assert!(!open.case().is_closed());
    assert_eq!(open.case().triaged_at, None);
    assert_eq!(open.due(ClockKind::Update), date("2026-01-19"));
}

#[test]
fn what_comes_after_the_first_answer_is_not_settled_at_first_contact() {
    given(request_in_hand())
        .and([on("2026-01-06", adviser(), word_sent("2026-01-06"))])
        .when(on("2026-01-08", adviser(), settle(Agreed::Yes)))
        .then_refused(Refusal::NotInThisState(Status::BeingLookedAt));
}

#[test]
fn any_member_of_staff_settles_what_they_took_themselves_where_the_policy_lets_them_paper_000_3_1() {
    let by_the_planner = given([on("2026-01-05", planner(), a(Kind::ServiceRequest, "2026-01-05"))]);
    by_the_planner
        .when(on("2026-01-05", planner(), settle(Agreed::Yes)))
        .then_allowed();
    given(logged(Kind::ServiceRequest))
        .when(on("2026-01-05", planner(), settle(Agreed::Yes)))
        .then_refused(Refusal::NotPermitted(Act::SettleAtFirstContact));
}

#[test]
fn a_settlement_says_what_was_done() {
    let silent = Command::SettleAtFirstContact(crate::case::FirstContactSettlement {
        what_was_done: words(""),
        agreed: Agreed::Yes,
        told_how_to_complain: crate::case::ToldHow::Told,
    });
    given(logged(Kind::ServiceRequest))
        .when(on("2026-01-05", adviser(), silent))
        .then_refused(Refusal::TextMissing("what was done"));
}

#[test]
fn a_second_person_must_agree_to_a_refusal() {
    let proposed = given(complaint_in_hand()).and([on("2026-01-06", manager(), propose_refusal())]);
    proposed
        .when(on(
            "2026-01-06",
            manager(),
            Command::AgreeRefusal { request: None },
        ))
        .then_refused(Refusal::SecondPersonNeeded);
    let after = proposed
        .when(on(
            "2026-01-07",
            complaints_manager(),
            Command::AgreeRefusal { request: None },
        ))
        .then_names(&["not-accepted", "closed"]);
    assert_eq!(after.case().outcome, Some(Outcome::NotAccepted));
    assert_eq!(after.case().sentence, Some(words(OMBUDSMAN).reference()));
    assert_eq!(after.running(), []);
}

#[test]
fn a_second_person_who_disagrees_says_why_and_the_complaint_goes_on() {
    let decline = |why| Command::DeclineRefusal { reason: words(why) };
    let proposed = given(complaint_in_hand()).and([on("2026-01-06", asha(), propose_refusal())]);
    proposed
        .when(on("2026-01-07", manager(), decline("")))
        .then_refused(Refusal::TextMissing("the reason"));
    let after = proposed
        .when(on(
            "2026-01-07",
            manager(),
            decline("There was good reason for the delay."),
        ))
        .then_names(&["refusal-declined"]);
    assert_eq!(after.case().refusal, RefusalState::None);
    assert_eq!(after.running(), [ClockKind::Acknowledge, ClockKind::Reply]);
}

#[test]
fn a_refusal_has_a_coded_reason_evidence_and_the_ombudsmans_name_code_2() {
    let wrong = [
        (
            RefusalProposal {
                code: reason_code("dull"),
                ..proposal()
            },
            Refusal::NotInPolicy("reason"),
        ),
        (
            RefusalProposal {
                evidence: words(""),
                ..proposal()
            },
            Refusal::TextMissing("the evidence"),
        ),
        (
            RefusalProposal {
                letter: words("No."),
                ..proposal()
            },
            Refusal::OmbudsmanNotNamed,
        ),
    ];
    for (proposal, refusal) in wrong {
        given(complaint_in_hand())
            .when(on("2026-01-06", asha(), Command::ProposeRefusal(proposal)))
            .then_refused(refusal);
    }
}

#[test]
fn one_refusal_waits_at_a_time_and_nothing_is_agreed_that_nobody_proposed() {
    let proposed = given(complaint_in_hand()).and([on("2026-01-06", asha(), propose_refusal())]);
    proposed
        .when(on("2026-01-06", bryn(), propose_refusal()))
        .then_refused(Refusal::RefusalAlreadyProposed);
    proposed
        .when(on("2026-01-06", asha(), close(Outcome::Done)))
        .then_refused(Refusal::RefusalAlreadyProposed);
    given(complaint_in_hand())
        .when(on(
            "2026-01-06",
            manager(),
            Command::AgreeRefusal { request: None },
        ))
        .then_refused(Refusal::NoRefusalProposed);
}

#[test]
fn a_complaint_that_was_answered_was_accepted() {
    given(reply_sent())
        .when(on("2026-01-20", asha(), propose_refusal()))
        .then_refused(Refusal::NotInThisState(Status::ReplySent));
}

#[test]
fn a_customer_withdraws_with_or_without_words() {
    for reason in [Some(words("It was emptied after all.")), None] {
        let after = given(complaint_in_hand())
            .when(on("2026-01-06", customer(), Command::Withdraw { reason }))
            .then_names(&["withdrawn", "closed"]);
        assert_eq!(after.case().outcome, Some(Outcome::Withdrawn));
        assert_eq!(
            after.case().sentence,
            None,
            "what the customer said is no answer of the council"
        );
        assert_eq!(after.running(), []);
    }
}

#[test]
fn a_complaint_is_closed_after_its_reply_with_a_sentence_and_a_lesson_or_the_reason_for_none_domain_4_11() {
    given(complaint_acknowledged())
        .when(on("2026-01-20", asha(), close(Outcome::Done)))
        .then_refused(Refusal::ComplaintNeedsReply);
    let closing = |sentence, lesson: Option<&str>| Command::Close {
        outcome: Outcome::Done,
        sentence: words(sentence),
        lesson: lesson.map(|text| LessonAnswer::Lesson(words(text))),
    };
    let sent = given(reply_sent());
    sent.when(on("2026-01-20", asha(), closing("Emptied.", None)))
        .then_refused(Refusal::TextMissing("the lesson, or why there is none"));
    sent.when(on("2026-01-20", asha(), closing("Emptied.", Some(" "))))
        .then_refused(Refusal::TextMissing("the lesson"));
    sent.when(on(
        "2026-01-20",
        asha(),
        closing("", Some("Check the log daily.")),
    ))
    .then_refused(Refusal::TextMissing("what the customer is told"));
    sent.when(on(
        "2026-01-20",
        asha(),
        closing("Emptied.", Some("Check the log daily.")),
    ))
    .then([Event::Closed {
        on: date("2026-01-20"),
        outcome: Outcome::Done,
        sentence: Some(words("Emptied.").reference()),
        lesson: Some(LessonAnswer::Lesson(words("Check the log daily.").reference())),
    }]);
}

#[test]
fn closing_a_request_answers_it_where_no_answer_was_given() {
    let closed = given(request_in_hand())
        .when(on("2026-01-07", asha(), close(Outcome::Done)))
        .then_names(&["first-answered", "closed"]);
    assert_eq!(closed.running(), []);
    assert_eq!(closed.case().status(), Status::Closed);
}

#[test]
fn a_promise_that_outlives_its_case_is_somebodys_and_has_a_date() {
    let nobodys = Remedy {
        owner: None,
        ..remedy()
    };
    given(request_in_hand())
        .and([on("2026-01-07", asha(), Command::PromiseRemedy(nobodys))])
        .when(on("2026-01-07", asha(), close(Outcome::Done)))
        .then_refused(Refusal::RemedyWithoutOwnerOrDate(remedy_id(1)));
}

#[test]
fn a_duplicate_names_the_case_that_is_kept() {
    let request = given(request_in_hand());
    request
        .when(on("2026-01-06", adviser(), close(Outcome::Duplicate)))
        .then_refused(Refusal::TextMissing("the case that it duplicates"));
    request
        .and([on("2026-01-06", adviser(), link(Relation::DuplicateOf))])
        .when(on("2026-01-06", adviser(), close(Outcome::Duplicate)))
        .then_names(&["first-answered", "closed"]);
}

// Complaint Handling Code 2 and Data Protection Act 2018, section 164A: what ends a complaint unanswered has two people, or
// another complaint in which its rights go on.
#[test]
fn a_complaint_is_no_duplicate_by_a_link_alone_and_goes_on_in_another_only_by_a_merge() {
    for steps in [
        Vec::from(complaint_in_hand()),
        Vec::from(complaint_acknowledged()),
    ] {
        given(steps)
            .and([on("2026-01-07T13:00", adviser(), link(Relation::DuplicateOf))])
            .when(on("2026-01-07T13:00", adviser(), close(Outcome::Duplicate)))
            .then_refused(Refusal::MergeInstead);
    }
    // What was closed as one elsewhere is taken over as it was.
    let old_system = reason_code("old-system");
    let import = crate::permission::Actor::program(crate::id::ActorId::Import(old_system));
    given(complaint_in_hand())
        .and([on("2026-01-07", import.clone(), link(Relation::DuplicateOf))])
        .when(on("2026-01-07", import, close(Outcome::Duplicate)))
        .then_names(&["closed"]);
}

#[test]
fn outcomes_that_have_an_act_of_their_own_are_not_reached_by_closing() {
    for outcome in [
        Outcome::SettledAtFirstContact,
        Outcome::NotAccepted,
        Outcome::Withdrawn,
    ] {
        given(complaint_in_hand())
            .when(on("2026-01-06", adviser(), close(outcome)))
            .then_refused(Refusal::NotInThisState(Status::BeingLookedAt));
    }
}

#[test]
fn a_closed_case_stays_as_it_is() {
    let orders = [
        acknowledge(),
        Command::AddPoint(point(2)),
        Command::PromiseRemedy(remedy()),
        extend_to("2026-03-02"),
        draft(),
        send(),
        undo(),
        withdraw(),
        close(Outcome::Done),
    ];
    for order in orders {
        given(complaint_closed())
            .when(on("2026-01-21", asha(), order))
            .then_refused(Refusal::AlreadyClosed);
    }
}

#[test]
fn a_case_is_reopened_within_twenty_working_days_and_after_that_a_new_one_is_linked_domain_4_11() {
    let closed = given(complaint_closed());
    let after = closed
        .when(on("2026-02-17", manager(), reopen()))
        .then_names(&["reopened", "clock-started"]);
    assert_eq!(after.case().status(), Status::BeingLookedAt);
    assert_eq!(after.due(ClockKind::Reply), date("2026-03-03"));
    closed
        .when(on("2026-02-18", manager(), reopen()))
        .then_refused(Refusal::TooLateToReopen {
            until: date("2026-02-17"),
        });
    closed
        .when(on("2026-02-18", adviser(), link(Relation::FollowedBy)))
        .then_allowed();
}

#[test]
fn a_reopened_complaint_counts_from_its_reopening_whatever_procedure_it_moves_to() {
    let moved = given(complaint_closed()).and([
        on("2026-02-17", manager(), reopen()),
        on(
            "2026-02-18",
            adviser(),
            change_kind(Kind::Complaint, "complaint-housing", "2026-02-17"),
        ),
    ]);
    assert_eq!(moved.due(ClockKind::Reply), date("2026-03-03"));
    let housing = crate::case::TriageAnswers {
        service: super::council::service("housing"),
        owner: None,
        ..triage_as(Kind::Complaint, "complaint-housing")
    };
    let by_triage = given(complaint_closed()).and([
        on("2026-02-17", manager(), reopen()),
        on(
            "2026-02-18",
            adviser(),
            Command::Triage(crate::case::TriageAnswers {
                note: Some(words("It is about a home.")),
                ..housing
            }),
        ),
    ]);
    assert_eq!(by_triage.due(ClockKind::Reply), date("2026-03-03"));
}

#[test]
fn only_a_closed_case_is_reopened_and_with_a_reason() {
    given(complaint_in_hand())
        .when(on("2026-01-21", manager(), reopen()))
        .then_refused(Refusal::NotClosed);
    given(complaint_closed())
        .when(on("2026-01-21", manager(), Command::Reopen { reason: words("") }))
        .then_refused(Refusal::TextMissing("the reason"));
}

#[test]
fn a_complaint_that_was_closed_before_it_was_acknowledged_is_acknowledged_when_it_is_reopened() {
    let after = given(complaint_in_hand())
        .and([on("2026-01-06", customer(), withdraw())])
        .when(on("2026-01-19", manager(), reopen()))
        .then_names(&["reopened", "clock-started", "clock-started"]);
    assert_eq!(after.due(ClockKind::Acknowledge), date("2026-01-26"));
    assert_eq!(after.due(ClockKind::Reply), date("2026-02-09"));
    let acknowledged = after.and([on("2026-01-20", asha(), acknowledge())]);
    assert_eq!(acknowledged.due(ClockKind::Reply), date("2026-02-03"));
}

#[test]
fn whoever_asks_again_is_not_left_without_a_date_paper_002() {
    let request = given(request_in_hand()).and([
        on("2026-01-07", asha(), close(Outcome::Done)),
        on("2026-01-12", manager(), reopen()),
    ]);
    assert_eq!(request.due(ClockKind::Update), date("2026-01-26"));
    let enquiry = given(logged(Kind::Enquiry)).and([
        on("2026-01-07", adviser(), close(Outcome::Done)),
        on("2026-01-12", complaints_manager(), reopen()),
    ]);
    assert_eq!(enquiry.running(), [ClockKind::FirstAnswer]);
    let answered = enquiry.and([on("2026-01-13", adviser(), word_sent("2026-01-13"))]);
    assert_eq!(answered.running(), []);
}

#[test]
fn a_complaint_about_a_request_is_linked_and_work_on_the_request_goes_on_code_1_2() {
    let request = given(request_in_hand());
    let after = request
        .when(on("2026-01-07", adviser(), link(Relation::RequestComplainedOf)))
        .then_names(&["linked"]);
    assert_eq!(after.running(), request.running());
    after
        .when(on("2026-01-07", adviser(), link(Relation::RequestComplainedOf)))
        .then_refused(Refusal::AlreadyLinked);
}

#[test]
fn a_link_seen_from_the_other_case_and_back_is_the_same_link() {
    for relation in Relation::ALL {
        assert_eq!(relation.reverse().reverse(), *relation);
    }
}

#[test]
fn a_case_is_not_linked_to_itself() {
    let itself = Command::Link(crate::case::LinkTo {
        from: case_id(500),
        case: case_id(500),
        relation: Relation::RelatedTo,
    });
    given(request_in_hand())
        .when(on("2026-01-07", adviser(), itself))
        .then_refused(Refusal::LinkedToItself);
}

#[test]
fn an_anonymous_customer_can_withdraw_what_they_logged() {
    let anonymous = LoggedCase {
        customer: None,
        ..a(Kind::Complaint, "2026-01-05")
    };
    let nobody = || crate::permission::Actor::customer(None);
    given([on("2026-01-05", nobody(), anonymous)])
        .when(on("2026-01-06", nobody(), withdraw()))
        .then_allowed();
}

fn propose_first_report(letter: &str) -> Command {
    Command::ProposeRefusal(RefusalProposal {
        code: reason_code("first-report"),
        letter: words(letter),
        ..proposal()
    })
}

fn agree(letter: Option<&str>) -> Command {
    let request = letter.map(|letter| RequestMade {
        case: case_id(2),
        letter: words(letter),
    });
    Command::AgreeRefusal { request }
}

#[test]
fn a_first_report_that_is_no_complaint_becomes_a_request_and_the_letter_gives_its_reference() {
    let letter = format!("It is a request now: ((request)). {OMBUDSMAN}");
    let proposed = given(complaint_in_hand()).and([on("2026-01-06", asha(), propose_first_report(&letter))]);
    for missing in [agree(None), agree(Some("")), agree(Some(&letter))] {
        proposed
            .when(on("2026-01-07", manager(), missing))
            .then_refused(Refusal::RequestNotNamed);
    }
    let filled = format!("It is a request now: WS-9BF5-8SW3. {OMBUDSMAN}");
    let after = proposed
        .when(on("2026-01-07", manager(), agree(Some(&filled))))
        .then_names(&["not-accepted", "linked", "closed"]);
    assert_eq!(after.case().links, [(case_id(2), Relation::FollowedBy)]);
    assert_eq!(after.case().sentence, Some(words(&filled).reference()));
}

#[test]
fn a_letter_gives_the_reference_of_a_request_where_one_is_made_and_nowhere_else() {
    given(complaint_in_hand())
        .when(on("2026-01-06", asha(), propose_first_report(OMBUDSMAN)))
        .then_refused(Refusal::RequestNotNamed);
    let speaks_of_one = Command::ProposeRefusal(RefusalProposal {
        letter: words(&format!("See ((request)). {OMBUDSMAN}")),
        ..proposal()
    });
    given(complaint_in_hand())
        .when(on("2026-01-06", asha(), speaks_of_one))
        .then_refused(Refusal::NoRequestMade);
}

#[test]
fn a_promise_that_ended_with_the_case_was_not_kept_and_is_no_longer_due() {
    let withdrawn = given(complaint_in_hand()).and([on("2026-01-06", adviser(), withdraw())]);
    let refused = given(complaint_in_hand()).and([
        on("2026-01-06", asha(), propose_refusal()),
        on("2026-01-06", manager(), agree(None)),
    ]);
    let calendar = crate::calendar::Calendar::for_policy(&super::council::policy().calendar);
    for given in [withdrawn, refused] {
        assert_eq!(given.running(), []);
        for kind in [ClockKind::Acknowledge, ClockKind::Reply] {
            let clock = given.clock(kind);
            assert_eq!(clock.stopped_on, None);
            assert_eq!(clock.ended_on, Some(date("2026-01-06")));
            let state = clock.state(date("2026-03-02"), &calendar);
            assert_eq!(state, crate::clock::State::Ended { late_by: 0 });
            assert!(!clock.is_late(date("2026-03-02")));
        }
    }
    // One that was overdue already stays late, for ever.
    let late = given(complaint_in_hand()).and([on("2026-02-27", adviser(), withdraw())]);
    assert!(late.clock(ClockKind::Acknowledge).is_late(date("2026-02-27")));
}

#[test]
fn a_case_is_closed_when_its_reply_can_no_longer_be_taken_back() {
    let sent = given(reply_sent());
    let undo_until = super::harness::moment("2026-01-19T12:05");
    sent.when(on("2026-01-19T12:04", asha(), close(Outcome::Done)))
        .then_refused(Refusal::StillToBeTakenBack { until: undo_until });
    sent.when(on("2026-01-19T12:05", asha(), close(Outcome::Done)))
        .then_allowed();
}

// Domain 4.11: an answered complaint is closed with its lesson, and the minutes for taking a reply back stay.
#[test]
fn nobody_withdraws_what_was_answered() {
    let sent = given(reply_sent());
    for (at, actor) in [("2026-01-19T12:01", adviser()), ("2026-01-20", customer())] {
        sent.when(on(at, actor, withdraw()))
            .then_refused(Refusal::NotInThisState(Status::ReplySent));
    }
    sent.and([on("2026-01-19T12:03", asha(), undo())])
        .when(on("2026-01-19T12:04", customer(), withdraw()))
        .then_names(&["withdrawn", "closed"]);
}
