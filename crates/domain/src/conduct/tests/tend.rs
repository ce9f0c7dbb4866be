//! What is done beside the way: what is urgent, a review, a proposal that is withdrawn, an incident that is struck out,
//! and a letter in the agreed format.

use super::harness::*;
use crate::conduct::{Command, DueKind, Event, Refusal, ReviewOutcome, Sort, Tend, Tended, Urgent};
use crate::customer::adjustment::AdjustmentKind;
use crate::id::{ActorId, IncidentId, UserId};
use crate::permission::{Act, Actor};

fn id_of(actor: &Actor) -> UserId {
    let ActorId::User(user) = &actor.id else {
        panic!("{actor:?} is somebody");
    };
    user.clone()
}

fn passed_on(number: u64, told: Vec<UserId>) -> Command {
    Command::Tend(Tend::PassOn {
        contact: contact_id(number),
        told,
    })
}

fn take_up(text: &str) -> Command {
    Command::Tend(Tend::TakeUp {
        contact: contact_id(1),
        words: words(text),
    })
}

fn close() -> Command {
    Command::Close {
        reason: words("It went well and is over."),
    }
}

// Domain 5.1: a person has one file; what is brought together binds nobody, and nothing of it waits.
#[test]
fn a_file_that_binds_or_waits_is_closed_into_none_and_a_new_incident_on_it_begins_again_domain_5_1() {
    let reported = given("worcester", [("2026-01-06", planner(), incident(1, false))]);
    let Refusal::NotPermitted(_) = reported.refuses(("2026-01-07", adviser(), close_into())) else {
        panic!("whoever keeps the file says so")
    };
    let bound = in_force("worcester");
    assert_eq!(
        bound.refuses(("2026-03-02", keeper(), close_into())),
        Refusal::NotAtItsEnd
    );
    let shared = shared("worcester");
    assert_eq!(
        shared.refuses(("2026-01-13", keeper(), close_into())),
        Refusal::NotAtItsEnd
    );
    let unread = bound.and([("2026-02-10", adviser(), contact(1, "2026-02-10"))]);
    assert_eq!(
        unread.refuses(("2026-07-02", keeper(), close_into())),
        Refusal::ContactsUnread(1)
    );
    let closed = reported.and([("2026-01-07", keeper(), close_into())]);
    assert!(closed.file.is_closed && closed.file.goes_on_in.is_some());
    assert_eq!(
        closed.refuses(("2026-01-08", keeper(), close_into())),
        Refusal::Closed
    );
    let again = closed.and([("2026-01-09", planner(), incident(2, false))]);
    assert_eq!(
        (again.file.is_closed, again.file.goes_on_in.clone()),
        (false, None)
    );
}

// Domain 5.9: what is about safety goes where it must at once; who was told is written down, and it waits until somebody
// has taken it up.
#[test]
fn what_is_urgent_is_shown_until_whoever_was_told_takes_it_up_domain_5_9() {
    for sort in [Sort::Safeguarding, Sort::ForTheOmbudsman] {
        let given = in_force("demo").and([
            ("2026-02-10", outbox(), contact(1, "2026-02-10")),
            ("2026-02-10", adviser(), sorted(1, sort)),
        ]);
        let due = given.file.due();
        let due = due.iter().find(|due| due.kind == DueKind::TakeUp).unwrap();
        assert_eq!(due.on, date("2026-02-10"), "the same day");
        assert_eq!(
            given.refuses(("2026-02-10", adviser(), passed_on(1, Vec::new()))),
            Refusal::NobodyToTell
        );
        let lead = id_of(&planner());
        let given = given.and([("2026-02-10", adviser(), passed_on(1, vec![lead.clone()]))]);
        assert_eq!(
            given.file.urgent,
            [Urgent {
                contact: contact_id(1),
                on: date("2026-02-10"),
                told: vec![lead]
            }]
        );
        // Whoever was not told, and does not keep the file, takes nothing up.
        assert_eq!(
            given.refuses(("2026-02-10", adviser(), take_up("I rang them."))),
            Refusal::NotPermitted(Act::ManageConduct)
        );
        assert_eq!(
            given.refuses(("2026-02-10", planner(), take_up(" "))),
            Refusal::TextMissing("what you do about it")
        );
        // It lapsed, and still nobody closes the file while that waits.
        assert_eq!(
            given.refuses(("2026-07-10", keeper(), close())),
            Refusal::UrgentWaits
        );
        let given = given.and([("2026-02-10", planner(), take_up("I rang the crisis team."))]);
        assert!(given.file.urgent.is_empty());
        assert!(given.file.due().iter().all(|due| due.kind != DueKind::TakeUp));
        given.and([("2026-07-10", keeper(), close())]);
    }
}

