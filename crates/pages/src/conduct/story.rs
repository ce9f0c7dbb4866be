//! What each event of a conduct file says, in words.

use redress_domain::conduct::{Entry, Event};
use redress_domain::id::IncidentId;
use redress_domain::vocabulary::Channel;
use redress_domain::words::WordsRef;

use super::{Shown, by_code, references, say};
use crate::components::Details;
use crate::format;
use crate::markup::{Content, Markup};
use crate::staff::parts::paragraph;

/// When and how something reached the council; who took it down stands beside the event.
fn came(on: jiff::civil::Date, channel: Option<Channel>) -> Markup {
    let day = format::date_only(on);
    paragraph(match channel {
        Some(Channel::Phone | Channel::InPerson) => {
            let how = channel.map_or("", say::open_channel);
            format!("Said on {day}, by {how}, and taken down word for word.")
        }
        Some(channel) => format!("Reached us on {day}, by {}.", say::open_channel(channel)),
        None => format!("Reached us on {day}."),
    })
}

fn quote(shown: &Shown<'_>, words: &WordsRef) -> Content {
    Markup::paragraphs(&shown.known.text(words)).into()
}

/// A letter, as it is laid out.
fn laid_out(shown: &Shown<'_>, words: &WordsRef) -> Content {
    crate::case::letter::blocks(&shown.known.letter(words)).into()
}

fn named(shown: &Shown<'_>, name: &str, words: &WordsRef) -> Content {
    let text = Markup::lines(&shown.known.text(words));
    let name = Markup::text(name);
    Markup::trusted(format!(
        "<p class=\"govuk-body\"><strong>{name}:</strong> {text}</p>"
    ))
    .into()
}

/// What an event says, in words.
#[expect(clippy::too_many_lines, reason = "one arm for each event")]
pub(super) fn story(shown: &Shown<'_>, entry: &Entry) -> Markup {
    let (event, mut parts) = (&entry.event, Vec::<Content>::new());
    match event {
        Event::IncidentReported {
            on,
            at,
            channel,
            categories,
            was_danger,
            facts,
            exact_words,
            witnesses,
            ..
        } => {
            parts.push(
                paragraph(format!(
                    "On {}, by {}.",
                    format::date_maybe_time(*on, *at),
                    say::open_channel(*channel)
                ))
                .into(),
            );
            parts.push(Markup::bullets(categories.iter().map(|category| say::category(*category))).into());
            if *was_danger {
                parts.push(paragraph("Somebody was in danger.").into());
            }
            parts.push(quote(shown, facts));
            if let Some(words) = exact_words {
                parts.push(Details::new("The exact words. They may upset you.", quote(shown, words)).into());
            }
            parts.extend(witnesses.as_ref().map(|words| named(shown, "Who saw it", words)));
        }
        Event::CheckAnswered {
            check,
            answer,
            reason,
        } => {
            parts.push(paragraph(format!("{} {}.", say::check(*check), say::check_answer(*answer))).into());
            parts.push(quote(shown, reason));
        }
        Event::Warned {
            letter,
            must_change,
            counts_from,
        } => {
            if let Some(on) = counts_from {
                let on = format::date_only(*on);
                parts.push(
                    paragraph(format!(
                        "By post: it counts from the end of {on}, the second working day after it."
                    ))
                    .into(),
                );
            }
            parts.push(named(shown, "What must change", must_change));
            parts.push(Details::new("The letter", laid_out(shown, letter)).into());
        }
        Event::InterimOrdered {
            measures,
            open_channel,
            ends_on,
            in_practice,
            dangers,
            reason,
            letter,
            letter_by,
        } => {
            parts.extend(for_what(shown, dangers).map(|said| Content::from(paragraph(said))));
            parts.push(Markup::bullets(measures.iter().map(|measure| say::option(*measure))).into());
            parts.push(
                paragraph(format!(
                    "Until {}. {} stays open.",
                    format::date_only(*ends_on),
                    capital(say::open_channel(*open_channel))
                ))
                .into(),
            );
            let leaves = letter_by.map(|by| format!("Its letter leaves by {}.", format::date_only(by)));
            parts.extend(leaves.map(|said| Content::from(paragraph(said))));
            let practice = in_practice.as_ref();
            parts.extend(practice.map(|words| named(shown, "Who, when, or for how long", words)));
            parts.push(named(shown, "The danger", reason));
            parts.push(Details::new("The letter", laid_out(shown, letter)).into());
        }
        Event::Proposed { .. } => proposed(shown, event, &mut parts),
        Event::ReportShared {
            channel,
            comments_until,
            report,
        } => {
            parts.push(
                paragraph(format!(
                    "By {}. They can comment until {}.",
                    say::open_channel(*channel),
                    format::date_only(*comments_until)
                ))
                .into(),
            );
            parts.push(Details::new("What they were sent", laid_out(shown, report)).into());
        }
        Event::Commented {
            on, channel, words, ..
        } => {
            parts.push(came(*on, Some(*channel)).into());
            parts.push(quote(shown, words));
            parts.extend(by_code::said_all(shown, entry).map(|said| paragraph(said).into()));
        }
        Event::Appealed {
            on, channel, words, ..
        } => {
            parts.push(came(*on, *channel).into());
            parts.push(quote(shown, words));
        }
        Event::MilderTried { words } | Event::CommentAnswered { words, .. } => {
            parts.push(quote(shown, words));
        }
        Event::FileAdded { file, name, .. } => {
            let href = format!("{}/files/{}", shown.path, file.id);
            let link = Markup::link(&href, shown.known.text(name));
            parts.push(Markup::bullets([link]).into());
        }
        Event::LetterWritten { message, .. }
        | Event::LetterLeft { message, .. }
        | Event::LetterNotReached { message } => {
            let kind = shown.file.letter(message).map(|letter| letter.kind);
            let text = kind.map_or("", super::letters::kind);
            let href = format!("{}/letters/{message}", shown.path);
            parts.push(Markup::bullets([Markup::link(&href, text)]).into());
        }
        Event::Kept(_) => super::keep::story(shown, event, &mut parts),
        Event::Tended(tended) => super::tend::story(shown, tended, &mut parts),
        Event::Decided { .. }
        | Event::OutsideAnswered { .. }
        | Event::NoticeSent { .. }
        | Event::ContactCame { .. }
        | Event::ContactSorted { .. }
        | Event::Lifted { .. }
        | Event::AppealDecided { .. }
        | Event::AdjustmentAgreed { .. }
        | Event::LeftAsItIs { .. }
        | Event::Eased { .. }
        | Event::Closed { .. } => later(shown, event, &mut parts),
    }
    Markup::join(parts)
}

