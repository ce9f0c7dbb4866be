//! What is done beside the way (S18): what is urgent is taken up, a proposal is withdrawn, an
//! incident is struck out; and what a letter has to keep to.

use jiff::civil::Date;
use redress_domain::conduct::state::Beside;
use redress_domain::conduct::{BindsNobody, Event, ReviewOutcome, TakenIn, Tended};

use super::forms::{letter, sending, step, text};
use super::{Choices, Shown, by_code, say};
use crate::case::vocabulary::adjustment;
use crate::components::{Button, Checkboxes, DatePicker, Details, InsetText, Radios, WarningText};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::{heading, paragraph};

/// The field that says how a letter keeps to what was agreed.
pub const FORMAT_MET: &str = "format_met";
/// The field that says that a colleague is named in a letter on purpose.
pub const NAMES_MEANT: &str = "names_meant";
/// The names of colleagues that were found in a letter.
pub const NAMES_FOUND: &str = "names_found";
/// The field that takes a colleague's first name out of what a letter quotes.
pub const NAMES_OUT: &str = "names_out";
/// The name of a colleague whose first name stands in what a letter quotes.
pub const NAMES_QUOTED: &str = "names_quoted";

/// The field of what is done about an urgent contact.
pub fn take_up_field(contact: &str) -> String {
    format!("taken-{contact}")
}

/// What was agreed with the person, beside what is decided or written about them.
pub(super) fn agreed(question: Question, choices: &Choices) -> Question {
    if choices.agreed.is_empty() {
        return question;
    }
    let lines = choices.agreed.iter().map(|(kind, words)| match words {
        Some(words) if !words.is_empty() => format!("{}: {words}", adjustment(*kind)),
        Some(_) | None => adjustment(*kind).to_owned(),
    });
    question
        .field(paragraph("Agreed with them (Equality Act 2010, section 20):"))
        .field(Markup::bullets(lines))
}

/// How the letter keeps to what was agreed: the program lays it out in large print, and does no more.
pub(super) fn format(question: Question, form: &FormState, choices: &Choices) -> Question {
    let question = agreed(question, choices);
    if choices.left_to_a_person.is_empty() {
        return question;
    }
    question.field(
        text(FORMAT_MET, "How does this letter keep to what was agreed?", form).hint(
            "The program lays letters out in large print, and does no more. Say who wrote it in Easy Read, translated it, signs or \
             reads it to them, or that it also goes to whoever speaks for them.",
        ),
    )
}

/// Where a colleague is named: that it is meant, or goes out of what is quoted.
pub(super) fn names(question: Question, form: &FormState) -> Question {
    let (found, quoted) = (form.filled(NAMES_FOUND), form.filled(NAMES_QUOTED));
    let mut question = question;
    if let Some(found) = found {
        question = question.field(WarningText::new(format!(
            "This names {found}. Names of junior staff do not belong in what the person reads. Take them out."
        )));
    }
    if let Some(quoted) = quoted {
        question = question
            .field(WarningText::new(format!(
                "What this letter quotes from the file, or gives as the reason, names {quoted} by the first name. The file stays as it is."
            )))
            .field(
                Checkboxes::single(
                    NAMES_OUT,
                    "yes",
                    "Take it out of the letter: “an officer” stands there instead",
                )
                .of(form),
            );
    }
    if found.or(quoted).is_none() {
        return question;
    }
    question.field(
        Checkboxes::single(
            NAMES_MEANT,
            "yes",
            "The name is meant: it is the agreed contact, or nobody who works here",
        )
        .of(form),
    )
}

