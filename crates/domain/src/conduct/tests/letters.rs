//! Letters that go by the outbox: what they bring about waits until they have left, and is undone when they did
//! not arrive (domain 5.8).

use super::harness::*;
use crate::conduct::{AppealOutcome, Command, LetterPart, LetterState, Outcome, Refusal, Standing, parts};

// Domain 5.8: no measure binds before its notice is sent; the five working days go on until it is.
#[test]
fn nothing_binds_before_its_notice_has_left_and_the_alarm_goes_on() {
    for (name, _) in COUNCILS {
        let given = decided(name).and([("2026-01-29", keeper(), send(9, notice()))]);
        assert_eq!(given.file.binding(date("2026-01-29")), None, "{name}");
        assert_eq!(given.file.standing(), Standing::ToNotify);
        assert!(
            given.file.due().iter().any(|due| due.on == date("2026-02-04")),
            "{name}"
        );
        // It is printed two days later, and binds from that day.
        let given = given.and([("2026-01-31", outbox(), left(9))]);
        assert_eq!(given.file.binding(date("2026-01-30")), None);
        assert!(given.file.binding(date("2026-01-31")).is_some());
        let arrangement = given.file.arrangement.as_ref().unwrap();
        assert_eq!(
            (arrangement.from, arrangement.appeal_until),
            (date("2026-01-31"), date("2026-02-27"))
        );
    }
}

// Domain 5.8.
#[test]
fn a_notice_that_did_not_arrive_binds_nobody_and_has_still_to_go_out() {
    let sent = decided("worcester").and([("2026-01-29", keeper(), send(9, notice()))]);
    for given in [
        sent.clone().and([("2026-01-29", outbox(), not_reached(9))]),
        sent.clone().and([
            ("2026-01-29", outbox(), left(9)),
            ("2026-02-03", outbox(), not_reached(9)),
        ]),
    ] {
        assert_eq!(given.file.binding(date("2026-02-03")), None);
        assert_eq!(
            given.file.to_notify.as_ref().unwrap().due_on,
            date("2026-02-04"),
            "the alarm goes on"
        );
        assert_eq!(
            given.file.letter(&message(9)).unwrap().state,
            LetterState::NotReached
        );
        // It is carried by hand, or tried again.
        let by_hand = given.clone().and([("2026-02-04", keeper(), notice())]);
        assert!(by_hand.file.binding(date("2026-02-04")).is_some());
        assert_eq!(
            by_hand.file.letter(&message(9)).unwrap().state,
            LetterState::Overtaken
        );
        let again = given.and([("2026-02-04", outbox(), left(9))]);
        assert!(again.file.binding(date("2026-02-04")).is_some());
    }
    // Who appealed has read it.
    let appealed = sent.and([
        ("2026-01-29", outbox(), left(9)),
        ("2026-02-02", them(), appeal("2026-02-02")),
        ("2026-02-03", outbox(), not_reached(9)),
    ]);
    assert!(appealed.file.binding(date("2026-02-03")).is_some());
}

// Paper 004, 7.1: they have the report and ten working days from then.
#[test]
fn the_days_to_comment_begin_when_the_report_has_left() {
    let given = warned("worcester").and([
        ("2026-01-12", keeper(), propose(a_proposal())),
        ("2026-01-12", keeper(), send(4, share())),
    ]);
    assert_eq!(given.file.standing(), Standing::Proposed, "nobody has it yet");
    assert_eq!(
        given.refuses(("2026-01-12", keeper(), share())),
        Refusal::LetterOnItsWay
    );
    let changed = given.refuses(("2026-01-12", keeper(), propose(a_proposal())));
    assert_eq!(
        changed,
        Refusal::LetterOnItsWay,
        "what is on its way says what is proposed"
    );
    let given = given.and([("2026-01-14", outbox(), left(4))]);
    let until = given
        .file
        .report
        .as_ref()
        .and_then(|report| report.shared.as_ref())
        .unwrap()
        .comments_until;
    assert_eq!(until, date("2026-01-28"));
    let lost = given.and([("2026-01-20", outbox(), not_reached(4))]);
    let decision = decision(&lost.policy, Outcome::Agreed);
    assert_eq!(
        lost.refuses(("2026-03-01", decider(1), decision)),
        Refusal::NotShared
    );
}

