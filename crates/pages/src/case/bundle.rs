//! The page on which a case bundle is made: what is in it, what is not and why.

use redress_domain::case::WithheldReason;

use super::act::{ActPage, paragraph};
use super::{Shown, vocabulary as say};
use crate::components::{Button, Select, Textarea};
use crate::form::FormState;
use crate::layout::Shell;
use crate::markup::Markup;

/// Something that a bundle has unless it is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartLine {
    /// The field that says whether it is in.
    pub field: String,
    /// What it is.
    pub what: String,
}

/// The field for words to black out.
pub const BLACK_OUT: &str = "black_out";

/// "Make the case bundle".
pub fn page(shell: Shell, shown: &Shown<'_>, form: &FormState, parts: &[PartLine]) -> ActPage {
    let mut page = ActPage::new(shell, shown, "Make the case bundle", form)
        .say(
            "This puts everything about the case into one document with an index and page numbers, and into one \
             ZIP file with every file, the emails as they came, the letters as they went, checksums, and the proof that \
             the record is whole.",
        )
        .say(
            "Nothing can be blacked out in an original. If you black out or leave out anything, the ZIP file has the text of each email, \
             with the same words blacked out, in place of the original. An email that says what you leave out stays out, and so does each \
             letter that has it. The bundle says which, and why. Pictures and files that were not taken are not in the text of an email. \
             If the Ombudsman needs them, print the original, black it out by hand, and send it with the bundle.",
        )
        .say("Legally privileged notes and unsent drafts are never in it. What you leave out is listed with your reason.");
    let others = shown.case.took_in.iter();
    let others = others.filter_map(|taken| shown.known.reference_of(&taken.case));
    let others = others.map(|reference| {
        let at = format!("/staff/cases/{reference}/ombudsman/bundle");
        Markup::link(&at, format!("Make the bundle of {reference}"))
    });
    let others: Vec<Markup> = others.collect();
    if !others.is_empty() {
        page = page
            .field(paragraph(
                "What was said and written on a case before it went on in this one is in a bundle of its own. Give the Ombudsman \
                 each of them:",
            ))
            .field(Markup::bullets(others));
    }
    for part in parts {
        let choice = Select::new(&part.field, part.what.as_str()).option("", "Put it in");
        let choice = WithheldReason::ALL.iter().fold(choice, |choice, because| {
            let text = format!("Leave it out: {}", say::withheld(*because).to_lowercase());
            choice.option(because.as_str(), &text)
        });
        page = page.field(choice.of(form));
    }
    let mut words = Textarea::new(
        BLACK_OUT,
        "Names and other words to black out everywhere (optional)",
    )
    .hint("One a line, for example the name of a neighbour. Each place shows [blacked out], however it is written there.");
    words.rows = Some(4);
    page.field(words.of(form))
        .button(Button::new("Make the bundle and save the ZIP file"))
}
