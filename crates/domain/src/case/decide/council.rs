//! A case that goes to another council of the installation, and keeps what its customer was promised.

use super::{Context, needed};
use crate::case::council::{follows, goes_along};
use crate::case::{
    Arrival, BetweenOrder, Carried, Case, ClockMoved, Command, CouncilOrder, Event, NewTransfer, Outcome,
    PeopleOrder, Refusal, SentTo, SharingConsent,
};
use crate::clock::Clock;
use crate::id::{ActorId, TransferId};
use crate::permission::Act;
use crate::policy::TransferGround;
use crate::words::{Digest, Words};

/// Until this council says that it is theirs, a case that came from another is neither answered nor given away: the
/// other council has it, with its clocks. Whoever triages it takes it over.
pub(super) fn guard(case: &Case, command: &Command) -> Result<(), Refusal> {
    // One council has it: it is not opened again where it is not.
    if matches!(command, Command::Reopen { .. }) && case.outcome == Some(Outcome::OtherCouncil) {
        return Err(Refusal::NotInThisState(case.status()));
    }
    // What is said here reaches nobody there. That consent was taken back is taken down at both, all the same.
    let joins = matches!(
        command,
        Command::People(PeopleOrder::AddPerson(_) | PeopleOrder::SendLettersTo { .. })
    );
    if joins && case.outcome == Some(Outcome::OtherCouncil) {
        return Err(Refusal::AnotherCouncilHasIt);
    }
    let waits = case.arrived().is_some();
    let may_be_done = matches!(
        command,
        Command::Triage(_)
            | Command::Council(_)
            | Command::RecordContact(_)
            | Command::ReadMessages
            | Command::SayAvoidable { .. }
            | Command::RecordTime { .. }
            | Command::AddFile(_)
            | Command::RecordConsent { .. }
            | Command::AddNote { .. }
            | Command::AskForHelp { .. }
            | Command::AnswerHelp { .. }
            | Command::Withdraw { .. }
            | Command::Link(_)
            | Command::Between(BetweenOrder::Unlink { .. })
            | Command::People(_)
            | Command::MoveClocks { .. }
    );
    if waits && !may_be_done {
        return Err(Refusal::NotTakenOver);
    }
    Ok(())
}

/// Which permission an order needs. What carries a case is a job and nobody else: [`decide`] asks.
pub(super) const fn act_of(order: &CouncilOrder) -> Act {
    match order {
        CouncilOrder::NotForUs { .. } => Act::Triage,
        CouncilOrder::Send(_)
        | CouncilOrder::Arrive(_)
        | CouncilOrder::Carry(_)
        | CouncilOrder::TookOver { .. }
        | CouncilOrder::TurnedAway { .. }
        | CouncilOrder::Lapse => Act::Assign,
    }
}

pub(super) fn decide(case: &Case, order: CouncilOrder, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    match order {
        CouncilOrder::Send(new) => send(case, new, context),
        CouncilOrder::NotForUs { reason } => not_for_us(case, &reason, context),
        CouncilOrder::Arrive(arrival) => by_job(context).map(|()| arrive(case, *arrival, context)),
        CouncilOrder::Carry(carried) => by_job(context).and_then(|()| carry(case, carried)),
        CouncilOrder::TookOver {
            transfer,
            digest,
            sentence,
        } => by_job(context).and_then(|()| took_over(case, (transfer, digest), &sentence, context)),
        CouncilOrder::TurnedAway { transfer, reason } => by_job(context).and_then(|()| {
            let sent = waiting(case, &transfer)?;
            Ok(vec![Event::CouncilTurnedAway {
                transfer,
                council: sent.council.clone(),
                reason: reason.as_ref().map(Words::reference),
            }])
        }),
        CouncilOrder::Lapse => by_job(context).and_then(|()| {
            case.arrived().ok_or(Refusal::NotSent)?;
            Ok(vec![Event::NotForUs { reason: None }, ended(context)])
        }),
    }
}

fn by_job(context: &Context<'_>) -> Result<(), Refusal> {
    match context.actor.id {
        ActorId::Job(_) => Ok(()),
        ActorId::User(_)
        | ActorId::Customer(_)
        | ActorId::Anonymous
        | ActorId::Import(_)
        | ActorId::Program(_)
        | ActorId::Partner(_) => Err(Refusal::NotPermitted(Act::Assign)),
    }
}

fn waiting<'c>(case: &'c Case, transfer: &TransferId) -> Result<&'c SentTo, Refusal> {
    let waits = case.waits_at().filter(|sent| sent.transfer == *transfer);
    waits.ok_or(Refusal::NotSent)
}

