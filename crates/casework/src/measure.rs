//! Figures: any measure of the catalogue, for a period, told apart by one thing, and the cases behind it.
//!
//! A figure holds no name and is shown to whoever may see performance; the cases behind it are listed by
//! permission, as in every other list.

mod as_at;
mod cost;
pub mod demand;
pub mod hub;
pub mod published;
pub mod view;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;
use jiff::civil::Date;
use redress_domain::id::{CouncilId, ServiceId};
use redress_domain::measure::definition::{Definition, Formula, Part, Side, UpTo};
use redress_domain::measure::fact::{FactKind, Tally};
use redress_domain::measure::figure::{Figure, Histogram};
use redress_domain::measure::{By, Measure, Range, Split};
use redress_domain::permission::Actor;
use redress_store::fact::{ALL_SERVICES, Behind, SumKey, Wanted};

use crate::Casework;
use crate::failure::Failure;
use crate::lists::{CaseLine, PAGE, is_for};

/// A case behind a figure, by the day on which it is counted.
pub type CountedCase = redress_store::fact::CountedCase;

/// After how many days without a word a customer is counted, unless another number is asked for.
pub const WITHOUT_A_WORD: u16 = 14;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Which measure.
    pub measure: Measure,
    /// For which days. What stands now does not ask.
    pub range: Range,
    /// What it is told apart by; nothing for the one figure.
    pub by: Option<By>,
    /// Of one service; of all where none is named.
    pub service: Option<ServiceId>,
    /// Since how many days, for what asks that.
    pub days: u16,
}

/// What is answered: the whole, and the lines of which it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// All together.
    pub whole: Figure,
    /// Each line, by the word of what tells it apart; empty where nobody said.
    pub lines: Vec<(String, Figure)>,
}

/// Which cases behind a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Which {
    /// Only of this line.
    pub line: Option<(By, String)>,
    /// Only those on one side of a share.
    pub side: Option<Side>,
}

/// A case behind a figure, as it is counted there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The day on which it is counted.
    pub on: Date,
    /// How often on that day: a case of two points counts twice where points are counted.
    pub times: i64,
    /// The case.
    pub line: CaseLine,
}

impl Ask {
    /// A measure for some days, told apart by nothing.
    pub fn new(measure: Measure, range: Range) -> Self {
        Self {
            measure,
            range,
            by: None,
            service: None,
            days: WITHOUT_A_WORD,
        }
    }

    /// The same, told apart.
    #[must_use]
    pub fn by(mut self, by: By) -> Self {
        self.by = Some(by);
        self
    }

    /// The same, of one service or of all.
    #[must_use]
    pub fn of(mut self, service: Option<ServiceId>) -> Self {
        self.service = service;
        self
    }

    /// The days that the figure tells of, as they are written beside it: what stands now is of today, whatever was asked for.
    pub fn told_of(&self, today: Date) -> Range {
        if !self.measure.definition().is_now() {
            return self.range;
        }
        Range {
            from: today,
            to: today,
        }
    }

    /// The days whose facts are counted: a promise that is due today or later is not late yet, and what
    /// stands now may have begun on any day.
    pub fn counted(&self, today: Date) -> Range {
        let back = |days: i64| today.saturating_sub(Span::new().days(days));
        match self.measure.definition().formula {
            Formula::Standing(_, UpTo::Today) => Range::until(today),
            Formula::Standing(_, UpTo::Yesterday) => Range::until(back(1)),
            Formula::Standing(_, UpTo::DaysAgo) => Range::until(back(i64::from(self.days))),
            Formula::Share(facts, _) if facts.iter().any(|fact| fact.is_promise()) => Range {
                from: self.range.from,
                to: self.range.to.min(back(1)),
            },
            Formula::Share(..)
            | Formula::Count(_)
            | Formula::WorkingDays(_)
            | Formula::Cost(_)
            | Formula::Arrangements
            | Formula::Forecasts
            | Formula::DailyChecks => self.range,
        }
    }
}

/// What of the sums belongs to one line.
#[derive(Debug, Clone, Default)]
struct Parts {
    counted: Tally,
    other: i64,
    days: Histogram,
    pence: i64,
    unpriced: i64,
}

