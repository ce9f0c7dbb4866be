//! The figures that reports take: those of a period, those of now, and the targets of senior managers.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::id::{CouncilId, LessonId, PostId, ServiceId};
use redress_domain::lesson::fold;
use redress_domain::measure::figure::Figure;
use redress_domain::measure::suppress::{year_tells, year_total_tells};
use redress_domain::measure::{By, Measure, Range};
use redress_domain::policy::{Kpi, Policy, Service};
use redress_domain::report::{Frozen, ReportKey, ReportSort};

use super::MOST;
use crate::Casework;
use crate::failure::Failure;
use crate::lesson::{LessonLine, Told};
use crate::measure::published::{Counted, PUBLISHED, Published, seen};
use crate::measure::{Ask, Figures};

/// What a report takes: a measure, and what it is told apart by.
type Taken = (Measure, Option<By>);

/// What a briefing takes of the month before.
pub const OF_A_MONTH: &[Taken] = &[
    (Measure::Received, None),
    (Measure::ComplaintsReceived, Some(By::Service)),
    (Measure::ComplimentsReceived, Some(By::Service)),
    (Measure::AcknowledgedInTime, None),
    (Measure::Stage1InTime, Some(By::Service)),
    (Measure::Stage1InTimeWithoutExtension, None),
    (Measure::Stage1WorkingDays, None),
    (Measure::Stage2Asked, None),
    (Measure::Stage2InTime, None),
    (Measure::FirstAnswerInTime, Some(By::Service)),
    (Measure::SettledAtFirstContact, None),
    (Measure::CouncillorQueriesInTime, None),
    (Measure::Upheld, None),
    (Measure::NotAccepted, Some(By::Detail)),
    (Measure::RemediesInTime, None),
    (Measure::OmbudsmanEnquiries, None),
    (Measure::OmbudsmanDecisions, None),
    (Measure::OmbudsmanUpheld, None),
    (Measure::SatisfactoryRemedy, None),
    (Measure::SatisfactionWithHandling, None),
    (Measure::SatisfactionWithResult, None),
    (Measure::SurveyResponse, None),
    (Measure::UnassignedAtDailyCheck, None),
];

/// What the annual report takes of its year.
pub const OF_A_YEAR: &[Taken] = &[
    (Measure::Received, Some(By::Kind)),
    (Measure::ComplaintsReceived, Some(By::Service)),
    (Measure::ComplimentsReceived, Some(By::Service)),
    (Measure::AcknowledgedInTime, None),
    (Measure::Stage1InTime, Some(By::Service)),
    (Measure::Stage1InTimeWithoutExtension, None),
    (Measure::Stage1WorkingDays, None),
    (Measure::Stage2Asked, Some(By::Service)),
    (Measure::Escalated, None),
    (Measure::Stage2InTime, None),
    (Measure::Stage2WorkingDays, None),
    (Measure::FirstAnswerInTime, None),
    (Measure::Findings, Some(By::Detail)),
    (Measure::Upheld, Some(By::Service)),
    (Measure::NotAccepted, Some(By::Detail)),
    (Measure::RemediesInTime, None),
    (Measure::RemediesDue, Some(By::Detail)),
    (Measure::OmbudsmanEnquiries, None),
    (Measure::OmbudsmanDecisions, Some(By::Service)),
    (Measure::OmbudsmanUpheld, Some(By::Service)),
    (Measure::SatisfactoryRemedy, None),
    (Measure::ArrangementsInForce, None),
    (Measure::SatisfactionWithHandling, None),
    (Measure::SatisfactionWithResult, None),
    (Measure::SurveyResponse, None),
];

/// What a briefing shows of now.
const OF_NOW: &[Taken] = &[
    (Measure::OpenNow, Some(By::Service)),
    (Measure::OverdueNow, Some(By::Service)),
    (Measure::NoWordFor, None),
    (Measure::ArrangementsInForce, None),
];

/// The services that a target is about: those that it names, or those that the post answers for. Who answers for none
/// by name answers for the whole council, as a chief executive does.
pub fn services_of(policy: &Policy, kpi: &Kpi) -> Vec<ServiceId> {
    if !kpi.services.is_empty() {
        return kpi.services.clone();
    }
    let ids = |services: Vec<&Service>| services.into_iter().map(|service| service.id.clone()).collect();
    let is_theirs = |service: &&Service| service.answerable.as_ref() == Some(&kpi.of);
    let theirs: Vec<&Service> = policy.services.iter().filter(is_theirs).collect();
    if theirs.is_empty() {
        return ids(policy.services.iter().collect());
    }
    ids(theirs)
}

/// Whether a target is about all that the council does.
pub fn is_of_every_service(policy: &Policy, services: &[ServiceId]) -> bool {
    policy
        .services
        .iter()
        .all(|service| services.contains(&service.id))
}

/// What is asked for what a report takes.
fn asked((measure, by): Taken, range: Range) -> Ask {
    Ask {
        by,
        ..Ask::new(measure, range)
    }
}

