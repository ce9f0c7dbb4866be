//! How a case ends, and how it begins again.

use jiff::civil::Date;

use crate::case::decide::{
    Context, answering, clocks, names_the_ombudsman, needed, only_for_complaints, query, stage_2, subject,
};
use crate::case::{
    Agreed, Case, Event, FirstContactSettlement, LessonAnswer, LinkTo, Outcome, Refusal, RefusalProposal,
    RefusalState, Relation, ReplyState, RequestMade,
};
use crate::clock::reply::{ReplyTerms, reply_clock};
use crate::clock::{Clock, Start};
use crate::policy::RefusalReason;
use crate::vocabulary::{ClockKind, DayOne};
use crate::words::Words;

/// Records that it was settled while the customer was there. An outcome, not a hidden stage: a
/// complaint still gets its reply (Complaint Handling Code 5.2: no informal stage).
pub(super) fn settle(
    case: &Case,
    settlement: &FirstContactSettlement,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if case.is_complaint() {
        return Err(Refusal::ComplaintNeedsReply);
    }
    let what_was_done = needed(&settlement.what_was_done, "what was done")?.reference();
    let on = context.today();
    // An answer of an earlier day was the first contact; what comes after it is closed as done.
    if case.first_answered_on.is_some_and(|answered| answered < on) {
        return Err(Refusal::NotInThisState(case.status()));
    }
    let mut events: Vec<Event> = first_answer(case, on).collect();
    events.push(Event::SettledAtFirstContact {
        what_was_done: what_was_done.clone(),
        agreed: settlement.agreed,
        told_how_to_complain: settlement.told_how_to_complain,
    });
    match settlement.agreed {
        Agreed::Yes | Agreed::NotSure => events.push(Event::Closed {
            on,
            outcome: Outcome::SettledAtFirstContact,
            sentence: Some(what_was_done),
            lesson: None,
        }),
        // The customer does not agree: it stays open, and the next word is owed.
        Agreed::No => events.extend(clocks::next_update(case, on, context)),
    }
    Ok(events)
}

/// The end is an answer too, where one is still owed.
fn first_answer(case: &Case, on: Date) -> impl Iterator<Item = Event> {
    let is_owed = case.clock(ClockKind::FirstAnswer).is_some() && answering::owes_first_answer(case);
    is_owed.then_some(Event::FirstAnswered { on }).into_iter()
}

/// Proposes not to accept a complaint: coded reason, evidence, and a letter that names the Ombudsman.
pub(super) fn propose_refusal(
    case: &Case,
    proposal: &RefusalProposal,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    only_for_complaints(case)?;
    if case.refusal != RefusalState::None {
        return Err(Refusal::RefusalAlreadyProposed);
    }
    if case.reply_sent_at().is_some() {
        return Err(Refusal::NotInThisState(case.status()));
    }
    let at_once = stage_2::refused_at_once(case, context)?;
    let reason = context
        .rules
        .policy
        .refusal_reason(&proposal.code)
        .ok_or(Refusal::NotInPolicy("reason"))?;
    subject::may_be_refused(case, (reason, proposal), context)?;
    // Complaint Handling Code 2: the council must be able to evidence its reasoning, and the
    // customer can take that decision to the Ombudsman.
    let evidence = needed(&proposal.evidence, "the evidence")?.reference();
    let letter = needed(&proposal.letter, "the letter")?;
    names_the_ombudsman(letter, case, context)?;
    // At stage 2 a request for a review is refused, and nothing is made of it.
    let makes_request = reason.makes_request && case.open_review().is_none();
    match (makes_request, letter.text.contains(RefusalReason::REQUEST)) {
        (true, true) | (false, false) => {}
        (true, false) => return Err(Refusal::RequestNotNamed),
        (false, true) => return Err(Refusal::NoRequestMade),
    }
    let mut events = vec![Event::RefusalProposed {
        code: proposal.code.clone(),
        evidence,
        letter: letter.reference(),
    }];
    if at_once {
        let told = (proposal.code.clone(), letter.reference());
        events.extend(stage_2::refusal(case, told, context));
    }
    Ok(events)
}

/// Agrees, as a second person; the letter then goes. The case is closed or, at stage 2, stays as stage 1
/// left it. Where the reason makes a request, there is one, and the letter gives its reference: what we
/// say that we did, we did.
pub(super) fn agree_refusal(
    case: &Case,
    request: Option<RequestMade>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let (code, letter) = proposed(case, context)?;
    let reason = context.rules.policy.refusal_reason(&code);
    let makes_request = reason.is_some_and(|reason| reason.makes_request) && case.open_review().is_none();
    let (letter, linked) = match request {
        Some(made) if made.letter.is_blank() || made.letter.text.contains(RefusalReason::REQUEST) => {
            return Err(Refusal::RequestNotNamed);
        }
        Some(made) => (made.letter.reference(), Some(made.case)),
        None if makes_request => return Err(Refusal::RequestNotNamed),
        None => (letter, None),
    };
    let mut events = stage_2::refusal(case, (code, letter), context);
    let linked = linked.map(|case| Event::Linked {
        case,
        relation: Relation::FollowedBy,
    });
    // Before the case closes.
    events.splice(1..1, linked);
    Ok(events)
}

