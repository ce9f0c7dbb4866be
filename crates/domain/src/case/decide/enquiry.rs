//! The Ombudsman: what they ask, decide and recommend, and what they give back.

use jiff::civil::Date;

use crate::case::decide::{Context, ending, logging, needed, stage_2};
use crate::case::{
    AskForStage2, Case, ClockMoved, EarlyReferral, Enquiry, EnquiryStep, Event, NewBundle, NewEnquiry,
    Outcome, Referral, Refusal, RefusalState, Remedy, TakenBack,
};
use crate::clock::reply::{ReplyTerms, reply_clock};
use crate::clock::{Clock, Start};
use crate::vocabulary::{Channel, ClockKind, Kind};
use crate::words::Words;

/// Records that an Ombudsman asks about the case. It reopens no stage: the council's last word stands
/// until the Ombudsman says otherwise.
pub(super) fn record(case: &Case, new: &NewEnquiry, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if case.open_enquiry().is_some() {
        return Err(Refusal::EnquiryOpen);
    }
    if new.received_on > context.today() {
        return Err(Refusal::ReceivedInTheFuture);
    }
    let step = match new.step {
        EnquiryStep::Enquiry | EnquiryStep::Investigation => new.step,
        EnquiryStep::DraftDecision | EnquiryStep::FinalDecision | EnquiryStep::SentBackToUs => {
            return Err(Refusal::NoEnquiry);
        }
    };
    let their_reference = needed(&new.reference, "the Ombudsman's reference")?.reference();
    let referral = referral(case, context);
    let policy = context.procedure(&case.procedure)?.early_referral;
    let meanwhile = match referral {
        Referral::AfterOurReply => EarlyReferral::GoesOn,
        Referral::Early => policy,
    };
    let questions = new.questions.as_ref().filter(|words| !words.is_blank());
    Ok(vec![Event::EnquiryRecorded {
        ombudsman: new.ombudsman,
        their_reference,
        received_on: new.received_on,
        referral,
        meanwhile,
        step,
        questions: questions.map(Words::reference),
        documents_due_on: new.documents_due_on,
    }])
}

/// Whether the council had said its last word: it closed the case, did not accept the request for the
/// next stage, or sent the reply of the last stage that the procedure has.
fn referral(case: &Case, context: &Context<'_>) -> Referral {
    let stages = context
        .procedure(&case.procedure)
        .map_or(0, |procedure| procedure.stages.len());
    let is_at_last = usize::from(case.stage) >= stages;
    let was_turned_away = case.was_turned_away();
    let is_over = match case.outcome {
        Some(Outcome::NotAccepted) => true,
        Some(_) => is_at_last || was_turned_away,
        None => {
            (case.reply_sent_at().is_some() && case.open_return().is_none() && is_at_last) || was_turned_away
        }
    };
    if is_over {
        Referral::AfterOurReply
    } else {
        Referral::Early
    }
}

fn open(case: &Case) -> Result<&Enquiry, Refusal> {
    case.open_enquiry().ok_or(Refusal::NoEnquiry)
}

/// Records that the Ombudsman got the documents.
pub(super) fn send_documents(
    case: &Case,
    words: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    open(case)?;
    Ok(vec![Event::DocumentsSent {
        on: context.today(),
        words: needed(words, "what was sent")?.reference(),
    }])
}

/// Records the draft decision, with the day for comments.
pub(super) fn draft_decision(
    case: &Case,
    words: &Words,
    comments_due_on: Option<Date>,
) -> Result<Vec<Event>, Refusal> {
    open(case)?;
    Ok(vec![Event::DraftDecisionCame {
        words: needed(words, "the draft decision")?.reference(),
        comments_due_on,
    }])
}

/// Records the last word. What it says of each point is recorded beside the point, in that Ombudsman's
/// own vocabulary.
pub(super) fn final_decision(
    case: &Case,
    words: &Words,
    decided_on: Date,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    open(case)?;
    if decided_on > context.today() {
        return Err(Refusal::ReceivedInTheFuture);
    }
    Ok(vec![Event::FinalDecisionCame {
        words: needed(words, "the decision")?.reference(),
        decided_on,
    }])
}

/// Records a remedy that the Ombudsman recommended, with the date by which it is complied with. It is
/// delivered with evidence, like every other.
pub(super) fn recommend(case: &Case, remedy: Remedy, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let enquiry = case.enquiries.last().ok_or(Refusal::NoEnquiry)?;
    let known = case.remedies.iter().find(|known| known.id == remedy.id);
    if known.is_some_and(|known| !known.is_open() || known.recommended_by.is_none()) {
        return Err(Refusal::NothingToChange);
    }
    let due_on = remedy.due_on.ok_or(Refusal::RecommendationWithoutDate)?;
    Ok(vec![Event::RemedyRecommended {
        remedy: remedy.id,
        ombudsman: enquiry.ombudsman,
        kind: remedy.kind,
        words: needed(&remedy.words, "what will happen")?.reference(),
        owner: remedy.owner,
        due_on,
        remind_on: Some(super::remedy::remind_on(due_on, context)),
    }])
}

