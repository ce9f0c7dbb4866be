//! What was asked of partners, and what they said.

use crate::calendar::london::civil_date;
use crate::case::{Case, Entry, Event, PartnerAnswer, PartnerReferral, ReferralState};
use crate::id::ReferralId;

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`change` sends the events of this group only"
)]
pub(super) fn partner(case: &mut Case, entry: &Entry) {
    match &entry.event {
        Event::Referred { .. } => referred(case, entry),
        Event::ReferralAccepted {
            referral,
            on,
            by,
            their_reference,
        } => with(case, referral, |known| {
            known.state = ReferralState::Accepted;
            known.accepted_on = Some(*on);
            known.promised_for = *by;
            if their_reference.is_some() {
                known.their_reference.clone_from(their_reference);
            }
        }),
        Event::ReferralTurnedAway {
            referral,
            why,
            instead,
        } => with(case, referral, |known| {
            known.state = ReferralState::TurnedAway;
            known.turned_away = Some((why.clone(), instead.clone()));
        }),
        Event::PartnerAsked {
            referral,
            question: words,
        } => with(case, referral, |known| known.talk.push((false, words.clone()))),
        Event::PartnerTold { referral, words } => {
            with(case, referral, |known| known.talk.push((true, words.clone())));
        }
        Event::PartnerReminded { referral, reminder } => {
            with(case, referral, |known| known.reminded = Some(*reminder));
        }
        Event::PartnerAnswered {
            referral,
            on,
            found,
            done,
            by,
            sharing,
            because,
            their_reference,
            working_days,
        } => with(case, referral, |known| {
            known.state = ReferralState::Answered;
            if their_reference.is_some() {
                known.their_reference.clone_from(their_reference);
            }
            known.answer = Some(PartnerAnswer {
                on: *on,
                found: found.clone(),
                done: done.clone(),
                by: *by,
                sharing: *sharing,
                because: because.clone(),
                working_days: *working_days,
            });
        }),
        Event::ReferralEnded { referral, .. } => {
            with(case, referral, |known| known.state = ReferralState::Ended);
        }
        _ => {}
    }
}

/// Nothing is asked of a partner for a case that is over.
pub(super) fn end_all(case: &mut Case) {
    for known in &mut case.referrals {
        known.state = ReferralState::Ended;
    }
}

fn with(case: &mut Case, referral: &ReferralId, change: impl FnOnce(&mut PartnerReferral)) {
    if let Some(known) = case.referrals.iter_mut().find(|known| known.id == *referral) {
        change(known);
    }
}

fn referred(case: &mut Case, entry: &Entry) {
    let Event::Referred {
        referral,
        partner,
        ask,
        shared,
        files,
        due_on,
        remind_on,
        ..
    } = &entry.event
    else {
        return;
    };
    case.referrals.push(PartnerReferral {
        id: referral.clone(),
        partner: partner.clone(),
        ask: ask.clone(),
        shared: shared.clone(),
        files: files.clone(),
        asked_on: civil_date(entry.at),
        due_on: *due_on,
        remind_on: *remind_on,
        reminded: None,
        state: ReferralState::Asked,
        accepted_on: None,
        promised_for: None,
        their_reference: None,
        turned_away: None,
        talk: Vec::new(),
        answer: None,
    });
}