impl Parts {
    fn figure(&self, formula: Formula) -> Figure {
        match formula {
            Formula::Count(_)
            | Formula::Standing(..)
            | Formula::Arrangements
            | Formula::Forecasts
            | Formula::DailyChecks => Figure::Count(self.counted.n),
            Formula::WorkingDays(_) => self.days.figure(),
            Formula::Cost(_) => Figure::Cost {
                pence: self.pence,
                of: self.counted.n,
                unpriced: self.unpriced,
            },
            Formula::Share(_, part) => Figure::Share {
                part: match part {
                    Part::Kept => self.counted.kept,
                    Part::KeptFirst => self.counted.kept_first,
                    Part::Of(_) => self.other,
                },
                of: self.counted.n,
            },
        }
    }

    fn add(&mut self, other: &Self) {
        self.counted.add(other.counted);
        self.other += other.other;
        self.days.merge(&other.days);
        self.pence += other.pence;
        self.unpriced += other.unpriced;
    }
}

impl Casework {
    /// A measure, whole and told apart. `None` where nothing is computed: answers to a survey, of a council that
    /// never asked; and of a service what the whole council alone has.
    ///
    /// Costs what its [`Definition`] says; never a row for each case.
    pub async fn figures(&self, council: &CouncilId, ask: &Ask) -> Result<Option<Figures>, Failure> {
        let definition = ask.measure.definition();
        if !self.is_computed(council, ask)? {
            return Ok(None);
        }
        match definition.formula {
            Formula::Arrangements => {
                let n = self.store.arrangements_in_force(council, self.today()).await?;
                Ok(Some(Figures {
                    whole: Figure::Count(n),
                    lines: Vec::new(),
                }))
            }
            Formula::DailyChecks => self.unassigned_at_checks(council, ask).await.map(Some),
            Formula::Forecasts => self.counted_forecasts(council, ask).await.map(Some),
            Formula::Cost(what) => self.cost(council, (ask, what)).await.map(Some),
            Formula::Count(_) | Formula::Share(..) | Formula::WorkingDays(_) | Formula::Standing(..) => {
                self.summed(council, (ask, &definition)).await.map(Some)
            }
        }
    }

    /// Whether there is anything to compute: no answers of a council that never asked, and nothing of a service that the whole
    /// council alone has.
    fn is_computed(&self, council: &CouncilId, ask: &Ask) -> Result<bool, Failure> {
        let definition = ask.measure.definition();
        let settings = self.councils.get(council)?;
        let asks_customers = settings.versions.all().any(|(_, policy)| policy.survey.is_some());
        let is_asked = asks_customers || !definition.is_of_the_survey();
        Ok(is_asked && (ask.service.is_none() || !definition.is_of_the_council()))
    }

    /// A measure as `actor` may see it: what customers answered is for whoever reads their answers, and of the services
    /// whose cases they open. All others have what is published of a quarter, where few answers are not shown.
    ///
    /// Told apart by a service, a month or a channel, the figure of one answer is that answer, and whoever works there knows
    /// which case was closed.
    ///
    /// Costs what [`Casework::figures`] costs.
    pub async fn figures_for(
        &self,
        council: &CouncilId,
        actor: &Actor,
        ask: &Ask,
    ) -> Result<Option<Figures>, Failure> {
        if ask.measure.definition().is_of_the_survey()
            && !self.reads_answers_of(council, actor, ask.service.as_ref())?
        {
            return Err(Failure::NotPermitted);
        }
        self.figures(council, ask).await
    }

