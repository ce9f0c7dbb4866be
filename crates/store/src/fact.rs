//! What cases give to be counted, and the sums that dashboards read.
//!
//! An act writes which facts its case gives no more and which it gives now, and each difference as a row of
//! its own, so that no act waits for another. They are added up beside the acts; whoever reads takes both
//! together. The sums grow with days and services and not with cases: of each day and each month, of each
//! service and of all, told apart by one thing at a time ([`Split`]).

use std::collections::BTreeMap;

use jiff::civil::Date;
use redress_domain::id::{CaseId, CouncilId};
use redress_domain::measure::definition::{Part, Side};
use redress_domain::measure::fact::{Fact, FactKind, Facts, Tally};
use redress_domain::measure::{Range, Split};

use crate::Store;
use crate::case::{CaseLine, Scope, between_commas};
use crate::engine::{Arg, Connection, Row, Statement, many, sql};
use crate::error::StoreError;
use crate::work::Work;

/// Stands for all services in the sums; no service can have this name.
pub const ALL_SERVICES: &str = "*";

/// How many changes are added up together, or as many as one day has.
const TOGETHER: i64 = 4_000;

/// How many cases `case/by_ids.sql` answers at once.
const AT_ONCE: usize = 50;

/// What gives facts: each writes its own, and takes away no others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenBy {
    /// A case.
    Case(CaseId),
    /// The survey about a case. No list leads from its facts to the case.
    Survey(CaseId),
}

impl GivenBy {
    fn key(&self) -> String {
        match self {
            Self::Case(case) => case.to_string(),
            Self::Survey(case) => format!("survey/{case}"),
        }
    }
}

/// How the facts of a case, or of a survey, change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRows {
    /// What gives them.
    pub by: GivenBy,
    /// What it gave, where that is known; `None` takes away whatever it gave.
    pub before: Option<Facts>,
    /// What it gives now.
    pub now: Facts,
}

/// A line of a sum: told apart by a month, a service and one thing more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SumKey {
    /// The month, as `2026-11`.
    pub month: String,
    /// The service; empty where a case has none, [`ALL_SERVICES`] for all.
    pub service: String,
    /// What tells it apart; empty where nothing does.
    pub value: String,
    /// After how many working days; `None` where that is not counted.
    pub days: Option<i64>,
}

/// What is asked of the sums.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// What is counted.
    pub what: FactKind,
    /// What it is told apart by.
    pub split: Split,
    /// From which day to which.
    pub range: Range,
    /// Of which services, each on its own; [`ALL_SERVICES`] for all.
    pub services: &'a [String],
}

/// Which cases behind a figure.
#[derive(Debug, Clone, Default)]
pub struct Behind {
    /// Only of these services.
    pub scope: Scope,
    /// Only of these, whatever the reader's scope; the empty word where nobody said which.
    pub of: Option<Vec<String>>,
    /// Only where this is so.
    pub only: Option<(Split, String)>,
    /// Only those on a side of a share, of which the part is this.
    pub side: Option<(Part, Side)>,
}

/// A case behind a figure, by the day on which it is counted.
pub type CountedCase = (Date, CaseId);

/// The number of a stage, as a column has it: of no stage is what nobody said, and -1 is none.
fn stage_of(value: &str) -> i64 {
    if value.is_empty() {
        0
    } else {
        value.parse().unwrap_or(-1)
    }
}

/// What only the cases on a side of a share have: how they were kept, what they give as well, and what they do not give.
fn on_side(side: Option<(Part, Side)>) -> [Option<&'static str>; 3] {
    match side {
        None => [None; 3],
        Some((Part::Kept, Side::So)) => [Some("kept"), None, None],
        Some((Part::Kept, Side::NotSo)) => [Some("missed"), None, None],
        Some((Part::KeptFirst, Side::So)) => [Some("kept-first"), None, None],
        Some((Part::KeptFirst, Side::NotSo)) => [Some("missed-first"), None, None],
        Some((Part::Of(other), Side::So)) => [None, Some(other.as_str()), None],
        Some((Part::Of(other), Side::NotSo)) => [None, None, Some(other.as_str())],
    }
}

fn text(text: impl Into<String>) -> Arg {
    Arg::Text(Some(text.into()))
}

fn int(int: i64) -> Arg {
    Arg::Int(Some(int))
}

