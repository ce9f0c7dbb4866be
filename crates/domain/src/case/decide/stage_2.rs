//! Stage 2: asked for, accepted or not, reviewed by somebody who had no part in stage 1, and sent back
//! for more work where that is the kinder thing.

use jiff::civil::Date;

use crate::case::decide::{Context, ending, needed, only_for_complaints};
use crate::case::{
    AskForStage2, Case, Command, Event, NewReviewer, NoPart, Outcome, Refusal, RefusalState, ReplyState,
    ReturnOrder, Review, ReviewState, ReviewView, Timeliness,
};
use crate::clock::reply::{ReplyTerms, reply_clock};
use crate::clock::{Clock, Start};
use crate::id::{ActorId, PointId, ReasonCode, UserId};
use crate::permission::{self, Act, Actor};
use crate::policy::{Policy, Procedure, RefusedBy, Stage};
use crate::vocabulary::{ClockKind, DayOne, Finding, Role};
use crate::words::{Words, WordsRef};

/// What may be done at stage 2, and by whom, before each command's own rules.
pub(super) fn guard(case: &Case, command: &Command, context: &Context<'_>) -> Result<(), Refusal> {
    if matches!(command, Command::SendReply { .. }) && case.is_paused() {
        return Err(Refusal::WithOmbudsman);
    }
    let Some(review) = case.open_review() else {
        return Ok(());
    };
    match command {
        // What it is and whose is settled by now; whoever reviews it is named in another way.
        Command::Triage(_)
        | Command::ChangeKind { .. }
        | Command::Transfer { .. }
        | Command::SettleAtFirstContact(_)
        | Command::Close {
            outcome: Outcome::Duplicate,
            ..
        } => Err(Refusal::NotInThisState(case.status())),
        Command::Assign { owner, .. } => assigned(case, review, owner.as_ref()),
        // The finding of stage 1 stays as it is, unless stage 1 has it again.
        Command::RecordFinding { .. } => at_stage_1_again(case, review, context),
        // A new issue after the reply of stage 1 is a new complaint.
        Command::AddPoint(_) if !case.points.is_empty() => Err(Refusal::NotInThisState(case.status())),
        Command::Acknowledge(acknowledgement)
            if !acknowledgement.new_points.is_empty() && !case.points.is_empty() =>
        {
            Err(Refusal::NotInThisState(case.status()))
        }
        Command::AddPoint(_)
        | Command::Acknowledge(_)
        | Command::Extend(_)
        | Command::AgreeLongExtension { .. }
        | Command::PromiseRemedy(_) => accepted(review),
        Command::DraftReply(_) | Command::AskForApproval { .. } | Command::SendReply { .. } => {
            accepted(review)?;
            by_whoever_answers(case, review, context)
        }
        Command::ApproveReply { .. } | Command::SendBackReply { .. } => {
            by_whoever_answers(case, review, context)
        }
        // Who decides that there is no reply had no part in what is looked at again.
        Command::ProposeRefusal(_) | Command::AgreeRefusal { .. } => had_no_part(case, context),
        Command::RecordContact(_)
        | Command::ReadMessages
        | Command::SayAvoidable { .. }
        | Command::RecordTime { .. }
        | Command::AddFile(_)
        | Command::RecordConsent { .. }
        | Command::AddNote { .. }
        | Command::RecordDetermination { .. }
        | Command::DeliverRemedy { .. }
        | Command::CannotDeliverRemedy { .. }
        | Command::Remedy(_)
        | Command::UndoSend { .. }
        | Command::DeclineRefusal { .. }
        | Command::Withdraw { .. }
        | Command::Close { .. }
        | Command::Reopen { .. }
        | Command::Link(_)
        | Command::ConfirmSorted { .. }
        | Command::CloseUnfollowed { .. }
        | Command::AskForHelp { .. }
        | Command::AnswerHelp { .. }
        | Command::AskForStage2(_)
        | Command::AcceptStage2 { .. }
        | Command::NameReviewer { .. }
        | Command::DeclareConflict { .. }
        | Command::ReviewPoint { .. }
        | Command::ReturnToStage1(_)
        | Command::AgreeReturn { .. }
        | Command::FinishReturn { .. }
        | Command::RecordEnquiry(_)
        | Command::SendDocuments { .. }
        | Command::RecordDraftDecision { .. }
        | Command::RecordFinalDecision { .. }
        | Command::RecordRecommendation(_)
        | Command::TakeBack(_)
        | Command::People(_)
        | Command::Between(_)
        | Command::Council(_)
        | Command::Subject(_)
        | Command::Early(_)
        | Command::Referral(_)
        | Command::MakeBundle(_)
        | Command::MoveClocks { .. } => Ok(()),
    }
}

