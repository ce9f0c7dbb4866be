//! What an Ombudsman asks and decides.

use crate::case::{Case, Enquiry, EnquiryStep, Entry, Event, PromisedRemedy};

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`change` sends the events of this group only"
)]
pub(super) fn enquiry(case: &mut Case, entry: &Entry) {
    match &entry.event {
        Event::EnquiryRecorded { .. } => recorded(case, &entry.event),
        Event::DocumentsSent { on, words } => {
            with_open(case, |known| known.documents_sent = Some((*on, words.clone())));
        }
        Event::DraftDecisionCame {
            words,
            comments_due_on,
        } => with_open(case, |known| {
            known.step = EnquiryStep::DraftDecision;
            known.draft = Some((words.clone(), *comments_due_on));
        }),
        Event::FinalDecisionCame { words, decided_on } => with_open(case, |known| {
            known.step = EnquiryStep::FinalDecision;
            known.decision = Some((words.clone(), *decided_on));
        }),
        Event::CameBack { .. } => with_open(case, |known| known.step = EnquiryStep::SentBackToUs),
        Event::RemedyRecommended { .. } => recommended(case, &entry.event),
        _ => {}
    }
}

fn with_open(case: &mut Case, change: impl FnOnce(&mut Enquiry)) {
    if let Some(known) = case.enquiries.last_mut().filter(|known| known.is_open()) {
        change(known);
    }
}

fn recorded(case: &mut Case, event: &Event) {
    let Event::EnquiryRecorded {
        ombudsman,
        their_reference,
        received_on,
        referral,
        meanwhile,
        step,
        questions,
        documents_due_on,
    } = event
    else {
        return;
    };
    case.enquiries.push(Enquiry {
        ombudsman: *ombudsman,
        reference: their_reference.clone(),
        received_on: *received_on,
        questions: questions.clone(),
        documents_due_on: *documents_due_on,
        documents_sent: None,
        referral: *referral,
        meanwhile: *meanwhile,
        step: *step,
        draft: None,
        decision: None,
    });
}

fn recommended(case: &mut Case, event: &Event) {
    let Event::RemedyRecommended {
        remedy,
        ombudsman,
        kind,
        words,
        owner,
        due_on,
        remind_on,
    } = event
    else {
        return;
    };
    let recommended = PromisedRemedy {
        owner: owner.clone(),
        due_on: Some(*due_on),
        remind_on: *remind_on,
        ..PromisedRemedy::promised((remedy.clone(), *kind, words.clone()), Some(*ombudsman))
    };
    super::remedy::put(case, recommended);
}
