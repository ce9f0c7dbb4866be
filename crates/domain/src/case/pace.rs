//! How fast a complaint goes through the steps to its reply, and whether it will be late, from how long such
//! complaints took.
//!
//! Ours, after paper 002 (nobody is left without an answer, and whoever answers for a service has an overview of
//! response times): a breach is seen before it happens. It is told as a sentence with its reasons, and decides nothing.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::calendar::london::civil_date;
use crate::case::decide::is_answered;
use crate::case::{Case, Entry, ReplyState};
use crate::vocabulary::ClockKind;

crate::vocabulary! {
    /// What is still to be done before a complaint has its reply.
    pub enum ReplyStep {
        /// Points are without a finding, or there are none yet.
        Finding = "finding",
        /// Every point has its finding; the reply is not written, or was sent back.
        Writing = "writing",
        /// It waits for approval, or to be sent.
        Approving = "approving",
    }
}

/// How one stage went: when it came to each step for the first time, and when its reply went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pace {
    /// The first day of each step that it came to.
    pub began: BTreeMap<ReplyStep, Date>,
    /// When the reply went.
    pub replied_on: Option<Date>,
}

impl Pace {
    /// How many days it took from each step to the reply, once that went.
    pub fn took(&self) -> Vec<(ReplyStep, u16)> {
        let Some(replied_on) = self.replied_on else {
            return Vec::new();
        };
        let began = self.began.iter();
        began
            .map(|(step, began)| (*step, days(*began, replied_on)))
            .collect()
    }
}

/// The days between two, none where the second is the earlier.
fn days(from: Date, to: Date) -> u16 {
    u16::try_from((to - from).get_days()).unwrap_or_default()
}

/// Where a complaint stands on its way to a reply that is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// What is still to be done.
    pub step: ReplyStep,
    /// Since when.
    pub since: Date,
    /// When the reply is due.
    pub due_on: Date,
    /// How many points are still to be answered.
    pub open_points: u16,
    /// Of how many.
    pub points: u16,
    /// Whether a reply was begun.
    pub is_begun: bool,
}

/// That a reply will probably be late, with why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    /// Where it stands.
    pub standing: Standing,
    /// How many days are left until the reply is due.
    pub left: u16,
    /// How many days it has been at this step.
    pub been: u16,
    /// How many such complaints were at this step for so long.
    pub such: u16,
    /// How many of these took longer than is left here.
    pub late: u16,
}

impl Case {
    /// What is still to be done before the reply, while one is promised and not out.
    pub fn reply_step(&self) -> Option<ReplyStep> {
        let is_owed = self
            .clock(ClockKind::Reply)
            .is_some_and(crate::clock::Clock::is_running);
        if !self.is_complaint() || !is_owed || self.is_closed() {
            return None;
        }
        match self.reply.as_ref().map(|reply| &reply.state) {
            Some(ReplyState::Sent { .. }) => None,
            Some(ReplyState::WaitingForApproval | ReplyState::Approved { .. }) => Some(ReplyStep::Approving),
            Some(ReplyState::Draft { .. }) | None => {
                let is_open = |point| !is_answered(self, point);
                let is_found = !self.points.is_empty() && !self.points.iter().any(is_open);
                Some(if is_found {
                    ReplyStep::Writing
                } else {
                    ReplyStep::Finding
                })
            }
        }
    }

    /// Where it stands on its way to the reply, while one is promised and not out.
    pub fn standing(&self) -> Option<Standing> {
        let step = self.reply_step()?;
        let since = *self.paces.get(&self.stage)?.began.get(&step)?;
        let open = self.points.iter().filter(|point| !is_answered(self, point));
        let count = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        Some(Standing {
            step,
            since,
            due_on: self.clock(ClockKind::Reply)?.due_on,
            open_points: count(open.count()),
            points: count(self.points.len()),
            is_begun: self.reply.is_some(),
        })
    }
}

/// Whether a complaint that stands here will probably be late.
///
/// It is, if at least half of those that were at this step for as many days took longer than is left. `took` is how many days such complaints took from this step to their
/// reply. With fewer than `at_least` of them nothing is said, nor of one that is overdue already: that is known.
pub fn forecast(standing: Standing, today: Date, (took, at_least): (&[u16], u16)) -> Option<Forecast> {
    if standing.due_on < today {
        return None;
    }
    let (been, left) = (days(standing.since, today), days(today, standing.due_on));
    let whole = been.saturating_add(left);
    let such: Vec<u16> = took.iter().copied().filter(|took| *took >= been).collect();
    let late = such.iter().filter(|took| **took > whole).count();
    if such.len() < usize::from(at_least) || late * 2 < such.len() {
        return None;
    }
    Some(Forecast {
        standing,
        left,
        been,
        such: u16::try_from(such.len()).unwrap_or(u16::MAX),
        late: u16::try_from(late).unwrap_or(u16::MAX),
    })
}

/// Notices the step to which an event brought a case, and that its reply went or was taken back.
pub(super) fn notice(case: &mut Case, entry: &Entry) {
    // What stage 1 does while it has a complaint again is no step of the reply of stage 2.
    if !case.is_complaint() || case.open_return().is_some() {
        return;
    }
    let (step, stage) = (case.reply_step(), case.stage);
    let replied_on = case.replied_on.filter(|_| case.reply_sent_at().is_some());
    if step.is_none() && !case.paces.contains_key(&stage) {
        return;
    }
    let pace = case.paces.entry(stage).or_default();
    if let Some(step) = step {
        pace.began.entry(step).or_insert_with(|| civil_date(entry.at));
    }
    pace.replied_on = replied_on;
}
