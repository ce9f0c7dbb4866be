//! What a case gives of its promises: each on the day by which it was to be kept, and whether it was.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{FactKind, Gather, Tally, is_upheld};
use crate::case::{Outcome, ReviewState};
use crate::clock::Clock;
use crate::vocabulary::{ClockKind, Finding, Role};

/// One stage as its facts need it.
struct Stage<'a> {
    number: u8,
    clocks: &'a BTreeMap<ClockKind, Clock>,
    from: Date,
    replied_on: Option<Date>,
    kept: bool,
}

/// The promise and the reply of a stage.
const fn of_stage(stage: u8) -> (FactKind, FactKind) {
    if stage == 1 {
        (FactKind::Stage1Due, FactKind::Stage1Replied)
    } else {
        (FactKind::Stage2Due, FactKind::Stage2Replied)
    }
}

impl Gather<'_> {
    /// A promise by the day on which it fell due. One that ended without being kept, because the case was
    /// withdrawn or not accepted, is not late: it is no longer a promise, and not counted.
    fn due(&mut self, what: FactKind, stage: u8, clock: &Clock) {
        if clock.stopped_on.is_none() && clock.ended_on.is_some() {
            return;
        }
        let by = |day: Date| clock.stopped_on.is_some_and(|on| on <= day);
        let first = clock.extensions.first().map_or(clock.due_on, |more| more.from);
        let tally = Tally::timely(by(clock.due_on), by(first));
        self.put((what, clock.due_on), stage, "", tally);
    }

    /// The target of a request. What was closed as not done, or came back once its day was over, was promised and not finished.
    fn target(&mut self, clock: &Clock) {
        let was_late = clock.ended_on.is_some_and(|on| clock.due_on < on);
        let is_owed = match self.case.outcome {
            Some(Outcome::NotDone) => true,
            None | Some(Outcome::Done | Outcome::SettledAtFirstContact) => was_late,
            Some(Outcome::NotAccepted | Outcome::Withdrawn | Outcome::Duplicate | Outcome::OtherCouncil) => {
                false
            }
        };
        if is_owed && clock.stopped_on.is_none() {
            let due = (FactKind::TargetDue, clock.due_on);
            self.put(due, 0, "", Tally::one(false));
        } else {
            self.due(FactKind::TargetDue, 0, clock);
        }
    }

    pub(super) fn stages(&mut self) {
        let case = self.case;
        if case.stage == 0 {
            return;
        }
        let review = case.open_review();
        match review {
            Some(review) => {
                // Opened again after stage 2, stage 1 was answered before that.
                let answered = review.stage_1.replied_on;
                self.stage(&Stage {
                    number: 1,
                    clocks: &review.stage_1.clocks,
                    from: answered.map_or(case.counts_from, |on| case.counts_from.min(on)),
                    replied_on: answered,
                    kept: true,
                });
                self.stage(&Stage {
                    number: case.stage,
                    clocks: &case.clocks,
                    from: review.asked_on,
                    replied_on: case.replied_on,
                    kept: !case.enquiries.is_empty(),
                });
            }
            None => self.stage(&Stage {
                number: case.stage,
                clocks: &case.clocks,
                from: case.counts_from,
                replied_on: case.replied_on,
                kept: case.review.is_some(),
            }),
        }
        if let Some(review) = &case.review {
            let asked = (FactKind::Stage2Asked, review.asked_on);
            self.put(asked, 2, "", Tally::one(false));
            if let ReviewState::NotAccepted { code, .. } = &review.state {
                let refused = (FactKind::Refused, review.asked_on);
                self.put(refused, 2, code.as_str(), Tally::one(false));
            }
        }
    }

    fn stage(&mut self, stage: &Stage<'_>) {
        let (due, replied) = of_stage(stage.number);
        if let Some(clock) = stage.clocks.get(&ClockKind::Acknowledge) {
            self.due(FactKind::AcknowledgementDue, stage.number, clock);
        }
        if let Some(clock) = stage.clocks.get(&ClockKind::Reply) {
            self.due(due, stage.number, clock);
        }
        let Some(on) = stage.replied_on else { return };
        let days = self.working_days(stage.from, on);
        self.put_after(
            (replied, on, Some(days)),
            stage.number,
            "",
            Tally::one(stage.kept),
        );
        let found = self.case.points.iter();
        self.findings(
            (stage.number, on),
            found.filter_map(|point| point.found_at(stage.number)),
        );
    }

    fn findings(&mut self, (stage, on): (u8, Date), found: impl Iterator<Item = Finding>) {
        for finding in found {
            let tally = Tally::one(is_upheld(finding));
            self.put((FactKind::Found, on), stage, finding.as_str(), tally);
        }
    }

    /// What was promised and answered before the case was opened again, or was something else: neither makes it not have been.
    pub(super) fn before(&mut self) {
        let case = self.case;
        for before in &case.replies_before {
            let (due, replied) = of_stage(before.stage);
            if let Some(clock) = &before.promised {
                self.due(due, before.stage, clock);
            }
            let on = before.replied_on;
            let days = self.working_days(before.from, on);
            self.put_after((replied, on, Some(days)), before.stage, "", Tally::one(false));
            self.findings((before.stage, on), before.findings.iter().copied());
        }
        for clock in &case.missed_before {
            let (what, stage) = match clock.kind {
                ClockKind::FirstAnswer => (FactKind::FirstAnswerDue, 0),
                ClockKind::Target => (FactKind::TargetDue, 0),
                ClockKind::Acknowledge => (FactKind::AcknowledgementDue, 1),
                ClockKind::Reply if case.stage > 0 => (FactKind::AnswerDue, 0),
                ClockKind::Reply => (FactKind::Stage1Due, 1),
                ClockKind::Update => continue,
            };
            self.put((what, clock.due_on), stage, "", Tally::one(false));
        }
        // What was answered while it was a request was answered.
        for (kind, what) in [
            (ClockKind::FirstAnswer, FactKind::FirstAnswerDue),
            (ClockKind::Target, FactKind::TargetDue),
        ] {
            let clock = case.clock(kind).filter(|clock| clock.stopped_on.is_some());
            if let Some(clock) = clock.filter(|_| case.stage > 0) {
                self.due(what, 0, clock);
            }
        }
    }

    pub(super) fn working_days(&self, from: Date, to: Date) -> i64 {
        self.calendar.working_days_taken(from, to, self.case.day_one)
    }

    pub(super) fn promises_of_requests(&mut self) {
        let case = self.case;
        if case.stage > 0 {
            return;
        }
        let is_query = case.raised_by == Role::Councillor;
        let answer = if is_query {
            FactKind::QueryDue
        } else {
            FactKind::AnswerDue
        };
        for (kind, what) in [
            (ClockKind::FirstAnswer, FactKind::FirstAnswerDue),
            (ClockKind::Reply, answer),
        ] {
            if let Some(clock) = case.clock(kind) {
                self.due(what, 0, clock);
            }
        }
        // What a councillor brings and triage finds to be a request has no other answer: its first one is promised to them, too.
        let owes_a_reply = case
            .clock(ClockKind::Reply)
            .is_some_and(|clock| clock.stopped_on.is_some() || clock.ended_on.is_none());
        let first = case.clock(ClockKind::FirstAnswer);
        if let Some(clock) = first.filter(|_| is_query && !owes_a_reply) {
            self.due(FactKind::QueryDue, 0, clock);
        }
        if let Some(clock) = case.clock(ClockKind::Target) {
            self.target(clock);
        }
    }
}
