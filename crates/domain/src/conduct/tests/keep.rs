//! Who may be the person of a file under another name, and how long a file is kept.

use super::harness::*;
use crate::case::tests::people::person;
use crate::conduct::{Command, Event, Keep, Kept, Likeness, Proposal, Refusal, Sort};
use crate::id::{ActorId, ServiceId};
use crate::permission::{Act, Actor};

fn hold() -> Command {
    Command::Keep(Keep::Hold {
        reason: words("A claim was announced."),
    })
}

fn end_hold() -> Command {
    Command::Keep(Keep::EndHold {
        reason: words("It is settled."),
    })
}

fn erase() -> Command {
    Command::Keep(Keep::Erase { counted: None })
}

fn job() -> Actor {
    Actor::program(ActorId::Job("erase"))
}

// Domain 5.9 and the guide, part 3: evasion is for a person to see, with the reason, and never a match by the program.
#[test]
fn a_new_name_is_compared_by_a_person_with_a_reason_and_what_was_dismissed_does_not_come_back() {
    let given = in_force("demo");
    let on = "2026-02-10";
    let blank = Command::Keep(Keep::Compare {
        person: person(101),
        likeness: Likeness::Same,
        reason: words(" "),
    });
    assert_eq!(given.refuses((on, keeper(), blank)), Refusal::TextMissing("why"));
    for stranger in [planner(), adviser(), them(), job()] {
        assert_eq!(
            given.refuses((on, stranger, compared(101, Likeness::Same))),
            Refusal::NotPermitted(Act::ManageConduct)
        );
    }
    assert_eq!(
        given.refuses((on, keeper(), compared(100, Likeness::Same))),
        Refusal::NoSuch("suggestion"),
        "they are themselves"
    );
    let given = given.and([
        (on, keeper(), compared(101, Likeness::SomebodyElse)),
        (on, keeper(), compared(102, Likeness::Same)),
    ]);
    assert_eq!(
        given.file.likenesses.get(&person(101)),
        Some(&Likeness::SomebodyElse)
    );
    for likeness in [Likeness::Same, Likeness::SomebodyElse] {
        assert_eq!(
            given.refuses((on, keeper(), compared(101, likeness))),
            Refusal::AlreadyAnswered,
            "what was dismissed does not come back"
        );
    }
    // What was confirmed by mistake can be put right.
    let given = given.and([(on, keeper(), compared(102, Likeness::SomebodyElse))]);
    assert_eq!(
        given.file.likenesses.get(&person(102)),
        Some(&Likeness::SomebodyElse)
    );
    assert!(
        given.file.binding(date(on)).is_some(),
        "and it changes nothing of what binds"
    );
}

// The guide, part 6: usually the one service, and that is one of the policy's.
#[test]
fn a_proposal_names_a_service_of_the_policy() {
    for service in [None, ServiceId::parse("a-service-that-is-not-there").ok()] {
        let proposal = Proposal {
            service,
            ..a_proposal()
        };
        let given = warned("hart");
        assert_eq!(
            given.refuses(("2026-01-12", keeper(), propose(proposal))),
            Refusal::ServiceMissing
        );
    }
}

// Domain 5.7: whoever compared has taken a part, and decides nothing afterwards.
#[test]
fn whoever_compared_has_taken_a_part() {
    let given = shared("worcester").and([("2026-01-13", keeper(), compared(101, Likeness::Same))]);
    let ActorId::User(user) = keeper().id else {
        panic!("the keeper is somebody");
    };
    assert!(given.file.took_part.contains(&user));
}

// UK GDPR, article 5(1)(e): as long as the policy says from its end, and no longer.
#[test]
fn a_file_is_erased_when_its_time_is_over_and_not_a_day_before() {
    // In force from 2 February to 30 June 2026; six years from its last day.
    let given = in_force("lancaster");
    assert_eq!(given.policy.conduct.as_ref().unwrap().kept_months, 72);
    assert_eq!(
        given.file.ended_on(),
        Some(date("2026-06-30")),
        "it lapses by itself"
    );
    assert_eq!(given.file.kept_until(72), Some(date("2032-06-30")));
    assert_eq!(
        given.refuses(("2032-06-30", job(), erase())),
        Refusal::KeptUntil(date("2032-06-30"))
    );
    assert_eq!(
        given.refuses(("2040-01-01", keeper(), erase())),
        Refusal::NotPermitted(Act::ManageConduct),
        "nobody makes it shorter or does it themselves"
    );
    let given = given.and([("2032-07-01", job(), erase())]);
    assert!(matches!(
        given.entries.last().unwrap().event,
        Event::Kept(Kept::Erased { .. })
    ));
    assert_eq!(given.file.ended_on(), None, "and once");
    assert_eq!(given.refuses(("2032-07-02", keeper(), hold())), Refusal::Erased);
    assert_eq!(given.refuses(("2032-07-02", job(), erase())), Refusal::Erased);
    assert_eq!(
        given.refuses(("2032-07-02", planner(), incident(2, false))),
        Refusal::Erased
    );
}