/// What tells a fact apart, as columns.
fn apart(fact: &Fact) -> Vec<Arg> {
    vec![
        text(fact.on.to_string()),
        text(fact.service.as_ref().map(ToString::to_string).unwrap_or_default()),
        text(fact.channel.as_str()),
        text(fact.kind.as_str()),
        int(i64::from(fact.stage)),
        text(fact.ward.as_ref().map(ToString::to_string).unwrap_or_default()),
        text(fact.detail.clone()),
        int(fact.days.unwrap_or(-1)),
    ]
}

fn tally_args(tally: Tally) -> [Arg; 3] {
    [int(tally.n), int(tally.kept), int(tally.kept_first)]
}

/// Writes what a case gives to be counted, for `council`, a name that is not checked.
pub(crate) fn put(on: &mut Connection<'_>, council: &str, rows: &FactRows) -> Result<(), StoreError> {
    let case = rows.by.key();
    let case = case.as_str();
    let empty = Facts::new();
    let before = if let Some(before) = &rows.before {
        before
    } else {
        let all = |statement: Statement| statement.text(council).text(case);
        on.later(all(sql!("fact/uncount_all.sql")))?;
        on.later(all(sql!("fact/leave_all.sql")))?;
        &empty
    };
    for (fact, tally) in before {
        if rows.now.get(fact) != Some(tally) {
            let named = |statement: Statement| {
                let statement = statement.text(council).text(case).text(fact.what.as_str());
                let mut args = apart(fact);
                // The days are the last of them, and not asked.
                args.pop();
                statement.args(args)
            };
            on.later(named(sql!("fact/uncount.sql")))?;
            on.later(named(sql!("fact/leave.sql")))?;
        }
    }
    let new: Vec<_> = rows
        .now
        .iter()
        .filter(|(fact, tally)| before.get(fact) != Some(tally))
        .collect();
    let with = |(fact, tally): (&Fact, Tally)| {
        let mut args = vec![text(council), text(case), text(fact.what.as_str())];
        args.extend(apart(fact));
        args.extend(tally_args(tally));
        args
    };
    let new: Vec<_> = new.iter().map(|(fact, tally)| with((fact, **tally))).collect();
    for text in [
        include_str!("../sql/fact/enter.sql"),
        include_str!("../sql/fact/count.sql"),
    ] {
        for statement in many(text, &new) {
            on.later(statement)?;
        }
    }
    Ok(())
}

/// A change as it was written.
struct Change {
    on_day: String,
    service: String,
    /// What each split tells it apart by.
    values: [(Split, String); 6],
    days: i64,
    tally: Tally,
}

impl Change {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let stage: i64 = row.get("stage")?;
        let stage = if stage == 0 {
            String::new()
        } else {
            stage.to_string()
        };
        Ok(Self {
            on_day: row.get("on_day")?,
            service: row.get("service")?,
            values: [
                (Split::Nothing, String::new()),
                (Split::Channel, row.get("channel")?),
                (Split::Kind, row.get("kind")?),
                (Split::Stage, stage),
                (Split::Ward, row.get("ward")?),
                (Split::Detail, row.get("detail")?),
            ],
            days: row.get("days")?,
            tally: tally_of(row)?,
        })
    }

    fn month(&self) -> &str {
        self.on_day.get(..7).unwrap_or(&self.on_day)
    }

    /// The splits under which it is counted: it is not told apart by what it has not.
    fn splits(&self) -> impl Iterator<Item = (Split, &str)> {
        let values = self.values.iter().map(|(split, value)| (*split, value.as_str()));
        values.filter(|(split, value)| *split == Split::Nothing || !value.is_empty())
    }
}

fn tally_of(row: &Row) -> Result<Tally, StoreError> {
    Ok(Tally {
        n: row.get("n")?,
        kept: row.get("kept")?,
        kept_first: row.get("kept_first")?,
    })
}

