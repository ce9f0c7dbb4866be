//! The reply: drafted, checked, approved by somebody else, sent, and for a few minutes undone.

use jiff::SignedDuration;

use crate::case::decide::{Context, needed, only_for_complaints};
use crate::case::{
    Case, Event, Point, PointState, Refusal, RefusalState, Reply, ReplySection, ReplyState, ReplyText,
    ReviewView,
};
use crate::id::ReplyId;
use crate::words::Words;

/// Saves a version of the reply. Saving takes back a request for approval: what is approved is
/// what was read.
pub(super) fn draft(case: &Case, text: ReplyText) -> Result<Vec<Event>, Refusal> {
    only_for_complaints(case)?;
    let of_stage_1 = case
        .open_review()
        .and_then(|review| review.stage_1.reply.as_ref());
    let returns = case.open_review().into_iter().flat_map(|review| &review.returns);
    let others = returns.flat_map(|back| [back.reply.as_ref(), back.set_aside.as_ref()]);
    if of_stage_1
        .into_iter()
        .chain(others.flatten())
        .any(|reply| reply.id == text.id)
    {
        return Err(Refusal::ReplyNotReady);
    }
    if let Some(reply) = &case.reply {
        match reply.state {
            ReplyState::Sent { .. } => return Err(Refusal::ReplyNotReady),
            ReplyState::Draft { .. } | ReplyState::WaitingForApproval | ReplyState::Approved { .. } => {
                if reply.id != text.id {
                    return Err(Refusal::ReplyNotReady);
                }
            }
        }
    }
    let sections: Vec<_> = text
        .sections
        .iter()
        .filter(|(_, words)| !words.is_blank())
        .map(|(section, words)| (*section, words.reference()))
        .collect();
    if sections.is_empty() {
        return Err(Refusal::TextMissing("the reply"));
    }
    Ok(vec![Event::ReplyDrafted {
        reply: text.id,
        stage: case.stage_that_answers(),
        sections,
    }])
}

/// What still blocks a reply, in the order in which an officer would mend it. Empty when it can go.
pub fn blocks(case: &Case) -> Vec<Refusal> {
    let mut blocks = Vec::new();
    if case.points.is_empty() {
        blocks.push(Refusal::NoPoints);
    }
    // Complaint Handling Code 6.7: the reply addresses all points, with reasons.
    for point in &case.points {
        if !is_answered(case, point) {
            blocks.push(Refusal::PointNotAnswered(point.id.clone()));
        }
    }
    // Complaint Handling Code 7: a remedy says what will happen and by when.
    for remedy in &case.remedies {
        if remedy.is_open() && (remedy.owner.is_none() || remedy.due_on.is_none()) {
            blocks.push(Refusal::RemedyWithoutOwnerOrDate(remedy.id.clone()));
        }
    }
    // Complaint Handling Code 6.8: the seven elements.
    let written = |wanted: ReplySection| {
        case.reply
            .as_ref()
            .is_some_and(|reply| reply.sections.iter().any(|(section, _)| *section == wanted))
    };
    for section in ReplySection::ALL {
        if section.is_required() && !written(*section) {
            blocks.push(Refusal::ElementMissing(*section));
        }
    }
    blocks
}

/// At stage 1 a point has its finding; at stage 2 the reviewer agrees with it or found otherwise.
pub(crate) fn is_answered(case: &Case, point: &Point) -> bool {
    if case.open_review().is_none() || case.open_return().is_some() {
        return point.state != PointState::Open;
    }
    point.review.as_ref().is_some_and(|review| match review.view {
        ReviewView::Agree => point.state != PointState::Open,
        ReviewView::Change => true,
        ReviewView::NotLookedAtFully => false,
    })
}

fn reply_of<'c>(case: &'c Case, id: &ReplyId) -> Result<&'c Reply, Refusal> {
    only_for_complaints(case)?;
    case.reply
        .as_ref()
        .filter(|reply| reply.id == *id)
        .ok_or(Refusal::ReplyNotReady)
}

fn nothing_blocks(case: &Case) -> Result<(), Refusal> {
    match blocks(case).into_iter().next() {
        Some(block) => Err(block),
        None => Ok(()),
    }
}

/// Asks somebody else to approve the reply.
pub(super) fn ask_for_approval(
    case: &Case,
    id: ReplyId,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let reply = reply_of(case, &id)?;
    if !matches!(reply.state, ReplyState::Draft { .. }) {
        return Err(Refusal::ReplyNotReady);
    }
    acknowledged_first(case)?;
    nothing_blocks(case)?;
    context.stage_that_answers(case)?;
    Ok(vec![Event::ApprovalAsked { reply: id }])
}

