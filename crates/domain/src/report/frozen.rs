//! A figure as it was when a report took it.

use serde::{Deserialize, Serialize};

use crate::id::{PostId, ServiceId};
use crate::measure::figure::Figure;
use crate::measure::{By, Measure};
use crate::policy::Kpi;

/// A figure that changes no more. It holds no word that anybody wrote: a line is a word of the policy or of the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// Which measure.
    pub measure: Measure,
    /// What it is told apart by; nothing for the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// Which line; empty for the whole, or where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub line: String,
    /// Whose target it is held against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<PostId>,
    /// The target, in per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<u8>,
    /// Of which services the target is, where it names some.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<ServiceId>,
    /// The figure.
    pub figure: Figure,
}

impl Frozen {
    /// The whole of a measure.
    pub const fn whole(measure: Measure, figure: Figure) -> Self {
        Self {
            measure,
            by: None,
            line: String::new(),
            of: None,
            target: None,
            services: Vec::new(),
            figure,
        }
    }

    /// Whether it was taken for a target of that post and measure, of whichever services.
    fn is_of_post(&self, kpi: &Kpi) -> bool {
        self.of.as_ref() == Some(&kpi.of) && self.measure == kpi.measure
    }

    /// Whether a target is met; nothing where none is set, or nothing was counted.
    pub fn is_met(&self) -> Option<bool> {
        let target = i64::from(self.target?);
        match self.figure {
            Figure::Share { part, of } if of > 0 => Some(part * 100 >= target * of),
            Figure::Share { .. } | Figure::Count(_) | Figure::Days { .. } | Figure::Cost { .. } => None,
        }
    }
}

/// The figure of each target, in the order of the policy.
///
/// A report that was frozen before figures said of which services they are has them in the order of its policy: the second of a post
/// and measure is that of its second target.
pub fn of_targets<'f>(kpis: &[Kpi], figures: &'f [Frozen]) -> Vec<Option<&'f Frozen>> {
    let is_alike = |kpi: &Kpi, known: &Kpi| known.of == kpi.of && known.measure == kpi.measure;
    let of = kpis.iter().enumerate().map(|(place, kpi)| {
        let alike: Vec<&Frozen> = figures.iter().filter(|frozen| frozen.is_of_post(kpi)).collect();
        let targets = kpis.iter().filter(|known| is_alike(kpi, known)).count();
        let is_said = alike.iter().any(|frozen| !frozen.services.is_empty());
        if is_said || alike.len() != targets {
            return alike.into_iter().find(|frozen| frozen.services == kpi.services);
        }
        let before = kpis.iter().take(place).filter(|known| is_alike(kpi, known));
        alike.get(before.count()).copied()
    });
    of.collect()
}