/// Adds up some of the changes of `what` of `council`, a name that is not checked; answers how many.
pub(crate) async fn add_up(
    on: &mut Connection<'_>,
    (council, what): (&str, &str),
) -> Result<i64, StoreError> {
    let take = sql!("fact/take.sql").text(council).text(what).int(TOGETHER);
    let rows = on.rows(take).await?;
    let mut sums: BTreeMap<(Split, &str, String, String, String, i64), Tally> = BTreeMap::new();
    for row in &rows {
        let change = Change::from_row(row)?;
        for (split, value) in change.splits() {
            for (grain, period) in [("day", change.on_day.as_str()), ("month", change.month())] {
                for service in [ALL_SERVICES, &change.service] {
                    let key = (
                        split,
                        grain,
                        service.to_owned(),
                        period.to_owned(),
                        value.to_owned(),
                        change.days,
                    );
                    sums.entry(key).or_default().add(change.tally);
                }
            }
        }
    }
    // In the order of their names: two who add up wait for one another in turn and never in a ring.
    let named =
        |(split, grain, service, period, value, days): &(Split, &str, String, String, String, i64)| {
            let split = split.as_str();
            let texts = [council, what, split, grain, service, period, value].map(text);
            let mut args = texts.to_vec();
            args.push(int(*days));
            args
        };
    sums.retain(|_, tally| !tally.is_nothing());
    let added: Vec<_> = sums
        .iter()
        .map(|(key, tally)| [named(key), tally_args(*tally).to_vec()].concat())
        .collect();
    for statement in many(include_str!("../sql/fact/add.sql"), &added) {
        on.later(statement)?;
    }
    for (key, _) in sums.iter().filter(|(_, tally)| tally.n < 0) {
        on.later(sql!("fact/delete_empty.sql").args(named(key)))?;
    }
    // The last statement of a transaction does not wait.
    on.row(sql!("fact/any_change.sql").text(council).text("")).await?;
    Ok(i64::try_from(rows.len()).unwrap_or(i64::MAX))
}

/// The months that lie wholly in a range, and the days before and after them, as bounds of text: each from
/// and to, and empty where the end is before the beginning.
fn bounds(range: Range) -> [(String, String); 3] {
    let none = || ("1".to_owned(), "0".to_owned());
    let month = |day: Date| day.strftime("%Y-%m").to_string();
    let (from, to) = (range.from, range.to);
    if from > to {
        return [none(), none(), none()];
    }
    let first_whole = if from.day() == 1 {
        from
    } else {
        from.last_of_month().tomorrow().unwrap_or(Date::MAX)
    };
    let last_whole = if to == to.last_of_month() {
        to
    } else {
        to.first_of_month().yesterday().unwrap_or(Date::MIN)
    };
    if first_whole > last_whole {
        return [none(), (from.to_string(), to.to_string()), none()];
    }
    let before = first_whole.yesterday().ok().filter(|day| *day >= from);
    let after = last_whole.tomorrow().ok().filter(|day| *day <= to);
    [
        (month(first_whole), month(last_whole)),
        before.map_or_else(none, |day| (from.to_string(), day.to_string())),
        after.map_or_else(none, |day| (day.to_string(), to.to_string())),
    ]
}

impl Store {
    /// Sums, a line for each month, service, value and number of working days that there is.
    ///
    /// Costs a row for each of these and for at most two months of days, and one for each change that is
    /// not added up yet, however many cases there are.
    pub async fn fact_sums(
        &self,
        council: &CouncilId,
        wanted: Wanted<'_>,
    ) -> Result<BTreeMap<SumKey, Tally>, StoreError> {
        let [months, before, after] = bounds(wanted.range);
        let statement = |service: &String| {
            let statement = sql!("fact/sums.sql").bind(council).text(wanted.what.as_str());
            let statement = statement.text(wanted.split.as_str()).text(service);
            let bounds = [&months, &before, &after].into_iter();
            let statement = bounds.fold(statement, |statement, (from, to)| statement.text(from).text(to));
            statement.on(wanted.range.from).on(wanted.range.to)
        };
        let each = self
            .rows_each(wanted.services.iter().map(statement).collect())
            .await?;
        let mut sums: BTreeMap<SumKey, Tally> = BTreeMap::new();
        for (service, rows) in wanted.services.iter().zip(&each) {
            for row in rows {
                let days: i64 = row.get("days")?;
                let key = SumKey {
                    month: row.get("month")?,
                    service: service.clone(),
                    value: row.get("value")?,
                    days: (days >= 0).then_some(days),
                };
                sums.entry(key).or_default().add(tally_of(row)?);
            }
        }
        sums.retain(|_, tally| !tally.is_nothing());
        Ok(sums)
    }

