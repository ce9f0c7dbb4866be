//! The clock of a reply to a complaint, which may count from the acknowledgement.
//!
//! Complaint Handling Code 6.3: the reply is due so many days after the acknowledgement. Never
//! acknowledging must not mean never late, so the clock starts on the last day for sending the
//! acknowledgement if it is not sent by then. Until then its date is one "at the latest".

use jiff::civil::Date;

use super::{Clock, Start};
use crate::calendar::Calendar;
use crate::policy::{CountedFrom, Limit, Procedure, Stage};
use crate::vocabulary::{ClockKind, DayOne};

/// What the procedure says about the reply at one stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplyTerms {
    /// How long the acknowledgement may take.
    pub acknowledge: Option<Limit>,
    /// What the reply counts from.
    pub counted_from: CountedFrom,
    /// How long the reply may take.
    pub reply: Limit,
}

impl ReplyTerms {
    /// The terms of a stage: its own acknowledgement or, for the first stage, the procedure's.
    pub fn of(procedure: &Procedure, stage: &Stage) -> Self {
        let of_procedure = if stage.number == 1 {
            procedure.acknowledge
        } else {
            None
        };
        let acknowledge = stage.acknowledge.or(of_procedure);
        Self {
            acknowledge,
            counted_from: stage.reply_of,
            reply: stage.reply,
        }
    }
}

/// Starts the reply clock of a complaint, or of a later stage, received on that day and
/// acknowledged or not.
pub fn reply_clock(
    terms: ReplyTerms,
    received_on: Date,
    acknowledged_on: Option<Date>,
    calendar: &Calendar,
    day_one: DayOne,
) -> Clock {
    let start = match terms.counted_from {
        CountedFrom::Received => Start::Received { on: received_on },
        CountedFrom::Acknowledged => Start::AcknowledgementDue {
            received_on,
            within: terms.acknowledge,
            acknowledged_on: None,
        },
    };
    let mut clock = Clock::start(ClockKind::Reply, start, terms.reply, calendar, day_one);
    if let Some(on) = acknowledged_on {
        clock.acknowledge(on, calendar, day_one);
    }
    clock
}

impl Clock {
    /// Takes note that the acknowledgement was sent.
    ///
    /// In time, the clock counts from that day; late, it keeps counting from the last day for
    /// it. A date that an extension promised to the customer stands. A clock that does not wait
    /// for an acknowledgement stays as it is.
    pub fn acknowledge(&mut self, on: Date, calendar: &Calendar, day_one: DayOne) {
        let Start::AcknowledgementDue {
            received_on,
            within,
            acknowledged_on: None,
        } = self.start
        else {
            return;
        };
        if on > self.started_on {
            self.start = Start::AcknowledgementDue {
                received_on,
                within,
                acknowledged_on: Some(on),
            };
            return;
        }
        // An acknowledgement cannot come before what it acknowledges.
        self.started_on = on.max(received_on);
        self.start = Start::Acknowledged { on: self.started_on };
        if self.extensions.is_empty() {
            self.due_on = calendar.due(self.started_on, self.limit, day_one);
            // They moved the date at the latest, which is no longer shown.
            self.moves.clear();
        }
    }

    /// Whether the date can still become earlier: the acknowledgement is neither sent nor late.
    pub fn is_at_the_latest(&self, today: Date) -> bool {
        let awaits = matches!(
            self.start,
            Start::AcknowledgementDue {
                acknowledged_on: None,
                ..
            }
        );
        let is_settled = !self.is_running() || !self.extensions.is_empty();
        awaits && !is_settled && today <= self.started_on
    }
}
