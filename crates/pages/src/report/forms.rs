//! The forms of reports: a part, a paragraph of a Code, approval, the response, publication, the minutes, an action.

use redress_domain::report::provision::Provision;
use redress_domain::report::{ActionState, Complies, MinuteKind, ReportPart};

use super::say;
use crate::components::{
    Button, Checkboxes, DatePicker, InsetText, Radios, Select, SummaryList, Textarea, WarningText,
};
use crate::form::{FormState, SEEN};
use crate::layout::Shell;
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::paragraph;

/// Where a form stands: the report's page, its name, and the version that the reader saw.
#[derive(Debug, Clone, Copy)]
pub struct On<'a> {
    /// The report's page.
    pub path: &'a str,
    /// What the report is called.
    pub name: &'a str,
    /// The version that the reader saw.
    pub version: i64,
}

fn step(shell: Shell, on: &On<'_>, title: &str, form: &FormState) -> Question {
    let seen = form
        .filled(SEEN)
        .map_or_else(|| on.version.to_string(), str::to_owned);
    Question::new(shell.back_to("Back to the report", on.path), title, form).hidden(SEEN, &seen)
}

fn h1(caption: &str, title: &str) -> Markup {
    let (caption, title) = (Markup::text(caption), Markup::text(title));
    Markup::trusted(format!(
        "<h1 class=\"govuk-heading-l\"><span class=\"govuk-caption-l\">{caption}</span>{title}</h1>"
    ))
}

fn text(name: &str, label: &str, form: &FormState) -> Textarea {
    let mut field = Textarea::new(name, label);
    field.rows = Some(8);
    field.of(form)
}

/// A part of a report. `shown` is what Redress lists in it by itself.
pub fn part(shell: Shell, on: &On<'_>, (part, shown): (ReportPart, Markup), form: &FormState) -> Question {
    let (title, hint) = say::part(part);
    let intro = Markup::join([Content::from(h1(on.name, title)), shown.into()]);
    let mut page = step(shell, on, title, form)
        .intro(intro)
        .field(text("words", "What this part says", form).hint(hint));
    if part == ReportPart::CasesOfNote {
        page = page.field(
            text("cases", "Which cases it speaks of (optional)", form)
                .hint("Their references, one a line. Like WS-4K7P-29QX. They do not appear in the report."),
        );
    }
    let nothing = Checkboxes::new("nothing", "Is there anything to add?")
        .choice("yes", "I looked at it, and there is nothing to add");
    page.field(nothing.of(form)).button(Button::new("Save"))
}

/// A paragraph of a Code, with what the record shows.
pub fn provision(
    shell: Shell,
    on: &On<'_>,
    (provision, shown): (&Provision, &[String]),
    form: &FormState,
) -> Question {
    let title = format!("Paragraph {}", provision.paragraph);
    let shown: Content = if shown.is_empty() {
        paragraph("The record does not show this. A person says it.").into()
    } else {
        Markup::bullets(shown.iter().map(|line| Markup::text(line))).into()
    };
    let intro = Markup::join([
        Content::from(h1(say::code(provision.code), &title)),
        InsetText::new(provision.asks).into(),
        paragraph("What the record shows:").into(),
        shown,
    ]);
    let mut radios = Radios::new("complies", "Do we comply?");
    for one in Complies::ALL {
        radios = radios.choice(one.as_str(), say::complies(*one));
    }
    step(shell, on, &title, form)
        .intro(intro)
        .field(radios.of(form))
        .field(
            text("because", "Why, or what shows it", form)
                .hint(
                "Needed where we do not comply, where it does not apply, and where the record does not show all of it. The public reads it.",
            ),
        )
        .button(Button::new("Save and go to the next"))
}

