//! What is done to what binds already (S18): it is looked at again, and a contact is sorted again that was taken for something
//! else.

use redress_domain::conduct::state::{Arrangement, Beside, With};
use redress_domain::conduct::{Event, ReviewOutcome, Sort, Tended};

use super::decide::votes;
use super::forms::{files_with, letter, sending, step, text, who_is_left};
use super::tend::{agreed, outcome_in_words};
use super::{Choices, Shown, say};
use crate::components::{Button, DatePicker, Input, InsetText, Radios};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::Markup;
use crate::question::Question;
use crate::staff::parts::paragraph;

/// `/staff/arrangements/{id}/review`: whoever keeps the file looks at what is in force. To be kinder, or to end it, needs
/// nobody's leave.
pub fn review(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let question = step(shell, shown, "Review the arrangement", form);
    let Some(arrangement) = shown.file.in_force(shown.today) else {
        return nothing(question, shown);
    };
    let mut outcome = Radios::new("outcome", "What comes of it?");
    for one in [ReviewOutcome::Eased, ReviewOutcome::Ended] {
        outcome = outcome.choice(one.as_str(), outcome_in_words(one));
    }
    so_far(question, shown, (arrangement, choices))
        .field(paragraph(format!(
            "To be kinder, or to end it, needs nobody’s leave. That it goes on until its end is decided by the {}, by somebody who \
             took no part before: they are asked for it before the review.",
            choices.decides
        )))
        .field(outcome.of(form))
        .field(text("reason", "Why", form).hint(
            "What happened since, what they said, and whether something milder would do now. They read it.",
        ))
        .button(Button::new("Save the review"))
}

/// `/staff/arrangements/{id}/goes-on`: the post that the policy names decides, at a review, that it goes on until its end
/// (paper 004, 7.1: designation and review).
pub fn goes_on(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let question = who_is_left(step(shell, shown, "Decide that it goes on", form), choices);
    let Some(arrangement) = shown.file.in_force(shown.today) else {
        return nothing(question, shown);
    };
    let question = so_far(question, shown, (arrangement, choices))
        .field(paragraph(
            "You can decide this if the policy names your post, and you took no part before. If something milder would do now, \
             decide nothing here: whoever keeps the file makes it kinder, or ends it.",
        ))
        .field(text("reason", "Why it goes on", form).hint(
            "What happened since, what they said, and why nothing milder would do now. They read it.",
        ))
        .field(
            DatePicker::new("next_on", "Look at it again by")
                .hint("On its last day at the latest. To go on beyond it takes a report of its own.")
                .of(form),
        );
    let question = votes(question, form, choices).field(letter("letter", "What opens the letter", form));
    sending(question, form, choices).button(Button::send("Decide it, and tell them"))
}

fn nothing(question: Question, shown: &Shown<'_>) -> Question {
    question
        .field(paragraph("No arrangement is in force."))
        .without_form()
        .button(Button::secondary("Back to the file").href(shown.path))
}

/// What happened since it began, and what they said before this review.
fn so_far(
    question: Question,
    shown: &Shown<'_>,
    (arrangement, choices): (&Arrangement, &Choices),
) -> Question {
    let since = |event: &Event| {
        let (Event::ContactCame { on, .. } | Event::IncidentReported { on, .. }) = event else {
            return false;
        };
        *on >= arrangement.from
    };
    let came = shown.entries.iter().filter(|entry| since(&entry.event));
    let (contacts, incidents): (Vec<_>, Vec<_>) =
        came.partition(|entry| matches!(entry.event, Event::ContactCame { .. }));
    let so_far = [
        format!("In force since {}", format::long_date(arrangement.from)),
        format!(
            "Ends by itself after {}",
            format::long_date(arrangement.terms.ends_on)
        ),
        format!(
            "{} contacts came since, {} were not read",
            contacts.len(),
            shown.file.unread().count()
        ),
        format!("{} incidents were reported since", incidents.len()),
    ];
    let mut question = question.field(Markup::bullets(so_far));
    for entry in said_for_the_review(shown) {
        if let Event::Tended(Tended::SaidForReview { on, words, .. }) = &entry.event {
            question = question
                .field(paragraph(format!(
                    "What they said for the review on {}. Your reasons answer it:",
                    format::date_only(*on)
                )))
                .field(InsetText::new(Markup::paragraphs(&shown.known.text(words))));
        }
    }
    if let Some(files) = files_with(shown, &With::Said(Beside::Review)) {
        question = question.field(files);
    }
    agreed(question, choices)
}

/// What they said since the last review that let the arrangement go on.
fn said_for_the_review<'s>(shown: &'s Shown<'_>) -> impl Iterator<Item = &'s redress_domain::conduct::Entry> {
    let is_said = |event: &Event| matches!(event, Event::Tended(Tended::SaidForReview { .. }));
    let said = shown.entries.iter().filter(move |entry| is_said(&entry.event));
    let all = said.clone().count();
    said.skip(all.saturating_sub(shown.file.said_for_review))
}

/// The field of which contact is sorted again.
pub const CONTACT: &str = "contact";

/// `/staff/arrangements/{id}/sort-again`: a contact is something else than it was taken for.
pub fn sort_again(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    let question = step(shell, shown, "Sort a contact again", form);
    let mut contacts = Radios::new(CONTACT, "Which contact?");
    let mut is_any = false;
    for entry in shown.entries.iter().rev() {
        let Event::ContactCame { id, channel, .. } = &entry.event else {
            continue;
        };
        let known = shown.file.contacts.iter().find(|contact| contact.id == *id);
        let Some(sort) = known.and_then(|contact| contact.sort) else {
            continue;
        };
        is_any = true;
        let (when, how) = (format::date_time(entry.at), say::open_channel(*channel));
        contacts = contacts.choice(
            id.as_str(),
            format!("{when}, by {how}. Taken for: {}", say::sort(sort)),
        );
    }
    if !is_any {
        return question
            .field(paragraph("No contact has been read yet."))
            .without_form()
            .button(Button::secondary("Back to the contacts").href(format!("{}/contacts", shown.path)));
    }
    let mut sort = Radios::new("sort", "What is it?");
    for one in Sort::ALL {
        sort = sort.choice(one.as_str(), say::sort(*one));
    }
    question
        .field(paragraph(
            "What it is follows as it would have: a case of its own, a question that is reopened, or somebody who is told at once. \
             What it was taken for stays in the record, and what that has begun goes on.",
        ))
        .field(contacts.of(form))
        .field(sort.of(form))
        .field(text("words", "What is new, or where it went", form))
        .field(
            Input::new(
                "case-again",
                "Reference of the case that was made of it (if it is a new matter, or a request under a statute)",
            )
            .hint("A case of this same person. Like WS-4K7P-29QX")
            .of(form),
        )
        .field(text("reason", "Why it is not what it was taken for", form))
        .button(Button::new("Sort it again"))
}