/// What goes where it must at once: shown to whoever was told, until somebody has taken it up.
pub fn urgent(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let mut question = step(shell, shown, "Take it up now", form);
    for urgent in &shown.file.urgent {
        if let Some(said) = choices.said.get(urgent.contact.as_str()) {
            let how = say::open_channel(said.channel);
            let mut came = vec![Content::from(format!("Came on {}, by {how}", said.when))];
            if let Some(reference) = &said.reference {
                came.push(", on the case ".into());
                came.push(Markup::link(&format!("/staff/cases/{reference}"), reference.as_str()).into());
            }
            came.push(".".into());
            let words = said.words.as_deref().unwrap_or("No words are with it.");
            question = question
                .field(paragraph(Markup::join(came)))
                .field(InsetText::new(Markup::paragraphs(words)));
        }
        for entry in shown.entries {
            if let Event::ContactSorted { id, sort, words, .. }
            | Event::Tended(Tended::SortedAgain {
                contact: id,
                to: sort,
                words,
                ..
            }) = &entry.event
                && *id == urgent.contact
            {
                let by = shown.known.actor(&entry.actor);
                let on = format::date_time(entry.at);
                let why = words.as_ref().map(|words| shown.known.text(words));
                let why = why.unwrap_or_default();
                question = question.field(paragraph(format!(
                    "{}. {by} passed it on, {on}: {why}",
                    say::sort(*sort)
                )));
            }
        }
        question = question
            .field(paragraph(format!("Told: {}.", told(shown, &urgent.told))))
            .field(text(
                &take_up_field(urgent.contact.as_str()),
                "What do you do about it?",
                form,
            ));
    }
    if shown.file.urgent.is_empty() {
        return question
            .field(paragraph("Everything was taken up."))
            .without_form()
            .button(Button::secondary("Back to the file").href(shown.path));
    }
    question.button(Button::new("I take it up"))
}

fn told(shown: &Shown<'_>, users: &[redress_domain::id::UserId]) -> String {
    let names = users.iter().map(|user| {
        shown
            .known
            .actor(&redress_domain::id::ActorId::User(user.clone()))
    });
    names.collect::<Vec<_>>().join(", ")
}

/// What came of a review.
pub const fn outcome_in_words(outcome: ReviewOutcome) -> &'static str {
    match outcome {
        ReviewOutcome::GoesOn => "It goes on until its end",
        ReviewOutcome::Eased => "It is made kinder: write that letter next",
        ReviewOutcome::Ended => "It ends now: write that letter next",
    }
}

/// Withdrawing what was proposed, or decided.
pub fn withdraw(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let question = step(shell, shown, "Withdraw the proposal", form);
    if shown.file.report.is_none() && !shown.file.is_decided() {
        return question
            .field(paragraph("Nothing is proposed."))
            .without_form()
            .button(Button::secondary("Back to the file").href(shown.path));
    }
    let says = if shown.file.is_decided() {
        "It is decided, and its notice waits: nothing binds yet. Where it was somebody else, where they are right, or where what it rests on has changed, it is not done. What was decided stays in the record, and can be proposed anew."
    } else {
        "Where they are right, or the matter is settled. What was proposed stays in the record."
    };
    let question = question.field(paragraph(says)).field(text("reason", "Why", form));
    if !shown.file.had_the_report() {
        return question.button(Button::new("Withdraw it"));
    }
    let question = question.field(letter("letter", "What opens the letter", form));
    sending(question, form, choices).button(Button::send("Withdraw it, and tell them"))
}

/// Giving more time to comment.
pub fn more_time(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let question = step(shell, shown, "Give more time to comment", form);
    let report = shown.file.report.as_ref();
    let Some(shared) = report.and_then(|report| report.shared.as_ref()) else {
        return question
            .field(paragraph("They have no report to comment on. If it is being changed, they have the time anew when they have it."))
            .without_form()
            .button(Button::secondary("Back to the file").href(shown.path));
    };
    let question = question
        .field(paragraph(format!(
            "Their last day to comment is {}. Give more time where they ask for it: for a disability, to see an adviser, while they are \
             away. It can be given after that day, too, while nothing is decided. Nobody decides before the new day is over, unless \
             they say that they have said all.",
            format::long_date(shared.comments_until)
        )))
        .field(
            DatePicker::new("until", "Their last day from now on")
                .hint("Later than the one that they have, and after today.")
                .of(form),
        )
        .field(text("reason", "Why", form).hint("They read it in the letter."))
        .field(letter("letter", "What opens the letter", form));
    sending(question, form, choices).button(Button::send("Give more time, and tell them"))
}

