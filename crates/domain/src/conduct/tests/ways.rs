//! What is closed by an arrangement and what is not; what the front line is told; and the review.

use super::harness::*;
use crate::conduct::{Command, ContactUnder, Event, Interim, LetterPart, Outcome, Proposal, Refusal, closes};
use crate::policy::ContactOption;
use crate::vocabulary::Channel;

/// An arrangement of these measures, in force since 2 February.
fn with(measures: &[ContactOption]) -> Given {
    let proposal = Proposal {
        measures: measures.to_vec(),
        ..a_proposal()
    };
    let given = warned("demo").and([
        ("2026-01-12", keeper(), propose(proposal)),
        ("2026-01-12", keeper(), share()),
        ("2026-01-15", them(), comment(1, "2026-01-15")),
        ("2026-01-19", keeper(), answer(1)),
    ]);
    let decided = decision(&given.policy, Outcome::Agreed);
    given.and([
        ("2026-01-28", decider(1), decided),
        ("2026-02-02", keeper(), notice()),
    ])
}

fn came_by(number: u64, channel: Channel) -> Command {
    let Command::RecordContact(contact) = contact(number, "2026-02-09") else {
        unreachable!()
    };
    Command::RecordContact(ContactUnder { channel, ..contact })
}

// Domain 5.5 and 5.9: nobody is told to keep to one way where that was not decided, shared and in the notice.
#[test]
fn only_a_way_that_the_measures_close_is_answered_domain_5_9() {
    use ContactOption::{BehaviourAgreement, CallLength, NamedContact, OneChannel, Premises, SetTimes};
    let closed = |measures: &[ContactOption]| {
        let given = with(measures);
        let of = Channel::ALL.iter().filter(|channel| {
            let came = given
                .clone()
                .attempt(date("2026-02-09"), &adviser(), came_by(1, **channel));
            let came = came.unwrap();
            assert!(
                matches!(came[0], Event::ContactCame { .. }),
                "it is taken, whatever the way"
            );
            came.len() > 1
        });
        of.copied().collect::<Vec<_>>()
    };
    let none: [Channel; 0] = [];
    assert_eq!(closed(&[NamedContact, BehaviourAgreement]), none);
    assert_eq!(closed(&[SetTimes, CallLength]), none);
    assert_eq!(closed(&[Premises, NamedContact]), [Channel::InPerson]);
    let one_way = closed(&[OneChannel]);
    assert!(
        one_way.contains(&Channel::Phone) && one_way.contains(&Channel::Email),
        "{one_way:?}"
    );
    for open in [Channel::Letter, Channel::Online, Channel::Councillor] {
        assert!(!one_way.contains(&open), "{open}");
        assert!(!closes(&[OneChannel], Channel::Letter, open), "{open}");
    }
}

// Domain 5.9: whoever has to keep to it is told what to do, and not only that there is something to do.
#[test]
fn a_named_person_set_times_and_a_set_length_are_spelled_out_domain_5_9() {
    let given = warned("demo");
    for measure in ContactOption::ALL {
        let proposal = Proposal {
            measures: vec![*measure],
            in_practice: None,
            ..a_proposal()
        };
        let done = given
            .clone()
            .attempt(date("2026-01-12"), &keeper(), propose(proposal));
        let needs = crate::conduct::needs_to_be_spelled_out(*measure);
        assert_eq!(done.is_err(), needs, "{measure}: {done:?}");
        if needs {
            assert_eq!(done, Err(Refusal::NotSpelledOut), "{measure}");
        }
    }
    let danger = given.and([("2026-01-12", planner(), danger(3, "2026-01-12"))]);
    let Command::OrderInterim(order) = interim("2026-01-16") else {
        unreachable!()
    };
    let order = Command::OrderInterim(Interim {
        measures: vec![ContactOption::SetTimes],
        ..order
    });
    assert_eq!(
        danger.refuses(("2026-01-12", senior(1), order)),
        Refusal::NotSpelledOut
    );
    // It stays with the arrangement, and a word of it that changes is shared again.
    assert!(
        in_force("demo")
            .file
            .arrangement
            .unwrap()
            .terms
            .in_practice
            .is_some()
    );
}

// Paper 004, 7.2: what we will do, and what we expect, each by itself.
#[test]
fn a_proposal_says_what_we_do_and_what_we_ask_each_in_words_paper_004_7_2() {
    let proposal = Proposal {
        asks: words("Write."),
        ..a_proposal()
    };
    assert_eq!(
        warned("lancaster").refuses(("2026-01-12", keeper(), propose(proposal))),
        Refusal::TooFewWords("what we ask of them")
    );
}

// Domain 5.4: what opens a letter says what happened; a greeting or a full stop does not.
#[test]
fn what_opens_a_warning_has_words_domain_5_4() {
    let given = given("demo", [("2026-01-06", planner(), incident(1, false))]).and(checked("2026-01-07"));
    let parts =
        crate::conduct::parts::least(&crate::conduct::parts::of_warning(&given.say(), "No shouting."));
    let parts = parts.split_once("## ").unwrap().1;
    for (opening, is_enough) in [
        ("Dear Asha\n\n.", false),
        ("Dear Asha\n\nYou know why.", false),
        ("Dear Asha\n\nOn Monday you shouted at the counter.", true),
    ] {
        let warn = Command::Warn {
            letter: words(&format!("{opening}\n\n## {parts}")),
            must_change: words("No shouting."),
        };
        let done = given
            .clone()
            .attempt_as_it_is(date("2026-01-08"), &keeper(), warn);
        let expected = Refusal::PartsMissing(vec![LetterPart::WhatHappened]);
        assert_eq!(done.err(), (!is_enough).then_some(expected), "{opening}");
    }
}
