//! What happened at stage 2 and with the Ombudsman, in sentences of ours.

use redress_domain::case::{EarlyReferral, Event, Timeliness, WithheldReason};

use super::{SENT, Told};
use crate::case::{Known, vocabulary as say};
use crate::format;

/// That a question has its answer, and how long it can be followed up.
pub(super) fn answered(open_until: Option<jiff::civil::Date>) -> Told {
    let told = Told::new("The question was answered");
    match open_until {
        Some(until) => told.more(format!(
            "It stays open for a follow-up until {}.",
            format::long_date(until)
        )),
        None => told,
    }
}

/// That the customer took back what they asked for: all of it or, at stage 2, the review.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`tell` sends what a customer took back only"
)]
pub(super) fn withdrawn(event: &Event) -> Told {
    match event {
        Event::Stage2Withdrawn {
            reason,
            accepted: Some(_),
        } => Told::new("The customer accepted the additional stage 1 reply")
            .more("No review is finished: that reply is the last word.")
            .some_words("What they said", reason.as_ref()),
        Event::Stage2Withdrawn {
            reason,
            accepted: None,
        } => Told::new("The customer took the request for stage 2 back")
            .more("It is as stage 1 left it.")
            .some_words("What they said", reason.as_ref()),
        Event::Withdrawn { reason } => {
            Told::new("The customer withdrew").some_words("What they said", reason.as_ref())
        }
        _ => Told::new("Something was taken back"),
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`tell` sends the events of stage 2 only"
)]
pub(super) fn stage_2(event: &Event, known: &dyn Known) -> Told {
    match event {
        Event::Stage2Asked {
            on,
            channel,
            timeliness,
            reasons,
        } => {
            let late = match timeliness {
                Timeliness::InTime => "",
                Timeliness::Late => " It came after the time for it.",
            };
            Told::new(format!(
                "The customer asked for stage 2 {}",
                say::by_channel(*channel)
            ))
            .more(format!("It reached us on {}.{late}", format::long_date(*on)))
            .some_words("Why", reasons.as_ref())
        }
        Event::Stage2Accepted { discretion } => Told::new("Request for stage 2 accepted")
            .some_words("Why it was accepted although it was late", discretion.as_ref()),
        Event::Stage2NotAccepted { code, letter } => Told::new("Request for stage 2 not accepted")
            .more(format!("Reason: {}. {SENT}", known.reason(code)))
            .words("Letter", letter),
        Event::ReviewerNamed { reviewer, reason } => {
            Told::new(format!("Reviewer named: {}", known.user(reviewer)))
                .more("They had no part in stage 1.")
                .some_words("Reason", reason.as_ref())
        }
        Event::ConflictDeclared { reviewer, reason } => Told::new(format!(
            "{} declared a conflict of interest",
            known.user(reviewer)
        ))
        .more("Somebody else must be named as the reviewer. What they reviewed and wrote is laid aside.")
        .words("What it is", reason),
        Event::PointReviewed {
            view,
            finding,
            reason,
            ..
        } => {
            let told = Told::new(format!("Point reviewed: {}", say::view(*view).to_lowercase()));
            let told = match finding {
                Some(finding) => told.more(format!("{}.", say::finding(*finding))),
                None => told,
            };
            told.words("Reason", reason)
        }
        Event::ReturnedToStage1 {
            officer,
            tasks,
            due_on,
        } => Told::new(format!(
            "Sent back to stage 1 for more work, by {}",
            format::long_date(*due_on)
        ))
        .more(format!(
            "{} does it. The date for the stage 2 reply stays.",
            known.user(officer)
        ))
        .words("What still needs to be done", tasks),
        Event::ReturnAgreed { because } => {
            Told::new("Another return to stage 1 was agreed").words("Reason", because)
        }
        Event::ReturnFinished { words, .. } => {
            Told::new("The work is done, and the reviewer has it again").words("What was done", words)
        }
        _ => Told::new(""),
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`tell` sends the events of the Ombudsman only"
)]
pub(super) fn ombudsman(event: &Event, known: &dyn Known) -> Told {
    match event {
        Event::EnquiryRecorded {
            ombudsman,
            their_reference,
            received_on,
            referral,
            meanwhile,
            questions,
            documents_due_on,
            ..
        } => {
            let mut more = format!(
                "It reached us on {}. {}.",
                format::long_date(*received_on),
                say::referral(*referral)
            );
            if let Some(due) = documents_due_on {
                more.push_str(&format!(" Documents are due on {}.", format::long_date(*due)));
            }
            if *meanwhile == EarlyReferral::Pauses {
                more.push_str(" No reply goes until they have decided.");
            }
            Told::new(format!("{} asks about this", say::ombudsman(*ombudsman)))
                .more(more)
                .words("Their reference", their_reference)
                .some_words("What they ask", questions.as_ref())
        }
        Event::DocumentsSent { words, .. } => {
            Told::new("Documents sent to the ombudsman").words("What was sent", words)
        }
        Event::DraftDecisionCame {
            words,
            comments_due_on,
        } => {
            let told = Told::new("Draft decision of the ombudsman received").words("What it says", words);
            match comments_due_on {
                Some(due) => told.more(format!("Comments are due on {}.", format::long_date(*due))),
                None => told,
            }
        }
        Event::FinalDecisionCame { words, decided_on } => Told::new("The ombudsman decided")
            .more(format!("On {}.", format::long_date(*decided_on)))
            .words("What it says", words),
        Event::RemedyRecommended {
            ombudsman,
            kind,
            words,
            owner,
            due_on,
            ..
        } => {
            let owner = owner
                .as_ref()
                .map_or("nobody yet".to_owned(), |owner| known.user(owner));
            Told::new(format!(
                "{} recommended: {}",
                say::ombudsman(*ombudsman),
                say::remedy(*kind).to_lowercase()
            ))
            .more(format!("Owner: {owner}. Due: {}.", format::long_date(*due_on)))
            .words("What will happen", words)
        }
        Event::CameBack {
            ombudsman,
            their_reference,
            on,
            words,
        } => Told::new(format!("{} gave it back to us", say::ombudsman(*ombudsman)))
            .more(format!("It came back on {}.", format::long_date(*on)))
            .words("Their reference", their_reference)
            .words("What they said", words),
        Event::BundleMade {
            digest,
            pages,
            files,
            left_out,
            blacked_out,
            ..
        } => {
            let count = |number: usize, one, many| {
                format::count(u64::try_from(number).unwrap_or_default(), one, many)
            };
            let mut more = format!(
                "{} and {}. {} left out, {} blacked out. SHA-256 of the document: {digest}.",
                format::count(u64::from(*pages), "page", "pages"),
                format::count(u64::from(*files), "file", "files"),
                count(left_out.len(), "part", "parts"),
                format::count(u64::from(*blacked_out), "place", "places"),
            );
            for because in WithheldReason::ALL {
                let parts = left_out.iter().filter(|one| one.because == *because).count();
                if parts > 0 {
                    more.push_str(&format!(" {}: {parts}.", say::withheld(*because)));
                }
            }
            Told::new("Case bundle made for the ombudsman").more(more)
        }
        _ => Told::new(""),
    }
}
