//! A council, a common cause as far as it came, one order, and what follows.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::calendar::london::day_starts_at;
use crate::case::tests::people::{user, uuid};
use crate::cause::{
    Cause, CauseAnswer, Command, Context, Differs, Entry, Event, NewCause, Refusal, TakeOut, decide, fold,
};
use crate::id::{ActorId, CaseId, ReplyId, ServiceId, WordsId};
use crate::permission::Actor;
use crate::policy::Policy;
use crate::vocabulary::Role;
use crate::words::Words;

pub(super) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) fn service(name: &str) -> ServiceId {
    ServiceId::parse(name).unwrap()
}

fn staff(number: u64, role: Role, services: &[&str]) -> Actor {
    Actor {
        id: ActorId::User(user(number)),
        roles: vec![Role::Staff, role],
        services: services.iter().map(|name| service(name)).collect(),
    }
}

/// An officer of waste.
pub(super) fn officer() -> Actor {
    staff(40, Role::Officer, &["waste"])
}

/// A manager of waste.
pub(super) fn manager(number: u64) -> Actor {
    staff(50 + number, Role::ServiceManager, &["waste"])
}

/// An officer of another service.
pub(super) fn planner() -> Actor {
    staff(60, Role::Officer, &["planning"])
}

/// The job that answers.
pub(super) fn job() -> Actor {
    Actor::program(ActorId::Job("answer-causes"))
}

pub(super) fn case(number: u64) -> CaseId {
    CaseId::parse(uuid(6_000 + number)).unwrap()
}

pub(super) fn cases(numbers: impl IntoIterator<Item = u64>) -> BTreeSet<CaseId> {
    numbers.into_iter().map(case).collect()
}

pub(super) fn reply(number: u64) -> ReplyId {
    ReplyId::parse(uuid(9_000 + number)).unwrap()
}

pub(super) fn words(text: &str) -> Words {
    Words::new(WordsId::parse(uuid(7_000)).unwrap(), [7; 16], text)
}

pub(super) fn new(numbers: impl IntoIterator<Item = u64>) -> NewCause {
    NewCause {
        name: words("Missed round in Harbour Street"),
        place: Some(words("Harbour Street")),
        service: service("waste"),
        from: date("2026-05-01"),
        until: date("2026-05-04"),
        cases: cases(numbers),
    }
}

pub(super) fn begin() -> Command {
    Command::Begin(new([1, 2, 3]))
}

pub(super) fn take_out(number: u64) -> Command {
    Command::TakeOut(TakeOut {
        case: case(number),
        differs: Differs::MorePoints,
        reason: words("She also asks about her assisted collection."),
    })
}

pub(super) fn draft(answer: CauseAnswer) -> Command {
    redraft(answer, 1)
}

pub(super) fn redraft(answer: CauseAnswer, number: u64) -> Command {
    Command::Draft {
        reply: reply(number),
        answer,
        text: words("The lorry broke down. We collect on Tuesday."),
    }
}

pub(super) fn send_back() -> Command {
    Command::SendBack {
        what: words("Say sorry first."),
    }
}

/// What happened so far, and the day of the next order.
pub(super) struct Story {
    policy: Policy,
    pub(super) entries: Vec<Entry>,
    on: Date,
}

impl Story {
    pub(super) fn begins() -> Self {
        Self {
            policy: Policy::parse(include_str!("../../../../../policies/demo.toml")).unwrap(),
            entries: Vec::new(),
            on: date("2026-05-04"),
        }
    }

    pub(super) fn cause(&self) -> Cause {
        fold(&self.entries)
    }

    fn at(&self) -> Timestamp {
        day_starts_at(self.on) + SignedDuration::from_hours(12)
    }

    pub(super) fn try_to(&self, actor: &Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        let context = Context {
            at: self.at(),
            actor,
            policy: &self.policy,
        };
        decide(&self.cause(), command, &context)
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

/// A common cause of three cases, of which the reply is approved.
pub(super) fn approved(answer: CauseAnswer) -> Story {
    Story::begins()
        .then(&officer(), begin())
        .then(&officer(), draft(answer))
        .then(&officer(), Command::AskForApproval)
        .then(&manager(1), Command::Approve)
}
