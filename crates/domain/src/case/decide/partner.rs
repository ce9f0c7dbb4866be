//! A question to a partner: asked with the customer's leave, answered, and told on.

use jiff::civil::Date;

use crate::case::command::{NewAnswer, NewReferral, ReferralOrder};
use crate::case::decide::{Context, answering, needed};
use crate::case::{
    AnswerSharing, Case, ContactPurpose, Direction, Event, Outcome, PartnerReferral, Refusal, SharingConsent,
};
use crate::id::{ActorId, PartnerId, ReferralId};
use crate::permission::Actor;
use crate::vocabulary::SeenBy;
use crate::words::{Words, WordsRef};

/// Whether a partner may give this order: one about a referral to them, or a file for it that staff see.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a partner gives orders about its own question and brings files for it, and nothing else"
)]
pub(super) fn is_theirs(case: &Case, command: &crate::case::Command, partner: &PartnerId) -> bool {
    match command {
        crate::case::Command::Referral(order) if order.is_of_the_partner() => case
            .referral(order.referral())
            .is_some_and(|referral| referral.partner == *partner),
        crate::case::Command::AddFile(file) => {
            let waits = |known: &PartnerReferral| known.partner == *partner && known.is_waiting();
            file.seen_by == SeenBy::Staff && case.referrals.iter().any(waits)
        }
        _ => false,
    }
}

/// Which partner acts, if one does.
pub(super) fn partner_of(actor: &Actor) -> Option<&PartnerId> {
    if let ActorId::Partner(partner) = &actor.id {
        Some(partner)
    } else {
        None
    }
}

pub(super) fn decide(
    case: &Case,
    order: ReferralOrder,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    match order {
        ReferralOrder::Refer(new) => refer(case, new, context),
        ReferralOrder::Accept {
            referral,
            by,
            their_reference,
        } => accept(case, referral, (by, their_reference.as_ref()), context),
        ReferralOrder::TurnAway {
            referral,
            why,
            instead,
        } => {
            waiting(case, &referral)?;
            let why = needed(&why, "why it is not for you")?.reference();
            let instead = said(instead.as_ref());
            Ok(vec![Event::ReferralTurnedAway {
                referral,
                why,
                instead,
            }])
        }
        ReferralOrder::Ask { referral, question } => {
            waiting(case, &referral)?;
            let question = needed(&question, "the question")?.reference();
            Ok(vec![Event::PartnerAsked { referral, question }])
        }
        ReferralOrder::Tell { referral, words } => {
            waiting(case, &referral)?;
            let words = needed(&words, "what the partner is told")?.reference();
            Ok(vec![Event::PartnerTold { referral, words }])
        }
        ReferralOrder::Answer(answer) => self::answer(case, answer, context),
        ReferralOrder::Remind { referral } => remind(case, referral, context),
        ReferralOrder::PassOn { referral, contact } => {
            let known = open(case, &referral)?;
            if known.is_waiting() {
                return Err(Refusal::PartnerHasNotAnswered);
            }
            if contact.direction != Direction::Out || contact.purpose == ContactPurpose::AskedForUpdate {
                return Err(Refusal::TextMissing("what the customer is told"));
            }
            let mut events = answering::record_contact(case, contact, context)?;
            events.push(Event::ReferralEnded {
                referral,
                reason: None,
                outcome: None,
            });
            Ok(events)
        }
        ReferralOrder::End { referral, reason } => {
            open(case, &referral)?;
            let reason = Some(needed(&reason, "why it is ended")?.reference());
            Ok(vec![Event::ReferralEnded {
                referral,
                reason,
                outcome: None,
            }])
        }
    }
}

/// Asks a partner. Nothing goes where the customer does not agree; where nobody needs to ask them, it
/// is said why (UK GDPR, article 6, wants a basis for each sharing).
fn refer(case: &Case, new: NewReferral, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if case.referral(&new.id).is_some() {
        return Err(Refusal::NothingToChange);
    }
    let policy = context.rules.policy;
    policy
        .partner(&new.partner)
        .ok_or(Refusal::NotInPolicy("partner"))?;
    let because = said(new.because.as_ref());
    match new.consent {
        SharingConsent::No => return Err(Refusal::CustomerDoesNotAgree),
        SharingConsent::NotNeeded if because.is_none() => {
            return Err(Refusal::TextMissing("why nobody needs to ask the customer"));
        }
        SharingConsent::Yes | SharingConsent::NotNeeded => {}
    }
    if new.files.iter().any(|file| case.file(file).is_none()) {
        return Err(Refusal::NoSuchFile);
    }
    after_today(new.due_on, context)?;
    let mut remind_on = new.due_on;
    for _ in 0..policy.referrals.remind_days_before {
        remind_on = context.rules.calendar.previous_working_day(remind_on);
    }
    Ok(vec![Event::Referred {
        ask: needed(&new.ask, "what we need")?.reference(),
        shared: needed(&new.shared, "what is shared")?.reference(),
        referral: new.id,
        partner: new.partner,
        parts: new.parts,
        files: new.files,
        consent: new.consent,
        because,
        due_on: new.due_on,
        remind_on,
    }])
}