/// The customer is told that the complaint is not accepted, and the case closes.
pub(super) fn not_accepted(
    (code, letter): (crate::id::ReasonCode, crate::words::WordsRef),
    context: &Context<'_>,
) -> Vec<Event> {
    vec![
        Event::NotAccepted {
            code,
            letter: letter.clone(),
        },
        Event::Closed {
            on: context.today(),
            outcome: Outcome::NotAccepted,
            sentence: Some(letter),
            lesson: None,
        },
    ]
}

/// Disagrees: the complaint is accepted and goes on.
pub(super) fn decline_refusal(
    case: &Case,
    reason: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    proposed(case, context)?;
    Ok(vec![Event::RefusalDeclined {
        reason: needed(reason, "the reason")?.reference(),
    }])
}

fn proposed(
    case: &Case,
    context: &Context<'_>,
) -> Result<(crate::id::ReasonCode, crate::words::WordsRef), Refusal> {
    match &case.refusal {
        RefusalState::Proposed { by, .. } if *by == context.actor.id => Err(Refusal::SecondPersonNeeded),
        RefusalState::Proposed { code, letter, .. } => Ok((code.clone(), letter.clone())),
        RefusalState::None | RefusalState::Agreed { .. } => Err(Refusal::NoRefusalProposed),
    }
}

/// Records that the customer withdrew. The case closes with their words kept, and without a sentence
/// of ours: the outcome says it, and what they said is no answer of the council.
///
/// At stage 2 they take back what they asked for there, and no more: stage 1 was answered, and stays so. Once a
/// reply is out there is nothing left to withdraw; the case is closed, with its lesson (domain 4.11).
pub(super) fn withdraw(
    case: &Case,
    reason: Option<&Words>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if case.reply_sent_at().is_some() && case.open_return().is_none() {
        return Err(Refusal::NotInThisState(case.status()));
    }
    let reason = reason.filter(|words| !words.is_blank()).map(Words::reference);
    if let Some(review) = case.open_review() {
        // Who wants no review any more after an additional reply accepts that, and it ends there (paper 004, 8.2).
        let accepted = case.additional_reply(context.at).map(|reply| reply.id.clone());
        let closes = accepted.is_some() && review.stage_1.ended.is_none();
        let closed = closes.then(|| Event::Closed {
            on: context.today(),
            outcome: Outcome::Done,
            sentence: None,
            lesson: None,
        });
        let withdrawn = Event::Stage2Withdrawn { reason, accepted };
        return Ok(std::iter::once(withdrawn).chain(closed).collect());
    }
    Ok(vec![
        Event::Withdrawn { reason },
        Event::Closed {
            on: context.today(),
            outcome: Outcome::Withdrawn,
            sentence: None,
            lesson: None,
        },
    ])
}

/// Closes a case with the sentence that the customer sees and, for a complaint, the lesson or the
/// reason for none.
pub(super) fn close(
    case: &Case,
    outcome: Outcome,
    (sentence, lesson): (&Words, Option<LessonAnswer<Words>>),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let sentence = needed(sentence, "what the customer is told")?.reference();
    if matches!(case.refusal, RefusalState::Proposed { .. }) {
        return Err(Refusal::RefusalAlreadyProposed);
    }
    may_no_longer_be_taken_back(case, context)?;
    super::partner::none_is_open(case)?;
    let lesson = match lesson {
        Some(LessonAnswer::Lesson(words)) => {
            Some(LessonAnswer::Lesson(needed(&words, "the lesson")?.reference()))
        }
        Some(LessonAnswer::NoneBecause(words)) => Some(LessonAnswer::NoneBecause(
            needed(&words, "why there is no lesson")?.reference(),
        )),
        None => None,
    };
    match outcome {
        // A complaint taken over from another system was answered there.
        Outcome::Done | Outcome::NotDone if matches!(context.actor.id, crate::id::ActorId::Import(_)) => {}
        Outcome::Done | Outcome::NotDone if case.is_complaint() => {
            if case.reply_sent_at().is_none() || case.open_return().is_some() {
                return Err(Refusal::ComplaintNeedsReply);
            }
            // Domain 4.11: closed with a lesson or the reason for none.
            if lesson.is_none() {
                return Err(Refusal::TextMissing("the lesson, or why there is none"));
            }
            every_promise_is_somebodys(case)?;
        }
        Outcome::Done | Outcome::NotDone => {
            query::leaves_time_for_a_follow_up(case, context)?;
            every_promise_is_somebodys(case)?;
        }
        // It goes on in the other by a merge, which asks whether that one has its procedure, its clocks and its rights.
        Outcome::Duplicate
            if case.is_complaint() && !matches!(context.actor.id, crate::id::ActorId::Import(_)) =>
        {
            return Err(Refusal::MergeInstead);
        }
        Outcome::Duplicate => {
            let linked = case
                .links
                .iter()
                .any(|(_, relation)| *relation == Relation::DuplicateOf);
            if !linked {
                return Err(Refusal::TextMissing("the case that it duplicates"));
            }
        }
        Outcome::SettledAtFirstContact
        | Outcome::NotAccepted
        | Outcome::Withdrawn
        | Outcome::OtherCouncil => {
            // Each of these has an act of its own, with its own rules.
            return Err(Refusal::NotInThisState(case.status()));
        }
    }
    let on = context.today();
    let mut events: Vec<Event> = first_answer(case, on).collect();
    events.push(Event::Closed {
        on,
        outcome,
        sentence: Some(sentence),
        lesson,
    });
    Ok(events)
}

