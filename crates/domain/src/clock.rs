//! A promise with a start, a limit and an end, which can say why its date is what it is.
//!
//! A clock is never reset silently and never pauses. What changes it is a fact with a day and a
//! cause: an [`Extension`], a [`Move`], the acknowledgement. Overdue is not a fact: it is a date
//! that has passed, so every answer about lateness takes the day it is.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, days_between};
use crate::id::ActorId;
use crate::policy::{Limit, Unit};
use crate::vocabulary::{ClockKind, DayOne};

pub mod explain;
pub mod reply;

#[cfg(test)]
mod tests;

/// A promise that runs, or ran.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// What is promised.
    pub kind: ClockKind,
    /// What it counts from.
    pub start: Start,
    /// The day that it counts from.
    pub started_on: Date,
    /// How long it may take.
    pub limit: Limit,
    /// The last day on which the promise is kept, every change included.
    pub due_on: Date,
    /// Every extension, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
    /// Every move because the calendar changed, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move>,
    /// The day on which what was promised was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped_on: Option<Date>,
    /// The day from which it was no longer due, without having been done: the case was withdrawn, say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<Date>,
}

/// What a clock counts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum Start {
    /// The day of receipt; of the contact that expressed the dissatisfaction, for a case changed
    /// into a complaint.
    Received {
        /// That day.
        on: Date,
    },
    /// The day on which the customer asked for the next stage.
    Asked {
        /// That day.
        on: Date,
    },
    /// The day of the last word to the customer.
    LastWord {
        /// That day.
        on: Date,
    },
    /// The day on which the acknowledgement was sent, in time.
    Acknowledged {
        /// That day.
        on: Date,
    },
    /// The last day for sending the acknowledgement, because it is not sent or was sent late.
    AcknowledgementDue {
        /// The day from which the acknowledgement counts.
        received_on: Date,
        /// How long the acknowledgement may take; `None` if it is to be sent at once.
        within: Option<Limit>,
        /// When it was sent after all.
        acknowledged_on: Option<Date>,
    },
}

/// More time, promised to the customer before the old date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// The date that was promised before.
    pub from: Date,
    /// The date that is promised now.
    pub to: Date,
    /// The day on which it was done.
    pub on: Date,
    /// Who did it.
    pub by: ActorId,
    /// Who agreed, where the procedure asks for somebody (Complaint Handling Code 6.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_by: Option<ActorId>,
}

/// Another date because a day that counted no longer does: a bank holiday was proclaimed, say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The date before.
    pub from: Date,
    /// The date now.
    pub to: Date,
    /// The day from which the clock counts now; another one only where that day is itself counted.
    pub started_on: Date,
    /// The day on which it was moved.
    pub on: Date,
    /// The new day off; the calendar knows its name.
    pub day_off: Date,
}

/// How a clock stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum State {
    /// There is time.
    Running {
        /// The days after today up to and with the last one, in what the limit counts.
        days_left: i64,
    },
    /// Today is the last day.
    DueToday,
    /// The last day has passed.
    Overdue {
        /// By how many days; see [`Clock::late_by`].
        by: i64,
    },
    /// It was done in time.
    Kept,
    /// It was done late.
    KeptLate {
        /// By how many days; see [`Clock::late_by`].
        by: i64,
    },
    /// It was not done, and is no longer due.
    Ended {
        /// By how many days it was late when it ended; see [`Clock::late_by`].
        late_by: i64,
    },
}

impl Start {
    /// The day from which the clock counts.
    fn day(&self, calendar: &Calendar, day_one: DayOne) -> Date {
        match *self {
            Self::Received { on }
            | Self::Asked { on }
            | Self::LastWord { on }
            | Self::Acknowledged { on } => on,
            Self::AcknowledgementDue {
                received_on,
                within: Some(within),
                ..
            } => calendar.due(received_on, within, day_one),
            Self::AcknowledgementDue {
                received_on,
                within: None,
                ..
            } => received_on,
        }
    }
}

impl Clock {
    /// Starts a clock.
    pub fn start(kind: ClockKind, start: Start, limit: Limit, calendar: &Calendar, day_one: DayOne) -> Self {
        let started_on = start.day(calendar, day_one);
        let due_on = calendar.due(started_on, limit, day_one);
        let (extensions, moves) = (Vec::new(), Vec::new());
        Self {
            kind,
            start,
            started_on,
            limit,
            due_on,
            extensions,
            moves,
            stopped_on: None,
            ended_on: None,
        }
    }

    /// Promises a later date. Whether it may be is for the procedure to say.
    pub fn extend(&mut self, extension: Extension) {
        self.due_on = extension.to;
        self.extensions.push(extension);
    }

    /// Whether what was promised is still to be done.
    pub fn is_running(&self) -> bool {
        self.over_on().is_none()
    }

    /// The day from which it no longer ran: it was done, or no longer due.
    pub fn over_on(&self) -> Option<Date> {
        self.stopped_on.or(self.ended_on)
    }