/// Striking out an incident that does not belong here.
pub fn strike(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let mut incidents = Radios::new("incident", "Which incident?");
    for entry in shown.entries {
        if let Event::IncidentReported {
            id, on, at, facts, ..
        } = &entry.event
            && shown.file.incidents.iter().any(|known| known.id == *id)
        {
            let words = shown.known.text(facts);
            let first: Vec<_> = words.split_whitespace().take(12).collect();
            incidents = incidents.choice(
                id.as_str(),
                format!("{}: {}", format::date_maybe_time(*on, *at), first.join(" ")),
            );
        }
    }
    let question = step(shell, shown, "Strike out an incident", form)
        .field(paragraph(
            "Where it was somebody else, or did not happen so. What was reported stays in the record, struck out, and nothing \
             rests on it any longer. A report that they have is shared with them again, and they have the time for comments \
             anew. What was decided on it is not sent: withdraw it, and propose it anew if it still holds. Whether an arrangement \
             that is in force can stand has to be decided next.",
        ))
        .field(incidents.of(form))
        .field(
            Radios::yes_no("moved", "Was it reported anew about somebody else?")
                .hint("Report it there first: Report an incident, with the reference of a case of theirs.")
                .of(form),
        )
        .field(text("reason", "Why does it not belong here?", form));
    let mut reported = shown.file.incidents.iter();
    if !reported.any(|incident| shown.file.interim_rests_on(&incident.id, shown.today)) {
        return question.button(Button::warning("Strike it out"));
    }
    let question = question
        .field(paragraph(
            "The interim safety measure ends at once with the incident that it is for, whatever else is on the file, and they are \
             told by this letter. For another danger of these days it can be ordered anew. Where something else is struck out, nothing \
             is sent.",
        ))
        .field(letter("letter", "What opens the letter", form));
    sending(question, form, choices).button(Button::warning("Strike it out"))
}

/// The event in words.
pub(super) const fn event(tended: &Tended) -> &'static str {
    match tended {
        Tended::FormatMet { .. } => "How the letter keeps to what was agreed",
        Tended::NotTold { .. } => "Nobody could be told which way is open",
        Tended::PassedOn { .. } => "Passed on at once",
        Tended::TakenUp { .. } => "Taken up",
        Tended::Reviewed { .. } => "Arrangement reviewed",
        Tended::SortedAgain { .. } => "Contact sorted again",
        Tended::SaidForReview { .. } => "What they say before the review",
        Tended::MoreTimeGiven { .. } => "More time to comment",
        Tended::CommentFileAdded { .. } => "File with a comment",
        Tended::SaidFileAdded { beside, .. } => match beside {
            Beside::Appeal => "File with an appeal",
            Beside::Review => "File with what they say before the review",
        },
        Tended::ReportNotReached { .. } => "The report did not reach them",
        Tended::WarningNotReached { .. } => "The warning did not reach them",
        Tended::GoesOnIn { .. } => "It goes on in another file of this person",
        Tended::TookIn(_) => "Another file of this person was closed into this one",
        Tended::SaidByCode { .. } => "Said with a code that we gave out",
        Tended::Withdrawn { .. } => "Proposal withdrawn",
        Tended::Struck { .. } => "Incident struck out",
        Tended::BindsNobody { .. } => "The notice has left, and binds nobody",
    }
}

