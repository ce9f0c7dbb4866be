//! Deciding on a report, and sending what was decided (S18).

use redress_domain::conduct::{Event, Outcome, Purpose, Voted};

use super::forms::{NOT_THERE, letter, sending, step, text, vote_field, who_is_left};
use super::question::lapsed;
use super::{Choices, Shown, by_code, say};
use crate::components::{Button, Checkboxes, DatePicker, InsetText, Radios, WarningText};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::{heading, paragraph};

/// The decision, beside what it is taken on.
pub fn decision(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let lapsed = lapsed(shown);
    let mut outcome = Radios::new("outcome", "Decision");
    for one in Outcome::ALL {
        if lapsed.is_some() && *one == Outcome::Agreed {
            continue;
        }
        outcome = outcome.choice(one.as_str(), say::outcome(*one));
        if *one == Outcome::Agreed {
            outcome = outcome.choice(AGREED_LESS, "Agreed, to less than was proposed");
        }
    }
    let report = Markup::join([
        Content::from("Read "),
        Markup::link(shown.path, "the report, the checks and the incidents on the file").into(),
        " first.".into(),
    ]);
    let mut question = who_is_left(step(shell, shown, "Decide", form), choices)
        .field(paragraph(
            "You can decide if the policy names your post, and you took no part before: you reported, checked, warned, \
             proposed and answered nothing here.",
        ))
        .field(paragraph(report));
    let is_over = lapsed.is_some();
    if let Some(said) = lapsed {
        question = question.field(WarningText::new(said));
    }
    for part in said_and_answered(shown) {
        question = question.field(part);
    }
    let report = shown.file.report.as_ref();
    if report.is_some_and(|report| report.purpose == Purpose::Review) && !is_over {
        question = question.field(paragraph(
            "It is a review. If you do not agree that the arrangement goes on, it ends with the notice that says so.",
        ));
    }
    question = question.field(outcome.of(form));
    for part in less(shown, form).into_iter().filter(|_| !is_over) {
        question = question.field(part);
    }
    question = question.field(text("reasons", "Reasons", form));
    votes(question, form, choices)
        .field(Checkboxes::single("has_read", "yes", as_which_post(choices)).of(form))
        .button(Button::new("Decide"))
}

/// What whoever decides says of themselves: the notice names the post (paper 003, 4.5.4).
fn as_which_post(choices: &Choices) -> String {
    if choices.by_panel || choices.decides.is_empty() {
        return "I have read the customer’s comments and our answers".to_owned();
    }
    format!(
        "I decide as the {}, and the notice says so. I have read the customer’s comments and our answers",
        choices.decides
    )
}

/// What stands in the field of the decision where less is agreed than was proposed.
pub const AGREED_LESS: &str = "agreed-less";

/// What can be left out of what was proposed (ux S18): it was shared with all of it, and less needs not be shared again.
fn less(shown: &Shown<'_>, form: &FormState) -> Vec<Markup> {
    let Some(report) = &shown.file.report else {
        return Vec::new();
    };
    let mut measures = Checkboxes::new("measures", "What is agreed (if it is less than was proposed)")
        .hint("Take away what is not needed. Nothing can be added here.");
    for measure in &report.terms.measures {
        measures = measures.choice(measure.as_str(), say::option(*measure));
    }
    let until = |day| format!("On or before {}.", format::long_date(day));
    vec![
        measures.of(form).into(),
        DatePicker::new("ends_on", "Last day (if it is less than was proposed)")
            .hint(until(report.terms.ends_on))
            .of(form)
            .into(),
        DatePicker::new("review_on", "Review by (if it is less than was proposed)")
            .hint(until(report.terms.review_on))
            .of(form)
            .into(),
    ]
}

/// How each of a panel votes, where one decides; or which post decides alone.
fn votes(question: Question, form: &FormState, choices: &Choices) -> Question {
    let mut question = question;
    if choices.by_panel {
        question = question.field(paragraph(
            "A panel decides: three at least. Whoever signs is its chair.",
        ));
        for (user, name) in &choices.deciders {
            let mut radios = Radios::new(&vote_field(user), name.as_str());
            for one in Voted::ALL {
                radios = radios.choice(one.as_str(), say::voted(*one));
            }
            question = question.field(radios.choice(NOT_THERE, "Not there").of(form));
        }
    } else if !choices.decides.is_empty() {
        question = question.field(paragraph(format!("The {} decides this alone.", choices.decides)));
    }
    question
}

/// What they said of the report, each with our answer: whoever decides says that they read it.
fn said_and_answered(shown: &Shown<'_>) -> Vec<Markup> {
    let report = shown.file.report.as_ref();
    let comments = report.map_or(&[][..], |report| &report.comments);
    if comments.is_empty() {
        return vec![paragraph("No comments came.")];
    }
    let mut parts = vec![heading("Their comments, and our answers")];
    for comment in comments {
        let (mut said, mut answered, mut marks) = (String::new(), None, Vec::new());
        for entry in shown.entries {
            if let Some((id, _, words)) = entry.event.commented()
                && *id == comment.id
            {
                said = shown.known.text(words);
                marks.extend(by_code::on_whose_word(shown, entry));
            }
            if let Event::CommentAnswered { id, words } = &entry.event
                && *id == comment.id
            {
                answered = Some(shown.known.text(words));
            }
        }
        parts.push(Markup::join([Content::from(InsetText::new(Markup::paragraphs(
            &said,
        )))]));
        parts.extend(marks.into_iter().map(|mark| WarningText::new(mark).into()));
        match answered {
            Some(answer) => parts.extend([paragraph("Our answer:"), Markup::paragraphs(&answer)]),
            None => parts.push(paragraph("It has no answer.")),
        }
    }
    parts
}

/// The notice.
pub fn notice(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let question = who_is_left(step(shell, shown, "Send the decision", form), choices);
    let Some(waits) = &shown.file.to_notify else {
        return question
            .field(paragraph("No notice waits to be sent."))
            .without_form()
            .button(Button::secondary("Back to the file").href(shown.path));
    };
    let question = question
        .field(WarningText::new(format!(
            "{} It has to go out by {}.",
            match (waits.purpose, waits.outcome) {
                (Purpose::Review, Outcome::NotAgreed) => "The arrangement ends when this is sent.",
                _ => "Nothing binds before this is sent.",
            },
            format::long_date(waits.due_on)
        )))
        .field(letter("letter", "What opens the notice", form));
    sending(question, form, choices).button(Button::send("Send the notice"))
}
