//! Two councils of a hub side by side, where both agreed to it, each measure with what its definition has of each.

use redress_domain::id::CouncilId;
use redress_domain::measure::compare::{Difference, differences};
use redress_domain::measure::{Measure, Range};
use redress_domain::policy::Policy;

use super::Ask;
use super::published::Published;
use crate::Casework;
use crate::failure::Failure;

/// What is set side by side.
pub const COMPARED: [Measure; 15] = [
    Measure::Received,
    Measure::ComplaintsReceived,
    Measure::ComplimentsReceived,
    Measure::AcknowledgedInTime,
    Measure::Stage1InTime,
    Measure::Stage1InTimeWithoutExtension,
    Measure::Stage1WorkingDays,
    Measure::Escalated,
    Measure::Stage2InTime,
    Measure::FirstAnswerInTime,
    Measure::SettledAtFirstContact,
    Measure::Upheld,
    Measure::RemediesInTime,
    Measure::AvoidableContact,
    Measure::SatisfactionWithHandling,
];

/// A measure of two councils.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Which.
    pub measure: Measure,
    /// This council's figure; nothing where none is computed.
    pub one: Option<Published>,
    /// The other's. Small numbers are hidden, as in anything that leaves a council.
    pub other: Option<Published>,
    /// In what the two count something else.
    pub differences: Vec<Difference>,
}

/// A council that this one named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// Which.
    pub id: CouncilId,
    /// Its name; nothing where it is not of this installation.
    pub name: Option<String>,
    /// Whether it named this one as well.
    pub agrees: bool,
}

impl Casework {
    /// The councils that a council agrees to be set beside, and whether they agree.
    pub fn neighbours(&self, council: &CouncilId) -> Result<Vec<Neighbour>, Failure> {
        self.neighbours_by(council, |policy| &policy.reports.compare_with)
    }

    /// The councils that a council names for something, and whether each names it for the same.
    pub(crate) fn neighbours_by(
        &self,
        council: &CouncilId,
        named_in: fn(&Policy) -> &Vec<CouncilId>,
    ) -> Result<Vec<Neighbour>, Failure> {
        let settings = self.councils.get(council)?;
        let today = self.today();
        let named = named_in(settings.policy(today)?).iter();
        let neighbour = |id: &CouncilId| {
            let theirs = self.councils.get(id).ok().filter(|_| id != council);
            let policy = theirs.as_ref().and_then(|theirs| theirs.policy(today).ok());
            Neighbour {
                id: id.clone(),
                name: policy.map(|policy| policy.council.name.clone()),
                agrees: policy.is_some_and(|policy| named_in(policy).contains(council)),
            }
        };
        Ok(named.map(neighbour).collect())
    }

    /// Both side by side in a quarter that is over; not found where either has not agreed, or for any other days: of two periods that
    /// overlap, each number of the days between them is the difference.
    ///
    /// Costs what the figures of both cost.
    pub async fn side_by_side(
        &self,
        (council, other): (&CouncilId, &CouncilId),
        range: Range,
    ) -> Result<Vec<Beside>, Failure> {
        let agrees = |neighbour: &Neighbour| neighbour.id == *other && neighbour.agrees;
        let is_a_quarter = range == Range::quarter_of(range.from) && range.to < self.today();
        if !is_a_quarter || !self.neighbours(council)?.iter().any(agrees) {
            return Err(Failure::NotFound);
        }
        let both = (
            self.published(council, range).await?.unwrap_or_default(),
            self.published(other, range).await?.unwrap_or_default(),
        );
        let (ours, theirs) = (self.councils.get(council)?, self.councils.get(other)?);
        let today = self.today();
        let mut lines = Vec::with_capacity(COMPARED.len());
        for measure in COMPARED {
            lines.push(Beside {
                measure,
                one: self.hidden_if_small((council, &both.0), measure, range).await?,
                other: self.hidden_if_small((other, &both.1), measure, range).await?,
                differences: differences(measure, ours.policy(today)?, theirs.policy(today)?),
            });
        }
        Ok(lines)
    }

    /// What the council publishes of the quarter, where it publishes the measure. Another is hidden where it is small, and where it is a
    /// share of what is published as a count, of which something is hidden.
    async fn hidden_if_small(
        &self,
        (council, published): (&CouncilId, &[Published]),
        measure: Measure,
        range: Range,
    ) -> Result<Option<Published>, Failure> {
        let whole = |row: &&Published| row.measure == measure && row.by.is_none();
        if let Some(row) = published.iter().find(whole) {
            return Ok(Some(row.clone()));
        }
        let beside: Vec<&Published> = published
            .iter()
            .filter(|row| measure.is_a_share_of(row.measure))
            .collect();
        let figures = self.figures(council, &Ask::new(measure, range)).await?;
        Ok(figures.map(|figures| {
            let row = Published::new(measure, (None, ""));
            if beside.is_empty() {
                return row.whole(figures.whole);
            }
            let is_all_shown = beside.iter().all(|row| !row.hidden);
            row.beside(figures.whole, is_all_shown)
        }))
    }
}
