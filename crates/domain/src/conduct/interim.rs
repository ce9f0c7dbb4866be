//! The interim safety measure: what was done when somebody was in danger, for what, and what it keeps from being done again.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::letter::{LetterKind, LetterState};
use super::state::{APART, Incident};
use super::{ConductFile, Letter};
use crate::id::{IncidentId, UserId};
use crate::policy::ContactOption;
use crate::vocabulary::Channel;
use crate::words::WordsRef;

/// What was done when somebody was in danger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterimMeasure {
    /// The incidents that it is for, those of the latest danger; none of them once all were struck out.
    pub dangers: Vec<IncidentId>,
    /// The incidents that were reported by then: whoever ordered it could weigh them.
    pub known: Vec<IncidentId>,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub ends_on: Date,
    /// What is done.
    pub measures: Vec<ContactOption>,
    /// The way that stays open.
    pub open_channel: Channel,
    /// Who answers, when, or for how long.
    pub in_practice: Option<WordsRef>,
    /// Whether it was ended before its day.
    pub ended_on: Option<Date>,
    /// Whether something was proposed since.
    pub is_followed: bool,
    /// Who ordered it.
    pub ordered_by: Option<UserId>,
    /// What they are told.
    pub letter: WordsRef,
    /// By when that leaves.
    pub letter_by: Date,
}

impl InterimMeasure {
    /// Whether it binds on a day.
    pub fn is_in_force(&self, on: Date) -> bool {
        self.from <= on && on <= self.ends_on && self.ended_on.is_none_or(|ended| on < ended)
    }

    /// The last day on which it bound, or binds.
    fn last_day(&self) -> Date {
        let before = self.ended_on.and_then(|ended| ended.yesterday().ok());
        before.map_or(self.ends_on, |before| before.min(self.ends_on))
    }
}

impl ConductFile {
    /// The interim safety measure that binds on a day.
    pub fn interim_in_force(&self, on: Date) -> Option<&InterimMeasure> {
        self.interim.as_ref().filter(|interim| interim.is_in_force(on))
    }

    /// The letter of the latest interim safety measure, where it has not left, or did not arrive: nothing has told them of it.
    /// In older records it was brought, and stands nowhere.
    fn untold(&self) -> Option<(&InterimMeasure, &Letter)> {
        let interim = self.interim.as_ref()?;
        let mut letters = self.letters.iter().rev();
        let letter = letters.find(|it| it.kind == LetterKind::Interim && it.words == interim.letter)?;
        (letter.state != LetterState::Left).then_some((interim, letter))
    }

    /// The interim safety measure whose letter has still to leave, and the last day on which it is of any use to send it. One
    /// that waits tells them of what bound them, also afterwards; where it did not arrive, they are told while it binds.
    pub(super) fn letter_to_leave(&self) -> Option<(&InterimMeasure, Option<Date>)> {
        let (interim, letter) = self.untold()?;
        let until = (letter.state != LetterState::Waiting).then(|| interim.last_day());
        Some((interim, until))
    }

    /// Whether an interim safety measure binds on a day of which nothing has told them. It protects all the same; and nobody is
    /// told that they used a way that it closes (domain 5.4, 5.8 and 5.9).
    pub fn is_bound_untold(&self, on: Date) -> bool {
        self.interim_in_force(on).is_some() && self.untold().is_some()
    }

    /// The same as [`ConductFile::binding`], as far as they were told of it.
    pub fn binding_as_told(&self, on: Date) -> Option<(Vec<ContactOption>, Channel)> {
        if !self.is_bound_untold(on) {
            return self.binding(on);
        }
        let terms = &self.in_force(on)?.terms;
        Some((terms.measures.clone(), terms.open_channel))
    }

    /// Whether the interim measure that binds on a day would be for nothing without an incident. No other takes its place, of
    /// an earlier day or reported since: whoever orders looks at what is left, and may order anew (domain 5.4).
    pub fn interim_rests_on(&self, incident: &IncidentId, on: Date) -> bool {
        let is_for_it_alone =
            |interim: &InterimMeasure| interim.dangers.iter().all(|danger| danger == incident);
        self.interim_in_force(on)
            .is_some_and(|interim| !interim.dangers.is_empty() && is_for_it_alone(interim))
    }

    /// The interim safety measures that met a danger, also before the way began again: one whose danger does not belong here
    /// met none, and keeps nobody from meeting another (UK GDPR, article 5(1)(d)).
    fn met(&self) -> impl DoubleEndedIterator<Item = &InterimMeasure> {
        let all = self.interims_before.iter().chain(&self.interim);
        all.filter(|interim| !interim.dangers.is_empty())
    }

    /// Whether one of the interim safety measures so far met a danger.
    pub(super) fn danger_was_met(&self) -> bool {
        self.met().next().is_some()
    }

    /// Whether none of them met this one: it happened after the day of each, or was reported while that was in force, so that whoever
    /// ordered it did not know of it. What is reported of such a day once it is over is the same danger.
    pub(super) fn is_unmet(&self, incident: &Incident) -> bool {
        let came_since = |measure: &InterimMeasure| {
            !measure.known.contains(&incident.id) && incident.reported_on <= measure.last_day()
        };
        self.met()
            .all(|measure| incident.on > measure.from || came_since(measure))
    }

    /// Whether somebody was in danger, in these times, and no interim safety measure was ordered for it.
    pub fn has_unmet_danger(&self) -> bool {
        let known = self.incidents.iter().skip(self.incidents_before);
        let mut dangers = known.filter(|incident| incident.was_danger);
        dangers.any(|incident| self.is_unmet(incident))
    }

    /// Whether an interim safety measure that is ordered on a day follows another, which is in force or was less than [`APART`] months
    /// before, and nothing that they could comment on came between: no report that they had, and no arrangement (domain 5.4: for a
    /// few days, and the full path starts at once). Danger is met all the same; whoever hears appeals is told of it.
    pub fn follows_unheard(&self, today: Date) -> bool {
        let has_one = self.report.as_ref().is_some_and(|report| report.shared.is_some());
        let met_on = self.met().map(|interim| interim.from).max();
        let is_heard = has_one || self.to_notify.is_some() || self.shared_on >= met_on;
        let apart: Span = APART.months();
        let until = self.met().next_back().map(InterimMeasure::last_day);
        let is_soon = until.is_some_and(|until| today <= until.saturating_add(apart));
        is_soon && !is_heard && self.in_force(today).is_none()
    }
}
