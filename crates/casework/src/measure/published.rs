//! What the public may see of a quarter: whole figures and two tables, small numbers hidden.
//!
//! Each measure is told apart by one thing at most, and no total stands in two tables: nothing is the
//! difference of two numbers that are both shown. Shares of the same things are weighed together.

use redress_domain::id::CouncilId;
use redress_domain::measure::definition::Unit;
use redress_domain::measure::figure::Figure;
use redress_domain::measure::suppress::{SMALLEST_SHOWN, percent_beside, percent_shown, shares_shown, shown};
use redress_domain::measure::{By, Measure, Range};
use serde::Serialize;

use super::{Ask, Figures};
use crate::Casework;
use crate::failure::Failure;

/// What is published: the measure, and what it is told apart by.
pub const PUBLISHED: [(Measure, Option<By>); 18] = [
    (Measure::ComplaintsReceived, Some(By::Service)),
    (Measure::ComplimentsReceived, None),
    (Measure::AcknowledgedInTime, None),
    (Measure::Stage1InTime, None),
    (Measure::Stage1InTimeWithoutExtension, None),
    (Measure::Stage1WorkingDays, None),
    (Measure::Stage2InTime, None),
    (Measure::Stage2InTimeWithoutExtension, None),
    (Measure::FirstAnswerInTime, None),
    (Measure::RequestInTime, None),
    (Measure::SettledAtFirstContact, None),
    (Measure::RemediesInTime, None),
    (Measure::Stage2Asked, None),
    (Measure::Findings, Some(By::Detail)),
    (Measure::OmbudsmanDecisions, None),
    (Measure::SatisfactionWithHandling, None),
    (Measure::SatisfactionWithResult, None),
    (Measure::SurveyResponse, None),
];

/// What is counted of a quarter: the measure, what it is told apart by, and its figures.
pub(crate) type Counted = (Measure, Option<By>, Figures);

/// A published figure. What is not shown is nothing, and `hidden` says that it was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Published {
    /// The measure.
    pub measure: Measure,
    /// What it is called.
    pub name: &'static str,
    /// What it is counted in.
    pub unit: Unit,
    /// What it is told apart by; nothing for the whole.
    pub by: Option<By>,
    /// The word of the line; empty for the whole, or where nobody said.
    pub line: String,
    /// How many.
    pub count: Option<i64>,
    /// How many in a hundred.
    pub percent: Option<i64>,
    /// Half took no longer, in working days.
    pub median: Option<i64>,
    /// Nine in ten took no longer.
    pub ninetieth: Option<i64>,
    /// Whether a number is too small to be shown, or would give a small one away.
    pub hidden: bool,
}

impl Published {
    pub(super) fn new(measure: Measure, (by, line): (Option<By>, &str)) -> Self {
        let definition = measure.definition();
        Self {
            measure,
            name: definition.name,
            unit: definition.unit(),
            by,
            line: line.to_owned(),
            count: None,
            percent: None,
            median: None,
            ninetieth: None,
            hidden: false,
        }
    }

    fn counted(mut self, count: Option<i64>) -> Self {
        self.count = count;
        self.hidden = count.is_none();
        self
    }

    fn share(self, percent: Option<i64>, of: i64) -> Self {
        Self {
            percent,
            hidden: percent.is_none() && of > 0,
            ..self
        }
    }

    /// A share that stands beside a count of the same things.
    pub(super) fn beside(self, figure: Figure, is_all_shown: bool) -> Self {
        match figure {
            Figure::Share { part, of } => self.share(percent_beside(part, of, is_all_shown), of),
            Figure::Count(_) | Figure::Days { .. } | Figure::Cost { .. } => self.whole(figure),
        }
    }

    /// A whole figure that nothing else is made of.
    pub(super) fn whole(self, figure: Figure) -> Self {
        match figure {
            Figure::Count(n) => {
                let small = (1..SMALLEST_SHOWN).contains(&n);
                self.counted((!small).then_some(n))
            }
            Figure::Share { part, of } => self.share(percent_shown(part, of), of),
            // Costs are not published.
            Figure::Cost { .. } => Self { hidden: true, ..self },
            Figure::Days {
                median,
                ninetieth,
                of,
            } => {
                let enough = percent_shown(of, of).is_some();
                Self {
                    median: enough.then_some(median),
                    ninetieth: enough.then_some(ninetieth),
                    hidden: !enough && of > 0,
                    ..self
                }
            }
        }
    }
}

impl Casework {
    /// What is published of a quarter that is over; `None` while it is not, and where nothing was received.
    ///
    /// Costs for each measure that is published what [`Casework::figures`] costs.
    pub async fn published(
        &self,
        council: &CouncilId,
        quarter: Range,
    ) -> Result<Option<Vec<Published>>, Failure> {
        let figures = self.figures_of_quarter(council, quarter).await?;
        Ok(figures.map(|figures| seen(&figures)))
    }

    /// The same before anything of it is hidden.
    pub(crate) async fn figures_of_quarter(
        &self,
        council: &CouncilId,
        quarter: Range,
    ) -> Result<Option<Vec<Counted>>, Failure> {
        if quarter.to >= self.today() {
            return Ok(None);
        }
        let received = self
            .figures(council, &Ask::new(Measure::Received, quarter))
            .await?;
        if received.is_none_or(|received| received.whole.of() == 0) {
            return Ok(None);
        }
        let mut all = Vec::new();
        for (measure, by) in PUBLISHED {
            let mut ask = Ask::new(measure, quarter);
            ask.by = by;
            if let Some(figures) = self.figures(council, &ask).await? {
                all.push((measure, by, figures));
            }
        }
        Ok(Some(all))
    }
}

/// The figures of a quarter as the public sees them.
pub(crate) fn seen(quarter: &[Counted]) -> Vec<Published> {
    let shares = quarter
        .iter()
        .filter_map(|(measure, by, figures)| match figures.whole {
            Figure::Share { part, of } if by.is_none() => Some((*measure, part, of)),
            Figure::Share { .. } | Figure::Count(_) | Figure::Days { .. } | Figure::Cost { .. } => None,
        });
    let shares: Vec<(Measure, i64, i64)> = shares.collect();
    let mut percents = shares_shown(&shares).into_iter();
    let mut rows = Vec::new();
    for (measure, by, figures) in quarter {
        let row = Published::new(*measure, (None, ""));
        match (by, figures.whole) {
            (None, Figure::Share { of, .. }) => rows.push(row.share(percents.next().flatten(), of)),
            (None, whole) => rows.push(row.whole(whole)),
            (Some(_), _) => {
                let numbers: Vec<i64> = figures.lines.iter().map(|(_, figure)| figure.of()).collect();
                let seen = shown(&numbers);
                rows.push(row.counted(seen.total));
                let lines = figures.lines.iter().zip(seen.numbers);
                rows.extend(
                    lines.map(|((line, _), count)| Published::new(*measure, (*by, line)).counted(count)),
                );
            }
        }
    }
    let hidden: Vec<Measure> = rows
        .iter()
        .filter(|row| row.hidden)
        .map(|row| row.measure)
        .collect();
    for row in rows.iter_mut().filter(|row| row.percent.is_some()) {
        // With the share, whoever has about how many there were has the count that is not shown.
        if hidden.iter().any(|count| row.measure.is_a_share_of(*count)) {
            row.percent = None;
            row.hidden = true;
        }
    }
    rows
}
