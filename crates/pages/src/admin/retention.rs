//! What is about to be erased because its time is over, what is held, and everything of one customer.

use jiff::civil::Date;

use super::{AdminForm, AdminPage, BECAUSE, heading, paragraph, sample_shell};
use crate::components::{Button, Cell, Input, Table, Textarea};
use crate::form::FormState;
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

/// How many of a sort the page is given at most.
const LISTED: usize = 200;
/// The page that puts everything of a customer together.
const EXPORT: &str = "/admin/audit/export";
/// The field that names the case to hold.
pub const TO_HOLD: &str = "to-hold";
/// The field that says why it is held.
pub const HOLD_BECAUSE: &str = "because-hold";
/// The field that names the case to let go.
pub const TO_RELEASE: &str = "to-release";
/// The field that says why it is let go.
pub const RELEASE_BECAUSE: &str = "because-release";
/// The field that names a case of the customer of whom everything is put together.
pub const REFERENCE: &str = "reference";

/// The field that names somebody else on that case, who asks.
pub const WHOSE: &str = "name";

/// What whoever reads the page may do on it.
#[derive(Debug, Clone, Copy)]
pub enum Holding<'f> {
    /// They read.
    Reads,
    /// They hold cases and let them go; what is in the forms.
    Holds(&'f FormState),
}

fn reference(field: &str, label: &str, form: &FormState) -> Input {
    Input::new(field, label)
        .hint("Such as WS-7K3M-9QXA")
        .autocomplete("off")
        .of(form)
}

fn reason(field: &str, label: &str, hint: &str, form: &FormState) -> Textarea {
    let mut reason = Textarea::new(field, label).hint(hint).of(form);
    reason.rows = Some(3);
    reason
}

/// The forms that hold a case and let it go.
fn holding(page: AdminPage, form: &FormState) -> AdminPage {
    let hold = AdminForm::to("/admin/audit/retention/hold", form)
        .field(reference(TO_HOLD, "Reference of the case to keep", form))
        .field(reason(
            HOLD_BECAUSE,
            "Why it is kept",
            "Such as a claim that was brought. It is read by whoever audits the record",
            form,
        ))
        .button(Button::new("Keep it beyond its time"));
    let release = AdminForm::to("/admin/audit/retention/release", form)
        .field(reference(TO_RELEASE, "Reference of the case to let go", form))
        .field(reason(
            RELEASE_BECAUSE,
            "Why it is let go",
            "Where its time is over, what people told is erased within the hour",
            form,
        ))
        .button(Button::secondary("Let it go"));
    page.errors_of(form)
        .between(heading("Keep a case beyond its time"))
        .form(hold)
        .between(heading("Let a case go"))
        .form(release)
}

/// The page that puts together everything that is kept of one customer.
pub fn export(shell: Shell, form: &FormState) -> AdminPage {
    AdminPage::new(shell, "Everything of a customer")
        .caption("Audit log")
        .errors_of(form)
        .say(
            "For a request under article 15 of the UK GDPR: a ZIP with everything that is kept of the customer of a case, in all \
             of their cases, or of somebody else who is on it. What is of other people is marked; READ-FIRST.txt says what to look at before it goes.",
        )
        .say("That you did it, of whom and why, stands in the audit log.")
        .form(
            AdminForm::to(EXPORT, form)
                .field(reference(REFERENCE, "Reference of a case of theirs", form))
                .field(
                    Input::new(WHOSE, "Their name, if they are not the customer of that case")
                        .hint("Such as somebody who speaks for its customer. Leave this empty if the customer asks")
                        .autocomplete("off")
                        .of(form),
                )
                .field(reason(
                    BECAUSE,
                    "Why it is put together",
                    "Who asked for it and on which day, and how you know that it was them",
                    form,
                ))
                .button(Button::new("Put it together"))
                .cancel("/admin/audit/retention"),
        )
}

/// How many e-mails go, in words.
fn mails_due(mails: usize) -> String {
    match mails {
        0 => "No email that was put away is old enough to go.".to_owned(),
        1 => "One email that is on no case and was put away.".to_owned(),
        some if some < LISTED => format!("{some} emails that are on no case and were put away."),
        _ => format!("{LISTED} emails or more that are on no case and were put away."),
    }
}

/// The page: what the next round erases, the first two hundred cases of it, and what is held.
pub fn preview(
    shell: Shell,
    (due, mails): (&[Due], usize),
    (held, what): (&[Held], Holding<'_>),
) -> AdminPage {
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
    let exports = !shell.closed_to_reader.contains(&EXPORT);
    let page = AdminPage::new(shell, "What is not kept")
        .caption("Audit log")
        .say(
            "Some time after a case was closed, what people told is erased: texts, files, letters, e-mails and their \
             details. That the case was, what it was and how it ended stays. The policy says when.",
        )
        .say("A case is held beyond that for a reason, by whoever answers for personal data.");
    let page = if exports {
        page.say(Markup::link(
            EXPORT,
            "Everything of a customer, for a request under article 15 of the UK GDPR",
        ))
    } else {
        page
    };
    let page = match what {
        Holding::Reads => page,
        Holding::Holds(form) => holding(page, form),
    };
    page.after(heading("Erased within the next hour"))
        .after(due_list)
        .after(paragraph(mails_due(mails)))
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
    let wrong = FormState::new()
        .with(TO_HOLD, "WS-2B4D-8HJN")
        .with_error(HOLD_BECAUSE, "Enter why it is kept");
    vec![
        Sample::of(
            "admin what is not kept",
            &preview(
                shell(),
                (std::slice::from_ref(&due), 12),
                (std::slice::from_ref(&held), Holding::Reads),
            ),
        ),
        Sample::of(
            "admin what is not kept, for whoever holds cases",
            &preview(shell(), (&[due], 200), (&[held], Holding::Holds(&wrong))),
        ),
        Sample::of(
            "admin what is not kept, nothing",
            &preview(shell(), (&[], 0), (&[], Holding::Reads)),
        ),
        Sample::of(
            "admin everything of a customer",
            &export(
                sample_shell("/admin/audit/export"),
                &FormState::new().with_error(BECAUSE, "Enter why it is put together"),
            ),
        ),
    ]
}
