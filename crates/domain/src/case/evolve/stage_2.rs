//! Stage 2: how stage 1 stood is kept beside it, and comes back where a request is not accepted.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{forget_long_extension, word_went};
use crate::calendar::london::civil_date;
use crate::case::{
    Case, Ended, Entry, Event, PointReview, Reply, ReplyState, ReturnForWork, Review, ReviewState, StageOne,
};
use crate::id::{ReplyId, UserId};
use crate::vocabulary::ClockKind;
use crate::words::WordsRef;

/// The promises that each stage makes anew.
const OF_A_STAGE: [ClockKind; 2] = [ClockKind::Acknowledge, ClockKind::Reply];

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`change` sends the events of this group only"
)]
pub(super) fn stage_2(case: &mut Case, entry: &Entry) {
    match &entry.event {
        Event::Stage2Asked { .. } => asked(case, &entry.event),
        Event::Stage2NotAccepted { code, letter } => {
            let (code, letter) = (code.clone(), letter.clone());
            as_it_was(
                case,
                ReviewState::NotAccepted { code, letter },
                civil_date(entry.at),
            );
        }
        Event::Stage2Withdrawn { accepted: reply, .. } => {
            let in_hand = case.reply.take();
            as_it_was(case, ReviewState::Withdrawn, civil_date(entry.at));
            if let Some(reply) = reply {
                accepted(case, (in_hand, reply));
            }
            // What a reviewer asked and found is of a review that nobody asks for any more.
            case.question_open = false;
            for point in &mut case.points {
                point.review = None;
            }
        }
        Event::Stage2Accepted { .. } => with_review(case, |review| review.state = ReviewState::Accepted),
        Event::ReviewerNamed { reviewer, .. } => {
            case.owner = Some(reviewer.clone());
            with_review(case, |review| review.reviewer = Some(reviewer.clone()));
        }
        Event::ConflictDeclared { reviewer, .. } => {
            took_part(case, Some(reviewer));
            if case.owner.as_ref() == Some(reviewer) {
                case.owner = None;
            }
            with_review(case, |review| review.reviewer = None);
            super::conflict::lay_aside(case, std::slice::from_ref(reviewer));
        }
        Event::PointReviewed { .. } => point_reviewed(case, entry),
        Event::ReturnedToStage1 {
            officer,
            tasks,
            due_on,
        } => returned(case, officer, (tasks.clone(), *due_on)),
        Event::ReturnAgreed { .. } => {
            with_review(case, |review| review.return_agreed_by = Some(entry.actor.clone()));
        }
        Event::ReturnFinished { on, words } => finished(case, *on, words),
        _ => {}
    }
}

fn with_review(case: &mut Case, change: impl FnOnce(&mut Review)) {
    if let Some(review) = &mut case.review {
        change(review);
    }
}

/// Somebody had a part in stage 1: written down once.
pub(super) fn took_part(case: &mut Case, user: Option<&UserId>) {
    if let Some(user) = user.filter(|user| !case.had_part.contains(user)) {
        case.had_part.push(user.clone());
    }
}

/// Whoever did this to a case at stage 1, or to one that is back there for more work, had a part in it.
pub(super) fn notice_part(case: &mut Case, entry: &Entry) {
    let is_back = case.open_return().is_some();
    if case.stage > 1 && !is_back {
        return;
    }
    let of_the_work = matches!(
        entry.event,
        Event::FindingRecorded { .. }
            | Event::ReturnFinished { .. }
            | Event::ReplyDrafted { .. }
            | Event::ReplyApproved { .. }
            | Event::ReplySentBack { .. }
    );
    // More time of stage 2 is asked for by its reviewer, also while stage 1 has work to do.
    let of_stage_1 = matches!(
        entry.event,
        Event::ReplyDrafted { .. }
            | Event::ReplyApproved { .. }
            | Event::ReplySentBack { .. }
            | Event::Extended { .. }
            | Event::LongExtensionAgreed { .. }
            // Whoever said how to answer, or talked it over, had a part in it too.
            | Event::AdviceGiven { .. }
            | Event::TalkHeld { .. }
    );
    if of_the_work || (of_stage_1 && !is_back) {
        took_part(case, entry.actor.user());
    }
    if let Event::Assigned { owner, .. } = &entry.event {
        took_part(case, owner.as_ref());
    }
}

/// The reply of a stage went: that stage is answered. An additional one of stage 1 answers nothing of stage 2, whose clock keeps
/// running (domain 4.9).
pub(super) fn replied(case: &mut Case, on: Date) {
    if case.open_return().is_none() {
        case.replied_on = Some(on);
        super::stop(case, ClockKind::Reply, on);
    }
}

/// That was taken back.
pub(super) fn reply_undone(case: &mut Case) {
    if case.open_return().is_some() {
        return;
    }
    case.replied_on = None;
    if let Some(clock) = case.clocks.get_mut(&ClockKind::Reply) {
        clock.undo_stop();
    }
}