fn accepted(review: &Review) -> Result<(), Refusal> {
    match review.state {
        ReviewState::Accepted => Ok(()),
        ReviewState::Asked | ReviewState::NotAccepted { .. } | ReviewState::Withdrawn => {
            Err(Refusal::NoReview)
        }
    }
}

fn not_back_at_stage_1(case: &Case) -> Result<(), Refusal> {
    if case.open_return().is_some() {
        Err(Refusal::BackAtStage1)
    } else {
        Ok(())
    }
}

/// A reply of stage 2 is written and decided on by those who had no part in what is looked at again; the additional one of
/// stage 1 by anybody but the reviewer.
fn by_whoever_answers(case: &Case, review: &Review, context: &Context<'_>) -> Result<(), Refusal> {
    if case.open_return().is_some() {
        at_stage_1_again(case, review, context)
    } else {
        had_no_part(case, context)
    }
}

/// Complaint Handling Code 6: not the person who considered stage 1.
fn had_no_part(case: &Case, context: &Context<'_>) -> Result<(), Refusal> {
    match context.actor.user() {
        Some(user) if case.had_part_in_stage_1(user) => Err(Refusal::OwnPartInStage1),
        Some(_) | None => Ok(()),
    }
}

/// While it is back at stage 1 somebody else of stage 1 may get the work; never the reviewer.
fn assigned(case: &Case, review: &Review, owner: Option<&UserId>) -> Result<(), Refusal> {
    match (case.open_return(), owner) {
        (Some(_), Some(owner)) if review.reviewer.as_ref() == Some(owner) => Err(Refusal::HadPartInStage1),
        (Some(_), Some(_)) => Ok(()),
        (Some(_) | None, _) => Err(Refusal::NotInThisState(case.status())),
    }
}

/// Stage 1 has the complaint again, and the actor is not its reviewer.
fn at_stage_1_again(case: &Case, review: &Review, context: &Context<'_>) -> Result<(), Refusal> {
    let Some(_) = case.open_return() else {
        return Err(Refusal::NotInThisState(case.status()));
    };
    match (context.actor.user(), &review.reviewer) {
        (Some(user), Some(reviewer)) if user == reviewer => Err(Refusal::BackAtStage1),
        (Some(_) | None, _) => Ok(()),
    }
}

/// Asks for stage 2. Reasons are welcome and never required (Housing Ombudsman 6.12), and asking late is
/// no reason not to write it down.
pub(super) fn ask(case: &Case, asked: &AskForStage2, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    only_for_complaints(case)?;
    if asked.on > context.today() {
        return Err(Refusal::ReceivedInTheFuture);
    }
    let procedure = context.procedure(&case.procedure)?;
    let stage = second(procedure)?;
    if case.open_review().is_some() {
        return Err(Refusal::Stage2AskedBefore);
    }
    let answered_on = answered_on(case, context)?;
    if asked_before_of_this_reply(case) {
        return Err(Refusal::Stage2AskedBefore);
    }
    // A request that came before the reply was out is one of the day on which it was.
    let on = asked.on.max(answered_on);
    let until = procedure
        .ask_for_stage_2_within
        .map(|limit| context.due(answered_on, limit, DayOne::NextWorkingDay));
    let timeliness = if until.is_some_and(|until| on > until) {
        Timeliness::Late
    } else {
        Timeliness::InTime
    };
    let reasons = asked.reasons.as_ref().filter(|words| !words.is_blank());
    let mut events = vec![Event::Stage2Asked {
        on,
        channel: asked.channel,
        timeliness,
        reasons: reasons.map(Words::reference),
    }];
    events.extend(clocks(case, (procedure, stage), on, context));
    Ok(events)
}