    async fn summed(
        &self,
        council: &CouncilId,
        (ask, definition): (&Ask, &Definition),
    ) -> Result<Figures, Failure> {
        let by = ask.by.filter(|by| definition.by.contains(by));
        let whole = self.parts(council, (ask, definition), None).await?;
        let whole: Parts = whole.into_values().fold(Parts::default(), |mut all, parts| {
            all.add(&parts);
            all
        });
        let mut lines = match by {
            Some(by) => self.parts(council, (ask, definition), Some(by)).await?,
            None => BTreeMap::new(),
        };
        // What no line has: nobody said which ward, say.
        let said: i64 = lines.values().map(|parts| parts.counted.n).sum();
        let rest = whole.counted.n - said;
        if by.is_some() && rest > 0 && !lines.contains_key("") {
            let kept: i64 = lines.values().map(|parts| parts.counted.kept).sum();
            let first: i64 = lines.values().map(|parts| parts.counted.kept_first).sum();
            let other: i64 = lines.values().map(|parts| parts.other).sum();
            let mut days = whole.days.clone();
            for parts in lines.values() {
                days.take_away(&parts.days);
            }
            let counted = Tally {
                n: rest,
                kept: whole.counted.kept - kept,
                kept_first: whole.counted.kept_first - first,
            };
            let other = whole.other - other;
            let rest = Parts {
                counted,
                other,
                days,
                ..Parts::default()
            };
            lines.insert(String::new(), rest);
        }
        lines.retain(|_, parts| parts.counted.n > 0);
        if by == Some(By::Month) {
            let begins = self.store.first_fact_on(council, begins_with(definition)).await?;
            with_months_of_nothing(&mut lines, (ask.counted(self.today()), self.today()), begins);
        }
        Ok(Figures {
            whole: whole.figure(definition.formula),
            lines: lines
                .into_iter()
                .map(|(value, parts)| (value, parts.figure(definition.formula)))
                .collect(),
        })
    }

    /// The sums behind a figure, by the word of each line.
    async fn parts(
        &self,
        council: &CouncilId,
        (ask, definition): (&Ask, &Definition),
        by: Option<By>,
    ) -> Result<BTreeMap<String, Parts>, Failure> {
        let services: Vec<String> = match (&ask.service, by) {
            (Some(service), _) => vec![service.to_string()],
            (None, Some(By::Service | By::Team)) => self.all_services(council)?,
            (None, _) => vec![ALL_SERVICES.to_owned()],
        };
        let teams = self.teams(council)?;
        let line_of = |key: SumKey| match by {
            None => String::new(),
            Some(By::Service) => key.service,
            Some(By::Team) => teams.get(&key.service).cloned().unwrap_or_default(),
            Some(By::Month | By::Day) => key.month,
            Some(By::Channel | By::Ward | By::Stage | By::Kind | By::Detail) => key.value,
        };
        let wanted = |what| Wanted {
            what,
            split: by.map_or(Split::Nothing, By::split),
            range: ask.counted(self.today()),
            services: &services,
        };
        let mut lines: BTreeMap<String, Parts> = BTreeMap::new();
        if by == Some(By::Day) {
            let service = services.first().map_or(ALL_SERVICES, String::as_str);
            for what in definition.facts() {
                let range = ask.counted(self.today());
                for (day, tally) in self.store.fact_days(council, (*what, range), service).await? {
                    lines.entry(day).or_default().counted.add(tally);
                }
            }
            return Ok(lines);
        }
        for what in definition.facts() {
            for (key, tally) in self.store.fact_sums(council, wanted(*what)).await? {
                let days = key.days;
                let parts = lines.entry(line_of(key)).or_default();
                parts.counted.add(tally);
                if let Some(days) = days {
                    parts.days.add(days, tally);
                }
            }
        }
        if let Formula::Share(_, Part::Of(what)) = definition.formula {
            for (key, tally) in self.store.fact_sums(council, wanted(what)).await? {
                lines.entry(line_of(key)).or_default().other += tally.n;
            }
        }
        Ok(lines)
    }

    /// How many of each line there are in each month, by its first day; what no line has under the empty word.
    async fn months_of_lines(
        &self,
        council: &CouncilId,
        (ask, definition): (&Ask, &Definition),
        by: By,
    ) -> Result<BTreeMap<String, BTreeMap<Date, i64>>, Failure> {
        let services: Vec<String> = match (&ask.service, by) {
            (Some(service), _) => vec![service.to_string()],
            (None, By::Service | By::Team) => self.all_services(council)?,
            (None, _) => vec![ALL_SERVICES.to_owned()],
        };
        let wanted = |what| Wanted {
            what,
            split: by.split(),
            range: ask.counted(self.today()),
            services: &services,
        };
        let month_of = |month: &str| format!("{month}-01").parse::<Date>().ok();
        let mut lines: BTreeMap<String, BTreeMap<Date, i64>> = BTreeMap::new();
        for what in definition.facts() {
            for (key, tally) in self.store.fact_sums(council, wanted(*what)).await? {
                let Some(month) = month_of(&key.month) else {
                    continue;
                };
                let word = if by == By::Service { key.service } else { key.value };
                *lines.entry(word).or_default().entry(month).or_default() += tally.n;
            }
        }
        // What no line has: nobody said which ward, say.
        for (month, parts) in self.parts(council, (ask, definition), Some(By::Month)).await? {
            let Some(month) = month_of(&month) else { continue };
            let said: i64 = lines.values().filter_map(|line| line.get(&month)).sum();
            if parts.counted.n > said {
                *lines.entry(String::new()).or_default().entry(month).or_default() += parts.counted.n - said;
            }
        }
        Ok(lines)
    }