#[test]
fn a_hold_with_a_reason_keeps_a_file_for_longer() {
    let given = in_force("hart").and([("2026-07-06", keeper(), hold())]);
    assert_eq!(given.refuses(("2040-01-01", job(), erase())), Refusal::Held);
    assert_eq!(
        given.refuses(("2026-07-07", keeper(), hold())),
        Refusal::AlreadyAnswered
    );
    let given = given.and([("2033-01-01", keeper(), end_hold())]);
    assert_eq!(
        given.refuses(("2033-01-01", keeper(), end_hold())),
        Refusal::NotHeld
    );
    given.and([("2033-01-02", job(), erase())]);
}

#[test]
fn nothing_is_erased_that_goes_on() {
    // A file that was only considered has an end by itself, from when somebody last took a part; closed, from that day.
    let given = warned("bromsgrove");
    assert_eq!(given.file.ended_on(), Some(date("2026-01-09")));
    given.clone().and([("2040-01-02", job(), erase())]);
    let proposed = given
        .clone()
        .and([("2026-01-12", keeper(), propose(a_proposal()))]);
    assert_eq!(
        proposed.refuses(("2040-01-02", job(), erase())),
        Refusal::NotAtItsEnd,
        "what is proposed goes on"
    );
    let close = Command::Close {
        reason: words("It has stopped."),
    };
    let closed = given.and([("2026-03-02", keeper(), close)]);
    assert_eq!(closed.file.ended_on(), Some(date("2026-03-02")));
    // What waits to be read keeps it.
    let given = in_force("demo").and([("2026-02-10", adviser(), contact(1, "2026-02-10"))]);
    assert_eq!(
        given.refuses(("2040-01-01", job(), erase())),
        Refusal::NotAtItsEnd
    );
    let given = given.and([("2026-02-11", adviser(), sorted(1, Sort::NothingNew))]);
    assert_eq!(given.file.ended_on(), Some(date("2026-06-30")));
    // What happened since begins the time anew.
    let mut again = incident(2, false);
    if let Command::ReportIncident(new) = &mut again {
        new.on = date("2028-01-03");
    }
    let given = given.and([("2028-01-04", planner(), again)]);
    assert_eq!(
        given.file.ended_on(),
        Some(date("2028-01-04")),
        "the day on which it was reported"
    );
}

#[test]
fn what_was_recorded_once_of_it_is_read_for_ever_and_written_the_same() {
    let texts = [
        r#"{"at":"2026-02-10T12:00:00Z","event":"kept","kept":"compared","person":"01932c07-a12b-7f3e-8c58-000000000064",
"likeness":"somebody-else","reason":{"id":"01932c07-a12b-7f3e-8c58-000000000701","digest":"0101010101010101010101010101010101010101010101010101010101010101"}}"#,
        r#"{"at":"2026-02-10T12:00:00Z","event":"kept","kept":"held",
"reason":{"id":"01932c07-a12b-7f3e-8c58-000000000701","digest":"0101010101010101010101010101010101010101010101010101010101010101"}}"#,
        r#"{"at":"2026-02-10T12:00:00Z","event":"kept","kept":"hold-ended",
"reason":{"id":"01932c07-a12b-7f3e-8c58-000000000701","digest":"0101010101010101010101010101010101010101010101010101010101010101"}}"#,
        r#"{"at":"2032-07-01T12:00:00Z","event":"kept","kept":"erased"}"#,
        r#"{"at":"2032-07-01T12:00:00Z","event":"kept","kept":"erased","counted":{"person":"01932c07-a12b-7f3e-8c58-000000000064",
"bound":[["2026-01-05","2026-06-30"]],"decisions":[{"incident_on":"2025-11-03","decided_on":"2026-01-02","agreed":true,"commented":true,
"changed":false,"notice_on":"2026-01-05","ends_on":"2026-06-30","ended_on":"2026-06-01","looked_at":true,"appeal":"upheld","renewal":false}]}}"#,
    ];
    let names = [
        "likeness-answered",
        "conduct-held",
        "conduct-hold-ended",
        "conduct-erased",
        "conduct-erased",
    ];
    for (text, name) in texts.iter().zip(names) {
        let entry = crate::conduct::Entry::from_body(job().id, text).unwrap();
        let said: serde_json::Value = serde_json::from_str(text).unwrap();
        let written: serde_json::Value = serde_json::from_str(&entry.to_body().unwrap()).unwrap();
        assert_eq!(written, said);
        assert_eq!(entry.event.name(), name);
    }
}