fn second(procedure: &Procedure) -> Result<&Stage, Refusal> {
    let mut stages = procedure.stages.iter();
    stages.find(|stage| stage.number == 2).ok_or(Refusal::NoStage2)
}

/// The day on which stage 1 was answered, for good: the minutes in which it can be undone are over.
fn answered_on(case: &Case, context: &Context<'_>) -> Result<Date, Refusal> {
    match case.reply.as_ref().map(|reply| &reply.state) {
        Some(ReplyState::Sent { undo_until, .. }) if context.at >= *undo_until => {
            return case.replied_on.ok_or(Refusal::NoReplyToReview);
        }
        Some(
            ReplyState::Sent { .. }
            | ReplyState::Draft { .. }
            | ReplyState::WaitingForApproval
            | ReplyState::Approved { .. },
        )
        | None => {}
    }
    // A complaint taken over from another system was answered there.
    match (case.closed_on, case.outcome) {
        (Some(on), Some(Outcome::Done | Outcome::NotDone)) if case.reply.is_none() => Ok(on),
        _ => Err(Refusal::NoReplyToReview),
    }
}

/// What was taken back can be asked for again.
fn asked_before_of_this_reply(case: &Case) -> bool {
    let review = case.review.as_ref();
    let review = review.filter(|review| review.state != ReviewState::Withdrawn);
    review.is_some_and(|review| {
        let before = review.stage_1.reply.as_ref().map(|reply| &reply.id);
        before == case.reply.as_ref().map(|reply| &reply.id)
    })
}

/// Complaint Handling Code 6: acknowledged within its days of the request, answered within its days of
/// the acknowledgement; until that is sent, the date is one "at the latest", as at stage 1.
fn clocks(
    case: &Case,
    (procedure, stage): (&Procedure, &Stage),
    on: Date,
    context: &Context<'_>,
) -> Vec<Event> {
    let calendar = context.rules.calendar;
    let acknowledge = stage.acknowledge.map(|limit| {
        Clock::start(
            ClockKind::Acknowledge,
            Start::Asked { on },
            limit,
            calendar,
            case.day_one,
        )
    });
    let reply = reply_clock(ReplyTerms::of(procedure, stage), on, None, calendar, case.day_one);
    acknowledge
        .into_iter()
        .chain([reply])
        .map(|clock| Event::ClockStarted { clock })
        .collect()
}

/// Accepts a request, and names who reviews it. A late one takes discretion, with a reason.
pub(super) fn accept(
    case: &Case,
    reviewer: &NewReviewer,
    discretion: Option<&Words>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let review = case.open_review().ok_or(Refusal::NoReview)?;
    if review.state != ReviewState::Asked {
        return Err(Refusal::NothingToChange);
    }
    if matches!(case.refusal, RefusalState::Proposed { .. }) {
        return Err(Refusal::RefusalAlreadyProposed);
    }
    let discretion = discretion.filter(|words| !words.is_blank());
    let discretion = match (review.timeliness, discretion) {
        (Timeliness::Late, None) => return Err(Refusal::DiscretionNeeded),
        (Timeliness::Late, Some(words)) => Some(words.reference()),
        (Timeliness::InTime, _) => None,
    };
    let named = named(case, reviewer, None, context)?;
    Ok(vec![Event::Stage2Accepted { discretion }, named])
}

/// Whoever reviews it had no part in stage 1: by the record, and by what is said of them.
fn named(
    case: &Case,
    reviewer: &NewReviewer,
    reason: Option<WordsRef>,
    context: &Context<'_>,
) -> Result<Event, Refusal> {
    if case.had_part_in_stage_1(&reviewer.reviewer) {
        return Err(Refusal::HadPartInStage1);
    }
    let may_review = |role: &Role| permission::allows(context.rules.policy, *role, Act::Review);
    if !reviewer.roles.iter().any(may_review) {
        return Err(Refusal::NotAReviewer);
    }
    if reviewer.no_part == NoPart::NotDeclared {
        return Err(Refusal::NoPartNotDeclared);
    }
    Ok(Event::ReviewerNamed {
        reviewer: reviewer.reviewer.clone(),
        reason,
    })
}