// Domain 5.9: what is new reopens the question, and where something urgent went is all that is known of it. Reasons are in
// words, and not a tick.
#[test]
fn what_is_new_or_where_it_went_is_said_in_words_domain_5_9() {
    let given = in_force("demo").and([("2026-02-10", outbox(), contact(1, "2026-02-10"))]);
    for sort in [Sort::NewInformation, Sort::Safeguarding, Sort::ForTheOmbudsman] {
        let order = |said: Option<&str>| {
            let Command::SortContact(mut sorting) = sorted(1, sort) else {
                panic!("it is sorted");
            };
            sorting.words = said.map(words);
            ("2026-02-10", adviser(), Command::SortContact(sorting))
        };
        let told = "what is new, or where it went";
        assert_eq!(given.refuses(order(None)), Refusal::TextMissing(told));
        assert_eq!(given.refuses(order(Some(" "))), Refusal::TextMissing(told));
        for said in [".", "- - -", "new"] {
            assert_eq!(
                given.refuses(order(Some(said))),
                Refusal::TooFewWords(told),
                "{said}"
            );
        }
        given.clone().and([order(Some("A letter from their doctor."))]);
    }
    // What needs no words may have few.
    let Command::SortContact(mut sorting) = sorted(1, Sort::NothingNew) else {
        panic!("it is sorted");
    };
    sorting.words = Some(words("Again."));
    given.and([("2026-02-10", adviser(), Command::SortContact(sorting))]);
}

// Domain 5.9; Freedom of Information Act 2000, section 10: a request under a statute is a case, and not a line.
#[test]
fn a_request_under_a_statute_is_a_case_of_its_own() {
    let given = in_force("demo").and([("2026-02-10", outbox(), contact(1, "2026-02-10"))]);
    let Command::SortContact(mut sorting) = sorted(1, Sort::StatutoryRequest) else {
        panic!("it is sorted");
    };
    sorting.case = None;
    assert_eq!(
        given.refuses(("2026-02-10", adviser(), Command::SortContact(sorting))),
        Refusal::CaseMissing
    );
    let given = given.and([("2026-02-10", adviser(), sorted(1, Sort::StatutoryRequest))]);
    assert!(given.file.contacts[0].case.is_some(), "which is remembered");
}

// Domain 5.10: a review has an outcome and reasons. To be kinder or to end it needs nobody's leave; that it goes on takes a report
// (paper 004, 7.1), and no order lets it go on without one.
#[test]
fn a_review_has_an_outcome_and_reasons_and_lets_nothing_go_on_without_a_report_domain_5_10() {
    let given = in_force("demo");
    for actor in [keeper(), decider(1)] {
        let said = given.refuses(("2026-05-01", actor.clone(), review(ReviewOutcome::GoesOn)));
        let may_not = Refusal::NotPermitted(Act::ManageConduct);
        assert!(said == Refusal::TakesAReport || said == may_not, "{said:?}");
    }
    let said = given.refuses(("2026-05-01", keeper(), review(ReviewOutcome::GoesOn)));
    assert_eq!(said, Refusal::TakesAReport);
    let due = given.file.due();
    let eased = given
        .clone()
        .and([("2026-05-01", keeper(), review(ReviewOutcome::Eased))]);
    assert_eq!(eased.file.due(), due, "due until it is kinder");
    assert_eq!(
        given.refuses(("2027-05-01", keeper(), review(ReviewOutcome::Ended))),
        Refusal::NotInForce
    );
}

