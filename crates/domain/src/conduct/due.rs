//! What has to be done on a conduct file, and by when.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::ConductFile;
use super::interim::InterimMeasure;
use super::state::{Arrangement, Due, DueKind, Report};
use crate::calendar::london::civil_date;

/// Within how many days a reported incident is looked at: four weeks (ours). Else nothing would ask for it.
pub(super) const LOOK_WITHIN: i32 = 28;

/// Within how many days a proposal is shared, or withdrawn: four weeks (ours). Else it could be left for good, unseen.
pub(super) const SHARE_WITHIN: i32 = 28;

/// Within how many days after their time to comment it is decided: four weeks (ours). Else their report could wait for good, and
/// nobody could tell them by when we write (ux P15).
const DECIDE_WITHIN: i32 = 28;

impl ConductFile {
    /// The interim safety measure after which the way has still to be gone: nothing was proposed since, unless they were bound
    /// already (domain 5.4: the full path starts at once). The file may be closed instead.
    pub fn way_to_begin(&self) -> Option<&InterimMeasure> {
        let goes_on = self.is_closed || self.report.is_some() || self.to_notify.is_some();
        let interim = self.interim.as_ref().filter(|_| !goes_on)?;
        // One whose danger does not belong here has begun no way.
        let is_for_something = !interim.dangers.is_empty();
        let arrangement = self.arrangement.as_ref();
        let bound = arrangement.is_some_and(|arrangement| arrangement.is_in_force(interim.from));
        (is_for_something && !bound && !interim.is_followed).then_some(interim)
    }

    /// By when the way after an interim safety measure goes on: begun by its last day; after a warning there is time to see
    /// whether anything happens.
    fn go_on_by(&self, interim: &InterimMeasure) -> Date {
        let seen = self
            .warning()
            .map(|warned| civil_date(warned).saturating_add(LOOK_WITHIN.days()));
        seen.map_or(interim.ends_on, |seen| seen.max(interim.ends_on))
    }

    /// By when a report that they have not seen is shared, or withdrawn: one that has something go on by the day of its review.
    fn share_by(&self, report: &Report) -> Date {
        let renewed = self.arrangement.as_ref().filter(|_| report.purpose.goes_on());
        renewed.map_or(report.share_by, |it| report.share_by.min(it.terms.review_on))
    }

    /// By when it is decided on the report that they have: four weeks after their time to comment, and where it has something go
    /// on, by the last day of that (domain 5.10: nobody can agree to it afterwards).
    pub fn decide_by(&self) -> Option<Date> {
        let report = self.report.as_ref()?;
        let shared = report.shared.as_ref()?;
        let by = shared.comments_until.saturating_add(DECIDE_WITHIN.days());
        let renewed = self.arrangement.as_ref().filter(|_| report.purpose.goes_on());
        Some(renewed.map_or(by, |it| by.min(it.terms.ends_on)))
    }

    /// What has to be done, the earliest first; also what is of use only while something binds.
    pub fn due(&self) -> Vec<Due> {
        let mut due = Vec::new();
        let mut add = |kind: DueKind, on: Date| {
            due.push(Due {
                kind,
                on,
                until: None,
            });
        };
        for contact in self.unread() {
            add(DueKind::ReadContact, contact.read_by);
        }
        for urgent in &self.urgent {
            add(DueKind::TakeUp, urgent.on);
        }
        if let Some(waits) = &self.to_notify {
            add(DueKind::SendNotice, waits.due_on);
        }
        if let Some(appeal) = self.appeal.as_ref().filter(|appeal| appeal.outcome.is_none()) {
            add(DueKind::DecideAppeal, appeal.due_on);
        }
        match &self.report {
            Some(Report {
                shared: Some(shared), ..
            }) => add(DueKind::AnswerComments, shared.comments_until),
            Some(report) => add(DueKind::ShareReport, self.share_by(report)),
            None => {}
        }
        if let Some(by) = self.decide_by() {
            add(DueKind::Decide, by);
        }
        if let Some(by) = self.information_waits.iter().map(|(_, by)| *by).min() {
            add(DueKind::AnswerInformation, by);
        }
        if let Some(interim) = self.way_to_begin() {
            add(DueKind::BeginTheWay, self.go_on_by(interim));
        }
        if let Some(by) = self
            .incidents
            .iter()
            .filter_map(|incident| incident.look_by)
            .min()
        {
            add(DueKind::LookAtIncident, by);
        }
        if let Some(by) = self.grounds_wait {
            add(DueKind::WeighGrounds, by);
        }
        if let Some(on) = self.ended_untold {
            add(DueKind::TellThatItEnded, on);
        }
        // Nothing is decided or noticed before it is weighed.
        if self.is_pending()
            && let Some((_, by)) = self.adjustments_wait.first()
        {
            add(DueKind::WeighAdjustment, *by);
        }
        due.extend(self.letter_to_leave().map(|(interim, until)| Due {
            kind: DueKind::SendInterim,
            on: interim.letter_by,
            until,
        }));
        due.extend(self.due_while_it_binds());
        due.sort_by_key(|due| due.on);
        due
    }

    /// What has to be done on a day, the earliest first.
    pub fn due_on(&self, today: Date) -> Vec<Due> {
        let mut due = self.as_of(today).due();
        due.retain(|due| due.until.is_none_or(|until| today <= until));
        due
    }

    fn due_while_it_binds(&self) -> Vec<Due> {
        let mut due = Vec::new();
        let arrangement = self.arrangement.as_ref().filter(|it| it.ended_on.is_none());
        let is_pending = self.is_pending();
        // Domain 5.10: to propose that it goes on is no review. It is looked at once that is decided, and whoever holds it
        // hears of its day until then.
        let is_looked_at = self.to_notify.is_some();
        let looks = |it: &&Arrangement| !is_looked_at && !self.is_closed && !it.is_of_before;
        if let Some(arrangement) = arrangement.filter(looks) {
            due.push(Due {
                kind: DueKind::Review,
                on: arrangement.terms.review_on,
                until: Some(arrangement.terms.ends_on),
            });
        }
        let last = self.bound().map(|(_, last)| last).filter(|_| !is_pending);
        if let (Some((_, by)), Some(last)) = (self.adjustments_wait.first(), last) {
            // Where silence ends it, they have to be told afterwards.
            let ends_by_silence = self.way_end().is_some_and(|way_ends| way_ends <= last);
            due.push(Due {
                kind: DueKind::WeighAdjustment,
                on: *by,
                until: Some(last).filter(|_| !ends_by_silence),
            });
        }
        due
    }
}