/// What an event says that comes with the decision, or after it.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`story` sends what comes with the decision and after it only"
)]
#[expect(clippy::too_many_lines, reason = "each sort of event has its words")]
fn later(shown: &Shown<'_>, event: &Event, parts: &mut Vec<Content>) {
    match event {
        Event::Decided {
            outcome,
            votes,
            notice_due_on,
            reasons,
            agreed_less,
            post: _,
        } => {
            parts.push(paragraph(format!("{}.", say::outcome(*outcome))).into());
            if let Some(less) = agreed_less {
                let until = format::date_only(less.ends_on);
                parts.push(paragraph(format!("To less than was proposed, until {until}:")).into());
                parts.push(Markup::bullets(less.measures.iter().map(|measure| say::option(*measure))).into());
            }
            let votes = votes.iter().map(|(user, voted)| {
                let who = shown
                    .known
                    .actor(&redress_domain::id::ActorId::User(user.clone()));
                format!("{who}: {}", say::voted(*voted).to_lowercase())
            });
            parts.push(Markup::bullets(votes).into());
            parts.push(quote(shown, reasons));
            parts.extend(notice_due_on.map(|on| {
                Content::from(paragraph(format!(
                    "The notice goes out by {}.",
                    format::date_only(on)
                )))
            }));
        }
        Event::NoticeSent {
            channel,
            appeal_until,
            letter,
            ..
        } => {
            parts.push(
                paragraph(format!(
                    "By {}. They can appeal until {}.",
                    say::open_channel(*channel),
                    format::date_only(*appeal_until)
                ))
                .into(),
            );
            parts.push(Details::new("The notice", laid_out(shown, letter)).into());
        }
        Event::ContactCame { channel, read_by, .. } => {
            parts.push(
                paragraph(format!(
                    "By {}. It is to be read by {}.",
                    say::open_channel(*channel),
                    format::date_only(*read_by)
                ))
                .into(),
            );
        }
        Event::ContactSorted {
            sort, case, words, ..
        } => {
            let case = case.as_ref().map(|case| shown.known.reference(case));
            let case = case.map_or_else(String::new, |reference| format!(": {reference}"));
            parts.push(paragraph(format!("{}{case}.", say::sort(*sort))).into());
            parts.extend(words.as_ref().map(|words| quote(shown, words)));
        }
        Event::Lifted { reason, letter, .. } => {
            parts.push(quote(shown, reason));
            parts.push(Details::new("The letter", laid_out(shown, letter)).into());
        }
        Event::AppealDecided {
            outcome,
            reasons,
            letter,
        } => {
            parts.push(paragraph(format!("{}.", say::appeal(*outcome))).into());
            parts.push(quote(shown, reasons));
            parts.push(Details::new("The letter", laid_out(shown, letter)).into());
        }
        Event::OutsideAnswered {
            channel,
            open_channel,
            ..
        } => parts.push(
            paragraph(format!(
                "By {}. The way that is open: {}. Once a week at most.",
                say::open_channel(*channel),
                say::open_channel(*open_channel)
            ))
            .into(),
        ),
        Event::AdjustmentAgreed {
            kind,
            silence_ends_it_after,
            ..
        } => {
            let text = format!("{}.", crate::case::vocabulary::adjustment(*kind));
            parts.push(paragraph(text).into());
            let ends = silence_ends_it_after.map(|by| {
                let by = format::date_only(by);
                paragraph(format!(
                    "They cannot use the one way that stays open. Where nobody leaves them another by {by}, the arrangement ends by itself."
                ))
            });
            parts.extend(ends.map(Content::from));
        }
        Event::LeftAsItIs { question, reason } => {
            parts.push(paragraph(say::question(*question)).into());
            parts.push(quote(shown, reason));
        }
        Event::Eased {
            measures,
            ends_on,
            open_channel,
            reason,
            letter,
            ..
        } => {
            parts.push(Markup::bullets(measures.iter().map(|measure| say::option(*measure))).into());
            let until = format::date_only(*ends_on);
            let open = capital(say::open_channel(*open_channel));
            parts.push(paragraph(format!("Until {until}. {open} stays open.")).into());
            parts.push(quote(shown, reason));
            parts.push(Details::new("The letter", laid_out(shown, letter)).into());
        }
        Event::Closed { reason } => parts.push(quote(shown, reason)),
        _ => {}
    }
}