    /// Whether any version of the policy knew a service: of another one nothing was ever counted.
    pub fn knows_service(&self, council: &CouncilId, service: &ServiceId) -> Result<bool, Failure> {
        Ok(self.all_services(council)?.contains(&service.to_string()))
    }

    /// Every service that any version of the policy knew, and none.
    fn all_services(&self, council: &CouncilId) -> Result<Vec<String>, Failure> {
        let settings = self.councils.get(council)?;
        let policies = settings.versions.all().map(|(_, policy)| policy);
        let services = policies.flat_map(|policy| policy.services.iter());
        let mut known: BTreeSet<String> = services.map(|service| service.id.to_string()).collect();
        known.insert(String::new());
        Ok(known.into_iter().collect())
    }

    /// The first day of which there is anything to count; nothing while there is no case. Costs a row for each kind of case.
    pub async fn record_begins_on(&self, council: &CouncilId) -> Result<Option<Date>, Failure> {
        let received = Measure::Received.definition().facts();
        Ok(self.store.first_fact_on(council, received).await?)
    }

    /// Which team does the work of each service, by what the newest policy that knows the service says.
    fn teams(&self, council: &CouncilId) -> Result<BTreeMap<String, String>, Failure> {
        let settings = self.councils.get(council)?;
        let policies = settings.versions.all().map(|(_, policy)| policy);
        let services = policies.flat_map(|policy| policy.services.iter());
        Ok(services
            .map(|service| (service.id.to_string(), service.team.to_string()))
            .collect())
    }

    async fn unassigned_at_checks(&self, council: &CouncilId, ask: &Ask) -> Result<Figures, Failure> {
        let checks = self
            .store
            .daily_checks(council, ask.range.from, ask.range.to)
            .await?;
        let mut months: BTreeMap<String, i64> = BTreeMap::new();
        for check in &checks {
            let month = check.checked_on.strftime("%Y-%m").to_string();
            let most = months.entry(month).or_default();
            *most = (*most).max(check.waiting);
        }
        let lines = months
            .into_iter()
            .map(|(month, most)| (month, Figure::Count(most)));
        Ok(Figures {
            whole: Figure::Count(checks.iter().map(|check| check.waiting).max().unwrap_or_default()),
            lines: lines.filter(|_| ask.by == Some(By::Month)).collect(),
        })
    }

    /// A page of the cases behind a figure that `actor` may open, by the day on which each is counted and how often, and the
    /// place after which the next page begins. Whoever may open all finds as many as the figure counts.
    ///
    /// A complaint about `actor` is counted and not shown (Complaint Handling Code 5: conflict of interest).
    ///
    /// Costs a row for each case of the page, and for each that is passed over because it is of another
    /// service, another line or the other side.
    pub async fn behind(
        &self,
        council: &CouncilId,
        (actor, ask): (&Actor, &Ask),
        which: &Which,
        after: Option<&CountedCase>,
    ) -> Result<(Vec<Counted>, Option<CountedCase>), Failure> {
        let definition = ask.measure.definition();
        if definition.is_of_the_survey() {
            // Who answers a survey was told that it is read without a name.
            return Ok((Vec::new(), None));
        }
        let part = match definition.formula {
            Formula::Share(_, part) => Some(part),
            Formula::Count(_)
            | Formula::WorkingDays(_)
            | Formula::Cost(_)
            | Formula::Standing(..)
            | Formula::Arrangements
            | Formula::DailyChecks => None,
            // A page holds them all: no more are looked at.
            Formula::Forecasts => {
                let found = self.behind_forecasts(council, (actor, ask), which).await?;
                return Ok((found, None));
            }
        };
        let (range, behind) = self.narrowed(council, (actor, ask), which)?;
        let behind = Behind {
            side: part.zip(which.side),
            ..behind
        };
        let mut found: BTreeMap<CountedCase, Tally> = BTreeMap::new();
        for what in definition.facts() {
            let page = self
                .store
                .cases_behind(council, (*what, range), &behind, (after, PAGE + 1))
                .await?;
            for (case, tally) in page {
                found.entry(case).or_default().add(tally);
            }
        }
        let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let is_more = found.len() > page;
        let found: Vec<_> = found.into_iter().take(page).collect();
        let next = found.last().filter(|_| is_more).map(|(case, _)| case.clone());
        let mut cases: Vec<_> = found.iter().map(|((_, case), _)| case.clone()).collect();
        cases.sort();
        cases.dedup();
        let mut lines = self.store.case_lines_of(council, &cases).await?;
        lines.retain(|line| is_for(actor, line));
        let counted = found.into_iter().filter_map(|((on, case), tally)| {
            let line = lines.iter().find(|line| line.case.case_id == case)?.clone();
            let times = times_of(tally, behind.side);
            Some(Counted { on, times, line })
        });
        Ok((counted.collect(), next))
    }