/// Names another reviewer; with a reason while somebody is named.
pub(super) fn name_reviewer(
    case: &Case,
    reviewer: &NewReviewer,
    reason: Option<&Words>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let review = in_hand(case)?;
    not_back_at_stage_1(case)?;
    let reason = reason.filter(|words| !words.is_blank()).map(Words::reference);
    match &review.reviewer {
        Some(known) if *known == reviewer.reviewer => return Err(Refusal::NothingToChange),
        Some(_) if reason.is_none() => return Err(Refusal::TextMissing("the reason for another reviewer")),
        Some(_) | None => {}
    }
    Ok(vec![named(case, reviewer, reason, context)?])
}

/// A review that was accepted and whose reply is not out.
fn in_hand(case: &Case) -> Result<&Review, Refusal> {
    let review = case.open_review().ok_or(Refusal::NoReview)?;
    accepted(review)?;
    // An additional reply of stage 1 ends no review.
    if case.reply_sent_at().is_some() && case.open_return().is_none() {
        return Err(Refusal::NotInThisState(case.status()));
    }
    Ok(review)
}

/// The review in hand, of which the actor is the reviewer.
fn own_review<'c>(case: &'c Case, context: &Context<'_>) -> Result<&'c Review, Refusal> {
    let review = in_hand(case)?;
    match context.actor.user() {
        Some(user) if review.reviewer.as_ref() != Some(user) => Err(Refusal::NotTheReviewer),
        Some(_) | None => Ok(review),
    }
}

/// Says that one had a part in it after all: somebody else must be named (Complaint Handling Code 5:
/// actual or perceived conflict of interest).
pub(super) fn declare_conflict(
    case: &Case,
    reason: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let review = own_review(case, context)?;
    let reviewer = review.reviewer.clone().ok_or(Refusal::NoReview)?;
    Ok(vec![Event::ConflictDeclared {
        reviewer,
        reason: needed(reason, "what the conflict is")?.reference(),
    }])
}

/// Says what the reviewer makes of a point. Stage 1's finding stays beside it.
pub(super) fn review_point(
    case: &Case,
    point: PointId,
    (view, finding, reason): (ReviewView, Option<Finding>, &Words),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    own_review(case, context)?;
    not_back_at_stage_1(case)?;
    let before = super::answering::point_of(case, &point)?.found_at(1);
    let finding = match view {
        // What stage 1 found is agreed with: otherwise reports would count a change that nobody made.
        ReviewView::Change => Some(
            finding
                .filter(|new| before != Some(*new))
                .ok_or(Refusal::FindingMissing)?,
        ),
        ReviewView::Agree | ReviewView::NotLookedAtFully => None,
    };
    // Complaint Handling Code 6.7: reasons for each decision.
    let reason = needed(reason, "the reason")?.reference();
    Ok(vec![Event::PointReviewed {
        point,
        view,
        finding,
        reason,
    }])
}

/// Sends it back to stage 1 for more work (paper 004, 3.3e and 8.2): after the customer was told why, with
/// tasks and a date, while the clock of stage 2 keeps running.
pub(super) fn return_to_stage_1(
    case: &Case,
    order: &ReturnOrder,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let review = own_review(case, context)?;
    not_back_at_stage_1(case)?;
    review.may_go_back(context.procedure(&case.procedure)?.return_to_stage_1)?;
    if review.told_why_on.is_none() {
        return Err(Refusal::CustomerNotTold);
    }
    if review.reviewer.as_ref() == Some(&order.officer) || case.about.contains(&order.officer) {
        return Err(Refusal::ConflictOfInterest);
    }
    if !may_do_more(case, order, context.rules.policy) {
        return Err(Refusal::MayNotDoTheWork);
    }
    let tasks = needed(&order.tasks, "what still needs to be done")?.reference();
    let clock = case.clock(ClockKind::Reply).filter(|clock| clock.is_running());
    let reply_due = clock.ok_or(Refusal::NoReplyDue)?.due_on;
    // Domain, section 8: what is promised inside the council is promised for a working day.
    let is_in_time = context.today() <= order.due_on && order.due_on < reply_due;
    if !is_in_time || !context.rules.calendar.is_working_day(order.due_on) {
        return Err(Refusal::NotBeforeReply { reply_due });
    }
    Ok(vec![Event::ReturnedToStage1 {
        officer: order.officer.clone(),
        tasks,
        due_on: order.due_on,
    }])
}

