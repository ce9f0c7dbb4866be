//! What is over, as a letter tells it: whoever is told later than something ended reads since when, and not that it ends today.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::ConductFile;

/// What is over with the letter that lifts an arrangement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Over {
    /// Since when nothing of it holds, where silence ended it before; otherwise it ends with the letter.
    pub since: Option<Date>,
    /// Whether an interim measure ends with the letter, where the arrangement was over before.
    pub interim_too: bool,
}

/// What an appeal is against, on the day on which it is decided.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Appealed {
    /// The last day of the arrangement, as it was told.
    pub until: Option<Date>,
    /// Since when it is over, where it is.
    pub since: Option<Date>,
    /// The last day of an interim measure that binds, and is no part of it.
    pub interim: Option<Date>,
}

impl ConductFile {
    /// Whether notice of an arrangement was given, and nothing that was reported since its end asks for another way.
    pub(super) fn is_arranged(&self) -> bool {
        self.arrangement.as_ref().is_some_and(|it| !it.is_of_before) && !self.has_begun_since()
    }

    /// Whether an arrangement is over, and something was reported since: the way begins anew, with checks and a warning of its own
    /// (domain 5.3).
    pub fn has_begun_since(&self) -> bool {
        let Some(arrangement) = self.arrangement.as_ref().filter(|it| !it.is_of_before) else {
            return false;
        };
        let last = arrangement
            .terms
            .ends_on
            .min(self.silent_end().unwrap_or(Date::MAX));
        let over_on = last.saturating_add(1.day());
        let over_on = arrangement.ended_on.map_or(over_on, |ended| ended.min(over_on));
        self.incidents
            .iter()
            .any(|incident| incident.reported_on >= over_on)
    }

    /// The last day of what a report that waits would have had go on, where that is over on a day: nobody can agree any more that
    /// it goes on (domain 5.10).
    pub fn lapsed_before_it_was_renewed(&self, on: Date) -> Option<Date> {
        let purpose = self.report.as_ref()?.purpose;
        if !purpose.goes_on() || self.in_force(on).is_some() {
            return None;
        }
        let arrangement = self.arrangement.as_ref()?;
        let ended = arrangement.ended_on.and_then(|ended| ended.yesterday().ok());
        let silent = self.silent_end().unwrap_or(Date::MAX);
        let last = arrangement.terms.ends_on.min(silent);
        Some(ended.map_or(last, |ended| ended.min(last)))
    }

    /// What is over with a letter that lifts what there is on a day.
    pub fn over(&self, on: Date) -> Over {
        let since = self.ended_untold_on(on);
        Over {
            since,
            interim_too: since.is_some() && self.interim_in_force(on).is_some(),
        }
    }

    /// What an appeal is against that is decided on a day: it may have ended since by itself, or have been lifted.
    pub fn appealed(&self, on: Date) -> Appealed {
        let file = self.as_of(on);
        let arrangement = file.arrangement.as_ref();
        let over = arrangement.filter(|it| !it.is_in_force(on));
        Appealed {
            until: arrangement.map(|it| it.terms.ends_on),
            since: over.map(|it| it.ended_on.unwrap_or(it.terms.ends_on.saturating_add(1.day()))),
            interim: file.interim_in_force(on).map(|interim| interim.ends_on),
        }
    }
}