    /// The days and services of one line of a figure.
    fn narrowed(
        &self,
        council: &CouncilId,
        (actor, ask): (&Actor, &Ask),
        which: &Which,
    ) -> Result<(Range, Behind), Failure> {
        let mut range = ask.counted(self.today());
        let mut only = None;
        let mut of = ask.service.as_ref().map(|service| vec![service.to_string()]);
        match &which.line {
            Some((By::Service, value)) => of = Some(vec![value.clone()]),
            Some((By::Team, value)) => {
                let is_theirs = |(service, team): (String, String)| (team == *value).then_some(service);
                let theirs = self.teams(council)?.into_iter().filter_map(is_theirs);
                let mut theirs: Vec<String> = theirs.collect();
                // Of no team is what has no service; a team that nobody knows has none.
                if theirs.is_empty() {
                    let none = if value.is_empty() { "" } else { ALL_SERVICES };
                    theirs.push(none.to_owned());
                }
                of = Some(theirs);
            }
            Some((By::Month, value)) => {
                let first: Option<Date> = format!("{value}-01").parse().ok();
                let month = Range::month_of(first.ok_or(Failure::NotFound)?);
                range.from = range.from.max(month.from);
                range.to = range.to.min(month.to);
            }
            Some((By::Day, value)) => {
                let day: Date = value.parse().map_err(|_no_day| Failure::NotFound)?;
                range.from = range.from.max(day);
                range.to = range.to.min(day);
            }
            Some((by, value)) => only = Some((by.split(), value.clone())),
            None => {}
        }
        let behind = Behind {
            scope: self.scope_of(council, actor)?,
            of,
            only,
            side: None,
        };
        Ok((range, behind))
    }
}

/// How often a case is on a side of a share, or is counted where nothing is asked of it.
const fn times_of(tally: Tally, side: Option<(Part, Side)>) -> i64 {
    match side {
        Some((Part::Kept, Side::So)) => tally.kept,
        Some((Part::Kept, Side::NotSo)) => tally.n - tally.kept,
        Some((Part::KeptFirst, Side::So)) => tally.kept_first,
        Some((Part::KeptFirst, Side::NotSo)) => tally.n - tally.kept_first,
        Some((Part::Of(_), _)) | None => tally.n,
    }
}

/// What a council's record begins with, for the months before it: what comes in, and for the survey whom it asked.
const fn begins_with(definition: &Definition) -> &'static [FactKind] {
    if definition.is_of_the_survey() {
        &[FactKind::SurveyAsked, FactKind::SurveyPassedOver]
    } else {
        Measure::Received.definition().facts()
    }
}

/// The months of a period in which nothing is counted stand among the lines, from the month in which the record begins to this one:
/// what was before is unknown, and what is to come is nothing yet.
fn with_months_of_nothing(
    lines: &mut BTreeMap<String, Parts>,
    (range, today): (Range, Date),
    begins: Option<Date>,
) {
    let Some(begins) = begins else { return };
    let known = Range {
        from: range.from.max(begins),
        to: range.to.min(today),
    };
    for month in known.each_month() {
        lines.entry(month.strftime("%Y-%m").to_string()).or_default();
    }
}
