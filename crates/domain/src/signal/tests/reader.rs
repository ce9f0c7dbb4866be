//! Who raises a signal, who sees it, and what ends it.

use crate::calendar::Calendar;
use crate::case::tests::people::{person, user, uuid};
use crate::id::{ActorId, ConductId, SignalId, WordsId};
use crate::permission::Actor;
use crate::policy::{Policy, SignalKind};
use crate::signal::decide::may_see;
use crate::signal::{
    Command, Context, Entry, Event, Evidence, Refusal, SignalFile, Standing, decide, evolve, fold,
};
use crate::vocabulary::Role;
use crate::words::Words;

use super::harness::{date, demo, noon};

fn staff(number: u64, role: Role) -> Actor {
    Actor {
        id: ActorId::User(user(number)),
        roles: vec![Role::Staff, role],
        services: Vec::new(),
    }
}

fn manager() -> Actor {
    staff(1, Role::ComplaintsManager)
}

fn job() -> Actor {
    Actor::program(ActorId::Job("raise-signals"))
}

fn id() -> SignalId {
    SignalId::parse(uuid(0x50)).unwrap()
}

fn evidence(count: u32) -> Evidence {
    Evidence {
        count,
        from: date("2026-01-01"),
        to: date("2026-01-20"),
        cases: Vec::new(),
        incidents: Vec::new(),
    }
}

fn raise(policy: &Policy, count: u32) -> Command {
    let rules = &policy.conduct.as_ref().unwrap().signals;
    let rule = rules.iter().find(|rule| rule.when == SignalKind::Incidents);
    Command::Raise {
        id: id(),
        person: person(100),
        rule: *rule.unwrap(),
        evidence: Box::new(evidence(count)),
        to: Some(user(1)),
    }
}

fn dismiss(text: &str) -> Command {
    let words = WordsId::parse(uuid(0x60)).unwrap();
    Command::Dismiss {
        id: id(),
        reason: Words::new(words, [1; 16], text),
    }
}

fn when(
    (file, policy): (&SignalFile, &Policy),
    (day, actor): (&str, &Actor),
    command: Command,
) -> Result<Vec<Event>, Refusal> {
    let calendar = Calendar::for_policy(&policy.calendar);
    let context = Context {
        at: noon(day),
        actor,
        policy,
        calendar: &calendar,
    };
    decide(file, command, &context)
}

fn after(mut file: SignalFile, (day, actor): (&str, &Actor), events: Vec<Event>) -> SignalFile {
    for event in events {
        let entry = Entry {
            at: noon(day),
            actor: actor.id.clone(),
            event,
        };
        file = evolve(file, &entry);
    }
    file
}

/// A signal that waits for the complaints manager since 20 January.
fn raised() -> (SignalFile, Policy) {
    let policy = demo();
    let at = ("2026-01-20", &job());
    let events = when((&SignalFile::default(), &policy), at, raise(&policy, 3)).unwrap();
    (after(SignalFile::default(), at, events), policy)
}

#[test]
fn there_is_none_for_what_the_policy_finds_unremarkable() {
    let policy = demo();
    let none = SignalFile::default();
    let at = ("2026-01-20", &job());
    for count in 0..=2 {
        let refused = when((&none, &policy), at, raise(&policy, count));
        assert_eq!(refused, Err(Refusal::Unremarkable));
    }
    assert!(when((&none, &policy), at, raise(&policy, 3)).is_ok());
}

// The floor: whatever a policy says, and however it came to say it.
#[test]
fn one_contact_never_makes_a_signal() {
    let mut policy = demo();
    for rule in &mut policy.conduct.as_mut().unwrap().signals {
        rule.more_than = 0;
    }
    let command = raise(&policy, 1);
    let refused = when((&SignalFile::default(), &policy), ("2026-01-20", &job()), command);
    assert_eq!(refused, Err(Refusal::Unremarkable));
}

// Domain 5.2: the rules are the policy's; no number is built in.
#[test]
fn a_rule_that_the_policy_does_not_have_raises_nothing_and_neither_does_a_person() {
    let policy = demo();
    let command = raise(&policy, 3);
    let mut other = demo();
    other.conduct.as_mut().unwrap().signals.clear();
    let none = SignalFile::default();
    let refused = when((&none, &other), ("2026-01-20", &job()), command.clone());
    assert_eq!(refused, Err(Refusal::NoSuchRule));
    let refused = when((&none, &policy), ("2026-01-20", &manager()), command);
    assert_eq!(refused, Err(Refusal::OnlyTheProgram));
}