/// The customer accepts the additional reply of stage 1: it is the council's last word.
fn accepted(case: &mut Case, (in_hand, reply): (Option<Reply>, &ReplyId)) {
    let review = case.review.as_ref();
    let returns = review.into_iter().flat_map(|review| &review.returns);
    let answers = returns.filter_map(|back| back.reply.as_ref());
    let mut known = answers.chain(in_hand.as_ref());
    let Some(last) = known.find(|known| known.id == *reply).cloned() else {
        return;
    };
    if let ReplyState::Sent { at, .. } = last.state {
        case.replied_on = Some(civil_date(at));
    }
    case.reply = Some(last);
}

fn asked(case: &mut Case, event: &Event) {
    let Event::Stage2Asked {
        on,
        channel,
        timeliness,
        reasons,
    } = event
    else {
        return;
    };
    let clocks: BTreeMap<_, _> = OF_A_STAGE
        .into_iter()
        .filter_map(|kind| case.clocks.remove(&kind).map(|clock| (kind, clock)))
        .collect();
    let owner = case.owner.clone();
    took_part(case, owner.as_ref());
    let ended = case.closed_on.take().map(|on| Ended {
        on,
        outcome: case.outcome.take(),
        sentence: case.sentence.take(),
        lesson: case.lesson.take(),
    });
    case.review = Some(Box::new(Review {
        asked_on: *on,
        channel: *channel,
        reasons: reasons.clone(),
        timeliness: *timeliness,
        state: ReviewState::Asked,
        reviewer: None,
        told_why_on: None,
        returns: Vec::new(),
        return_agreed_by: None,
        stage_1: StageOne {
            acknowledged_on: case.acknowledged_on.take(),
            clocks,
            reply: case.reply.take(),
            replied_on: case.replied_on.take(),
            owner,
            ended,
        },
    }));
    for point in &mut case.points {
        point.review = None;
    }
    forget_long_extension(case);
    case.question_open = false;
    case.stage = 2;
}

/// Stage 1 is the last word again, as it was.
fn as_it_was(case: &mut Case, state: ReviewState, on: Date) {
    let Some(review) = &mut case.review else { return };
    review.state = state;
    review.reviewer = None;
    let before = review.stage_1.clone();
    case.stage = 1;
    case.refusal = crate::case::RefusalState::None;
    forget_long_extension(case);
    for kind in OF_A_STAGE {
        case.clocks.remove(&kind);
    }
    case.clocks.extend(before.clocks);
    case.acknowledged_on = before.acknowledged_on;
    case.reply = before.reply;
    case.replied_on = before.replied_on;
    case.owner = before.owner;
    word_went(case, on);
    if let Some(ended) = before.ended {
        case.closed_on = Some(ended.on);
        case.outcome = ended.outcome;
        case.sentence = ended.sentence;
        case.lesson = ended.lesson;
        case.question_open = false;
        // It is closed again, and nothing is asked of a partner for a case that is over: the record of one that was turned away
        // before says so with no event of its own.
        super::partner::end_all(case);
    }
}

fn point_reviewed(case: &mut Case, entry: &Entry) {
    let Event::PointReviewed {
        point,
        view,
        finding,
        reason,
    } = &entry.event
    else {
        return;
    };
    if let Some(known) = case.points.iter_mut().find(|known| known.id == *point) {
        known.review = Some(PointReview {
            view: *view,
            finding: *finding,
            reason: reason.clone(),
            by: entry.actor.clone(),
        });
    }
    // What is approved is what was read.
    if let Some(reply) = &mut case.reply
        && matches!(
            reply.state,
            ReplyState::WaitingForApproval | ReplyState::Approved { .. }
        )
    {
        reply.state = ReplyState::Draft { what_to_change: None };
    }
}

fn returned(case: &mut Case, officer: &UserId, (tasks, due_on): (WordsRef, Date)) {
    let Some(review) = &mut case.review else { return };
    review.returns.push(ReturnForWork {
        officer: officer.clone(),
        tasks,
        due_on,
        done: None,
        reply: None,
        // Stage 1 writes a reply of its own; the reviewer's waits for them.
        set_aside: case.reply.take(),
    });
    review.told_why_on = None;
    review.return_agreed_by = None;
    case.owner = Some(officer.clone());
    took_part(case, Some(officer));
}

fn finished(case: &mut Case, on: Date, words: &WordsRef) {
    let Some(review) = &mut case.review else { return };
    if let Some(back) = review.returns.last_mut().filter(|back| back.done.is_none()) {
        back.done = Some((on, words.clone()));
        back.reply = case.reply.take();
        case.reply = back.set_aside.take();
    }
    case.owner.clone_from(&review.reviewer);
}