/// Complaint Handling Code 6.2: the customer is told how the complaint is understood before it is answered.
fn acknowledged_first(case: &Case) -> Result<(), Refusal> {
    let promised = case.clock(crate::vocabulary::ClockKind::Acknowledge).is_some();
    if promised && case.acknowledged_on.is_none() {
        return Err(Refusal::NotAcknowledged);
    }
    Ok(())
}

/// Approves a reply. Nobody approves what they wrote.
pub(super) fn approve(case: &Case, id: ReplyId, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let reply = waiting(case, &id)?;
    if reply.authors.contains(&context.actor.id) {
        return Err(Refusal::AuthorCannotApprove);
    }
    if let Some(role) = context.stage_that_answers(case)?.reply_approved_by
        && !context.actor.roles.contains(&role)
    {
        return Err(Refusal::ApprovalNeeded(role));
    }
    nothing_blocks(case)?;
    Ok(vec![Event::ReplyApproved { reply: id }])
}

fn waiting<'c>(case: &'c Case, id: &ReplyId) -> Result<&'c Reply, Refusal> {
    let reply = reply_of(case, id)?;
    if reply.state == ReplyState::WaitingForApproval {
        Ok(reply)
    } else {
        Err(Refusal::ReplyNotReady)
    }
}

/// Sends a reply back to its author with what needs to change.
pub(super) fn send_back(case: &Case, id: ReplyId, what_to_change: &Words) -> Result<Vec<Event>, Refusal> {
    waiting(case, &id)?;
    let what_to_change = needed(what_to_change, "what needs to change")?.reference();
    Ok(vec![Event::ReplySentBack {
        reply: id,
        what_to_change,
    }])
}

/// A reply that may go: approved or, where the policy asks for no approval, whole.
///
/// There is no other way to one, so a reply that was never approved has no `send`.
struct Sendable<'c> {
    reply: &'c Reply,
}

impl<'c> Sendable<'c> {
    fn of(case: &'c Case, id: &ReplyId, context: &Context<'_>) -> Result<Self, Refusal> {
        let reply = reply_of(case, id)?;
        if matches!(case.refusal, RefusalState::Proposed { .. }) {
            return Err(Refusal::RefusalAlreadyProposed);
        }
        match (&reply.state, context.stage_that_answers(case)?.reply_approved_by) {
            (ReplyState::Approved { .. }, _) => {}
            (ReplyState::Draft { .. } | ReplyState::WaitingForApproval, None) => acknowledged_first(case)?,
            (ReplyState::Draft { .. } | ReplyState::WaitingForApproval, Some(role)) => {
                return Err(Refusal::ApprovalNeeded(role));
            }
            (ReplyState::Sent { .. }, _) => return Err(Refusal::ReplyNotReady),
        }
        nothing_blocks(case)?;
        Ok(Self { reply })
    }

    fn send(self, letter: &Words, undo_minutes: u16, context: &Context<'_>) -> Event {
        let undo_until = context
            .at
            .checked_add(SignedDuration::from_mins(i64::from(undo_minutes)))
            .unwrap_or(context.at);
        Event::ReplySent {
            reply: self.reply.id.clone(),
            stage: self.reply.stage,
            on: context.today(),
            letter: letter.reference(),
            undo_until,
        }
    }
}

/// Sends the reply.
pub(super) fn send(
    case: &Case,
    id: &ReplyId,
    letter: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let sendable = Sendable::of(case, id, context)?;
    needed(letter, "the letter")?;
    let undo_minutes = context.procedure(&case.procedure)?.undo_minutes;
    Ok(vec![sendable.send(letter, undo_minutes, context)])
}

/// Takes a reply back while the minutes for it last (domain, section 4).
pub(super) fn undo(case: &Case, id: ReplyId, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    match &reply_of(case, &id)?.state {
        ReplyState::Sent { undo_until, .. } if context.at < *undo_until => {
            Ok(vec![Event::ReplySendUndone { reply: id }])
        }
        ReplyState::Sent { .. } => Err(Refusal::TooLateToUndo),
        ReplyState::Draft { .. } | ReplyState::WaitingForApproval | ReplyState::Approved { .. } => {
            Err(Refusal::ReplyNotReady)
        }
    }
}