/// Sends it. Nothing stops here: the clocks run on until the other council has taken it over.
///
/// UK GDPR, article 6: where the policy rests on consent, the customer has said yes; where it rests on the council's
/// public task (article 6(1)(e)), they are told, and whoever says no is heard (article 21).
fn send(case: &Case, new: NewTransfer, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    case.may_go_to_another_council()?;
    let rules = &context.rules.policy.transfer;
    if !rules.with.contains(&new.council) {
        return Err(Refusal::CouncilDoesNotAgree);
    }
    let came_through = case
        .came_from
        .iter()
        .any(|came| came.through.contains(&new.council));
    let was_asked = case.sent_to.iter().any(|sent| sent.council == new.council);
    if came_through || was_asked {
        return Err(Refusal::SentAlready);
    }
    match (new.consent, rules.ground) {
        (SharingConsent::No, _) | (SharingConsent::NotNeeded, TransferGround::Consent) => {
            return Err(Refusal::CustomerDoesNotAgree);
        }
        (SharingConsent::Yes, _) | (SharingConsent::NotNeeded, TransferGround::PublicTask) => {}
    }
    let reason = needed(&new.reason, "the reason")?.reference();
    Ok(vec![Event::SentToCouncil {
        transfer: new.transfer,
        council: new.council,
        consent: new.consent,
        reason,
    }])
}

/// Takes in what the other council had, with its promises.
///
/// Complaint Handling Code 5 counts from receipt, and the customer handed it in once: this council's clock counts from
/// that day. Where it would come to a later date than the customer was told, the date that they were told holds; so it
/// does where the other council counts from another day or took more time, with the customer told.
fn arrive(case: &Case, arrival: Arrival, context: &Context<'_>) -> Vec<Event> {
    let mut events = vec![Event::CameFromCouncil {
        transfer: arrival.transfer,
        through: arrival.through,
        up_to: arrival.carried.up_to,
        digest: arrival.digest,
    }];
    events.extend(arrival.carried.events.into_iter().filter(goes_along));
    let counts_alike = arrival.counts_from == case.counts_from;
    for told in arrival.promised.into_iter().filter(Clock::is_running) {
        let own = case.clock(told.kind).map(|own| {
            let mut own = own.clone();
            if let Some(on) = arrival.acknowledged_on {
                own.acknowledge(on, context.rules.calendar, case.day_one);
            }
            own
        });
        let Some(own) = own else {
            events.push(Event::ClockStarted { clock: told });
            continue;
        };
        let is_sooner = own.due_on < told.due_on && counts_alike && told.extensions.is_empty();
        let (clock, because) = if is_sooner || own.due_on == told.due_on {
            (own, ClockMoved::Acknowledged)
        } else {
            (told, ClockMoved::PromisedElsewhere)
        };
        if case.clock(clock.kind) != Some(&clock) {
            events.push(Event::ClockMoved { clock, because });
        }
    }
    events
}

fn carry(case: &Case, carried: Carried) -> Result<Vec<Event>, Refusal> {
    let came = case.came_from.as_ref().ok_or(Refusal::NotSent)?;
    if carried.up_to <= came.up_to {
        return Ok(Vec::new());
    }
    let transfer = came.transfer.clone();
    let goes = carried.events.into_iter().filter(follows);
    let up_to = carried.up_to;
    Ok(std::iter::once(Event::CarriedOver { transfer, up_to })
        .chain(goes)
        .collect())
}

/// It is the other council's now. Nothing that was promised here is counted as kept or late: it was not answered here.
fn took_over(
    case: &Case,
    (transfer, digest): (TransferId, Digest),
    sentence: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let council = waiting(case, &transfer)?.council.clone();
    let sentence = needed(sentence, "what the customer is told")?.reference();
    let mut events = vec![Event::CouncilTookOver {
        transfer,
        council,
        digest,
    }];
    if !case.is_closed() {
        events.push(Event::Closed {
            on: context.today(),
            outcome: Outcome::OtherCouncil,
            sentence: Some(sentence),
            lesson: None,
        });
    }
    Ok(events)
}

/// It goes back to where it stood, with clocks that never stopped; here nothing of it is counted.
fn not_for_us(case: &Case, reason: &Words, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    case.arrived().ok_or(Refusal::NotSent)?;
    let reason = Some(needed(reason, "why it is not for you")?.reference());
    Ok(vec![Event::NotForUs { reason }, ended(context)])
}

fn ended(context: &Context<'_>) -> Event {
    Event::Closed {
        on: context.today(),
        outcome: Outcome::OtherCouncil,
        sentence: None,
        lesson: None,
    }
}

/// What triage adds where the case came from another council: it is taken over.
pub(super) fn taken_over(case: &Case) -> Option<Event> {
    case.arrived().map(|came| Event::TakenOver {
        transfer: came.transfer.clone(),
    })
}
