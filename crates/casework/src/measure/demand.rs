//! Demand against the time of year, and how long things take from month to month: rows of numbers for charts.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use redress_domain::id::CouncilId;
use redress_domain::measure::season::{Earlier, Usual, YEARS};
use redress_domain::measure::{By, Range};
use redress_domain::policy::Storm;

use super::{Ask, Parts};
use crate::Casework;
use crate::failure::Failure;

/// The longest period that is held against earlier years line by line: of a longer one they would overlap it.
const MONTHS_OF_A_YEAR: i32 = 12;

/// A month of demand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// How many came in.
    pub n: i64,
    /// The same month of earlier years of which the record has the whole, the latest first.
    pub earlier: Vec<Earlier>,
    /// What is usual for the time of year.
    pub usual: Usual,
    /// The storms that the policy names on its days.
    pub storms: Vec<Storm>,
    /// Whether it is over: what came in so far is held against nothing.
    pub is_over: bool,
}

/// A line of demand, of the months of a period that are over: one service, one ward, one cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its word; empty where nobody said.
    pub word: String,
    /// How many.
    pub n: i64,
    /// The same months of earlier years of which the record has the whole, the latest first.
    pub earlier: Vec<Earlier>,
    /// What is usual for the time of year.
    pub usual: Usual,
}

/// A month of days taken: its first day, the average in tenths, and of how many.
pub type DaysTaken = (Date, i64, i64);

impl Casework {
    /// The months of a period, each against the same month of earlier years, with the storms of each. A month in which nothing
    /// at all is on record is unknown, and no month of nothing: an old system's rows end somewhere. So is what a service was
    /// before anything of it is on record.
    ///
    /// Costs a row for each month of the period and of the five years before it; of a service, twice.
    pub async fn demand(&self, council: &CouncilId, ask: &Ask) -> Result<Vec<Month>, Failure> {
        let wide = with_earlier_years(ask);
        let months = self.by_month(council, &wide).await?;
        let of_all = match ask.service {
            Some(_) => Some(self.by_month(council, &wide.clone().of(None)).await?),
            None => None,
        };
        let begins = self.record_begins_on(council).await?;
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let storms_on = |range: Range| {
            policy
                .reports
                .storms
                .iter()
                .filter(move |storm| storm.is_on(range))
        };
        let n = |of: &BTreeMap<Date, Parts>, month: Date| of.get(&month).map_or(0, |parts| parts.counted.n);
        let own = months.iter().find(|(_, parts)| parts.counted.n > 0);
        let own = own.map(|(month, _)| *month);
        let is_known = |month: &Date| {
            let on_record = n(of_all.as_ref().unwrap_or(&months), *month) > 0;
            on_record && own.is_some_and(|own| own <= *month)
        };
        let demand = ask.range.each_month().map(|first| {
            let earlier: Vec<Earlier> = whole_years_before(first, begins)
                .filter(is_known)
                .map(|month| Earlier {
                    year: month.year(),
                    n: n(&months, month),
                    is_stormy: storms_on(Range::month_of(month)).next().is_some(),
                })
                .collect();
            Month {
                first,
                n: n(&months, first),
                usual: Usual::of(&earlier),
                earlier,
                storms: storms_on(Range::month_of(first)).cloned().collect(),
                is_over: first.last_of_month() < self.today(),
            }
        });
        Ok(demand.collect())
    }

    /// What something is told apart by, line by line, each against the same months of earlier years: of the months of a period
    /// that are over, and which they are. Nothing where none is over, nor for more than a year: the years before would overlap.
    ///
    /// A year in which nothing at all is on record of these months is unknown, and of a line what was before anything of it is.
    /// A storm takes its year out of what is usual where the period is one month, as in [`Casework::demand`]. Of more months it
    /// does not: hardly a year is without one.
    ///
    /// Costs a row for each line and month of the period and of the five years before it.
    pub async fn demand_by(
        &self,
        council: &CouncilId,
        (ask, by): (&Ask, By),
    ) -> Result<Option<(Range, Vec<Line>)>, Failure> {
        let today = self.today();
        let last = ask.range.to.last_of_month();
        let to = if last < today {
            last
        } else {
            today.first_of_month().yesterday().unwrap_or(today)
        };
        let over = Range {
            from: ask.range.from.first_of_month(),
            to,
        };
        if over.to < over.from || over.months() > MONTHS_OF_A_YEAR {
            return Ok(None);
        }
        let ask = Ask {
            range: over,
            ..ask.clone()
        };
        let begins = self.record_begins_on(council).await?;
        let settings = self.councils.get(council)?;
        let storms = &settings.policy(today)?.reports.storms;
        let mut years: Vec<Date> = vec![over.from];
        years.extend(whole_years_before(over.from, begins));
        let wide = Range {
            from: years.last().copied().unwrap_or(over.from),
            to: over.to,
        };
        let wide = Ask {
            range: wide,
            ..ask.clone()
        };
        let definition = ask.measure.definition();
        let months = over.months();
        let sums = self.months_of_lines(council, (&wide, &definition), by).await?;
        let in_year = |of: &BTreeMap<Date, i64>, first: Date| -> i64 {
            let end = first.saturating_add(Span::new().months(months));
            of.range(first..end).map(|(_, n)| n).sum()
        };
        let on_record = |first: &Date| sums.values().any(|of| in_year(of, *first) > 0);
        let known: Vec<Date> = years.into_iter().skip(1).filter(on_record).collect();
        let lines = sums.iter().filter_map(|(word, of)| {
            let own = of.iter().find(|(_, n)| **n > 0).map(|(month, _)| *month);
            let earlier: Vec<Earlier> = known
                .iter()
                .filter(|first| own.is_some_and(|own| own <= **first))
                .map(|first| Earlier {
                    year: first.year(),
                    n: in_year(of, *first),
                    is_stormy: months == 1 && storms.iter().any(|storm| storm.is_on(Range::month_of(*first))),
                })
                .collect();
            let n = in_year(of, over.from);
            (n > 0 || earlier.iter().any(|year| year.n > 0)).then(|| Line {
                word: word.clone(),
                n,
                usual: Usual::of(&earlier),
                earlier,
            })
        });
        Ok(Some((over, lines.collect())))
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

/// The same question of the period and the earlier years that are looked at.
fn with_earlier_years(ask: &Ask) -> Ask {
    let mut earlier = ask.clone();
    let years = Span::new().years(i64::try_from(YEARS).unwrap_or_default());
    earlier.range.from = ask.range.from.first_of_month().saturating_sub(years);
    earlier
}

/// The first day of the same month of the years before, the latest first, as far back as the record has whole months: it began
/// in the middle of its first, and what was before is unknown.
fn whole_years_before(first: Date, begins: Option<Date>) -> impl Iterator<Item = Date> {
    let years = 1..=i64::try_from(YEARS).unwrap_or_default();
    let same = years.map(move |years| first.saturating_sub(Span::new().years(years)));
    same.take_while(move |month| begins.is_some_and(|begins| begins.first_of_month() < *month))
}
