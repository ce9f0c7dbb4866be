//! What somebody did on a case decides nothing there any more once it shows that they had an interest in it.

use crate::case::{Case, PointState, RefusalState, Reply, ReplyState};
use crate::id::{ActorId, UserId};

/// Lays aside what these people decided that has not gone out (Complaint Handling Code 5: conflict of interest).
///
/// That is a reply that they wrote, an approval that they gave, a refusal that they proposed, what they found on a point, and what
/// they made of it as its reviewer. Whoever has the case next does it anew. It stays in the record, where it can be read.
///
/// What stage 1 found stands while it is reviewed: that is what the reviewer looks at.
pub(super) fn lay_aside(case: &mut Case, users: &[UserId]) {
    let is_theirs = |actor: &ActorId| actor.user().is_some_and(|user| users.contains(user));
    reply(&mut case.reply, is_theirs);
    let is_reviewed = case.open_review().is_some();
    // What went out stays said; an additional reply of stage 1 says nothing of what its reviewer finds.
    let is_out = case.reply_sent_at().is_some() && case.open_return().is_none();
    if let Some(review) = &mut case.review {
        for back in &mut review.returns {
            reply(&mut back.set_aside, is_theirs);
        }
    }
    for point in case.points.iter_mut().filter(|_| !is_out) {
        point.review.take_if(|review| is_theirs(&review.by));
        if !is_reviewed && point.found_by.as_ref().is_some_and(is_theirs) {
            point.found_by = None;
            point.state = PointState::Open;
        }
    }
    if matches!(&case.refusal, RefusalState::Proposed { by, .. } if is_theirs(by)) {
        case.refusal = RefusalState::None;
    }
}

fn reply(known: &mut Option<Reply>, is_theirs: impl Fn(&ActorId) -> bool) {
    let is_out = |reply: &Reply| matches!(reply.state, ReplyState::Sent { .. });
    known.take_if(|reply| !is_out(reply) && reply.authors.iter().any(&is_theirs));
    if let Some(reply) = known
        && matches!(&reply.state, ReplyState::Approved { by } if is_theirs(by))
    {
        reply.state = ReplyState::Draft { what_to_change: None };
    }
}