/// The whole of a measure, and its lines where it is told apart.
fn frozen(ask: &Ask, figures: Figures) -> Vec<Frozen> {
    let whole = Frozen::whole(ask.measure, figures.whole);
    let lines = figures.lines.into_iter().filter_map(|(line, figure)| {
        Some(Frozen {
            by: Some(ask.by?),
            line,
            ..Frozen::whole(ask.measure, figure)
        })
    });
    std::iter::once(whole).chain(lines).collect()
}

impl Casework {
    /// The figures of the targets of senior managers in a period: one for each, `None` where nothing is computed yet.
    ///
    /// Costs a row for each month and service of each measure, as a dashboard does.
    pub async fn targets(
        &self,
        council: &CouncilId,
        range: Range,
    ) -> Result<Vec<(Kpi, Vec<ServiceId>, Option<Frozen>)>, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let mut targets = Vec::with_capacity(policy.kpis.len());
        for kpi in &policy.kpis {
            let services = services_of(policy, kpi);
            let ask = Ask::new(kpi.measure, range).by(By::Service);
            let figures = self.figures(council, &ask).await?;
            let frozen = figures.map(|figures| {
                let is_theirs = |line: &str| services.iter().any(|service| service.as_str() == line);
                let lines = figures.lines.iter().filter(|(line, _)| is_theirs(line));
                let sum = lines.fold((0, 0), |(part, of), (_, figure)| match figure {
                    Figure::Share { part: more, of: all } => (part + more, of + all),
                    Figure::Count(_) | Figure::Days { .. } | Figure::Cost { .. } => (part, of),
                });
                // Who answers for the whole council answers for what nobody has given to a service too, and for services that are
                // no more: it is late for somebody all the same, and the figure opens into those cases.
                let (part, of) = match figures.whole {
                    Figure::Share { part, of } if is_of_every_service(policy, &services) => (part, of),
                    Figure::Share { .. } | Figure::Count(_) | Figure::Days { .. } | Figure::Cost { .. } => {
                        sum
                    }
                };
                Frozen {
                    of: Some(kpi.of.clone()),
                    target: Some(kpi.target_percent),
                    services: kpi.services.clone(),
                    ..Frozen::whole(kpi.measure, Figure::Share { part, of })
                }
            });
            targets.push((kpi.clone(), services, frozen));
        }
        Ok(targets)
    }

    /// The figures that a report takes of its period.
    pub(super) async fn figures_of_report(
        &self,
        council: &CouncilId,
        key: &ReportKey,
        range: Range,
    ) -> Result<Vec<Frozen>, Failure> {
        let taken = match key.sort() {
            ReportSort::Briefing => OF_A_MONTH,
            ReportSort::Annual => OF_A_YEAR,
        };
        let mut frozen = self.taken(council, taken, range).await?;
        let targets = self.targets(council, range).await?;
        frozen.extend(targets.into_iter().filter_map(|(_, _, frozen)| frozen));
        Ok(frozen)
    }

    /// What was open and overdue at a moment, as the record knew it then.
    ///
    /// Costs the reading of the record from end to end: for a command, and no page.
    pub async fn figures_then(&self, council: &CouncilId, at: Timestamp) -> Result<Vec<Frozen>, Failure> {
        let range = Range::until(civil_date(at));
        let asks: Vec<Ask> = OF_NOW.iter().map(|taken| asked(*taken, range)).collect();
        let figures = self.all_as_at(council, &asks, at).await?;
        let taken = asks.iter().zip(figures);
        let taken = taken.filter_map(|(ask, figures)| Some(frozen(ask, figures?)));
        Ok(taken.flatten().collect())
    }

    /// What is open and overdue now.
    pub(super) async fn figures_now(&self, council: &CouncilId) -> Result<Vec<Frozen>, Failure> {
        self.taken(council, OF_NOW, Range::until(self.today())).await
    }

    /// What the public sees of a year must not give away what it does not see of a quarter: the measures of which a quarter
    /// hides a part, and those whose year would tell what the quarters that hide them have together.
    pub(super) async fn hidden_by_quarters(
        &self,
        council: &CouncilId,
        year: Range,
    ) -> Result<(Vec<Measure>, Vec<Measure>), Failure> {
        let mut quarters: Vec<Quarter> = Vec::new();
        let mut quarter = Range::quarter_of(year.from);
        let mut is_whole = quarter.from == year.from;
        while quarter.from <= year.to {
            is_whole &= quarter.to <= year.to;
            if let Some(counted) = self.figures_of_quarter(council, quarter).await? {
                quarters.push((seen(&counted), counted));
            }
            quarter = Range::quarter_of(quarter.to.tomorrow().unwrap_or(Date::MAX));
        }
        let hides = |measure: Measure, is_told_apart: bool| {
            let mut rows = quarters.iter().flat_map(|(rows, _)| rows);
            rows.any(|row| row.measure == measure && row.hidden && row.by.is_some() == is_told_apart)
        };
        let (mut totals_only, mut hidden) = (Vec::new(), Vec::new());
        for (measure, by) in PUBLISHED {
            if by.is_some() && hides(measure, true) {
                totals_only.push(measure);
            }
            // A year that is no four quarters is not what they have together: nothing is known of what it tells.
            if hides(measure, false) && (!is_whole || gives_away(measure, &quarters)) {
                hidden.push(measure);
            }
        }
        Ok((totals_only, hidden))
    }

    async fn taken(
        &self,
        council: &CouncilId,
        taken: &[Taken],
        range: Range,
    ) -> Result<Vec<Frozen>, Failure> {
        let mut all = Vec::new();
        for one in taken {
            let ask = asked(*one, range);
            if let Some(figures) = self.figures(council, &ask).await? {
                all.extend(frozen(&ask, figures));
            }
        }
        Ok(all)
    }

    /// What people were told of lessons in a period, and since it ended.
    pub(super) async fn told_in(&self, council: &CouncilId, range: Range) -> Result<Vec<Told>, Failure> {
        // A briefing tells of what came out since the month began; a year ends with its last day.
        let is_month = range.from.first_of_month() == range.to.first_of_month();
        let last = if is_month { self.today() } else { range.to };
        let before = (last.tomorrow().unwrap_or(Date::MAX), self.fresh().lesson());
        let rows = self
            .store
            .published_lessons(council, (range.from, None), &before, MOST)
            .await?;
        self.told_of(council, rows).await
    }

    /// What people were told of some lessons, and still are.
    pub(super) async fn told_then(
        &self,
        council: &CouncilId,
        lessons: &[LessonId],
    ) -> Result<Vec<Told>, Failure> {
        let mut told = Vec::with_capacity(lessons.len());
        for lesson in lessons {
            match self.published_lesson(council, lesson).await {
                Ok(one) => told.push(one),
                // It was taken down since, or erased.
                Err(Failure::NotFound) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(told)
    }

    /// Some lessons, by name, as they stood at the end of a day.
    pub(super) async fn lessons_then(
        &self,
        council: &CouncilId,
        (lessons, on): (&[LessonId], Date),
    ) -> Result<Vec<LessonLine>, Failure> {
        let mut rows = Vec::with_capacity(lessons.len());
        for lesson in lessons {
            match self.load_lesson(council, lesson).await {
                Ok(mut loaded) => {
                    // What was done since is no part of what was overdue then.
                    loaded.entries.retain(|entry| civil_date(entry.at) <= on);
                    rows.extend(crate::lesson::row(lesson, &fold(&loaded.entries)));
                }
                Err(Failure::NotFound) => {}
                Err(other) => return Err(other),
            }
        }
        self.lesson_lines(council, rows).await
    }
}

/// The targets of one senior manager.
pub fn of_post<'f>(figures: &'f [Frozen], post: &'f PostId) -> impl Iterator<Item = &'f Frozen> {
    figures
        .iter()
        .filter(move |frozen| frozen.of.as_ref() == Some(post))
}

/// A quarter: what is published of it, and what was counted.
type Quarter = (Vec<Published>, Vec<Counted>);

/// Whether the year of a measure tells a small number of the quarters that do not show it. What these have together is the year
/// without those that do.
fn gives_away(measure: Measure, quarters: &[Quarter]) -> bool {
    let (mut counts, mut sides, mut differences) = (Vec::new(), Vec::new(), Vec::new());
    for (rows, counted) in quarters {
        let whole = |row: &&Published| row.measure == measure && row.by.is_none();
        if !rows.iter().find(whole).is_some_and(|row| row.hidden) {
            continue;
        }
        let Some((_, by, figures)) = counted.iter().find(|(known, ..)| *known == measure) else {
            continue;
        };
        match figures.whole {
            Figure::Count(_) if by.is_some() => {
                let lines = rows
                    .iter()
                    .filter(|row| row.measure == measure && row.by.is_some());
                let lines = lines.zip(&figures.lines).filter(|(row, _)| row.hidden);
                counts.extend(lines.map(|(_, (_, figure))| figure.of()));
            }
            Figure::Count(n) => counts.push(n),
            Figure::Days { of, .. } | Figure::Cost { of, .. } => sides.push((of, 0)),
            Figure::Share { part, of } => {
                sides.push((part, of - part));
                let beside = counted
                    .iter()
                    .filter(|(other, ..)| measure.goes_before(*other) || other.goes_before(measure));
                differences.extend(beside.filter_map(|(_, _, other)| match other.whole {
                    Figure::Share { part: other, .. } => Some(((part - other).abs(), 0)),
                    Figure::Count(_) | Figure::Days { .. } | Figure::Cost { .. } => None,
                }));
            }
        }
    }
    year_total_tells(&counts) || year_tells(&sides) || year_tells(&differences)
}

#[cfg(test)]
mod tests;