/// What an event says, in words.
pub(super) fn story(shown: &Shown<'_>, tended: &Tended, parts: &mut Vec<Content>) {
    let quote = |words| Content::from(Markup::paragraphs(&shown.known.text(words)));
    match tended {
        Tended::FormatMet { kinds, words } => {
            parts.push(Markup::bullets(kinds.iter().map(|kind| adjustment(*kind))).into());
            parts.push(quote(words));
        }
        Tended::NotTold { .. } => parts.push(
            paragraph(
                "They used a way that is closed, and no address is on file for a way that they can use. Tell them which way \
                 is open.",
            )
            .into(),
        ),
        Tended::PassedOn { told: users, .. } => {
            parts.push(paragraph(format!("Told: {}.", told(shown, users))).into());
        }
        Tended::TakenUp { words, .. } => parts.push(quote(words)),
        Tended::SortedAgain { .. } => sorted_again(shown, tended, parts),
        Tended::Reviewed { .. } => reviewed(shown, tended, parts),
        Tended::SaidForReview { on, channel, words, id: _ } => {
            let how = say::open_channel(*channel);
            parts.push(paragraph(format!("On {}, by {how}.", format::date_only(*on))).into());
            parts.push(quote(words));
        }
        Tended::MoreTimeGiven {
            until,
            reason,
            letter,
        } => {
            let until = format::date_only(*until);
            parts.push(paragraph(format!("They can comment until {until}.")).into());
            parts.push(quote(reason));
            let blocks = crate::case::letter::blocks(&shown.known.letter(letter));
            parts.push(Details::new("The letter", blocks).into());
        }
        Tended::ReportNotReached {
            answer_by,
            silence_ends_it,
        } => {
            let why = "The arrangement was decided on it, and they said nothing of it.";
            let what = "lift it, and propose it anew if it still holds, or say why it stays";
            not_reached((why, what), (*answer_by, *silence_ends_it), parts);
        }
        Tended::WarningNotReached {
            answer_by,
            silence_ends_it,
        } => {
            let why = "The arrangement rests on what happened after it, and after no other that arrived.";
            let what = "lift it, or, where they spoke of it in a comment or an appeal, say why it stays";
            not_reached((why, what), (*answer_by, *silence_ends_it), parts);
        }
        Tended::GoesOnIn { into } => {
            let href = format!("/staff/arrangements/{into}");
            parts.push(Markup::bullets([Markup::link(&href, "Open the file in which it goes on")]).into());
        }
        Tended::TookIn(taken) => took_in(taken, parts),
        Tended::SaidByCode {
            by,
            given_at,
            given_as,
            told,
            ..
        } => {
            let said = by_code::in_words(shown, by, (*given_at, *given_as));
            parts.push(paragraph(said).into());
            if told.is_some() {
                parts.push(paragraph("We wrote to them that it was used, at their own address.").into());
            }
        }
        Tended::CommentFileAdded { file, name, .. } | Tended::SaidFileAdded { file, name, .. } => {
            let href = format!("{}/files/{}", shown.path, file.id);
            parts.push(Markup::bullets([Markup::link(&href, shown.known.text(name))]).into());
        }
        Tended::Withdrawn { reason, .. } => parts.push(quote(reason)),
        Tended::BindsNobody { because, .. } => {
            let why = match because {
                BindsNobody::Over => "The days that it names are over.",
                BindsNobody::RuledOut => {
                    "Something was agreed with them that rules out the way that it leaves open, or was not weighed."
                }
                BindsNobody::Grounds => "What it rests on is not what it was when it was decided.",
            };
            parts.push(paragraph(format!("{why} Withdraw what was decided, and tell them.")).into());
        }
        Tended::Struck {
            is_moved,
            reason,
            letter,
            ..
        } => {
            if *is_moved {
                parts.push(paragraph("It was reported anew about somebody else.").into());
            }
            parts.push(quote(reason));
            if let Some(letter) = letter {
                parts.push(paragraph("The interim safety measure ended with it.").into());
                let blocks = crate::case::letter::blocks(&shown.known.letter(letter));
                parts.push(Details::new("The letter", blocks).into());
            }
        }
    }
}