/// Domain, section 4: a reply that was just sent can be taken back for some minutes. Who closes the case, or gives it back to
/// the reviewer, before that would take the minutes away.
pub(super) fn may_no_longer_be_taken_back(case: &Case, context: &Context<'_>) -> Result<(), Refusal> {
    match case.reply.as_ref().map(|reply| &reply.state) {
        Some(ReplyState::Sent { undo_until, .. }) if context.at < *undo_until => {
            Err(Refusal::StillToBeTakenBack { until: *undo_until })
        }
        Some(
            ReplyState::Sent { .. }
            | ReplyState::Draft { .. }
            | ReplyState::WaitingForApproval
            | ReplyState::Approved { .. },
        )
        | None => Ok(()),
    }
}

/// A remedy outlives the case, so it must be known who sees to it and by when.
pub(super) fn every_promise_is_somebodys(case: &Case) -> Result<(), Refusal> {
    let orphan = case
        .remedies
        .iter()
        .find(|remedy| remedy.is_open() && (remedy.owner.is_none() || remedy.due_on.is_none()));
    match orphan {
        Some(remedy) => Err(Refusal::RemedyWithoutOwnerOrDate(remedy.id.clone())),
        None => Ok(()),
    }
}

/// Opens a closed case again, within the policy's limit; later contact makes a new, linked case.
pub(super) fn reopen(case: &Case, reason: &Words, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let closed_on = case.closed_on.ok_or(Refusal::NotClosed)?;
    // It goes on in another case; what was wrong with that is taken back, and not opened twice.
    if case.merged.is_some() {
        return Err(Refusal::MergedAlready);
    }
    let procedure = context.procedure(&case.procedure)?;
    let until = context.due(closed_on, procedure.reopen_within, DayOne::NextWorkingDay);
    let today = context.today();
    if today > until {
        return Err(Refusal::TooLateToReopen { until });
    }
    let reason = needed(reason, "the reason")?.reference();
    Ok(again(case, reason, today, context))
}

/// The case is open again, and what is owed next counts from `on`.
pub(super) fn again(
    case: &Case,
    reason: crate::words::WordsRef,
    on: Date,
    context: &Context<'_>,
) -> Vec<Event> {
    let mut events = vec![Event::Reopened { reason }];
    let Ok(procedure) = context.procedure(&case.procedure) else {
        return events;
    };
    let start = |kind, limit| Event::ClockStarted {
        clock: Clock::start(
            kind,
            Start::Asked { on },
            limit,
            context.rules.calendar,
            case.day_one,
        ),
    };
    let at = procedure.stages.iter().find(|stage| stage.number == case.stage);
    let terms = at.map(|stage| (stage, ReplyTerms::of(procedure, stage)));
    // Nobody is left waiting without a date: what is owed next counts from the reopening.
    match terms {
        // Closed before it was acknowledged, a complaint is first acknowledged.
        Some((_, terms)) if case.acknowledged_on.is_none() && terms.acknowledge.is_some() => {
            events.extend(
                terms
                    .acknowledge
                    .map(|limit| start(ClockKind::Acknowledge, limit)),
            );
            let clock = reply_clock(terms, on, None, context.rules.calendar, case.day_one);
            events.push(Event::ClockStarted { clock });
        }
        Some((stage, _)) => events.push(start(ClockKind::Reply, stage.reply)),
        None => {
            let update = procedure.update_every.map(|limit| (ClockKind::Update, limit));
            let owed = update.or(procedure
                .first_answer
                .map(|limit| (ClockKind::FirstAnswer, limit)));
            events.extend(owed.map(|(kind, limit)| start(kind, limit)));
        }
    }
    events
}

/// Links this case to another; the act writes the same link into the other's stream.
pub(super) fn link(case: &Case, link: &LinkTo) -> Result<Vec<Event>, Refusal> {
    if link.case == link.from {
        return Err(Refusal::LinkedToItself);
    }
    if case
        .links
        .iter()
        .any(|(known, relation)| *known == link.case && *relation == link.relation)
    {
        return Err(Refusal::AlreadyLinked);
    }
    Ok(vec![Event::Linked {
        case: link.case.clone(),
        relation: link.relation,
    }])
}