/// Sending a report out: what looks like a name in it, and why it may stay; and what its readers may stumble over, which is
/// advice.
pub fn approve(
    shell: Shell,
    on: &On<'_>,
    (warning, found, remarks): (&str, &[(String, String)], &[String]),
    form: &FormState,
) -> Question {
    let title = "Approve it";
    let mut parts: Vec<Content> = vec![h1(on.name, title).into(), WarningText::new(warning).into()];
    let mut page = step(shell, on, title, form);
    if found.is_empty() {
        parts.push(paragraph("Nothing was found in the texts that looks like a name on file, an address or a number. Read them yourself too: could somebody be recognised?").into());
    } else {
        parts.push(paragraph("This looks like a name, an address or a number:").into());
        let list = found.iter().fold(SummaryList::new(), |list, (what, looks_like)| {
            list.row(what.as_str(), looks_like.as_str())
        });
        parts.push(list.into());
        page =
            page.field(text("may_stay", "Why may what was found stay?", form).hint(
                "For example: it is a word, and no name here. Otherwise remove it first: from the part, or from the sentence of the \
                 lesson that is overdue.",
            ));
    }
    if !remarks.is_empty() {
        parts.push(paragraph("Its readers may stumble over this. Nothing of it stops you:").into());
        parts.push(Markup::bullets(remarks.iter().map(|remark| Markup::text(remark))).into());
    }
    page.intro(Markup::join(parts)).button(Button::new("Approve"))
}

/// A form whose text was read for names and some were found: what, and why it may stay.
pub fn with_names(page: Question, found: &[(String, String)], form: &FormState) -> Question {
    let list = found
        .iter()
        .map(|(what, looks_like)| format!("“{what}”: {looks_like}"));
    page.field(WarningText::new("This looks like a name, an address or a number"))
        .field(Markup::bullets(list))
        .field(
            text("may_stay", "Why may what was found stay?", form)
                .hint("For example: it is a word, and no name here. Otherwise remove it from the text."),
        )
}

/// What the governing body said.
pub fn response(shell: Shell, on: &On<'_>, form: &FormState) -> Question {
    let title = "Record the governing body’s response";
    step(shell, on, title, form)
        .intro(h1(on.name, title))
        .field(DatePicker::new("on", "On which day?").of(form))
        .field(text("words", "What did it say?", form).hint("It is published beside the report."))
        .button(Button::new("Save the response"))
}

/// Making a report public.
pub fn publish(shell: Shell, on: &On<'_>, form: &FormState) -> Question {
    let title = "Publish the report";
    let intro = Markup::join([
        Content::from(h1(on.name, title)),
        WarningText::new(
            "Anybody can read it from now on, with the response beside it. Small numbers are not shown.",
        )
        .into(),
    ]);
    step(shell, on, title, form)
        .intro(intro)
        .button(Button::new("Publish"))
}

/// An item of the minutes.
pub fn minute(shell: Shell, on: &On<'_>, owners: &[(String, String)], form: &FormState) -> Question {
    let title = "Add to the minutes";
    let mut kind = Radios::new("kind", "What did the meeting do?");
    for one in MinuteKind::ALL {
        kind = kind.choice(one.as_str(), say::minute(*one));
    }
    let owner = Select::new("owner", "Who does it? (for an action)")
        .option("", "Select")
        .options(owners.iter().cloned());
    step(shell, on, title, form)
        .intro(h1(on.name, title))
        .field(kind.of(form))
        .field(text("words", "In words", form).hint("One or two sentences, without names of customers."))
        .field(owner.of(form))
        .field(DatePicker::new("due_on", "By when? (for an action)").of(form))
        .button(Button::new("Save"))
}

/// How an action stands.
pub fn action(shell: Shell, on: &On<'_>, asked: &str, form: &FormState) -> Question {
    let title = "How does this action stand?";
    let mut state = Radios::new("state", "How does it stand?");
    for one in ActionState::ALL {
        state = state.choice(one.as_str(), say::action(*one));
    }
    let intro = Markup::join([Content::from(h1(on.name, title)), InsetText::new(asked).into()]);
    step(shell, on, title, form)
        .intro(intro)
        .field(state.of(form))
        .field(text("words", "What was done, or why not", form))
        .button(Button::new("Save"))
}