/// Records what was put together for an Ombudsman: how much, by which digest it is known again, and
/// what is not in it and why. Who has no enquiry yet may put it together beforehand.
pub(super) fn make_bundle(new: NewBundle, context: &Context<'_>) -> Event {
    Event::BundleMade {
        on: context.today(),
        digest: new.digest,
        pages: new.pages,
        files: new.files,
        left_out: new.left_out,
        blacked_out: new.blacked_out,
    }
}

/// Records that an Ombudsman gave it back because it came to them too early. It becomes a complaint, or
/// goes on as one, with its clock from the day on which it came back.
pub(super) fn take_back(case: &Case, back: &TakenBack, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if back.on > context.today() {
        return Err(Refusal::ReceivedInTheFuture);
    }
    // One case has it and one council: what goes on elsewhere does not begin here a second time.
    if case.merged.is_some() {
        return Err(Refusal::MergedAlready);
    }
    if case.outcome == Some(Outcome::OtherCouncil) {
        return Err(Refusal::AnotherCouncilHasIt);
    }
    let reason = needed(&back.words, "what the Ombudsman said")?;
    let came_back = Event::CameBack {
        ombudsman: back.ombudsman,
        their_reference: needed(&back.reference, "the Ombudsman's reference")?.reference(),
        on: back.on,
        words: reason.reference(),
    };
    let mut events = vec![came_back];
    events.extend(begins_again(case, (back.on, reason), context)?);
    Ok(events)
}

fn begins_again(
    case: &Case,
    (on, reason): (Date, &Words),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let is_answered = case.reply_sent_at().is_some()
        || (case.is_closed() && matches!(case.outcome, Some(Outcome::Done | Outcome::NotDone)));
    match (case.is_complaint(), is_answered) {
        (false, _) => {
            let mut events = Vec::new();
            let mut now = case.clone();
            if case.is_closed() {
                events.push(Event::Reopened {
                    reason: reason.reference(),
                });
                now.closed_on = None;
                now.reply = None;
            }
            let procedure = context
                .rules
                .pinned
                .procedure_for(Kind::Complaint, case.service.as_ref());
            let procedure = &procedure.ok_or(Refusal::NoSuchProcedure)?.id;
            let kind = (Kind::Complaint, procedure, on);
            events.extend(logging::change_kind(&now, kind, Some(reason), context)?);
            Ok(events)
        }
        // Stage 1 is over, so what came back asks for stage 2.
        (true, true) if case.stage == 1 => stage_2::ask(
            case,
            &AskForStage2 {
                channel: Channel::Letter,
                on,
                reasons: None,
            },
            context,
        ),
        // There is nothing to go back to: both stages are over.
        (true, true) => Err(Refusal::NotInThisState(case.status())),
        (true, false) if case.is_closed() => Ok(ending::again(case, reason.reference(), on, context)),
        (true, false) if matches!(case.refusal, RefusalState::Proposed { .. }) => {
            Err(Refusal::RefusalAlreadyProposed)
        }
        (true, false) => counted_from(case, on, context),
    }
}

/// The promises that run, counted from the day on which it came back; a date that was promised for later
/// stands.
fn counted_from(case: &Case, on: Date, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let stage = context.stage(case)?;
    let terms = ReplyTerms::of(context.procedure(&case.procedure)?, stage);
    let calendar = context.rules.calendar;
    let acknowledge = terms.acknowledge.map(|limit| {
        Clock::start(
            ClockKind::Acknowledge,
            Start::Asked { on },
            limit,
            calendar,
            case.day_one,
        )
    });
    let reply = match case.acknowledged_on {
        None => reply_clock(terms, on, None, calendar, case.day_one),
        Some(_) => Clock::start(
            ClockKind::Reply,
            Start::Asked { on },
            stage.reply,
            calendar,
            case.day_one,
        ),
    };
    let is_later = |clock: &Clock| {
        case.clock(clock.kind)
            .is_some_and(|known| known.is_running() && clock.due_on > known.due_on)
    };
    let moved = acknowledge.into_iter().chain([reply]).filter(is_later);
    Ok(moved
        .map(|clock| Event::ClockMoved {
            clock,
            because: ClockMoved::CameBack,
        })
        .collect())
}
