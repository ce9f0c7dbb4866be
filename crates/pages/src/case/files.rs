//! The section "Files" of a case, and the page on which staff add one.

use redress_domain::case::AddedFile;
use redress_domain::permission::Act;
use redress_domain::policy::FileRules;
use redress_domain::vocabulary::{Scan, SeenBy};

use super::act::{ActPage, paragraph};
use super::{CasePage, Section, Shown, vocabulary as say};
use crate::Shell;
use crate::components::{Button, Cell, Choice, Radios, ScrollTable, Table, Tag};
use crate::form::FormState;
use crate::format;
use crate::markup::{Content, Markup};
use crate::public::files;

/// How a file stands with the scanner; nothing for one whose content was erased.
pub type ScanOf<'a> = &'a dyn Fn(&AddedFile) -> Option<Scan>;

/// The section "Files".
pub fn page(shell: Shell, shown: &Shown<'_>, scan_of: ScanOf<'_>) -> CasePage {
    let mut body = Vec::new();
    if shown.case.files.is_empty() {
        body.push(paragraph("No files."));
    } else {
        let mut table = Table::new("Files on this case")
            .column("Name")
            .column("From")
            .column("Type")
            .column("Size")
            .column("Customer sees it")
            .column("Virus check");
        for added in &shown.case.files {
            table = table.row(row(shown, added, scan_of(added)));
        }
        body.push(ScrollTable::new("files", table).into());
    }
    if shown.may(Act::RecordContact) {
        body.push(Button::secondary("Add a file").href(shown.at("files/add")).into());
    }
    shown.page(shell, Section::Files, body)
}

fn row(shown: &Shown<'_>, added: &AddedFile, scan: Option<Scan>) -> Vec<Cell> {
    let name = shown.known.text(&added.name);
    let href = shown.at(&format!("files/{}", added.file.id));
    let name: Content = match scan {
        Some(Scan::NotScanned | Scan::Clean) => Markup::join([
            Content::from(Markup::link(&href, name.as_str())),
            Markup::trusted("<span class=\"govuk-visually-hidden\"> (saves the file)</span>".to_owned())
                .into(),
        ])
        .into(),
        Some(Scan::Waiting | Scan::Infected) | None => name.into(),
    };
    let from = format!(
        "{}, {}",
        shown.known.actor(&added.added_by),
        format::date_time(added.added_at)
    );
    vec![
        Cell::new(name),
        Cell::new(from),
        Cell::new(added.kind.as_str().to_uppercase()),
        Cell::new(files::size(added.size)),
        Cell::new(match added.seen_by {
            SeenBy::Everyone => "Yes",
            SeenBy::Staff => "No",
        }),
        Cell::new(scan.map_or(Tag::coloured("grey", "Erased"), scan_tag)),
    ]
}

fn scan_tag(scan: Scan) -> Tag {
    match scan {
        Scan::NotScanned => Tag::coloured("grey", "Not checked"),
        Scan::Waiting => Tag::coloured("yellow", "Still checking"),
        Scan::Clean => Tag::coloured("green", "No virus found"),
        Scan::Infected => Tag::coloured("red", "Virus found, kept from everyone"),
    }
}

/// The page on which staff add a file.
pub fn add(shell: Shell, shown: &Shown<'_>, (form, rules): (&FormState, &FileRules)) -> ActPage {
    let choices = [SeenBy::Staff, SeenBy::Everyone].map(|who| Choice::new(who.as_str(), say::seen_by(who)));
    ActPage::new(shell, shown, "Add a file", form)
        .field(files::field("Choose a file", form, rules))
        .field(
            Radios::new("seen_by", "Who can see it?")
                .medium()
                .choices(choices)
                .of(form),
        )
        .button(Button::send("Add the file"))
        .multipart()
}
