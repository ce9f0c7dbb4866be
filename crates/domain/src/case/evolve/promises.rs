//! What becomes of the promises when a case ends, and when it turns out not to be over.

use jiff::civil::Date;

use crate::case::{Case, Outcome, ReplyBefore};
use crate::clock::Clock;
use crate::id::ActorId;
use crate::vocabulary::ClockKind;

/// The first answer was given. Of a record that was taken over nobody knows when that was.
pub(super) fn first_answered(case: &mut Case, on: Date, by: &ActorId) {
    let clock = case.clocks.get_mut(&ClockKind::FirstAnswer);
    if let Some(clock) = clock.filter(|clock| clock.is_running()) {
        if matches!(by, ActorId::Import(_)) {
            clock.end(on);
        } else {
            clock.stop(on);
        }
    }
}

/// The case is closed: nothing runs any more.
pub(super) fn end(case: &mut Case, (on, outcome): (Date, Outcome), by: &ActorId) {
    for clock in case.clocks.values_mut().filter(|clock| clock.is_running()) {
        if is_kept_by(outcome, (clock.kind, by)) {
            clock.stop(on);
        } else {
            clock.end(on);
        }
    }
}

/// Whether the end of a case is what was promised. What the customer is told with it is an answer; but what was not done is not
/// finished, and what nobody was owed any more was not done either: neither is ever counted as kept. How an old system's case
/// ended says nothing of when anybody heard there.
fn is_kept_by(outcome: Outcome, (kind, by): (ClockKind, &ActorId)) -> bool {
    let is_work = kind == ClockKind::Target;
    let is_known = is_work || !matches!(by, ActorId::Import(_));
    match outcome {
        Outcome::Done | Outcome::SettledAtFirstContact => is_known,
        Outcome::NotDone => is_known && !is_work,
        Outcome::NotAccepted | Outcome::Withdrawn | Outcome::Duplicate | Outcome::OtherCouncil => false,
    }
}

/// What is opened again was not finished, whatever was said when it was closed.
pub(super) fn not_finished(case: &mut Case, on: Date) {
    match case.outcome {
        Some(Outcome::Done | Outcome::NotDone | Outcome::SettledAtFirstContact) => {
            if let Some(clock) = case.clocks.get_mut(&ClockKind::Target) {
                clock.take_back(on);
            }
        }
        Some(Outcome::NotAccepted | Outcome::Withdrawn | Outcome::Duplicate | Outcome::OtherCouncil)
        | None => {}
    }
}

/// What was promised of what the case was before is owed no more. Where its day was over, it was missed.
pub(super) fn dropped(case: &mut Case, kind: ClockKind, on: Date) {
    let dropped = case.clocks.remove(&kind);
    let was_late = |clock: &Clock| clock.is_running() && clock.due_on < on;
    case.missed_before.extend(dropped.filter(was_late));
}

/// The reply of a complaint that is opened again went all the same, by its day or after it, and said what it said.
pub(super) fn replied_before(case: &mut Case) {
    let Some(replied_on) = case.replied_on.filter(|_| case.stage > 0) else {
        return;
    };
    let before = ReplyBefore {
        stage: case.stage,
        promised: case.clocks.get(&ClockKind::Reply).cloned(),
        from: case
            .open_review()
            .map_or(case.counts_from, |review| review.asked_on),
        replied_on,
        findings: case
            .points
            .iter()
            .filter_map(|point| point.found_at(case.stage))
            .collect(),
    };
    case.replies_before.push(before);
}
