//! When reports are drafted, what contact costs, and which days were out of the ordinary.

use jiff::civil::Date;

use crate::measure::Range;
use crate::vocabulary::Channel;

/// When reports are drafted, and what they need from the council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRules {
    /// How many days before a meeting its briefing is drafted (paper 004, 6.1).
    pub briefing_days_before: u16,
    /// The month in which the year of the annual report begins.
    pub year_begins: i8,
    /// What a contact costs the council, by channel and from a day on.
    pub costs: Vec<ChannelCost>,
    /// Days that were out of the ordinary: a storm, a strike, an election.
    pub storms: Vec<Storm>,
}

/// What one contact costs, from a day on. Published figures disagree widely, so it is the council's own (facts, 5.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelCost {
    /// By which channel.
    pub channel: Channel,
    /// How many pence.
    pub pence: u16,
    /// From which day on.
    pub from: Date,
    /// Who worked it out, and when.
    pub source: String,
}

/// Days that were out of the ordinary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Storm {
    /// What it was.
    pub name: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl ReportRules {
    /// The first day of the year of the report in which a day lies.
    pub fn year_from(&self, day: Date) -> Date {
        let year = if day.month() < self.year_begins {
            day.year() - 1
        } else {
            day.year()
        };
        Date::new(year, self.year_begins, 1).unwrap_or(day)
    }

    /// The year of the report that begins on a day.
    pub fn year(from: Date) -> Range {
        let next = from.saturating_add(jiff::Span::new().years(1));
        Range {
            from,
            to: next.yesterday().unwrap_or(next),
        }
    }

    /// What a contact by a channel cost on a day; nothing where nobody said.
    pub fn cost_on(&self, channel: Channel, day: Date) -> Option<&ChannelCost> {
        let known = self.costs.iter();
        known
            .filter(|cost| cost.channel == channel && cost.from <= day)
            .max_by_key(|cost| cost.from)
    }
}