fn proposed(shown: &Shown<'_>, event: &Event, parts: &mut Vec<Content>) {
    let Event::Proposed {
        purpose,
        measures,
        reach,
        cases,
        ends_on,
        review_on,
        open_channel,
        why_usable,
        reasons,
        equality,
        human_rights,
        expects,
        asks,
        in_practice,
        why_whole_council,
        why_nothing_milder,
        ..
    } = event
    else {
        return;
    };
    if purpose.goes_on() {
        parts.push(paragraph(say::purpose(*purpose)).into());
    }
    parts.push(Markup::bullets(measures.iter().map(|measure| say::option(*measure))).into());
    parts.push(
        paragraph(format!(
            "{}. Until {}, with a review by {}. {} stays open.",
            say::reach(*reach),
            format::date_only(*ends_on),
            format::date_only(*review_on),
            capital(say::open_channel(*open_channel))
        ))
        .into(),
    );
    if !cases.is_empty() {
        let about = references(shown.known, cases);
        parts.push(paragraph(format!("About these cases alone: {about}.")).into());
    }
    let some = [
        ("What we ask them to do", asks),
        ("Who, when, or for how long", in_practice),
        ("Why the whole council", why_whole_council),
        ("Why nothing milder protects", why_nothing_milder),
    ];
    parts.push(named(shown, "Reasons", reasons));
    parts.push(named(
        shown,
        "Why they can use the way that stays open",
        why_usable,
    ));
    parts.push(named(shown, "Equality", equality));
    parts.push(named(shown, "Human rights", human_rights));
    parts.push(named(shown, "What we will do", expects));
    for (name, words) in some {
        parts.extend(words.as_ref().map(|words| named(shown, name, words)));
    }
}

/// The incidents that an interim safety measure is for, by their days.
fn for_what(shown: &Shown<'_>, dangers: &[IncidentId]) -> Option<String> {
    let days = shown.entries.iter().filter_map(|entry| {
        if let Event::IncidentReported { id, on, at, .. } = &entry.event
            && dangers.contains(id)
        {
            return Some(format::date_maybe_time(*on, *at));
        }
        None
    });
    let days: Vec<String> = days.collect();
    (!days.is_empty()).then(|| format!("For what happened on {}.", days.join(" and on ")))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}
