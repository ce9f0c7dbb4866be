//! What silence ends: an arrangement of which it came into question whether it can stand, or whose one way cannot be used any
//! more, once the days for the answer are over and nobody has answered.
//!
//! The Ombudsman's guide, part 3; UK GDPR, article 5(1)(d): nobody is kept to what rests on nothing because whoever keeps the
//! file says nothing; nor to a way that was agreed to be none for them (Equality Act 2010, section 20; domain 5.5). It ends as
//! anything else does whose day has come: no job has to run for it (domain 5.10).

use std::borrow::Cow;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::evolve::nothing_to_weigh;
use super::{ConductFile, leaves_one_way};

/// What it ends that nobody says whether an arrangement can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Silence {
    /// An arrangement on which nothing is left to rest.
    EndsWhatRestsOnNothing,
    /// Any: they never had the report on which it was decided (paper 004, 7.1).
    EndsIt,
}

impl ConductFile {
    /// The last day on which an arrangement binds that came into question, or leaves a way that they cannot use, where nobody
    /// answers.
    pub fn silent_end(&self) -> Option<Date> {
        let ends = self.silence.is_some_and(|silence| match silence {
            Silence::EndsWhatRestsOnNothing => !self.rests_on_something(),
            Silence::EndsIt => true,
        });
        let grounds = self.grounds_wait.filter(|_| ends);
        grounds.into_iter().chain(self.way_end()).min()
    }

    /// The last day on which an arrangement binds whose one way they cannot use, where nobody opens another by then (Equality
    /// Act 2010, section 20).
    pub fn way_end(&self) -> Option<Date> {
        let arrangement = self.arrangement.as_ref();
        let one_way = arrangement.is_some_and(|it| leaves_one_way(&it.terms.measures));
        self.way_ends
            .filter(|_| one_way && !self.adjustments_wait.is_empty())
    }

    /// The file as it stands on a day: what silence has ended by then is over, whether or not anything happened since.
    pub fn as_of(&self, on: Date) -> Cow<'_, Self> {
        if self.silent_end().is_some_and(|by| by < on) {
            let mut file = self.clone();
            lapse(&mut file, on);
            Cow::Owned(file)
        } else {
            Cow::Borrowed(self)
        }
    }

    /// Since when an arrangement is over that silence ended, while they were not told of it.
    pub fn ended_untold_on(&self, on: Date) -> Option<Date> {
        self.as_of(on).ended_untold
    }

    /// Whether an arrangement that silence ended, and of which they were not told, left a way that they cannot use.
    pub fn ended_for_its_way_on(&self, on: Date) -> bool {
        let file = self.as_of(on);
        file.ended_untold.is_some() && file.ended_for_its_way.is_some()
    }

    /// Somebody said whether it can stand.
    pub(super) fn grounds_are_weighed(&mut self) {
        self.grounds_wait = None;
        self.silence = None;
    }
}

/// Ends what silence has ended before a day. Nothing that happens later makes it bind again.
pub(super) fn lapse(file: &mut ConductFile, today: Date) {
    let Some(by) = file.silent_end().filter(|by| *by < today) else {
        return;
    };
    let free_on = by.saturating_add(1.day());
    let of_its_way = file.way_end() == Some(by);
    file.grounds_are_weighed();
    file.way_ends = None;
    let Some(arrangement) = file.arrangement.as_mut().filter(|it| it.is_in_force(free_on)) else {
        return;
    };
    arrangement.ended_on = Some(free_on);
    file.ended_untold = Some(free_on);
    file.ended_for_its_way = of_its_way.then_some(free_on);
    file.information_waits.clear();
    nothing_to_weigh(file, today);
}