// Domain 5.4: no proposal before a warning.
#[test]
fn a_warning_that_did_not_arrive_is_none() {
    let checks = given("worcester", [("2026-01-06", planner(), incident(1, false))]).and(
        crate::conduct::Check::ALL.iter().map(|of| {
            (
                "2026-01-07",
                keeper(),
                check(*of, crate::conduct::CheckAnswer::Clear),
            )
        }),
    );
    let sent = checks.and([("2026-01-08", keeper(), send(1, warning()))]);
    assert_eq!(
        sent.refuses(("2026-01-12", keeper(), propose(a_proposal()))),
        Refusal::NotWarned
    );
    let left = sent.and([
        ("2026-01-09", outbox(), left(1)),
        ("2026-01-12", planner(), it_goes_on("2026-01-12")),
        ("2026-01-12", keeper(), propose(a_proposal())),
    ]);
    let lost = left.and([
        ("2026-01-12", keeper(), share()),
        ("2026-01-13", them(), comment(1, "2026-01-13")),
        ("2026-01-13", keeper(), answer(1)),
        ("2026-01-13", outbox(), not_reached(1)),
    ]);
    let decision = decision(&lost.policy, Outcome::Agreed);
    assert_eq!(
        lost.refuses(("2026-01-14", decider(1), decision)),
        Refusal::NotWarned
    );
    // Whoever wrote it took a part, though it was the program that handed it over.
    assert!(lost.file.took_part.contains(keeper().user().unwrap()));
}

// Domain 5.10: an appeal that is upheld undoes at once, and so does lifting; the letter follows.
#[test]
fn what_is_kinder_holds_at_once_and_takes_back_what_would_go_on() {
    let renewal = crate::conduct::Proposal {
        purpose: crate::conduct::Purpose::Renewal,
        ends_on: date("2026-07-30"),
        ..a_proposal()
    };
    let lift = Command::Lift {
        reason: words("It went well."),
        letter: words("It has ended."),
    };
    let given = in_force("worcester").and([
        ("2026-05-04", keeper(), propose(renewal)),
        ("2026-05-04", keeper(), send(5, share())),
        ("2026-05-05", keeper(), send(9, lift)),
    ]);
    assert_eq!(given.file.binding(date("2026-05-05")), None);
    assert_eq!(
        given.file.letter(&message(5)).unwrap().state,
        LetterState::Overtaken
    );
    let given = given.and([
        ("2026-05-06", outbox(), left(5)),
        ("2026-05-06", outbox(), left(9)),
    ]);
    assert!(
        given.file.report.is_none(),
        "nothing follows from a letter that was overtaken"
    );
}

#[test]
fn only_the_program_or_who_keeps_the_file_says_what_became_of_a_letter() {
    let given = decided("worcester").and([("2026-01-29", keeper(), send(9, notice()))]);
    for stranger in [planner(), adviser(), them()] {
        let refusal = given.refuses(("2026-01-29", stranger, left(9)));
        assert!(matches!(refusal, Refusal::NotPermitted(_)), "{refusal:?}");
    }
    let refusal = given.refuses(("2026-01-29", planner(), send(8, notice())));
    assert!(matches!(refusal, Refusal::NotPermitted(_)), "{refusal:?}");
    let twice = given.clone().and([("2026-01-29", keeper(), send(9, notice()))]);
    assert_eq!(
        twice.entries.len(),
        given.entries.len(),
        "one message is one letter"
    );
    let order = Command::TryMilder {
        words: words("A meeting with them."),
    };
    let refusal = given.refuses(("2026-01-29", keeper(), send(3, order)));
    assert_eq!(refusal, Refusal::TextMissing("the letter"));
}

// Equality Act 2010, section 20: a way that what was agreed rules out is no open way.
#[test]
fn the_open_way_is_none_that_an_agreed_adjustment_rules_out() {
    use crate::customer::adjustment::AdjustmentKind::{Bsl, CannotReadPrint, CannotUsePhone};
    use crate::vocabulary::Channel;
    for (kind, channel) in [
        (Bsl, Channel::Phone),
        (CannotUsePhone, Channel::Phone),
        (CannotReadPrint, Channel::Letter),
    ] {
        let mut given = warned("worcester");
        given.adjustments = vec![kind];
        let by = |open_channel| {
            propose(crate::conduct::Proposal {
                open_channel,
                ..a_proposal()
            })
        };
        let refusal = given.refuses(("2026-01-12", keeper(), by(channel)));
        assert_eq!(refusal, Refusal::AdjustmentRulesOut(kind));
        given.and([("2026-01-12", keeper(), by(Channel::Email))]);
    }
    let mut danger = given("worcester", [("2026-01-06", planner(), incident(1, true))]);
    danger.adjustments = vec![CannotUsePhone];
    let refusal = danger.refuses(("2026-01-06", senior(1), interim("2026-01-12")));
    assert_eq!(
        refusal,
        Refusal::AdjustmentRulesOut(CannotUsePhone),
        "danger now takes no right away"
    );
}

