//! `given([...]).when(...).then([...])`: a case as far as it came, one order, and what follows.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::council::policy;
use crate::calendar::Calendar;
use crate::calendar::london::day_starts_at;
use crate::case::{
    Case, Command, Context, Entry, Event, LoggedCase, Refusal, Rules, decide, evolve, fold, log,
};
use crate::clock::Clock;
use crate::permission::Actor;
use crate::policy::Policy;
use crate::vocabulary::ClockKind;

/// What somebody does, and when.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) at: Timestamp,
    pub(super) actor: Actor,
    pub(super) what: What,
}

#[derive(Debug, Clone)]
pub(super) enum What {
    Log(Box<LoggedCase>),
    Do(Box<Command>),
}

impl From<LoggedCase> for What {
    fn from(new: LoggedCase) -> Self {
        Self::Log(Box::new(new))
    }
}

impl From<Command> for What {
    fn from(command: Command) -> Self {
        Self::Do(Box::new(command))
    }
}

pub(super) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// Noon of that day, or the London time that is said: `2026-01-05` or `2026-01-05T17:30`.
pub(super) fn moment(text: &str) -> Timestamp {
    let (day, time) = text.split_once('T').unwrap_or((text, "12:00"));
    let (hour, minute) = time.split_once(':').unwrap();
    let minutes = hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap();
    day_starts_at(date(day)) + jiff::SignedDuration::from_mins(minutes)
}

/// What somebody does, and when.
pub(super) fn on(when: &str, actor: Actor, what: impl Into<What>) -> Step {
    Step {
        at: moment(when),
        actor,
        what: what.into(),
    }
}

/// A council, its days and one case as far as it came. Each is shared until it changes: an order is tried on it, and most of
/// those that chance gives are refused.
#[derive(Debug, Clone)]
pub(super) struct Given {
    policy: Arc<Policy>,
    pinned: Arc<Policy>,
    calendar: Arc<Calendar>,
    entries: Arc<Vec<Entry>>,
    case: Option<Arc<Case>>,
}

/// What came of an order.
#[derive(Debug)]
pub(super) struct Answer {
    before: Given,
    step: Step,
    outcome: Result<Vec<Event>, Refusal>,
}

/// A case to which all that happened; each step must have been allowed.
pub(super) fn given(steps: impl IntoIterator<Item = Step>) -> Given {
    Given::under(policy()).and(steps)
}

impl Given {
    /// A council with that policy, and no case yet.
    pub(super) fn under(policy: Policy) -> Self {
        let calendar = Calendar::for_policy(&policy.calendar);
        let policy = Arc::new(policy);
        Self {
            pinned: Arc::clone(&policy),
            policy,
            calendar: Arc::new(calendar),
            entries: Arc::default(),
            case: None,
        }
    }

    /// More that happened.
    pub(super) fn and(&self, steps: impl IntoIterator<Item = Step>) -> Self {
        let after = steps.into_iter().fold(self.clone(), |given, step| {
            let answer = given.when(step);
            match &answer.outcome {
                Ok(_) => answer.after(),
                Err(refusal) => panic!("{:?} was refused: {refusal}", answer.step),
            }
        });
        after.folded_again()
    }

    /// Another policy has been adopted since; the case keeps the one under which it was received.
    pub(super) fn adopts(mut self, policy: Policy) -> Self {
        self.policy = Arc::new(policy);
        self
    }

    /// The days off have changed since.
    pub(super) fn with_day_off(mut self, day: &str) -> Self {
        let calendar = Arc::unwrap_or_clone(self.calendar).with_closures(&[date(day)]);
        self.calendar = Arc::new(calendar);
        self
    }

    /// The same with what follows from an act on another case.
    pub(super) fn with_events(&self, when: &str, actor: &Actor, events: Vec<Event>) -> Self {
        let mut after = self.clone();
        for event in events {
            let entry = Entry {
                at: moment(when),
                actor: actor.id.clone(),
                event,
            };
            after.goes_on(entry);
        }
        after.folded_again()
    }

    pub(super) fn when(&self, step: Step) -> Answer {
        let context = Context {
            at: step.at,
            actor: &step.actor,
            rules: Rules {
                policy: &self.policy,
                pinned: &self.pinned,
                version: 1,
                calendar: &self.calendar,
            },
        };
        let outcome = match (&step.what, self.case.as_deref()) {
            (What::Log(new), None) => log(new, &context),
            (What::Do(command), Some(case)) => decide(case, (**command).clone(), &context),
            (What::Log(_), Some(_)) => panic!("a case is logged once"),
            (What::Do(_), None) => panic!("nothing was logged"),
        };
        Answer {
            before: self.clone(),
            step,
            outcome,
        }
    }

    /// The record gives the same case when it is read from its beginning.
    fn folded_again(self) -> Self {
        assert_eq!(self.case.as_deref(), fold(&self.entries).as_ref());
        self
    }

    fn goes_on(&mut self, entry: Entry) {
        let before = self.case.take().map(Arc::unwrap_or_clone);
        self.case = evolve(before, &entry).map(Arc::new);
        Arc::make_mut(&mut self.entries).push(entry);
    }

    pub(super) fn case(&self) -> &Case {
        self.case.as_deref().expect("nothing was logged")
    }

    pub(super) fn clock(&self, kind: ClockKind) -> &Clock {
        self.case().clock(kind).expect("no such promise")
    }

    /// The date of a promise.
    pub(super) fn due(&self, kind: ClockKind) -> Date {
        self.clock(kind).due_on
    }

    /// The promises that run.
    pub(super) fn running(&self) -> Vec<ClockKind> {
        let running = self.case().clocks.values().filter(|clock| clock.is_running());
        running.map(|clock| clock.kind).collect()
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

impl Answer {
    /// The case with what followed.
    pub(super) fn after(&self) -> Given {
        let mut given = self.before.clone();
        for event in self.outcome.as_ref().expect("refused") {
            let entry = Entry {
                at: self.step.at,
                actor: self.step.actor.id.clone(),
                event: event.clone(),
            };
            given.goes_on(entry);
        }
        assert_eq!(
            given.case.as_deref(),
            fold(&given.entries).as_ref(),
            "folding again gives another case"
        );
        given
    }

    #[track_caller]
    pub(super) fn then(&self, events: impl IntoIterator<Item = Event>) {
        assert_eq!(self.outcome, Ok(events.into_iter().collect()));
    }

    /// Only which events followed, by name.
    #[track_caller]
    pub(super) fn then_names(&self, names: &[&str]) -> Given {
        let events = self.outcome.as_ref().map_err(ToString::to_string);
        let found = events.map(|events| events.iter().map(Event::name).collect::<Vec<_>>());
        assert_eq!(found, Ok(names.to_vec()));
        self.after().folded_again()
    }

    #[track_caller]
    pub(super) fn then_refused(&self, refusal: Refusal) {
        assert_eq!(self.outcome, Err(refusal));
    }

    #[track_caller]
    pub(super) fn then_allowed(&self) -> Given {
        assert!(self.outcome.is_ok(), "refused: {:?}", self.outcome);
        self.after().folded_again()
    }

    pub(super) fn outcome(&self) -> &Result<Vec<Event>, Refusal> {
        &self.outcome
    }
}
