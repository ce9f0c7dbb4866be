//! The emergency account: how it was used, and what somebody else found of that.

use jiff::Timestamp;

use super::user::Person;
use super::{AdminForm, AdminPage, heading, paragraph, sample_shell};
use crate::components::{Button, Cell, DatePicker, ScrollTable, SummaryList, Table, Tag, Textarea};
use crate::form::FormState;
use crate::format;
use crate::markup::{Content, Markup};
use crate::{Sample, Shell};

/// The field in which somebody says what they found.
pub const FOUND: &str = "found";

/// Somebody signed in with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// When.
    pub at: Timestamp,
    /// When somebody looked at it, and who; `None` while it waits.
    pub reviewed: Option<(Timestamp, String)>,
    /// What they found.
    pub found: Option<String>,
}

/// The page: how it stands, each use, and its review.
pub fn show(shell: Shell, (person, uses): (&Person, &[Use]), form: &FormState) -> AdminPage {
    let at = |what: &str| format!("/admin/users/{}/{what}", person.id);
    let page = AdminPage::new(shell, &person.name)
        .caption("Users")
        .errors_of(form)
        .part(
            SummaryList::new()
                .row("Status", person.state())
                .row("Email", person.email.as_str())
                .row("Last sign-in", person.last_sign_in()),
        )
        .say(
            "This is the emergency account: for the day on which the council’s own sign-in is away and nobody else gets in. It \
             has an administrator’s rights for a short time. Each use is told to every administrator, and somebody who did not \
             use it looks at what was done.",
        )
        .say(
            "Whoever runs the service makes it anew, with another password and second step, after each use: redress user \
             emergency.",
        )
        .say(Markup::link(
            &format!("/admin/audit?by={}", person.id),
            "What was done with it, in the audit log",
        ))
        .between(heading("How it was used"))
        .between(used(uses));
    let waits = uses.iter().any(|one| one.reviewed.is_none());
    let page = if waits {
        let review = AdminForm::to(&at("review"), form)
            .field(
                Textarea::new(FOUND, "What you found")
                    .hint("Who used it and why, what they changed, and what follows")
                    .of(form),
            )
            .button(Button::new("Save the review"));
        page.between(heading("Review how it was used")).form(review)
    } else {
        page
    };
    let sessions = AdminForm::to(&at("sessions"), form)
        .because_under("because-sessions", form)
        .button(Button::secondary("Sign it out everywhere"));
    let end = AdminForm::to(&at("end"), form)
        .field(DatePicker::new("on", "Last day").of(form))
        .because_under("because-end", form)
        .button(Button::warning("End the account"));
    page.between(heading("Sessions"))
        .form(sessions)
        .between(heading("Last day"))
        .form(end)
}

fn used(uses: &[Use]) -> Markup {
    if uses.is_empty() {
        return paragraph("Nobody has signed in with it.");
    }
    let table = Table::new("Uses, the last first")
        .column("Signed in")
        .column("Looked at")
        .column("What was found");
    let row = |table: Table, one: &Use| {
        let looked: Content = match &one.reviewed {
            Some((at, by)) => format!("{}, {by}", format::date_time(*at)).into(),
            None => Tag::coloured("yellow", "Waits for review").into(),
        };
        table.row([
            Cell::new(format::date_time(one.at)),
            Cell::new(looked),
            Cell::new(one.found.clone().unwrap_or_default()),
        ])
    };
    ScrollTable::new("uses", uses.iter().fold(table, row)).into()
}

pub(super) fn samples() -> Vec<Sample> {
    let shell = || sample_shell("/admin/users/1");
    let person = Person {
        id: "01932c07-0000-7000-8000-00000000000e".into(),
        name: "Emergency account".into(),
        email: "emergency@westshire.example.org".into(),
        ..Person::sample()
    };
    let uses = [
        Use {
            at: Timestamp::UNIX_EPOCH,
            reviewed: None,
            found: None,
        },
        Use {
            at: Timestamp::UNIX_EPOCH,
            reviewed: Some((Timestamp::UNIX_EPOCH, "Ada Admin".into())),
            found: Some("The provider was away for an hour. A link was made for Jo Martin.".into()),
        },
    ];
    let wrong = FormState::new().with_error(FOUND, "Enter what you found");
    vec![
        Sample::of(
            "admin emergency account",
            &show(shell(), (&person, &uses), &wrong),
        ),
        Sample::of(
            "admin emergency account, unused",
            &show(shell(), (&person, &[]), &FormState::new()),
        ),
    ]
}
