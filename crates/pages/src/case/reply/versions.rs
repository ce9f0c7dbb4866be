//! Versions of a reply side by side: what was removed of the one, what was added in the other.

use redress_domain::case::ReplySection;

use super::{heading, paragraph, say};
use crate::case::Shown;
use crate::case::act::ActPage;
use crate::form::FormState;
use crate::layout::Shell;
use crate::markup::Markup;

/// A run of words, and whether the other version has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Both have it.
    Same(String),
    /// Only the older version has it.
    Removed(String),
    /// Only the newer version has it.
    Added(String),
}

/// A part of the reply in two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartCompared {
    /// The part.
    pub section: ReplySection,
    /// The older words; none where the part was not there.
    pub before: Vec<Run>,
    /// The newer words; none where the part is gone.
    pub after: Vec<Run>,
}

/// Two versions of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The older: "Version 1, saved by Jo Martin at …".
    pub before: String,
    /// The newer.
    pub after: String,
    /// The parts that differ.
    pub parts: Vec<PartCompared>,
}

/// A version in the list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// "Version 2, saved by Jo Martin at …", and whether it was sent back.
    pub told: String,
    /// Where it is compared with the one before it; nothing for the first.
    pub href: Option<String>,
}

/// "Versions of the reply".
pub fn page(
    shell: Shell,
    shown: &Shown<'_>,
    (versions, comparison): (&[Listed], Option<&Comparison>),
) -> ActPage {
    let list = versions.iter().map(|version| match &version.href {
        None => Markup::text(&version.told),
        Some(href) => Markup::join([
            Markup::text(&format!("{} – ", version.told)),
            Markup::link(href, "what changed"),
        ]),
    });
    let page = ActPage::new(shell, shown, "Versions of the reply", &FormState::new());
    let page = page.intro(Markup::bullets(list));
    let page = match comparison {
        Some(comparison) => page.intro(heading(2, "What changed")).intro(compared(comparison)),
        None => page,
    };
    page.instead(Markup::link(&shown.at("reply"), "Back to the reply"))
}

/// On the page of an approval: what changed since it was sent back, and the way to all versions.
pub(super) fn since(shown: &Shown<'_>, comparison: Option<&Comparison>) -> Markup {
    let link = paragraph(Markup::link(
        &shown.at("reply/versions"),
        "All versions, side by side",
    ));
    match comparison {
        None => link,
        Some(comparison) => Markup::join([
            heading(2, "Changes since it was sent back"),
            compared(comparison),
            link,
        ]),
    }
}

/// The parts that differ, each in two columns; one below the other where there is no room.
fn compared(comparison: &Comparison) -> Markup {
    if comparison.parts.is_empty() {
        return paragraph("Nothing changed between these versions.");
    }
    let parts = comparison.parts.iter().map(|part| {
        let name = say::section(part.section);
        let side = |title: &str, runs: &[Run]| {
            Markup::trusted(format!(
                "<div class=\"app-compare__side\"><h4 class=\"govuk-heading-s\">{}</h4>{}</div>",
                Markup::text(title),
                words(runs)
            ))
        };
        Markup::trusted(format!(
            "<section class=\"app-compare\"><h3 class=\"govuk-heading-s\">{}</h3>\
             <div class=\"app-compare__sides\">{}{}</div></section>",
            Markup::text(name),
            side(&comparison.before, &part.before),
            side(&comparison.after, &part.after)
        ))
    });
    Markup::join(parts)
}

/// The words of one side. Who hears the page hears where something was removed or added, and where it ends.
fn words(runs: &[Run]) -> Markup {
    if runs.is_empty() {
        return paragraph("This part is not there.");
    }
    let told = |tag: &str, said: &str, words: &str| {
        format!(
            "<{tag} class=\"app-compare__{said}\"><span class=\"govuk-visually-hidden\">[{said}: </span>{}\
             <span class=\"govuk-visually-hidden\">]</span></{tag}>",
            Markup::text(words)
        )
    };
    let html: String = runs
        .iter()
        .map(|run| match run {
            Run::Same(words) => Markup::text(words).to_string(),
            Run::Removed(words) => told("del", "removed", words),
            Run::Added(words) => told("ins", "added", words),
        })
        .collect();
    Markup::trusted(format!("<div class=\"app-words\">{html}</div>"))
}
