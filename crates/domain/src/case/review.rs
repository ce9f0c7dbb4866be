//! Stage 2: the review of a complaint by somebody who had no part in stage 1.
//!
//! Complaint Handling Code 6 (and the Housing Ombudsman's 6.10 to 6.15): asked for without reasons,
//! considered by somebody else, answered point by point. Paper 004, 3.3e and 8.2: the reviewer may send
//! it back for more work, once the customer was told why.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::case::{Case, LessonAnswer, Outcome, Point, PointState, Refusal, Reply, ReplyState};
use crate::clock::Clock;
use crate::id::{ActorId, ReasonCode, UserId};
use crate::permission::{self, Act, Actor, Scope};
use crate::policy::{Policy, ReturnToStage1};
use crate::vocabulary::{Channel, ClockKind, Finding};
use crate::words::WordsRef;

crate::vocabulary! {
    /// What a reviewer makes of what stage 1 found on a point.
    pub enum ReviewView {
        /// Stage 1 was right.
        Agree = "agree",
        /// Another finding takes its place; the first one stays beside it.
        Change = "change",
        /// Stage 1 did not look at it fully.
        NotLookedAtFully = "not-looked-at-fully",
    }
}

crate::vocabulary! {
    /// Whether somebody said of a reviewer that they had no part in stage 1.
    pub enum NoPart {
        /// It was said.
        Declared = "declared",
        /// It was not.
        NotDeclared = "not-declared",
    }
}

crate::vocabulary! {
    /// How a request for stage 2 came within the policy's time for it.
    pub enum Timeliness {
        /// Within the time, or there is no limit.
        InTime = "in-time",
        /// After it: accepted with discretion and a reason, or not accepted.
        Late = "late",
    }
}

/// A request for stage 2, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// When the customer asked.
    pub asked_on: Date,
    /// How.
    pub channel: Channel,
    /// Why, if they said; reasons are welcome and never required.
    pub reasons: Option<WordsRef>,
    /// Whether it came in the policy's time.
    pub timeliness: Timeliness,
    /// How far it is.
    pub state: ReviewState,
    /// Who reviews it; nobody until it is accepted, and between two reviewers.
    pub reviewer: Option<UserId>,
    /// When the customer was told why it goes back to stage 1; since the last time that it did.
    pub told_why_on: Option<Date>,
    /// Each time that it went back for more work, in order.
    pub returns: Vec<ReturnForWork>,
    /// Who agreed that it goes back once more than the policy lets the reviewer decide.
    pub return_agreed_by: Option<ActorId>,
    /// How the case stood when it was asked for.
    pub stage_1: StageOne,
}

/// How far a request for stage 2 is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewState {
    /// Nobody has accepted it yet.
    Asked,
    /// It is accepted, and is or was reviewed.
    Accepted,
    /// The customer was told that it is not, with the Ombudsman's details.
    NotAccepted {
        /// The coded reason.
        code: ReasonCode,
        /// What the customer was told.
        letter: WordsRef,
    },
    /// The customer took it back.
    Withdrawn,
}

/// More work that a reviewer asked of stage 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnForWork {
    /// Who does it.
    pub officer: UserId,
    /// What still needs to be done.
    pub tasks: WordsRef,
    /// By when: before the reply of stage 2 is due, for its clock keeps running.
    pub due_on: Date,
    /// When it was done, and what was found.
    pub done: Option<(Date, WordsRef)>,
    /// The additional reply of stage 1 that went with it.
    pub reply: Option<Reply>,
    /// What the reviewer had written of their own reply before, until they have the complaint again.
    pub set_aside: Option<Reply>,
}

/// How a case stood at stage 1 when stage 2 was asked for. Nothing of stage 2 changes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageOne {
    /// When it was acknowledged.
    pub acknowledged_on: Option<Date>,
    /// The promises of stage 1, as they were kept.
    pub clocks: BTreeMap<ClockKind, Clock>,
    /// The reply.
    pub reply: Option<Reply>,
    /// When it went.
    pub replied_on: Option<Date>,
    /// Who had the case.
    pub owner: Option<UserId>,
    /// How it had ended, if it was closed.
    pub ended: Option<Ended>,
}

/// How a case had ended that was asked to be looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// When.
    pub on: Date,
    /// How.
    pub outcome: Option<Outcome>,
    /// What the customer was told.
    pub sentence: Option<WordsRef>,
    /// What was learned.
    pub lesson: Option<LessonAnswer<WordsRef>>,
}

/// What a reviewer makes of one point. It stands beside the finding of stage 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointReview {
    /// Whether stage 1 was right.
    pub view: ReviewView,
    /// What is found instead, where it was not.
    pub finding: Option<Finding>,
    /// Why.
    pub reason: WordsRef,
    /// Who says so.
    pub by: ActorId,
}