    /// Takes note that what was promised was done.
    pub fn stop(&mut self, on: Date) {
        self.stopped_on = Some(on);
    }

    /// Takes note that what was promised is no longer due, though it was not done.
    pub fn end(&mut self, on: Date) {
        self.ended_on = Some(on);
    }

    /// Lets it run on, with the same date: what was done was undone.
    pub fn undo_stop(&mut self) {
        self.stopped_on = None;
    }

    /// Takes note on a day that it was not done after all: it runs on while its own day is not over, and is no longer due, and was
    /// late, once it is.
    pub fn take_back(&mut self, on: Date) {
        self.stopped_on = None;
        self.ended_on = (self.due_on < on).then_some(on);
    }

    /// Takes the date that a changed calendar gives.
    pub fn move_to(&mut self, moved: Move) {
        self.started_on = moved.started_on;
        self.due_on = moved.to;
        self.moves.push(moved);
    }

    /// The move that this calendar asks for today, if any; `day_off` is the one day that it has more than the calendar that
    /// gave the date.
    ///
    /// Only a clock that runs and is not overdue moves, and only to a later date: what was
    /// promised earlier stands. A date that was set by an extension moves only if it is no
    /// longer a working day itself.
    pub fn moved_by(&self, calendar: &Calendar, day_one: DayOne, today: Date, day_off: Date) -> Option<Move> {
        let started_on = self.start.day(calendar, day_one);
        let to = match (self.extensions.is_empty(), self.limit.unit) {
            (true, _) => calendar.due(started_on, self.limit, day_one),
            (false, unit @ (Unit::WorkingDays | Unit::StatutoryDays)) => {
                calendar.counted_in(unit).working_day_from(self.due_on)
            }
            (false, Unit::CalendarDays | Unit::Months) => self.due_on,
        };
        let is_open = self.is_running() && self.due_on >= today;
        let moved = Move {
            from: self.due_on,
            to,
            started_on,
            on: today,
            day_off,
        };
        (is_open && to > self.due_on).then_some(moved)
    }

    /// The date that was promised before anybody extended it.
    pub fn due_before_extensions(&self) -> Date {
        self.extensions.first().map_or(self.due_on, |first| first.from)
    }

    /// The last date to which extensions of `by` in all can go (Complaint Handling Code 6.4).
    ///
    /// It counts from the date before any extension, so that several short ones are no way
    /// around the limit.
    pub fn furthest_extension(&self, by: Limit, calendar: &Calendar) -> Date {
        calendar.due(self.due_before_extensions(), by, DayOne::NextWorkingDay)
    }

    /// How many days it took, or has taken by today, in what the limit counts; months as days.
    pub fn days_taken(&self, today: Date, calendar: &Calendar, day_one: DayOne) -> i64 {
        let end = self.over_on().unwrap_or(today);
        match self.limit.unit {
            unit @ (Unit::WorkingDays | Unit::StatutoryDays) => {
                let calendar = calendar.counted_in(unit);
                calendar.working_days_taken(self.started_on, end, day_one)
            }
            Unit::CalendarDays | Unit::Months => days_between(self.started_on, end).max(0),
        }
    }

    /// How many days are left after today, the last one with them; none once it is late.
    pub fn days_left(&self, today: Date, calendar: &Calendar) -> i64 {
        self.days_after(today, self.due_on, calendar)
    }

    /// By how many days it is or was late, in what the limit counts.
    ///
    /// Late on a day that does not count is late all the same: by one day at least.
    pub fn late_by(&self, today: Date, calendar: &Calendar) -> i64 {
        let end = self.over_on().unwrap_or(today);
        if end <= self.due_on {
            0
        } else {
            self.days_after(self.due_on, end, calendar).max(1)
        }
    }

    /// Whether it is late on that day, or was when it was done or ended.
    pub fn is_late(&self, today: Date) -> bool {
        self.over_on().unwrap_or(today) > self.due_on
    }

    /// How it stands today.
    pub fn state(&self, today: Date, calendar: &Calendar) -> State {
        let by = self.late_by(today, calendar);
        if self.stopped_on.is_none() && self.ended_on.is_some() {
            return State::Ended { late_by: by };
        }
        match (self.stopped_on, by) {
            (Some(_), 0) => State::Kept,
            (Some(_), by) => State::KeptLate { by },
            (None, 0) if today == self.due_on => State::DueToday,
            (None, 0) => State::Running {
                days_left: self.days_left(today, calendar),
            },
            (None, by) => State::Overdue { by },
        }
    }

    fn days_after(&self, after: Date, until: Date, calendar: &Calendar) -> i64 {
        match self.limit.unit {
            unit @ (Unit::WorkingDays | Unit::StatutoryDays) => {
                let calendar = calendar.counted_in(unit);
                calendar.working_days_within(after.saturating_add(Span::new().days(1)), until)
            }
            Unit::CalendarDays | Unit::Months => days_between(after, until).max(0),
        }
    }
}