/// What a contact is now, and what it was taken for.
fn sorted_again(shown: &Shown<'_>, tended: &Tended, parts: &mut Vec<Content>) {
    let Tended::SortedAgain {
        from,
        to,
        as_well,
        case,
        words,
        reason,
        ..
    } = tended
    else {
        return;
    };
    let quote = |words| Content::from(Markup::paragraphs(&shown.known.text(words)));
    let case = case.as_ref().map(|case| shown.known.reference(case));
    let case = case.map_or_else(String::new, |reference| format!(": {reference}"));
    let (from, to) = (say::sort(*from), say::sort(*to));
    let before = if *as_well {
        "It is this as well"
    } else {
        "Before, it was taken for"
    };
    parts.push(paragraph(format!("{to}{case}. {before}: {from}.")).into());
    parts.push(quote(reason));
    parts.extend(words.as_ref().map(quote));
}

/// What came of looking at it again, who voted how, and what they were told.
fn reviewed(shown: &Shown<'_>, tended: &Tended, parts: &mut Vec<Content>) {
    let Tended::Reviewed {
        outcome,
        next_on,
        reason,
        letter,
        votes,
        ..
    } = tended
    else {
        return;
    };
    let votes = votes.iter().map(|(user, voted)| {
        let by = shown
            .known
            .actor(&redress_domain::id::ActorId::User(user.clone()));
        format!("{by}: {}", say::voted(*voted))
    });
    let votes: Vec<String> = votes.collect();
    if !votes.is_empty() {
        parts.push(Markup::bullets(votes).into());
    }
    parts.push(paragraph(format!("{}.", outcome_in_words(*outcome))).into());
    if let Some(next) = next_on {
        parts.push(paragraph(format!("Looked at again by {}.", format::date_only(*next))).into());
    }
    parts.push(Markup::paragraphs(&shown.known.text(reason)).into());
    if let Some(letter) = letter {
        let blocks = crate::case::letter::blocks(&shown.known.letter(letter));
        parts.push(Details::new("The letter", blocks).into());
    }
}

/// What rests on a letter that did not arrive, what is to be decided by when, and what silence does.
fn not_reached(
    (why, what): (&str, &str),
    (answer_by, silence_ends_it): (Date, bool),
    parts: &mut Vec<Content>,
) {
    let by = format::date_only(answer_by);
    parts.push(paragraph(format!("{why} Decide whether it can stand by {by}: {what}.")).into());
    parts.extend(silence(silence_ends_it));
}

/// What it ends that nobody answers.
fn silence(ends_it: bool) -> Option<Content> {
    ends_it.then(|| paragraph("Where nobody answers by then, it ends by itself.").into())
}

/// What a file takes over from one that was closed into it.
fn took_in(taken: &TakenIn, parts: &mut Vec<Content>) {
    let href = format!("/staff/arrangements/{}", taken.from);
    parts.push(Markup::bullets([Markup::link(&href, "Open the file that was closed into it")]).into());
    parts.push(
        paragraph(
            "Whoever took a part there takes no decision here, and whoever decided there hears no appeal.",
        )
        .into(),
    );
    let days = taken.restricted.iter().map(|(from, last)| {
        format!(
            "An arrangement from {} to {} counts in sum.",
            format::date_only(*from),
            format::date_only(*last)
        )
    });
    parts.extend(days.map(|said| Content::from(paragraph(said))));
}

/// What waits to be taken up, said on the file before all else.
pub(super) fn waits(shown: &Shown<'_>) -> Option<Markup> {
    if shown.file.urgent.is_empty() {
        return None;
    }
    let link = Markup::link(&format!("{}/urgent", shown.path), "Take it up");
    Some(Markup::join([
        Content::from(heading("Passed on, and not taken up")),
        paragraph("A contact is about somebody’s safety, or for the Ombudsman. It stays here until somebody has taken it up.").into(),
        Markup::bullets([link]).into(),
    ]))
}
