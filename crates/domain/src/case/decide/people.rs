//! Who is on a case, who may speak and have letters, and concerns for them.

use super::{Context, needed};
use crate::case::{
    Basis, Case, Command, Consent, Event, Kept, NewConsent, NewInvolved, Part, PeopleOrder, Refusal,
};
use crate::id::{AdjustmentId, PersonId};
use crate::permission::Act;
use crate::vocabulary::ReplyBy;
use crate::words::Words;

/// Which permission an order needs: who takes contacts knows who somebody is.
pub(super) const fn act_of(order: &PeopleOrder) -> Act {
    match order {
        PeopleOrder::AddPerson(_)
        | PeopleOrder::EndPerson { .. }
        | PeopleOrder::ChangeConsent(_)
        | PeopleOrder::SendLettersTo { .. }
        | PeopleOrder::SayAdjustments { .. } => Act::RecordContact,
        PeopleOrder::RaiseConcern { .. } | PeopleOrder::TellOfConcern { .. } => Act::RaiseConcern,
    }
}

pub(super) fn decide(case: &Case, order: PeopleOrder, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    match order {
        PeopleOrder::AddPerson(new) => add(case, new),
        PeopleOrder::EndPerson { person, reason } => end(case, person, &reason, context),
        PeopleOrder::ChangeConsent(new) => change_consent(case, new),
        PeopleOrder::SendLettersTo { person, reply_by } => send_letters_to(case, person, reply_by),
        PeopleOrder::RaiseConcern { concern, kind, words } => Ok(vec![Event::ConcernRaised {
            concern,
            kind,
            words: needed(&words, "what you saw or heard")?.reference(),
        }]),
        PeopleOrder::TellOfConcern {
            concern,
            who,
            on,
            words,
        } => {
            if case.concerns.iter().all(|known| known.id != concern) {
                return Err(Refusal::NoSuchConcern);
            }
            if on > context.today() {
                return Err(Refusal::ReceivedInTheFuture);
            }
            let words = needed(&words, "what was said")?.reference();
            Ok(vec![Event::ConcernTold {
                concern,
                who,
                on,
                words,
            }])
        }
        PeopleOrder::SayAdjustments {
            adjustments,
            kept,
            reason,
        } => say_adjustments(adjustments, kept, reason.as_ref()),
    }
}

/// Complaint Handling Code 5: a representative may bring a complaint and speak at every stage. One needs the
/// customer's consent; whoever speaks for somebody who cannot give it says by what right.
fn add(case: &Case, new: NewInvolved) -> Result<Vec<Event>, Refusal> {
    if case.knows(&new.person) {
        return Err(Refusal::OnTheCaseAlready);
    }
    let reason = new.reason.as_ref().filter(|words| !words.is_blank());
    let basis = match (new.part.needs_basis(), new.basis) {
        (false, _) => None,
        (true, None) => return Err(Refusal::BasisMissing),
        (true, Some(Basis::Other)) if reason.is_none() => {
            return Err(Refusal::TextMissing("the right by which they speak"));
        }
        (true, Some(Basis::ParentalResponsibility)) if new.part != Part::ForAChild => {
            return Err(Refusal::BasisMissing);
        }
        (true, basis) => basis,
    };
    // Consent is given with its evidence and by an order of its own; nobody joins with more than a question.
    let joins_with = if new.consent == Some(Consent::Asked) {
        Consent::Asked
    } else {
        Consent::NotYet
    };
    let consent = new.part.needs_consent().then_some(joins_with);
    Ok(vec![Event::PersonAdded {
        person: new.person,
        part: new.part,
        consent,
        basis,
        reason: reason.map(Words::reference),
        reply_by: new.reply_by,
    }])
}

/// Nobody is taken off without a word of why. The customer whose matter it is stays.
fn end(case: &Case, person: PersonId, reason: &Words, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if case.customer.as_ref() == Some(&person) || !case.knows(&person) {
        return Err(Refusal::NotOnTheCase);
    }
    Ok(vec![Event::PersonEnded {
        person,
        on: context.today(),
        reason: needed(reason, "the reason")?.reference(),
    }])
}

/// Consent that was given, refused or taken back is known from something: words or a file of the case.
fn change_consent(case: &Case, new: NewConsent) -> Result<Vec<Event>, Refusal> {
    let known = consent_of(case, &new.person)?;
    if known == new.consent {
        return Err(Refusal::NothingToChange);
    }
    let evidence = new.evidence.as_ref().filter(|words| !words.is_blank());
    let file = match new.file {
        Some(file) if case.file(&file.id).is_none() => return Err(Refusal::EvidenceMissing),
        file => file,
    };
    let needs_evidence = match new.consent {
        Consent::Given | Consent::Refused | Consent::Withdrawn | Consent::CannotBeGiven => true,
        Consent::NotYet | Consent::Asked => false,
    };
    if needs_evidence && evidence.is_none() && file.is_none() {
        return Err(Refusal::EvidenceMissing);
    }
    Ok(vec![Event::ConsentChanged {
        person: new.person,
        consent: new.consent,
        evidence: evidence.map(Words::reference),
        file,
    }])
}

fn consent_of(case: &Case, person: &PersonId) -> Result<Consent, Refusal> {
    if let Some((known, consent)) = &case.representative
        && known == person
    {
        return Ok(*consent);
    }
    let involved = case.involved(person).ok_or(Refusal::NotOnTheCase)?;
    involved.consent.ok_or(Refusal::NothingToChange)
}

fn send_letters_to(case: &Case, person: PersonId, reply_by: Option<ReplyBy>) -> Result<Vec<Event>, Refusal> {
    if !case.knows(&person) {
        return Err(Refusal::NotOnTheCase);
    }
    if !case.may_have_letters(&person) {
        return Err(Refusal::MayNotHaveLetters);
    }
    let as_before = reply_by.is_none() || reply_by == case.reply_by_of(&person);
    if case.correspondent() == Some(&person) && as_before {
        return Err(Refusal::NothingToChange);
    }
    Ok(vec![Event::LettersGoTo { person, reply_by }])
}

/// Who sends something that does not keep to what was agreed says why (Equality Act 2010, section 20).
fn say_adjustments(
    adjustments: Vec<AdjustmentId>,
    kept: Kept,
    reason: Option<&Words>,
) -> Result<Vec<Event>, Refusal> {
    if adjustments.is_empty() {
        return Ok(Vec::new());
    }
    let reason = reason.filter(|words| !words.is_blank());
    if kept == Kept::No && reason.is_none() {
        return Err(Refusal::TextMissing("why this does not keep to what was agreed"));
    }
    Ok(vec![Event::AdjustmentsSaid {
        adjustments,
        kept,
        reason: reason.map(Words::reference),
    }])
}

/// Whether it was said of every adjustment that its reader agreed to whether what is sent keeps to it.
///
/// Equality Act 2010, section 20; Complaint Handling Code 5.6. It was fault that agreed adjustments stood in no
/// record that the writers of letters saw (LGSCO, BCP Council 24 015 681). The program's own jobs write
/// nothing but what a person said before.
pub fn adjustments_are_said(agreed: &[AdjustmentId], commands: &[Command]) -> Result<(), Refusal> {
    let is_said = |id: &AdjustmentId| {
        commands.iter().any(|command| {
            matches!(command, Command::People(PeopleOrder::SayAdjustments { adjustments, .. })
                if adjustments.contains(id))
        })
    };
    let missing: Vec<AdjustmentId> = agreed.iter().filter(|id| !is_said(id)).cloned().collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Refusal::AdjustmentsNotSaid(missing))
    }
}