    /// Sums by day, as "2026-10-19".
    ///
    /// Costs a row for each day, and one for each change that is not added up yet.
    pub async fn fact_days(
        &self,
        council: &CouncilId,
        (what, range): (FactKind, Range),
        service: &str,
    ) -> Result<BTreeMap<String, Tally>, StoreError> {
        let statement = sql!("fact/days.sql").bind(council).text(what.as_str());
        let statement = statement.text(service).on(range.from).on(range.to);
        let mut days = BTreeMap::new();
        for row in &self.rows(statement).await? {
            let tally = tally_of(row)?;
            if !tally.is_nothing() {
                days.insert(row.get("on_day")?, tally);
            }
        }
        Ok(days)
    }

    /// The first day on which any of some facts is counted. Costs a row for each of them.
    pub async fn first_fact_on(
        &self,
        council: &CouncilId,
        facts: &[FactKind],
    ) -> Result<Option<Date>, StoreError> {
        let first = |what: &FactKind| sql!("fact/first_day.sql").bind(council).text(what.as_str());
        let found = self.rows_each(facts.iter().map(first).collect()).await?;
        let days = found.iter().flatten().map(|row| row.get("on_day"));
        let days: Vec<Date> = days.collect::<Result<_, _>>()?;
        Ok(days.into_iter().min())
    }

    /// The cases behind a figure in the order of the days on which they are counted, after a place, each with how often it
    /// is counted on that day.
    pub async fn cases_behind(
        &self,
        council: &CouncilId,
        (what, range): (FactKind, Range),
        behind: &Behind,
        (after, limit): (Option<&CountedCase>, i64),
    ) -> Result<Vec<(CountedCase, Tally)>, StoreError> {
        let (day, case) = after.map_or_else(
            || (String::new(), String::new()),
            |(day, case)| (day.to_string(), case.to_string()),
        );
        let statement = sql!("fact/cases.sql").bind(council).text(what.as_str());
        let statement = statement.on(range.from).on(range.to).text(&day).text(&case);
        let mut statement = statement.int(limit).bind(&between_commas(&behind.scope));
        for split in [
            Split::Channel,
            Split::Kind,
            Split::Stage,
            Split::Ward,
            Split::Detail,
        ] {
            let value = behind.only.as_ref().filter(|(only, _)| *only == split);
            let value = value.map(|(_, value)| value.clone());
            statement = if split == Split::Stage {
                statement.bind(&value.as_deref().map(stage_of))
            } else {
                statement.bind(&value)
            };
        }
        let [kept, gives, gives_not] = on_side(behind.side).map(|word| word.map(str::to_owned));
        let of = behind.of.as_ref().map(|of| format!(",{},", of.join(",")));
        let statement = statement.bind(&kept).bind(&of).bind(&gives).bind(&gives_not);
        let rows = self.rows(statement).await?;
        let read = |row: &Row| Ok(((row.get("on_day")?, row.get("case_id")?), tally_of(row)?));
        rows.iter().map(read).collect()
    }

    /// The lines of some cases, no more than a page of a list, in no order.
    pub async fn case_lines_of(
        &self,
        council: &CouncilId,
        cases: &[CaseId],
    ) -> Result<Vec<CaseLine>, StoreError> {
        let places = (0..AT_ONCE).map(|place| text(cases.get(place).map_or("", CaseId::as_str)));
        let statement = sql!("case/by_ids.sql").bind(council).args(places.collect());
        self.rows(statement)
            .await?
            .iter()
            .map(CaseLine::from_row)
            .collect()
    }

    /// Adds up what acts have changed in the sums, one thing that is counted after the other, each once: what comes meanwhile
    /// waits for the next time, or whoever adds up would take turns with the acts for as long as there are any. Answers how many
    /// changes; what waits of one thing beyond some thousands is left for the next time, too.
    pub async fn add_up_facts(&self, council: &CouncilId) -> Result<i64, StoreError> {
        self.add_up_facts_of(&council.to_string()).await
    }

    /// The same for a name that is not checked: a shadow has one of its own.
    pub(crate) async fn add_up_facts_of(&self, name: &str) -> Result<i64, StoreError> {
        let (mut added, mut after) = (0, String::new());
        loop {
            let next = sql!("fact/any_change.sql").text(name).text(&after);
            let Some(next) = self.row(next).await? else {
                return Ok(added);
            };
            after = next.get("what")?;
            let (council, what) = (name.to_owned(), after.clone());
            added += self.write(Work::AddUpFacts { council, what }).await?.count();
        }
    }
}