// Domain 5.6: where they are right nothing is proposed any longer, and whoever had the report is told why.
#[test]
fn a_proposal_can_be_withdrawn_and_whoever_had_the_report_is_told_domain_5_6() {
    let withdraw = |letter: Option<&str>| {
        Command::Tend(Tend::Withdraw {
            reason: words("They were right: we had not answered."),
            letter: letter.map(words),
        })
    };
    let proposed = warned("demo").and([("2026-01-12", keeper(), propose(a_proposal()))]);
    let withdrawn = proposed.and([("2026-01-13", keeper(), withdraw(None))]);
    assert_eq!(withdrawn.file.report, None);
    withdrawn.and([("2026-01-13", keeper(), close())]);
    let shared = shared("demo");
    assert_eq!(
        shared.refuses(("2026-01-13", keeper(), withdraw(None))),
        Refusal::TextMissing("the letter")
    );
    let mut shared = shared;
    let bare = shared.attempt_as_it_is(date("2026-01-13"), &keeper(), withdraw(Some("No.")));
    assert!(matches!(bare, Err(Refusal::PartsMissing(_))), "{bare:?}");
    let told = shared.and([("2026-01-13", keeper(), withdraw(Some("Dear you")))]);
    assert_eq!(told.file.report, None);
    assert_eq!(
        told.refuses(("2026-01-14", keeper(), withdraw(None))),
        Refusal::NoProposal
    );
}

// UK GDPR, article 5(1)(d): what was reported of the wrong person is put right, and stays in the record.
#[test]
fn an_incident_of_somebody_else_is_struck_out_with_a_reason_and_stays_in_the_record() {
    let given = warned("demo");
    let struck = |number: u64, reason: &str| {
        Command::Tend(Tend::Strike {
            incident: IncidentId::parse(crate::case::tests::people::uuid(8_000 + number)).unwrap(),
            is_moved: true,
            reason: words(reason),
            letter: None,
        })
    };
    assert_eq!(
        given.refuses(("2026-01-12", keeper(), struck(1, ""))),
        Refusal::TextMissing("why it does not belong here")
    );
    let given = given.and([("2026-01-12", keeper(), struck(1, "It was their neighbour."))]);
    assert_eq!(given.file.incidents.len(), 1, "the other one stays");
    let given = given.and([("2026-01-12", keeper(), struck(90, "It was their neighbour, too."))]);
    assert!(given.file.incidents.is_empty());
    let reported = |entry: &&crate::conduct::Entry| matches!(entry.event, Event::IncidentReported { .. });
    assert_eq!(
        given.entries.iter().filter(reported).count(),
        2,
        "what was reported stays"
    );
    assert!(matches!(
        given.entries.last().unwrap().event,
        Event::Tended(Tended::Struck { is_moved: true, .. })
    ));
    // Nothing goes on upon what was struck out.
    assert_eq!(
        given.refuses(("2026-01-12", keeper(), propose(a_proposal()))),
        Refusal::NoIncident
    );
    assert_eq!(
        given.refuses(("2026-01-12", keeper(), struck(1, "Twice."))),
        Refusal::NoSuch("incident")
    );
    given.and([("2026-01-12", keeper(), close())]);
}

// Equality Act 2010, section 20: Easy Read, another language or an advocate is nothing that the program sees to.
#[test]
fn no_letter_goes_before_somebody_said_how_it_keeps_to_the_agreed_format() {
    let kinds = [AdjustmentKind::LargePrint, AdjustmentKind::EasyRead];
    let mut given = warned("demo").and([("2026-01-12", keeper(), propose(a_proposal()))]);
    given.adjustments = kinds.to_vec();
    assert_eq!(
        given.refuses(("2026-01-12", keeper(), share())),
        Refusal::FormatUnmet(vec![AdjustmentKind::EasyRead]),
        "large print the program lays out itself"
    );
    assert_eq!(
        given.refuses(("2026-01-12", keeper(), send(9, share()))),
        Refusal::FormatUnmet(vec![AdjustmentKind::EasyRead])
    );
    let meet = |text: &str| {
        Command::Tend(Tend::Meet {
            kinds: vec![AdjustmentKind::EasyRead],
            words: words(text),
        })
    };
    assert_eq!(
        given.refuses(("2026-01-12", keeper(), meet(""))),
        Refusal::TextMissing("how the letter keeps to what was agreed")
    );
    let met = meet("An Easy Read edition by the learning disability team goes with it.");
    let given = given.and([
        ("2026-01-12", keeper(), met),
        ("2026-01-12", keeper(), send(9, share())),
    ]);
    // Each letter is asked anew.
    assert!(given.file.format_met.is_empty());
}
