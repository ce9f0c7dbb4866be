//! A6: the paragraphs of letters in the council's own words.

use redress_domain::policy::Policy;
use redress_domain::policy::letters::LetterPart;

use super::people::capital;
use super::{AdminForm, AdminPage, heading, lines, sample_policy, sample_shell};
use crate::components::{Button, Cell, Input, InsetText, ScrollTable, Table};
use crate::form::FormState;
use crate::markup::{Content, Markup};
use crate::{Sample, Shell};

/// The field of the form.
pub const WORDS: &str = "words";

/// The field for the reference of a case that the words are shown with.
pub const CASE: &str = "case";

/// What a paragraph is called: "Acknowledgement opening".
pub fn called(part: LetterPart) -> String {
    capital(&part.as_str().replace('_', " "))
}

/// The paragraphs.
pub fn list(shell: Shell, policy: &Policy) -> AdminPage {
    let mut table = Table::new("Paragraphs of letters")
        .column("Paragraph")
        .column("Words");
    for part in LetterPart::ALL {
        let href = format!("/admin/letters/{part}");
        let own = policy.letters.wordings.contains_key(part);
        let name = called(*part);
        let whose = if own { "The council’s own" } else { "Ordinary" };
        table = table.row([Cell::new(Markup::link(&href, name)), Cell::new(whose)]);
    }
    let page = AdminPage::new(shell, "Letters")
        .say("Letters follow from the case. These paragraphs you can word yourselves; what a Code asks them to say stays in them.")
        .after(ScrollTable::new("letters", table));
    super::wording::lists(page, policy)
}

/// One paragraph, with what it says in a letter of a made-up case, and remarks on its English.
pub fn edit(
    shell: Shell,
    (part, form): (LetterPart, &FormState),
    (preview, remarks): (&str, &[String]),
) -> AdminPage {
    let may: Vec<String> = part.may_have().map(|one| format!("(({one}))")).collect();
    let must: Vec<String> = part.must_have().iter().map(|one| format!("(({one}))")).collect();
    let fields = AdminForm::new(form)
        .field(lines(
            form,
            WORDS,
            "Words",
            "Leave it empty for the ordinary words",
        ))
        .field(
            Input::new(CASE, "Reference of a case to preview it with (optional)")
                .hint("A case that you may read; otherwise a made-up one")
                .of(form),
        )
        .because(form)
        .button(Button::new("Save to the draft"))
        .button(Button {
            name: "do".into(),
            value: "preview".into(),
            ..Button::secondary("Preview")
        })
        .cancel("/admin/letters");
    let page = AdminPage::new(shell, &called(part))
        .caption("Letters")
        .errors_of(form);
    let page = page.say(format!(
        "What is filled in when the letter is written: {}.",
        may.join(", ")
    ));
    let page = if must.is_empty() {
        page
    } else {
        page.say(format!("It must have {}.", must.join(", ")))
    };
    let page = page
        .form(fields)
        .after(heading(&match form.filled(CASE) {
            Some(reference) if form.errors().is_empty() => format!("In a letter about {reference}"),
            Some(_) | None => "In a letter of a made-up case".to_owned(),
        }))
        .after(InsetText::new(Markup::paragraphs(preview)));
    if remarks.is_empty() {
        return page.after(super::paragraph("No remarks: it is plain English."));
    }
    let list = Markup::bullets(remarks.iter().map(String::as_str));
    page.after(Markup::join([Content::from(heading("Remarks")), list.into()]))
}

pub(super) fn samples() -> Vec<Sample> {
    let policy = sample_policy();
    let part = LetterPart::ReplyFinal;
    let form = FormState::new()
        .with(WORDS, "That was our last word, ((customr)).")
        .with_error(WORDS, "Placeholder ((customr)) is not known.");
    let shell = sample_shell("/admin/letters/reply_final");
    vec![
        Sample::of("admin letters", &list(sample_shell("/admin/letters"), &policy)),
        Sample::of(
            "admin paragraph of a letter with an error",
            &edit(
                shell,
                (part, &form),
                (
                    "This is our final reply.\n\nAsk the Ombudsman.",
                    &["A long sentence.".to_owned()],
                ),
            ),
        ),
    ]
}