impl Review {
    /// Whether it may go back to stage 1 for more work now: the policy knows that, and it went back less often than the
    /// reviewer may decide or somebody agreed to once more (paper 004, 8.2).
    pub fn may_go_back(&self, policy: Option<ReturnToStage1>) -> Result<(), Refusal> {
        let policy = policy.ok_or(Refusal::NoReturn)?;
        let is_more_than_policy = self.returns.len() >= usize::from(policy.at_most);
        if is_more_than_policy && self.return_agreed_by.is_none() {
            return Err(Refusal::ReturnNotAgreed(policy.again_agreed_by));
        }
        Ok(())
    }
}

impl Point {
    /// What was found on it at a stage: at stage 2 what the reviewer found, or what they agreed with.
    pub fn found_at(&self, stage: u8) -> Option<Finding> {
        let PointState::Found { finding, .. } = &self.state else {
            return None;
        };
        if stage == 1 {
            return Some(*finding);
        }
        let review = self.review.as_ref().filter(|_| self.is_reviewed())?;
        Some(review.finding.unwrap_or(*finding))
    }

    /// Whether the reviewer has said what they find on it: a point that stage 1 did not look at fully is
    /// still to be looked at.
    pub fn is_reviewed(&self) -> bool {
        self.review.as_ref().is_some_and(|review| match review.view {
            ReviewView::Agree | ReviewView::Change => true,
            ReviewView::NotLookedAtFully => false,
        })
    }
}

impl Case {
    /// Whether the last request for stage 2 was turned away: stage 1 is the council's last word.
    pub fn was_turned_away(&self) -> bool {
        let state = self.review.as_ref().map(|review| &review.state);
        self.open_review().is_none() && matches!(state, Some(ReviewState::NotAccepted { .. }))
    }

    /// The request for stage 2 that was made, and neither turned away nor taken back, while the case is at stage 2.
    pub fn open_review(&self) -> Option<&Review> {
        self.review.as_deref().filter(|_| self.stage > 1)
    }

    /// Whether stage 2 was asked for after the policy's time for it.
    pub fn asked_late_for_stage_2(&self) -> bool {
        self.open_review()
            .is_some_and(|review| review.timeliness == Timeliness::Late)
    }

    /// The work that stage 1 still owes a reviewer.
    pub fn open_return(&self) -> Option<&ReturnForWork> {
        let review = self.open_review()?;
        review.returns.last().filter(|back| back.done.is_none())
    }

    /// The stage whose reply is written now: the first, too, while stage 1 has the complaint again.
    pub fn stage_that_answers(&self) -> u8 {
        if self.open_return().is_some() {
            1
        } else {
            self.stage
        }
    }

    /// The additional reply of stage 1, once it can no longer be taken back and while the review that it came in goes on: the
    /// customer can accept it, and if they say nothing the review is finished.
    pub fn additional_reply(&self, at: Timestamp) -> Option<&Reply> {
        let review = self.open_review()?;
        let back = review.returns.last()?;
        let reply = match back.done {
            Some(_) if self.reply_sent_at().is_some() => None,
            Some(_) => back.reply.as_ref(),
            None => self.reply.as_ref(),
        };
        reply.filter(|reply| matches!(reply.state, ReplyState::Sent { undo_until, .. } if undo_until <= at))
    }

    /// Whether this member of staff had a part in stage 1, by the record: whoever had the case, found on
    /// points, wrote or approved the reply, took or agreed to more time, is known to have a conflict of
    /// interest, or is a person whom it is about (Complaint Handling Code 6; Housing Ombudsman 6.13).
    pub fn had_part_in_stage_1(&self, user: &UserId) -> bool {
        self.had_part.contains(user) || self.about.contains(user)
    }

    /// Whether this member of staff, once they had the case, could open it and write its reply.
    pub fn may_be_worked_on_by(&self, officer: &Actor, policy: &Policy) -> bool {
        let theirs = Scope {
            owner: officer.user().cloned(),
            ..self.scope()
        };
        permission::may_read(policy, officer, &theirs)
            && permission::may_with(policy, officer, Act::WriteReply, &theirs)
    }

    /// Who reviews it, if somebody does.
    pub fn reviewer(&self) -> Option<&UserId> {
        self.open_review()?.reviewer.as_ref()
    }

    /// Whether a request for stage 2 waits for somebody to accept it.
    pub fn stage_2_waits(&self) -> bool {
        self.open_review()
            .is_some_and(|review| review.state == ReviewState::Asked && !self.is_closed())
    }
}