/// Whether the officer could do the work as the owner of the case: they read it, and write what was found.
fn may_do_more(case: &Case, order: &ReturnOrder, policy: &Policy) -> bool {
    let officer = Actor {
        id: ActorId::User(order.officer.clone()),
        roles: order.roles.clone(),
        services: order.services.clone(),
    };
    case.may_be_worked_on_by(&officer, policy)
}

/// The customer is told why it goes back only where it may: an untruth is not sent first and refused after.
pub(super) fn may_tell_why(case: &Case, context: &Context<'_>) -> Result<(), Refusal> {
    let review = in_hand(case)?;
    not_back_at_stage_1(case)?;
    review.may_go_back(context.procedure(&case.procedure)?.return_to_stage_1)
}

/// Agrees, as the policy's senior role, that it goes back once more than the reviewer may decide.
pub(super) fn agree_return(
    case: &Case,
    because: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let review = in_hand(case)?;
    not_back_at_stage_1(case)?;
    let policy = context.procedure(&case.procedure)?.return_to_stage_1;
    let policy = policy.ok_or(Refusal::NoReturn)?;
    if review.returns.len() < usize::from(policy.at_most) || review.return_agreed_by.is_some() {
        return Err(Refusal::NothingToChange);
    }
    let roles = &context.actor.roles;
    if !roles.contains(&policy.again_agreed_by) && !roles.contains(&Role::ComplaintsManager) {
        return Err(Refusal::ReturnNotAgreed(policy.again_agreed_by));
    }
    if context.actor.user().is_some() && context.actor.user() == review.reviewer.as_ref() {
        return Err(Refusal::SecondPersonNeeded);
    }
    Ok(vec![Event::ReturnAgreed {
        because: needed(because, "the reason")?.reference(),
    }])
}

/// Records that stage 1 has done what was asked of it: the same reviewer has the complaint again.
pub(super) fn finish_return(
    case: &Case,
    words: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let review = case.open_review().ok_or(Refusal::NothingSentBack)?;
    if case.open_return().is_none() {
        return Err(Refusal::NothingSentBack);
    }
    if context.actor.user().is_some() && context.actor.user() == review.reviewer.as_ref() {
        return Err(Refusal::BackAtStage1);
    }
    // The customer, who was told that more is done, has a reply to it before anybody reviews that.
    if case.reply_sent_at().is_none() {
        return Err(Refusal::AdditionalReplyMissing);
    }
    ending::may_no_longer_be_taken_back(case, context)?;
    Ok(vec![Event::ReturnFinished {
        on: context.today(),
        words: needed(words, "what was done")?.reference(),
    }])
}

/// Whether a request for stage 2 is what a refusal would be of; with a second person where the policy
/// says so.
pub(super) fn refused_at_once(case: &Case, context: &Context<'_>) -> Result<bool, Refusal> {
    let Some(review) = case.open_review() else {
        return Ok(false);
    };
    if review.state != ReviewState::Asked {
        return Err(Refusal::NotInThisState(case.status()));
    }
    Ok(match context.procedure(&case.procedure)?.stage_2_refused_by {
        RefusedBy::OnePerson => true,
        RefusedBy::SecondPerson => false,
    })
}

/// What follows from a refusal: of the complaint or, at stage 2, of the request alone.
pub(super) fn refusal(
    case: &Case,
    (code, letter): (ReasonCode, WordsRef),
    context: &Context<'_>,
) -> Vec<Event> {
    if case.open_review().is_some() {
        vec![Event::Stage2NotAccepted { code, letter }]
    } else {
        ending::not_accepted((code, letter), context)
    }
}