fn accept(
    case: &Case,
    referral: ReferralId,
    (by, their_reference): (Option<Date>, Option<&Words>),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if waiting(case, &referral)?.accepted_on.is_some() {
        return Err(Refusal::NothingToChange);
    }
    if let Some(by) = by {
        from_today(by, context)?;
    }
    Ok(vec![Event::ReferralAccepted {
        referral,
        on: context.today(),
        by,
        their_reference: said(their_reference),
    }])
}

fn answer(case: &Case, answer: NewAnswer, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let known = waiting(case, &answer.referral)?;
    let found = needed(&answer.found, "what you found")?.reference();
    let because = said(answer.because.as_ref());
    match answer.sharing {
        AnswerSharing::Yes => {}
        AnswerSharing::WithChanges | AnswerSharing::No if because.is_some() => {}
        AnswerSharing::WithChanges => return Err(Refusal::TextMissing("what has to change")),
        AnswerSharing::No => return Err(Refusal::TextMissing("why the customer may not see it")),
    }
    let on = context.today();
    // Counted like a promise: the day after the question is the first.
    let first = known.asked_on.tomorrow().unwrap_or(known.asked_on);
    let working_days = context.rules.calendar.working_days_within(first, on);
    Ok(vec![Event::PartnerAnswered {
        referral: answer.referral,
        on,
        found,
        done: said(answer.done.as_ref()),
        by: answer.by,
        sharing: answer.sharing,
        because,
        their_reference: said(answer.their_reference.as_ref()),
        working_days: u32::try_from(working_days).unwrap_or_default(),
    }])
}

fn remind(case: &Case, referral: ReferralId, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let known = waiting(case, &referral)?;
    let due = known.next_reminder();
    let (_, mut reminder) = due
        .filter(|(day, _)| *day <= context.today())
        .ok_or(Refusal::NothingToChange)?;
    // Whoever was asked on a day so near that it is over by now hears of that alone.
    if context.today() > known.due_on {
        reminder = crate::case::Reminder::Overdue;
    }
    Ok(vec![Event::PartnerReminded { referral, reminder }])
}

fn after_today(day: Date, context: &Context<'_>) -> Result<(), Refusal> {
    if day > context.today() {
        Ok(())
    } else {
        Err(Refusal::NotLater {
            promised: context.today(),
        })
    }
}

fn from_today(day: Date, context: &Context<'_>) -> Result<(), Refusal> {
    if day >= context.today() {
        Ok(())
    } else {
        Err(Refusal::NotLater {
            promised: context.today(),
        })
    }
}

fn open<'c>(case: &'c Case, referral: &ReferralId) -> Result<&'c PartnerReferral, Refusal> {
    let known = case.referral(referral).ok_or(Refusal::NoSuchReferral)?;
    if known.is_open() {
        Ok(known)
    } else {
        Err(Refusal::ReferralIsOver)
    }
}

fn waiting<'c>(case: &'c Case, referral: &ReferralId) -> Result<&'c PartnerReferral, Refusal> {
    let known = open(case, referral)?;
    if known.is_waiting() {
        Ok(known)
    } else {
        Err(Refusal::ReferralIsOver)
    }
}

fn said(words: Option<&Words>) -> Option<WordsRef> {
    words.filter(|words| !words.is_blank()).map(Words::reference)
}

/// What ends a case ends what it asked of partners, in the record and before the case is over: whichever way a case ends,
/// and whoever ends it, nobody is left to answer for one that is closed.
pub(super) fn ended_with(case: &Case, mut events: Vec<Event>) -> Vec<Event> {
    let ends = |(place, event): (usize, &Event)| Some((place, ends_it(case, event)?));
    let Some((place, outcome)) = events.iter().enumerate().find_map(ends) else {
        return events;
    };
    let is_ended = |known: &PartnerReferral| {
        let by =
            |event: &Event| matches!(event, Event::ReferralEnded { referral, .. } if *referral == known.id);
        events.iter().any(by)
    };
    let open = case.referrals.iter().filter(|known| known.is_open());
    let ended: Vec<Event> = open
        .filter(|known| !is_ended(known))
        .map(|known| Event::ReferralEnded {
            referral: known.id.clone(),
            reason: None,
            outcome: Some(outcome),
        })
        .collect();
    events.splice(place..place, ended);
    events
}

/// How a case ends by an event, if it does.
#[expect(clippy::wildcard_enum_match_arm, reason = "three of the events end a case")]
fn ends_it(case: &Case, event: &Event) -> Option<Outcome> {
    let ended_before = || {
        let review = case.open_review();
        review.is_some_and(|review| review.stage_1.ended.is_some())
    };
    match event {
        Event::Closed { outcome, .. } => Some(*outcome),
        // It is closed again as stage 1 left it, where that had closed it.
        Event::Stage2Withdrawn { .. } => ended_before().then_some(Outcome::Withdrawn),
        Event::Stage2NotAccepted { .. } => ended_before().then_some(Outcome::NotAccepted),
        _ => None,
    }
}

/// Whether a case can be closed, or go on in another, with what it asked of partners.
pub(super) fn none_is_open(case: &Case) -> Result<(), Refusal> {
    if case.referrals.iter().any(PartnerReferral::is_open) {
        Err(Refusal::ReferralOpen)
    } else {
        Ok(())
    }
}
