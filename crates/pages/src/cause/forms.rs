//! The forms of a common cause: each step of the way has its own.

use redress_domain::cause::{CauseAnswer, Differs};
use redress_domain::vocabulary::Finding;

use super::{Choices, Shown, say};
use crate::case::vocabulary;
use crate::components::{
    Button, Checkboxes, DatePicker, Input, InsetText, Radios, Select, SummaryList, Textarea, WarningText,
};
use crate::form::{FormState, SEEN};
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::paragraph;

/// Makes the page of a step.
pub type MakePage = fn(Shell, &Shown<'_>, &FormState, &Choices) -> Question;

fn step(shell: Shell, shown: &Shown<'_>, title: &str, form: &FormState) -> Question {
    let seen = form
        .filled(SEEN)
        .map_or_else(|| shown.version.to_string(), str::to_owned);
    let text = Markup::text(title);
    let heading = Markup::trusted(format!("<h1 class=\"govuk-heading-l\">{text}</h1>"));
    let intro = Markup::join([Content::from(heading), paragraph(shown.name()).into()]);
    Question::new(shell.back_to("Back to the cases", shown.path), title, form)
        .intro(intro)
        .hidden(SEEN, &seen)
}

fn text(name: &str, label: &str, form: &FormState) -> Textarea {
    let mut field = Textarea::new(name, label);
    field.rows = Some(4);
    field.of(form)
}

fn references(label: &str, form: &FormState) -> Textarea {
    text("cases", label, form).hint("Their references, one a line. Like WS-4K7P-29QX")
}

/// `/staff/causes/new`.
pub fn new(shell: Shell, form: &FormState, choices: &Choices) -> Question {
    Question::new(
        shell.back_to("Back to cases with one cause", "/staff/causes"),
        "Group cases with one cause",
        form,
    )
    .field(
        Input::new("name", "What happened?")
            .hint("A few words for colleagues, without names. Like “Missed round, Harbour Street”")
            .of(form),
    )
    .field(
        Input::new("place", "Where? (optional)")
            .hint("A street or place. Cases with these words are offered to you")
            .of(form),
    )
    .field(
        Select::new("service", "Service")
            .option("", "Select")
            .options(choices.services.clone())
            .of(form),
    )
    .field(DatePicker::new("from", "From which day?").of(form))
    .field(DatePicker::new("until", "Until which day?").of(form))
    .field(references("Cases to begin with (optional)", form))
    .button(Button::new("Group the cases"))
}

/// More cases: those that are offered, and others by their reference.
pub fn cases(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let mut question = step(shell, shown, "Add cases", form);
    if choices.offered.is_empty() {
        question = question.field(paragraph(
            "No other open case of this service has these days and this place.",
        ));
    } else {
        let mut boxes = Checkboxes::new("offered", "Which of these are about the same?").hint(
            "Open cases of the same service, place and days. You decide: select those that are about nothing else.",
        );
        for (value, words) in &choices.offered {
            boxes = boxes.choice(value, words.as_str());
        }
        question = question.field(boxes.of(form));
    }
    question
        .field(references("Other cases (optional)", form))
        .button(Button::new("Add"))
}

/// One that differs.
pub fn take_out(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    let mut differs = Radios::new("differs", "What is different about it?");
    for one in Differs::ALL {
        differs = differs.choice(one.as_str(), say::differs(*one));
    }
    step(shell, shown, "Take a case out", form)
        .field(
            Input::code("case", "The case")
                .hint("Its reference. It goes on by itself, and is not answered with the others")
                .of(form),
        )
        .field(differs.of(form))
        .field(text("reason", "The reason", form))
        .button(Button::new("Take it out"))
}

/// What was found on the point that the complaints share.
pub fn finding(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    let mut finding = Radios::new("finding", "What did you find?");
    for one in Finding::ALL {
        finding = finding.choice(one.as_str(), vocabulary::finding(*one));
    }
    step(shell, shown, "Write a finding for the complaints", form)
        .field(paragraph(
            "A complaint gets a reply of its own. Here you write once what was found on the point that they share, \
             and then choose on which points it is used.",
        ))
        .field(finding.of(form))
        .field(text("reason", "Why?", form).hint("The customers read this."))
        .button(Button::new("Save"))
}

/// Where it is used.
pub fn points(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let mut question = step(shell, shown, "Use the finding on points of complaints", form);
    if let Some((finding, reason)) = &shown.cause.finding {
        let found = format!("{}: {}", vocabulary::finding(*finding), shown.known.text(reason));
        question = question.field(InsetText::new(found));
    }
    if choices.points.is_empty() {
        // The form has the way back alone: there is nothing to select.
        return question
            .field(paragraph(
                "No complaint here has an open point that you may decide.",
            ))
            .button(Button::secondary("Back to the cases").href(shown.path));
    }
    let mut boxes = Checkboxes::new("points", "On which points is this the finding?")
        .hint("Select a point only if it is about the same. The others get a finding of their own.");
    for (value, words) in &choices.points {
        boxes = boxes.choice(value, words.as_str());
    }
    question
        .field(boxes.of(form))
        .button(Button::new("Record the finding"))
}

/// The reply.
pub fn reply(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    let mut answer = Radios::new("answer", "What does the reply do?");
    for one in CauseAnswer::ALL {
        answer = answer.choice(one.as_str(), say::answer(*one));
    }
    let mut words = Textarea::new("text", "What do you want to say?");
    words.rows = Some(12);
    step(shell, shown, "Write the reply", form)
        .field(answer.of(form))
        .field(
            words
                .hint(
                    "Every customer reads the same. Each letter begins with their name and reference, and ends with \
                     what they told us and how to go further. Do not name anybody.",
                )
                .of(form),
        )
        .button(Button::new("Save"))
}

/// Asks somebody else to approve it.
pub fn ask(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    step(shell, shown, "Ask somebody else to approve the reply", form)
        .field(the_reply(shown))
        .field(one_letter(shown))
        .field(names(choices))
        .field(paragraph(
            "It goes to many, so two people read it. Somebody who did not write in it approves it.",
        ))
        .button(Button::new("Ask for approval"))
        .after(change(shown))
}

/// A second person decides.
pub fn approval(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let decision = Radios::new("decision", "Is it right for every one of these cases?")
        .choice("approve", "Yes, approve it")
        .choice("send-back", "No, send it back");
    let checked = if choices.names.is_empty() {
        nothing()
    } else {
        Checkboxes::new(NAMES_CHECKED, "Have you checked these words?")
            .choice("yes", "Yes. Every one of these customers may read them")
            .of(form)
            .into()
    };
    step(shell, shown, "Approve the reply", form)
        .field(the_reply(shown))
        .field(one_letter(shown))
        .field(names(choices))
        .field(checked)
        .field(decision.of(form))
        .field(text("what", "What has to change? (if you send it back)", form))
        .button(Button::new("Save"))
}

/// It goes.
pub fn send(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    let count = shown.cause.waiting().count();
    let warning = match count {
        1 => "It goes to 1 customer and cannot be taken back".to_owned(),
        count => format!("It goes to {count} customers and cannot be taken back"),
    };
    step(shell, shown, "Send the reply", form)
        .field(the_reply(shown))
        .field(paragraph(
            "Each case is answered by itself, in the way that its customer chose. Complaints, and customers with whom \
             we agreed something that this letter does not keep to, are kept back for a person. You see them here.",
        ))
        .field(WarningText::new(warning.as_str()))
        .button(Button::warning("Send"))
}

/// It is over.
pub fn finish(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    step(shell, shown, "Finish", form)
        .field(paragraph(
            "It leaves the list. The cases go on by themselves; nothing on them changes.",
        ))
        .button(Button::new("Finish"))
}

fn the_reply(shown: &Shown<'_>) -> SummaryList {
    let mut list = SummaryList::new().row(
        "Cases that wait for it",
        shown.cause.waiting().count().to_string(),
    );
    if let Some(reply) = &shown.cause.reply {
        list = list
            .row("What the reply does", say::answer(reply.answer))
            .row("What it says", Markup::paragraphs(&shown.known.text(&reply.text)));
    }
    list
}

/// The field that says that the words which look like names were checked.
pub const NAMES_CHECKED: &str = "names_checked";

/// What in the reply looks like somebody's name, for whoever checks it. A person decides.
fn names(choices: &Choices) -> Markup {
    if choices.names.is_empty() {
        return nothing();
    }
    let found = choices
        .names
        .iter()
        .map(|(what, looks_like)| format!("“{what}”: {looks_like}"));
    Markup::join([
        Markup::from(WarningText::new(
            "Some words look like somebody’s name, or another way to them. Every customer reads the same",
        )),
        Markup::bullets(found),
    ])
}

fn nothing() -> Markup {
    Markup::join([] as [Markup; 0])
}

fn one_letter(shown: &Shown<'_>) -> Markup {
    Markup::bullets([Markup::link(
        &format!("{}/letter", shown.path),
        "See one letter as its customer will get it",
    )])
}

/// One letter of the reply, as its customer will get it.
pub fn letter(
    shell: Shell,
    shown: &Shown<'_>,
    (reference, blocks): (&str, Vec<crate::case::letter::Block>),
    others: &[(String, String)],
) -> Question {
    let form = FormState::new();
    let others = others
        .iter()
        .map(|(href, words)| Markup::link(href, words.as_str()));
    let others: Vec<Markup> = others.collect();
    let more = if others.is_empty() {
        nothing()
    } else {
        Markup::join([
            paragraph("See the letter of another case:"),
            Markup::bullets(others),
        ])
    };
    step(shell, shown, &format!("The letter to the customer of {reference}"), &form)
        .field(paragraph(
            "This is the whole letter as it goes by email, post or to their page, with this customer’s name, what they \
             told us and how to go further.",
        ))
        .field(InsetText::new(crate::case::letter::blocks(&blocks)))
        .field(more)
        .without_buttons()
}

/// Where no case waits for the reply.
pub fn no_letter(shell: Shell, shown: &Shown<'_>) -> Question {
    let form = FormState::new();
    step(shell, shown, "See one letter", &form)
        .field(paragraph("No case waits for a reply that is written."))
        .without_buttons()
}

fn change(shown: &Shown<'_>) -> Markup {
    Markup::bullets([Markup::link(
        &format!("{}/reply", shown.path),
        "Change the reply instead",
    )])
}

pub(crate) fn samples() -> Vec<Sample> {
    let shell = || Shell::staff_sample().at("/staff/causes");
    let choices = Choices {
        services: vec![("waste".into(), "Bins and recycling".into())],
        ..Choices::default()
    };
    let wrong = FormState::new()
        .with("cases", "WS-4K7P-29QX")
        .with_error("name", "Enter what happened");
    vec![
        Sample::of("group cases", &new(shell(), &FormState::new(), &choices)),
        Sample::of("group cases with an error", &new(shell(), &wrong, &choices)),
    ]
}
