//! When reports are drafted, what contact costs, and which days were out of the ordinary.

use jiff::civil::Date;

use crate::case::Avoidable;
use crate::id::CouncilId;
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
    /// What staff are asked of a contact, and how: why a customer could have been saved it. Where there is nothing, they
    /// are not asked, and what the record shows is counted alone.
    pub avoidable: Vec<Avoidable>,
    /// The councils of the same installation with which this one agrees to be set side by side. It is done where both
    /// name each other.
    pub compare_with: Vec<CouncilId>,
}

/// To which councils of the installation cases are sent that are theirs, and on what ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferRules {
    /// To which, and from which. It is done where both name each other.
    pub with: Vec<CouncilId>,
    /// On what ground what a customer told goes to another council (UK GDPR, article 6).
    pub ground: TransferGround,
}

crate::vocabulary! {
    /// On what ground a case goes to another council.
    pub enum TransferGround {
        /// The customer agrees before anything goes (UK GDPR, article 6(1)(a)).
        Consent = "consent",
        /// It is needed for what the councils are there for (UK GDPR, article 6(1)(e); Data Protection Act 2018,
        /// section 8): the customer is told.
        PublicTask = "public-task",
    }
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

impl Storm {
    /// Whether any of its days is among these.
    pub fn is_on(&self, range: Range) -> bool {
        self.from <= range.to && self.to >= range.from
    }
}

/// What it would save if some contacts had come another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift<'a> {
    /// How many.
    pub count: u32,
    /// What one costs as it comes.
    pub as_is: &'a ChannelCost,
    /// What one would cost.
    pub instead: &'a ChannelCost,
}

impl Shift<'_> {
    /// What they cost, in pence.
    pub fn costs(&self) -> i64 {
        i64::from(self.count) * i64::from(self.as_is.pence)
    }

    /// What they would cost.
    pub fn would_cost(&self) -> i64 {
        i64::from(self.count) * i64::from(self.instead.pence)
    }

    /// What is saved; less than nothing where the other way costs more.
    pub fn saves(&self) -> i64 {
        self.costs() - self.would_cost()
    }
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

    /// What it would save if so many contacts came by another channel, at the costs of a day; the channel that has no
    /// cost on it, where one has none.
    pub fn shift(
        &self,
        count: u32,
        (as_is, instead): (Channel, Channel),
        day: Date,
    ) -> Result<Shift<'_>, Channel> {
        Ok(Shift {
            count,
            as_is: self.cost_on(as_is, day).ok_or(as_is)?,
            instead: self.cost_on(instead, day).ok_or(instead)?,
        })
    }

    /// The channels that have a cost on a day, in the order of their list.
    pub fn priced_on(&self, day: Date) -> Vec<Channel> {
        let known = Channel::ALL.iter().copied();
        known
            .filter(|channel| self.cost_on(*channel, day).is_some())
            .collect()
    }
}
