//! What is about to be erased because its time is over, and what is held.

use jiff::civil::Date;

use super::{AdminPage, heading, paragraph, sample_shell};
use crate::components::{Cell, Pagination, Table};
use crate::format;
use crate::markup::Markup;
use crate::{Sample, Shell};

/// A case whose time is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Its reference.
    pub reference: String,
    /// What it is, in words.
    pub kind: String,
    /// When it was closed.
    pub closed_on: Date,
    /// The day from which on it is not kept.
    pub until: Date,
}

/// A case that is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its reference.
    pub reference: String,
    /// Since when.
    pub since: Date,
    /// Why.
    pub reason: String,
}

/// The page: what the next round erases, and what is held.
pub fn preview(shell: Shell, (due, next): (&[Due], Option<&str>), held: &[Held]) -> AdminPage {
    let due_list: Markup = if due.is_empty() {
        paragraph("Nothing. What people told of every closed case is still within its time.")
    } else {
        let table = Table::new("Cases whose time is over")
            .column("Case")
            .column("What it is")
            .column("Closed")
            .column("Kept until");
        let row = |table: Table, due: &Due| {
            table.row([
                Cell::new(due.reference.as_str()),
                Cell::new(due.kind.as_str()),
                Cell::new(format::time_short_date(due.closed_on)),
                Cell::new(format::time_short_date(due.until)),
            ])
        };
        due.iter().fold(table, row).into()
    };
    let held_list: Markup = if held.is_empty() {
        paragraph("Nothing is held.")
    } else {
        let table = Table::new("Cases that are held")
            .column("Case")
            .column("Since")
            .column("Why");
        let row = |table: Table, held: &Held| {
            table.row([
                Cell::new(held.reference.as_str()),
                Cell::new(format::time_short_date(held.since)),
                Cell::new(held.reason.as_str()),
            ])
        };
        held.iter().fold(table, row).into()
    };
    AdminPage::new(shell, "What is not kept")
        .caption("Audit log")
        .say(
            "Some time after a case was closed, what people told is erased: texts, files, letters, e-mails and their \
             details. That the case was, what it was and how it ended stays. The policy says when.",
        )
        .say("A case is held for a reason by whoever runs the service: redress retention hold.")
        .after(heading("Erased within the next hour"))
        .after(due_list)
        .after(Pagination::previous_next(None, next))
        .after(heading("Held beyond its time"))
        .after(held_list)
}

pub(super) fn samples() -> Vec<Sample> {
    let shell = || sample_shell("/admin/audit/retention");
    let due = Due {
        reference: "WS-7K3M-9QXA".into(),
        kind: "Compliment".into(),
        closed_on: Date::constant(2024, 11, 20),
        until: Date::constant(2026, 11, 20),
    };
    let held = Held {
        reference: "WS-2B4D-8HJN".into(),
        since: Date::constant(2026, 11, 2),
        reason: "A claim was brought.".into(),
    };
    vec![
        Sample::of(
            "admin what is not kept",
            &preview(shell(), (&[due], None), &[held]),
        ),
        Sample::of(
            "admin what is not kept, nothing",
            &preview(shell(), (&[], None), &[]),
        ),
    ]
}
