//! What the person says of a report, and an answer to each: also to what came in time and was written down late.

use redress_domain::conduct::state::{Beside, With};
use redress_domain::conduct::{Entry, Event, Outcome};

use super::forms::{channel, files_with, step, text};
use super::{Choices, Shown, by_code};
use crate::components::{Button, Checkboxes, DatePicker, Details, InsetText, WarningText};
use crate::form::FormState;
use crate::layout::Shell;
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::paragraph;

/// Why a comment that has no answer gets none now: no report waits, and what was decided on it cannot go as it is, or was
/// withdrawn. Where it was not agreed, it is answered before they are told so (paper 004, 7.1).
fn without_an_answer(shown: &Shown<'_>) -> Option<&'static str> {
    if shown.file.report.is_some() {
        return None;
    }
    match shown.file.to_notify.as_ref().map(|waits| waits.outcome) {
        Some(Outcome::Agreed) => Some(
            "It came in time. No notice of an arrangement goes before it is answered: withdraw what was decided. Propose it anew only \
             if it still holds, and answer this here.",
        ),
        Some(Outcome::NotAgreed | Outcome::AskedForMore) => None,
        None => Some(
            "It came in time. What was decided was withdrawn. If it is proposed anew, answer this first.",
        ),
    }
}

/// The comments, and an answer to each.
pub fn comments(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    let mut question = step(shell, shown, "Customer’s comments", form);
    let report = shown.file.report.as_ref();
    let mut is_any = false;
    let known = report.into_iter().flat_map(|report| &report.comments);
    for comment in known.chain(&shown.file.late_comments) {
        let is_it = |entry: &&Entry| {
            let said = entry.event.commented();
            said.is_some_and(|(id, _, _)| *id == comment.id)
        };
        let entry = shown.entries.iter().find(is_it);
        let said = entry.and_then(|entry| entry.event.commented());
        let said = said.map_or_else(String::new, |(_, _, words)| shown.known.text(words));
        let before_it = entry.is_some_and(|entry| matches!(entry.event, Event::Tended(_)));
        if before_it {
            question = question.field(paragraph("What they said before the review:"));
        }
        question = question.field(Markup::join([Content::from(InsetText::new(Markup::paragraphs(
            &said,
        )))]));
        for said in entry
            .into_iter()
            .flat_map(|entry| by_code::on_whose_word(shown, entry))
        {
            question = question.field(WarningText::new(said));
        }
        let with = if before_it {
            With::Said(Beside::Review)
        } else {
            With::Comment(comment.id.clone())
        };
        if let Some(files) = files_with(shown, &with) {
            question = question.field(files);
        }
        if comment.is_answered {
            question = question.field(paragraph("Answered."));
        } else if let Some(waits) = without_an_answer(shown) {
            question = question.field(paragraph(waits));
        } else {
            is_any = true;
            let name = format!("answer-{}", comment.id);
            question = question.field(text(&name, "Our response to each point", form));
        }
    }
    if is_any && report.is_some() {
        question = question.field(paragraph(
            "Where they are right, change the proposal before it is decided.",
        ));
    }
    if report.is_none() && shown.file.to_notify.is_none() {
        return question.field(paragraph(
            "Nothing waits for a comment now. Log what they say as a contact: it is read, and answered where it is new. Against a decision, \
             write down their appeal.",
        ));
    }
    question
        .field(
            Details::new(
                "Take down a comment that came another way",
                Markup::join([
                    Content::from(text("comment", "What they said, word for word", form)),
                    DatePicker::new("on", "When it reached us").of(form).into(),
                    channel("channel", "How it came", form).into(),
                    Checkboxes::new("all", "Is it all that they want to say?")
                        .hint(
                            "Only where they said so themselves, to somebody who took no part before. It then stands in the history \
                             that you took it down. Otherwise nobody decides before their last day to comment.",
                        )
                        .choice("yes", "They said that it is all")
                        .of(form)
                        .into(),
                ]),
            )
            .open(
                form.filled("comment").is_some()
                    || form.error_of("on").is_some()
                    || form.error_of("channel").is_some()
                    || form.error_of("all").is_some(),
            ),
        )
        .button(Button::new("Save"))
}
