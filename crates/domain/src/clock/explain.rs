//! Why a clock shows the date it shows: the rule, day one, what was left out, and every change.

use jiff::civil::Date;
use serde::Serialize;

use super::{Clock, Extension, Move, Start};
use crate::calendar::count::Counting;
use crate::calendar::{Calendar, NotWorking, say};
use crate::id::ActorId;
use crate::policy::{Limit, Unit};
use crate::vocabulary::DayOne;

/// Why a clock shows its date. It holds no name of a person: [`Explanation::sentences`] asks for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// What the clock counts from.
    pub start: Start,
    /// How the limit was counted, by the calendar as it is now.
    pub counting: Counting,
    /// What changed the date since, in order.
    pub changes: Vec<Change>,
    /// The date that is shown.
    pub due_on: Date,
    /// Whether it can still become earlier.
    pub at_the_latest: bool,
    /// Whether the last day for the acknowledgement has passed without one.
    pub acknowledgement_missed: bool,
    /// When it was done, and how late.
    pub done: Option<Done>,
    /// From when it was no longer due, without having been done.
    pub ended_on: Option<Date>,
}

/// A change of the date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// More time was promised.
    Extended(Extension),
    /// The calendar changed.
    Moved {
        /// How.
        moved: Move,
        /// What the new day off is, by the calendar as it is now.
        why: Option<NotWorking>,
    },
}

/// When what was promised was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Done {
    /// The day.
    pub on: Date,
    /// By how many days it was late; 0 for in time.
    pub late_by: i64,
}

impl Clock {
    /// Explains the date.
    pub fn explain(&self, calendar: &Calendar, day_one: DayOne, today: Date) -> Explanation {
        let extended = self.extensions.iter().cloned().map(Change::Extended);
        let moved = self.moves.iter().map(|moved| Change::Moved {
            why: calendar.why_not(moved.day_off),
            moved: moved.clone(),
        });
        let mut changes: Vec<Change> = extended.chain(moved).collect();
        // Each change begins where the one before ended, also when both were on one day.
        changes.sort_by_key(|change| (change.on(), change.from(), change.to()));
        let not_sent = matches!(
            self.start,
            Start::AcknowledgementDue {
                acknowledged_on: None,
                ..
            }
        );
        Explanation {
            start: self.start.clone(),
            counting: calendar.count(self.started_on, self.limit, day_one),
            changes,
            due_on: self.due_on,
            at_the_latest: self.is_at_the_latest(today),
            acknowledgement_missed: not_sent && today > self.started_on,
            ended_on: self.ended_on.filter(|_| self.stopped_on.is_none()),
            done: self.stopped_on.map(|on| Done {
                on,
                late_by: self.late_by(today, calendar),
            }),
        }
    }
}

impl Change {
    fn on(&self) -> Date {
        match self {
            Self::Extended(Extension { on, .. })
            | Self::Moved {
                moved: Move { on, .. },
                ..
            } => *on,
        }
    }

    fn from(&self) -> Date {
        match self {
            Self::Extended(Extension { from, .. })
            | Self::Moved {
                moved: Move { from, .. },
                ..
            } => *from,
        }
    }

    fn to(&self) -> Date {
        match self {
            Self::Extended(Extension { to, .. })
            | Self::Moved {
                moved: Move { to, .. },
                ..
            } => *to,
        }
    }

    fn sentence(&self, name_of: &impl Fn(&ActorId) -> String) -> String {
        let (from, to, on) = (say::day(self.from()), say::day(self.to()), say::day(self.on()));
        match self {
            Self::Extended(Extension { by, agreed_by, .. }) => {
                let agreed = agreed_by
                    .as_ref()
                    .map(|who| format!(", agreed by {}", name_of(who)))
                    .unwrap_or_default();
                format!("Extended from {from} to {to} on {on} by {}{agreed}.", name_of(by))
            }
            Self::Moved { moved, why } => {
                let named = why.as_ref().and_then(|why| say::day_off(moved.day_off, why));
                let day_off = named.unwrap_or_else(|| say::day(moved.day_off));
                format!("Moved from {from} to {to} on {on} because {day_off} became a day off.")
            }
        }
    }
}

impl Explanation {
    /// The explanation in words. `name_of` says what to call somebody, for the person who reads it.
    pub fn sentences(&self, name_of: impl Fn(&ActorId) -> String) -> Vec<String> {
        let mut sentences = self.start_in_words();
        sentences.extend(self.counting.sentences());
        sentences.extend(self.changes.iter().map(|change| change.sentence(&name_of)));
        sentences.extend(self.disagreement());
        if self.at_the_latest {
            sentences
                .push("The date is one at the latest: acknowledged sooner, the reply is due sooner.".into());
        }
        sentences.extend(
            self.done
                .map(|done| done_in_words(done, self.counting.limit.unit)),
        );
        sentences.extend(
            self.ended_on
                .map(|on| format!("It was not done: from {} it was no longer due.", say::day(on))),
        );
        sentences
    }

    fn start_in_words(&self) -> Vec<String> {
        match &self.start {
            Start::Received { on } => vec![format!("Received on {}.", say::day(*on))],
            Start::Asked { on } => vec![format!("Asked for on {}.", say::day(*on))],
            Start::LastWord { on } => vec![format!("The customer last heard from us on {}.", say::day(*on))],
            Start::Acknowledged { on } => vec![format!("Acknowledged on {}.", say::day(*on))],
            Start::AcknowledgementDue {
                received_on,
                acknowledged_on,
                ..
            } => vec![
                format!("Received on {}.", say::day(*received_on)),
                self.acknowledgement_in_words(*acknowledged_on),
            ],
        }
    }

    fn acknowledgement_in_words(&self, sent_on: Option<Date>) -> String {
        let last_day = say::day(self.counting.start);
        match sent_on {
            Some(sent_on) => format!(
                "The last day for the acknowledgement was {last_day}; it was sent late, on {}, so the reply \
                 counts from that last day.",
                say::day(sent_on)
            ),
            None if self.acknowledgement_missed => format!(
                "The last day for the acknowledgement was {last_day}; it was not sent, so the reply counts from \
                 that last day."
            ),
            None => format!(
                "The last day for the acknowledgement is {last_day}; it has not been sent, so the reply counts \
                 from that last day for now."
            ),
        }
    }

    /// Says so where the calendar of now gives another date than the one that was promised.
    fn disagreement(&self) -> Option<String> {
        let is_extension = |change: &Change| match change {
            Change::Extended(_) => true,
            Change::Moved { .. } => false,
        };
        let counted = self.counting.due_on;
        let agrees = counted == self.due_on || self.changes.iter().any(is_extension);
        let promised = say::day(self.due_on);
        (!agrees).then(|| format!("The date that was promised, {promised}, stands."))
    }
}

fn done_in_words(done: Done, unit: Unit) -> String {
    let on = say::day(done.on);
    if done.late_by == 0 {
        return format!("Done on {on}, in time.");
    }
    // Lateness of a limit in months is said in days.
    let unit = match unit {
        Unit::WorkingDays | Unit::StatutoryDays => Unit::WorkingDays,
        Unit::CalendarDays | Unit::Months => Unit::CalendarDays,
    };
    let count = u16::try_from(done.late_by).unwrap_or(u16::MAX);
    format!("Done on {on}, {} late.", say::limit(Limit { count, unit }))
}
