//! Demand against the time of year, and how long things take from month to month: rows of numbers for charts.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use redress_domain::id::CouncilId;
use redress_domain::measure::season::{Usual, YEARS};
use redress_domain::measure::{By, Range};

use super::{Ask, Parts};
use crate::Casework;
use crate::failure::Failure;

/// A month of demand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// How many came in.
    pub n: i64,
    /// What is usual for the time of year.
    pub usual: Usual,
    /// Whether it is over: what came in so far is held against nothing.
    pub is_over: bool,
}

/// A month of days taken: its first day, the average in tenths, and of how many.
pub type DaysTaken = (Date, i64, i64);

impl Casework {
    /// The months of a period, each against the same month of earlier years.
    ///
    /// Costs a row for each month of the period and of the five years before it.
    pub async fn demand(&self, council: &CouncilId, ask: &Ask) -> Result<Vec<Month>, Failure> {
        let years = i64::try_from(YEARS).unwrap_or_default();
        let from = ask.range.from.first_of_month();
        let mut earlier = ask.clone();
        earlier.range.from = from.saturating_sub(Span::new().years(years));
        let months = self.by_month(council, &earlier).await?;
        // The record began in the middle of its first month: that is no month to compare with. What was before is unknown.
        let begins = self.first_month(council, ask).await?;
        let number = |month: Date| months.get(&month).map_or(0, |parts| parts.counted.n);
        let mut demand = Vec::new();
        let mut first = from;
        while first <= ask.range.to {
            let same = (1..=years).map(|years| first.saturating_sub(Span::new().years(years)));
            let known = same.filter(|month| begins.is_some_and(|begins| begins < *month));
            let before: Vec<i64> = known.map(number).collect();
            demand.push(Month {
                first,
                n: number(first),
                usual: Usual::of(&before),
                is_over: first.last_of_month() < self.today(),
            });
            first = first.saturating_add(Span::new().months(1));
        }
        Ok(demand)
    }

    /// The average of the working days that something took, month by month; months without any are left out.
    ///
    /// Costs a row for each month and number of days.
    pub async fn days_taken(&self, council: &CouncilId, ask: &Ask) -> Result<Vec<DaysTaken>, Failure> {
        let months = self.by_month(council, ask).await?;
        let taken = months.into_iter().filter_map(|(month, parts)| {
            let tenths = parts.days.tenths()?;
            Some((month, tenths, parts.days.count()))
        });
        Ok(taken.collect())
    }

    /// The month in which the record of the whole council begins, whatever the service.
    async fn first_month(&self, council: &CouncilId, ask: &Ask) -> Result<Option<Date>, Failure> {
        let mut all = ask.clone().of(None);
        let years = i64::try_from(YEARS).unwrap_or_default() + 1;
        all.range.from = ask
            .range
            .from
            .first_of_month()
            .saturating_sub(Span::new().years(years));
        let months = self.by_month(council, &all).await?;
        Ok(months.into_keys().next())
    }

    async fn by_month(&self, council: &CouncilId, ask: &Ask) -> Result<BTreeMap<Date, Parts>, Failure> {
        let definition = ask.measure.definition();
        let parts = self.parts(council, (ask, &definition), Some(By::Month)).await?;
        let months = parts.into_iter().filter_map(|(month, parts)| {
            let first: Date = format!("{month}-01").parse().ok()?;
            Some((first, parts))
        });
        Ok(months.collect())
    }

    /// How many came in on each day of a period, from its first on.
    ///
    /// Costs a row for each day.
    pub async fn days_of_demand(&self, council: &CouncilId, ask: &Ask) -> Result<Vec<i64>, Failure> {
        let definition = ask.measure.definition();
        let range = Range {
            from: ask.range.from,
            to: ask.range.to.min(self.today()),
        };
        let ask = Ask { range, ..ask.clone() };
        let parts = self.parts(council, (&ask, &definition), Some(By::Day)).await?;
        let mut days = Vec::new();
        let mut day = range.from;
        while day <= range.to {
            days.push(parts.get(&day.to_string()).map_or(0, |parts| parts.counted.n));
            day = day.tomorrow().map_err(|_end_of_time| Failure::NotFound)?;
        }
        Ok(days)
    }
}