#[test]
fn while_one_waits_there_is_no_second_of_its_kind() {
    let (file, policy) = raised();
    let refused = when((&file, &policy), ("2026-01-21", &job()), raise(&policy, 9));
    assert_eq!(refused, Err(Refusal::Waits));
}

// Domain 5.2: never shown to the front line. That it exists is private, so that everybody gets the same answer.
#[test]
fn nobody_sees_it_but_the_one_manager_it_went_to() {
    let (file, policy) = raised();
    let to = file.signals[0].to.as_ref();
    assert!(may_see(&policy, &manager(), to));
    let others = Role::ALL.iter().filter(|role| role.is_staff());
    for role in others {
        let other = staff(2, *role);
        assert!(!may_see(&policy, &other, to), "{role}");
        let refused = when((&file, &policy), ("2026-01-21", &other), dismiss("No."));
        assert_eq!(refused, Err(Refusal::NotThere));
    }
    // Nor does the same person once they keep no conduct files any more.
    assert!(!may_see(&policy, &staff(1, Role::Adviser), to));
}

#[test]
fn it_is_gone_by_itself_whether_or_not_anything_ran() {
    let (file, policy) = raised();
    let signal = &file.signals[0];
    let last = signal.expires_on;
    assert!(signal.is_open(last));
    let after_last = last.tomorrow().unwrap();
    assert!(!signal.is_open(after_last));
    let refused = when(
        (&file, &policy),
        (&after_last.to_string(), &manager()),
        dismiss("Too late."),
    );
    assert_eq!(refused, Err(Refusal::Expired));
    // Then another one may be raised, for what came since.
    assert!(
        when(
            (&file, &policy),
            (&after_last.to_string(), &job()),
            raise(&policy, 3)
        )
        .is_ok()
    );
}

#[test]
fn it_is_dismissed_with_a_reason_and_once() {
    let (file, policy) = raised();
    let at = ("2026-01-21", &manager());
    let refused = when((&file, &policy), at, dismiss("  "));
    assert_eq!(refused, Err(Refusal::ReasonMissing));
    let events = when((&file, &policy), at, dismiss("We had not answered.")).unwrap();
    let file = after(file, at, events);
    assert_eq!(file.signals[0].standing(), Standing::Dismissed);
    let refused = when((&file, &policy), at, dismiss("Again."));
    assert_eq!(refused, Err(Refusal::Settled));
}

#[test]
fn it_is_taken_up_by_its_reader_and_says_which_file_has_it() {
    let (file, policy) = raised();
    let take_up = || Command::TakeUp {
        id: id(),
        file: ConductId::parse(uuid(0x70)).unwrap(),
    };
    let at = ("2026-01-21", &staff(3, Role::ComplaintsManager));
    assert_eq!(when((&file, &policy), at, take_up()), Err(Refusal::NotThere));
    let at = ("2026-01-21", &manager());
    let events = when((&file, &policy), at, take_up()).unwrap();
    let file = after(file, at, events);
    assert_eq!(file.signals[0].standing(), Standing::TakenUp);
}

#[test]
fn the_program_gives_it_to_somebody_else_and_then_the_first_sees_it_no_more() {
    let (file, policy) = raised();
    let give = Command::Give {
        id: id(),
        to: user(9),
    };
    let at = ("2026-01-21", &manager());
    assert_eq!(
        when((&file, &policy), at, give.clone()),
        Err(Refusal::OnlyTheProgram)
    );
    let at = ("2026-01-21", &job());
    let events = when((&file, &policy), at, give).unwrap();
    let file = after(file, at, events);
    let to = file.signals[0].to.as_ref();
    assert!(!may_see(&policy, &manager(), to));
    assert!(may_see(&policy, &staff(9, Role::ComplaintsManager), to));
}

#[test]
fn an_empty_stream_has_no_signals() {
    assert_eq!(fold(&[]), SignalFile::default());
}
