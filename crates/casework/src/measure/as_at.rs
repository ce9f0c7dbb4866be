//! Figures as they were: what was known at a moment, read from the record itself.
//!
//! The sums know today. What was recorded after the moment is left out of the record, each case is folded as it stood,
//! and what it gave to be counted then is counted, by the rules in force on that day.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::calendar::Calendar;
use redress_domain::calendar::london::civil_date;
use redress_domain::id::CouncilId;
use redress_domain::measure::definition::{Definition, Formula, Part};
use redress_domain::measure::fact::{self, Fact, Facts, Tally};
use redress_domain::measure::figure::Figure;
use redress_domain::measure::{By, Range};
use redress_domain::policy::Policy;
use redress_domain::{case, conduct, survey};
use redress_store::stream::{Recorded, StreamId, StreamSort};

use super::{Ask, Figures, Parts, begins_with, with_months_of_nothing};
use crate::Casework;
use crate::conduct::counted_of;
use crate::failure::Failure;
use crate::stream::{entries_of, with_what_stays};

/// How many names of streams are read at once.
const TOGETHER: i64 = 500;

/// What a figure is counted by.
struct Rules<'a> {
    ask: &'a Ask,
    definition: Definition,
    range: Range,
    policy: &'a Policy,
    calendar: Calendar,
    teams: BTreeMap<String, String>,
    today: Date,
}

/// One of the measures that are counted, as far as the record was read.
struct Counting<'a> {
    /// Which of those that are asked for.
    place: usize,
    rules: Rules<'a>,
    lines: BTreeMap<String, Parts>,
    begins: Option<Date>,
}

impl Counting<'_> {
    fn count(&mut self, facts: &Facts) {
        let begin = begins_with(&self.rules.definition);
        let first = facts.keys().filter(|fact| begin.contains(&fact.what));
        self.begins = first.map(|fact| fact.on).chain(self.begins).min();
        for (fact, tally) in facts {
            self.rules.count(&mut self.lines, fact, *tally);
        }
    }
}

impl Casework {
    /// A measure as it was known at a moment: what was recorded later is as if it had never been. `None` as in
    /// [`figures`](Casework::figures).
    ///
    /// Costs the reading of the record from end to end: for a command, and no page. What retention has removed since is
    /// missing from it.
    pub async fn figures_as_at(
        &self,
        council: &CouncilId,
        ask: &Ask,
        at: Timestamp,
    ) -> Result<Option<Figures>, Failure> {
        let mut found = self.all_as_at(council, std::slice::from_ref(ask), at).await?;
        Ok(found.pop().flatten())
    }

    /// The same for several measures, in their order, with one reading of the record for all of them.
    pub(crate) async fn all_as_at(
        &self,
        council: &CouncilId,
        asks: &[Ask],
        at: Timestamp,
    ) -> Result<Vec<Option<Figures>>, Failure> {
        let today = civil_date(at);
        let settings = self.councils.get(council)?;
        let policy = settings.policy(today)?;
        let mut found: Vec<Option<Figures>> = Vec::with_capacity(asks.len());
        let mut counting: Vec<Counting<'_>> = Vec::new();
        for (place, ask) in asks.iter().enumerate() {
            let definition = ask.measure.definition();
            let figures = match definition.formula {
                _ if !self.is_computed(council, ask)? => None,
                Formula::DailyChecks => {
                    let mut until = ask.clone();
                    until.range.to = until.range.to.min(today);
                    Some(self.unassigned_at_checks(council, &until).await?)
                }
                Formula::Arrangements => Some(self.arrangements_as_at(council, at).await?),
                // Which steps were done by then, and how fast, is not kept for each day.
                Formula::Forecasts => None,
                Formula::Count(_)
                | Formula::Share(..)
                | Formula::WorkingDays(_)
                | Formula::Cost(_)
                | Formula::Standing(..) => {
                    counting.push(Counting {
                        place,
                        lines: BTreeMap::new(),
                        begins: None,
                        rules: Rules {
                            ask,
                            definition,
                            range: ask.counted(today),
                            policy,
                            calendar: settings.versions.calendar(today).ok_or(Failure::NotFound)?,
                            teams: self.teams(council)?,
                            today,
                        },
                    });
                    None
                }
            };
            found.push(figures);
        }
        for sort in [StreamSort::Case, StreamSort::Survey] {
            let is_of_sort =
                |one: &Counting<'_>| one.rules.definition.is_of_the_survey() == (sort == StreamSort::Survey);
            let of_sort: Vec<&mut Counting<'_>> = counting.iter_mut().filter(|one| is_of_sort(one)).collect();
            self.count_as_at((council, sort), of_sort, at).await?;
        }
        for one in counting {
            if let Some(figures) = found.get_mut(one.place) {
                *figures = Some(one.rules.figures(one.lines, one.begins));
            }
        }
        Ok(found)
    }

