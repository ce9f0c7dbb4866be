//! A council, a lesson as far as it came, one order, and what follows.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::calendar::london::day_starts_at;
use crate::case::tests::people::{person, user, uuid};
use crate::id::{ActorId, CaseId, LessonId, ServiceId, UserId, WordsId};
use crate::lesson::{
    Analysis, Command, Context, DrawnFrom, Entry, Event, Lesson, NewLesson, Plan, Publication, ReadForNames,
    Refusal, RootCause, RuleOut, RuledOut, TakeIn, Texts, Went, Worked, decide, evolve, fold,
};
use crate::measure::Measure;
use crate::permission::Actor;
use crate::policy::Policy;
use crate::vocabulary::Role;
use crate::words::Words;

pub(super) fn council() -> Policy {
    Policy::parse(include_str!("../../../../../policies/demo.toml")).unwrap()
}

pub(super) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn staff(number: u64, role: Role) -> Actor {
    Actor {
        id: ActorId::User(user(number)),
        roles: vec![Role::Staff, role],
        services: Vec::new(),
    }
}

/// An officer, who closes cases.
pub(super) fn officer() -> Actor {
    staff(40, Role::Officer)
}

/// Managers of services.
pub(super) fn manager(number: u64) -> Actor {
    staff(50 + number, Role::ServiceManager)
}

/// The officer who was given the action.
pub(super) fn owner() -> UserId {
    user(40)
}

/// The customer of the first case.
pub(super) fn customer() -> Actor {
    Actor::customer(Some(person(100)))
}

/// A job of Redress.
pub(super) fn job() -> Actor {
    Actor::program(ActorId::Job("learn"))
}

pub(super) fn case(number: u64) -> CaseId {
    CaseId::parse(uuid(6_000 + number)).unwrap()
}

pub(super) fn lesson(number: u64) -> LessonId {
    LessonId::parse(uuid(9_000 + number)).unwrap()
}

pub(super) fn services(names: &[&str]) -> BTreeSet<ServiceId> {
    names
        .iter()
        .map(|name| ServiceId::parse(*name).unwrap())
        .collect()
}

pub(super) fn words(text: &str) -> Words {
    Words::new(WordsId::parse(uuid(7_000)).unwrap(), [7; 16], text)
}

pub(super) fn record() -> Command {
    recorded(read(0, None))
}

/// It is written down, with a sentence in which so many names were found.
pub(super) fn recorded(read: ReadForNames) -> Command {
    let new = NewLesson {
        from: DrawnFrom::Closing,
        went: Went::Wrong,
        services: services(&["waste"]),
        cases: BTreeSet::from([case(1)]),
        learned: words("Rounds that a lorry cannot finish are not reported."),
    };
    Command::Record { new, read }
}

pub(super) fn read(flagged: u32, reason: Option<&str>) -> ReadForNames {
    ReadForNames {
        flagged,
        why_it_may_stay: reason.map(words),
    }
}

pub(super) fn reword(read: ReadForNames) -> Command {
    Command::Reword {
        learned: words("Rounds that cannot be finished go unreported."),
        read,
    }
}

pub(super) fn analyse() -> Command {
    Command::Analyse(Analysis {
        cause: RootCause::Handover,
        why: words("The crew told nobody."),
    })
}

pub(super) fn plan(due_on: &str) -> Command {
    Command::Plan(Plan {
        what: words("Crews report on the same day."),
        owner: owner(),
        due_on: date(due_on),
        measure: Some(Measure::RequestInTime),
        how_we_know: None,
    })
}

pub(super) fn rule_out(because: RuledOut) -> Command {
    Command::RuleOut(RuleOut {
        because,
        reason: words("There is one lorry."),
    })
}

pub(super) fn finish() -> Command {
    Command::FinishAction {
        evidence: words("The form is on every lorry."),
    }
}

pub(super) fn worked(worked: Worked) -> Command {
    Command::AnswerWorked {
        worked,
        evidence: words("Missed streets fell by half."),
    }
}

pub(super) fn write() -> Command {
    Command::Write(Texts {
        you_said: words("Bins were missed and nobody knew."),
        we_did: words("Crews now report it on the same day."),
    })
}

pub(super) fn publish(flagged: u32, reason: Option<&str>) -> Command {
    Command::Publish(Publication {
        flagged,
        why_it_may_stay: reason.map(words),
    })
}

pub(super) fn take_in() -> Command {
    Command::TakeIn(TakeIn {
        lesson: lesson(2),
        services: services(&["streets"]),
        cases: BTreeSet::from([case(2)]),
        asked: BTreeSet::from([case(2)]),
    })
}

/// What happened so far, and the day of the next order.
pub(super) struct Story {
    pub(super) policy: Policy,
    calendar: Calendar,
    pub(super) entries: Vec<Entry>,
    pub(super) on: Date,
}

impl Story {
    pub(super) fn begins() -> Self {
        let policy = council();
        Self {
            calendar: Calendar::for_policy(&policy.calendar),
            policy,
            entries: Vec::new(),
            on: date("2026-05-04"),
        }
    }

    pub(super) fn lesson(&self) -> Lesson {
        fold(&self.entries)
    }

    pub(super) fn on(mut self, day: &str) -> Self {
        self.on = date(day);
        self
    }

    fn at(&self) -> Timestamp {
        day_starts_at(self.on) + jiff::SignedDuration::from_hours(12)
    }

    pub(super) fn try_to(&self, actor: &Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        let context = Context {
            at: self.at(),
            actor,
            policy: &self.policy,
            calendar: &self.calendar,
        };
        decide(&self.lesson(), command, &context)
    }

    pub(super) fn add(&mut self, actor: &Actor, events: Vec<Event>) {
        for event in events {
            self.entries.push(Entry {
                at: self.at(),
                actor: actor.id.clone(),
                event,
            });
        }
    }

    pub(super) fn then(mut self, actor: &Actor, command: Command) -> Self {
        let events = self.try_to(actor, command).unwrap();
        self.add(actor, events);
        self
    }

    pub(super) fn refused(&self, actor: &Actor, command: Command) -> Refusal {
        self.try_to(actor, command).unwrap_err()
    }
}

/// A lesson of which the action is done.
pub(super) fn acted_on() -> Story {
    Story::begins()
        .then(&officer(), record())
        .then(&manager(1), analyse())
        .then(&manager(1), plan("2026-06-05"))
        .on("2026-06-01")
        .then(&officer(), finish())
}

/// One that people were told of.
pub(super) fn told() -> Story {
    acted_on()
        .then(&manager(1), write())
        .then(&manager(2), publish(0, None))
}

#[test]
fn the_state_after_each_event_is_the_state_of_all() {
    let story = told();
    let step = story.entries.iter().fold(Lesson::default(), evolve);
    assert_eq!(step, story.lesson());
}