// Domain 5.9: what comes by a closed way is answered once a week at the most, and the answer names the open one.
#[test]
fn what_comes_by_a_closed_way_is_answered_once_a_week_and_hears_the_open_way() {
    use crate::conduct::Event;
    use crate::vocabulary::Channel;
    let mut given = in_force("worcester");
    let mut answered = Vec::new();
    for (number, day) in [
        (1, "2026-02-03"),
        (2, "2026-02-04"),
        (3, "2026-02-09"),
        (4, "2026-02-10"),
    ] {
        let events = given
            .attempt(date(day), &adviser(), contact(number, day))
            .unwrap();
        assert!(
            matches!(events[0], Event::ContactCame { .. }),
            "it is taken, whatever the way"
        );
        answered.extend(events.into_iter().skip(1));
    }
    let first = Event::OutsideAnswered {
        contact: contact_id(1),
        message: message(51),
        channel: Channel::Letter,
        open_channel: Channel::Letter,
    };
    assert_eq!(
        answered.len(),
        2,
        "on the first day, and a week later: {answered:?}"
    );
    assert_eq!(answered[0], first);
    let Command::RecordContact(by_letter) = contact(5, "2026-03-02") else {
        panic!()
    };
    let by_letter = Command::RecordContact(crate::conduct::ContactUnder {
        channel: Channel::Letter,
        ..by_letter
    });
    let events = given.attempt(date("2026-03-02"), &adviser(), by_letter).unwrap();
    assert_eq!(events.len(), 1, "what comes by the open way needs no such answer");
}

// Domain 5.1.
#[test]
fn a_file_stands_with_its_incident_once() {
    use crate::conduct::FileWith;
    use crate::conduct::state::With;
    use crate::id::{FileId, IncidentId};
    use crate::vocabulary::FileType;
    use crate::words::{Digest, FileRef};
    let add = |number: u64| {
        Command::AddFile(FileWith {
            with: With::Incident(
                IncidentId::parse(crate::case::tests::people::uuid(8_000 + number)).unwrap(),
            ),
            file: FileRef {
                id: FileId::parse(crate::case::tests::people::uuid(8_500)).unwrap(),
                digest: Digest::of(&[7; 16], b"photograph"),
            },
            name: words("counter.jpg"),
            kind: FileType::Jpg,
            size: 10,
        })
    };
    let given = given(
        "worcester",
        [
            ("2026-01-06", planner(), incident(1, false)),
            ("2026-01-06", planner(), add(1)),
        ],
    );
    assert_eq!(given.file.files.len(), 1);
    assert_eq!(
        given.refuses(("2026-01-06", planner(), add(2))),
        Refusal::NoSuch("incident")
    );
    assert!(matches!(
        given.refuses(("2026-01-06", them(), add(1))),
        Refusal::NotPermitted(_)
    ));
    let again = given.and([("2026-01-06", planner(), add(1))]);
    assert_eq!(again.file.files.len(), 1);
}

// Domain 5.6 and 5.10: the letters that end an arrangement or answer an appeal have every part, of every council.
#[test]
fn the_letters_of_an_end_and_of_an_appeal_have_parts_that_they_must_have() {
    for (name, _) in COUNCILS {
        let mut given = in_force(name);
        let lift = Command::Lift {
            reason: words("It went well."),
            letter: words("Dear you\n\nok"),
        };
        let refused = given.attempt_as_it_is(date("2026-03-10"), &keeper(), lift);
        let parts_of = |refused| match refused {
            Err(Refusal::PartsMissing(parts)) => parts,
            other => panic!("{name}: {other:?}"),
        };
        assert_eq!(
            parts_of(refused),
            [
                LetterPart::Decided,
                LetterPart::Why,
                LetterPart::OpenWay,
                LetterPart::Ombudsman,
                LetterPart::Help
            ]
        );
        given = given.and([("2026-02-20", keeper(), appeal("2026-02-20"))]);
        let says_nothing = Command::DecideAppeal {
            outcome: AppealOutcome::NotUpheld,
            reasons: words("It still protects."),
            letter: words("No."),
        };
        let refused = given.attempt_as_it_is(date("2026-03-10"), &hears(9), says_nothing);
        assert_eq!(
            parts_of(refused),
            [
                LetterPart::Decided,
                LetterPart::Why,
                LetterPart::Ombudsman,
                LetterPart::Help
            ]
        );
        // That it ends is in no letter of one that stays.
        let conduct = given.policy.conduct.clone().unwrap();
        let upheld = parts::of_appeal(
            &given.say(),
            AppealOutcome::Upheld,
            given.file.appealed(date("2026-03-10")),
            &conduct,
        );
        let another = Command::DecideAppeal {
            outcome: AppealOutcome::NotUpheld,
            reasons: words("It still protects."),
            letter: words(&parts::least(&upheld)),
        };
        let refused = given.attempt_as_it_is(date("2026-03-10"), &hears(9), another);
        assert_eq!(parts_of(refused), [LetterPart::Decided]);
    }
}