    /// Counts what each stream of a sort gave at a moment, for all that is asked of it.
    async fn count_as_at(
        &self,
        (council, sort): (&CouncilId, StreamSort),
        mut counting: Vec<&mut Counting<'_>>,
        at: Timestamp,
    ) -> Result<(), Failure> {
        let Some(calendar) = counting.first().map(|one| one.rules.calendar.clone()) else {
            return Ok(());
        };
        let mut after: Option<StreamId> = None;
        loop {
            let page = self
                .store
                .streams(council, sort, after.as_ref(), TOGETHER)
                .await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.clone());
            for stream in &page {
                let recorded = self.known_at(council, stream, at).await?;
                let facts = facts_of(recorded, (sort, &calendar))?;
                for one in &mut counting {
                    one.count(&facts);
                }
            }
        }
    }

    /// What was recorded of a stream by a moment.
    async fn known_at(
        &self,
        council: &CouncilId,
        stream: &StreamId,
        at: Timestamp,
    ) -> Result<Vec<Recorded>, Failure> {
        // What stays of what was erased since is said later.
        let mut recorded = with_what_stays(self.store.stream(council, stream).await?)?;
        recorded.retain(|event| event.recorded_at <= at);
        Ok(recorded)
    }

    async fn arrangements_as_at(&self, council: &CouncilId, at: Timestamp) -> Result<Figures, Failure> {
        let today = civil_date(at);
        let mut n = 0;
        let mut after: Option<StreamId> = None;
        loop {
            let sort = StreamSort::Restriction;
            let page = self
                .store
                .streams(council, sort, after.as_ref(), TOGETHER)
                .await?;
            let Some(last) = page.last() else { break };
            after = Some(last.clone());
            for stream in &page {
                let binds = |(from, until): (Date, Date)| (from..=until).contains(&today);
                let recorded = self.store.stream(council, stream).await?;
                let known = recorded.iter().filter(|event| event.recorded_at <= at);
                if known.clone().any(|event| event.body.is_none()) {
                    // It was erased since: what is counted of it, the event that says so has.
                    let entries = entries_of(recorded)?;
                    let counted = counted_of(&entries).filter(|_| entries.iter().all(|entry| entry.at > at));
                    n += i64::from(counted.is_some_and(|counted| counted.bound.iter().copied().any(binds)));
                    continue;
                }
                let file = conduct::fold(&entries_of(known.cloned())?);
                n += i64::from(file.erased_on.is_none() && file.bound().is_some_and(binds));
            }
        }
        Ok(Figures {
            whole: Figure::Count(n),
            lines: Vec::new(),
        })
    }
}

/// What a stream gave to be counted.
fn facts_of(recorded: Vec<Recorded>, (sort, calendar): (StreamSort, &Calendar)) -> Result<Facts, Failure> {
    if sort == StreamSort::Survey {
        let entries: Vec<survey::Entry> = entries_of(recorded)?;
        return Ok(survey::fact::facts(&survey::fold(&entries)));
    }
    let entries = entries_of(recorded)?;
    Ok(case::fold(&entries).map_or_else(Facts::new, |case| fact::facts(&case, calendar)))
}

impl Rules<'_> {
    fn count(&self, lines: &mut BTreeMap<String, Parts>, fact: &Fact, tally: Tally) {
        let is_of_service = self.ask.service.is_none() || self.ask.service == fact.service;
        if !is_of_service || fact.on < self.range.from || fact.on > self.range.to {
            return;
        }
        let is_counted = self.definition.facts().contains(&fact.what);
        let is_other =
            matches!(self.definition.formula, Formula::Share(_, Part::Of(other)) if other == fact.what);
        if !is_counted && !is_other {
            return;
        }
        let parts = lines.entry(self.line(fact)).or_default();
        if is_other {
            parts.other += tally.n;
        }
        if !is_counted {
            return;
        }
        parts.counted.add(tally);
        if let Some(days) = fact.days {
            parts.days.add(days, tally);
        }
        if matches!(self.definition.formula, Formula::Cost(_)) {
            match self.policy.reports.cost_on(fact.channel, fact.on) {
                Some(cost) => parts.pence += tally.n * i64::from(cost.pence),
                None => parts.unpriced += tally.n,
            }
        }
    }

    /// The word of the line to which a fact belongs; empty where nobody said, and where nothing is told apart.
    fn line(&self, fact: &Fact) -> String {
        let said = |word: Option<String>| word.unwrap_or_default();
        match self.ask.by.filter(|by| self.definition.by.contains(by)) {
            None => String::new(),
            Some(By::Service) => said(fact.service.as_ref().map(ToString::to_string)),
            Some(By::Team) => {
                let service = fact.service.as_ref().map(ToString::to_string);
                said(self.teams.get(&said(service)).cloned())
            }
            Some(By::Ward) => said(fact.ward.as_ref().map(ToString::to_string)),
            Some(By::Channel) => fact.channel.to_string(),
            Some(By::Kind) => fact.kind.to_string(),
            Some(By::Month) => fact.on.strftime("%Y-%m").to_string(),
            Some(By::Day) => fact.on.to_string(),
            Some(By::Stage) if fact.stage == 0 => String::new(),
            Some(By::Stage) => fact.stage.to_string(),
            Some(By::Detail) => fact.detail.clone(),
        }
    }

    fn figures(&self, mut lines: BTreeMap<String, Parts>, begins: Option<Date>) -> Figures {
        let formula = self.definition.formula;
        let whole = lines.values().fold(Parts::default(), |mut all, parts| {
            all.add(parts);
            all
        });
        let is_apart = self.ask.by.is_some_and(|by| self.definition.by.contains(&by));
        lines.retain(|_, parts| is_apart && parts.counted.n > 0);
        if is_apart && self.ask.by == Some(By::Month) {
            with_months_of_nothing(&mut lines, (self.range, self.today), begins);
        }
        Figures {
            whole: whole.figure(formula),
            lines: lines
                .into_iter()
                .map(|(line, parts)| (line, parts.figure(formula)))
                .collect(),
        }
    }
}
