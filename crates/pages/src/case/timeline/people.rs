//! Who is on a case and what is between cases, in sentences of ours.

use redress_domain::case::{Event, Kept};
use redress_domain::permission::Act;

use super::Told;
use crate::case::{Known, vocabulary as say};
use crate::format;

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`tell` sends the events about people only"
)]
pub(super) fn people(event: &Event, known: &dyn Known) -> Told {
    match event {
        Event::PersonAdded {
            person,
            part,
            consent,
            basis,
            reason,
            reply_by,
        } => {
            let consent = consent.map(|consent| format!("{}.", say::consent(consent)));
            let basis = basis.map(|basis| format!("By this right: {}.", say::basis(basis).to_lowercase()));
            let answered =
                reply_by.map(|by| format!("To be answered: {}.", say::reply_by(by).to_lowercase()));
            let more: Vec<String> = consent.into_iter().chain(basis).chain(answered).collect();
            let told = Told::new(format!(
                "{} joined: {}",
                known.person_name(person),
                say::part(*part).to_lowercase()
            ))
            .some_words("Reason", reason.as_ref());
            if more.is_empty() {
                told
            } else {
                told.more(more.join(" "))
            }
        }
        Event::PersonEnded { person, reason, .. } => {
            Told::new(format!("{} is no longer on the case", known.person_name(person)))
                .words("Reason", reason)
        }
        Event::ConsentChanged {
            person,
            consent,
            evidence,
            file,
        } => {
            let name = known.person_name(person);
            let told = Told::new(format!(
                "Consent for {name}: {}",
                say::consent(*consent).to_lowercase()
            ))
            .some_words("How we know", evidence.as_ref());
            match file {
                Some(_) => told.more("A file of the case shows it."),
                None => told,
            }
        }
        Event::LettersGoTo { person, reply_by } => {
            let how = reply_by.map(|by| format!(" ({})", say::reply_by(by).to_lowercase()));
            let name = known.person_name(person);
            Told::new(format!(
                "Letters go to {name} from now on{}",
                how.unwrap_or_default()
            ))
        }
        Event::ConcernRaised { kind, words, .. } => restricted(
            Told::new(format!("Concern raised: {}", say::concern(*kind).to_lowercase())),
            ("What was seen or said", words),
            known,
        ),
        Event::ConcernTold { who, on, words, .. } => restricted(
            Told::new(format!(
                "{} was told of a concern on {}",
                say::concern_told(*who),
                format::long_date(*on)
            )),
            ("What was said", words),
            known,
        ),
        Event::AdjustmentsSaid { kept, reason, .. } => match kept {
            Kept::Yes => Told::new("What is sent keeps to the agreed adjustments"),
            Kept::No => Told::new("What is sent does not keep to an agreed adjustment")
                .some_words("Why", reason.as_ref()),
        },
        Event::Erased { stays } if stays.is_empty() => {
            Told::new("Something that was said of somebody, and is erased")
        }
        Event::Erased { .. } => {
            Told::new("What people told was erased").more("What the case was, and how it ended, stays.")
        }
        _ => Told::new(""),
    }
}

/// What a concern is about is read by few.
fn restricted(
    told: Told,
    (what, words): (&'static str, &redress_domain::words::WordsRef),
    known: &dyn Known,
) -> Told {
    if known.may(Act::ReadConcern) {
        told.words(what, words)
    } else {
        told.more("You do not have permission to read it.")
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`tell` sends the events between cases only"
)]
pub(super) fn between(event: &Event, known: &dyn Known) -> Told {
    let reference = |case| {
        known
            .reference_of(case)
            .unwrap_or_else(|| "another case".to_owned())
    };
    match event {
        Event::Unlinked {
            case,
            relation,
            reason,
        } => Told::new(format!("No longer linked to {}", reference(case)))
            .more(format!("It was: {}.", say::relation(*relation)))
            .some_words("Reason", reason.as_ref()),
        Event::MergedInto { case, reason } => {
            Told::new(format!("It goes on in {}", reference(case))).words("Reason", reason)
        }
        Event::Unmerged {
            case,
            reason,
            sentence,
        } => Told::new(format!("It no longer goes on in {}", reference(case)))
            .more("Its dates are those that were promised before.")
            .words("Reason", reason)
            .some_words("What the customer was told", sentence.as_ref()),
        Event::TookIn { case, .. } => Told::new(format!("{} goes on in this case", reference(case)))
            .more("Its customer is on this case too, and gets its letters."),
        Event::GaveBack { case } => Told::new(format!("{} goes on by itself again", reference(case))),
        Event::PointsSplit { case, points, reason } => Told::new(format!(
            "{} became a case of its own: {}",
            format::count(u64::try_from(points.len()).unwrap_or_default(), "point", "points"),
            reference(case)
        ))
        .words("Reason", reason),
        _ => Told::new(""),
    }
}
