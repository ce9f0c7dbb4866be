//! A8: bank holidays, which are known, and the days on which the council is closed besides.

use jiff::civil::Date;

use super::{AdminForm, AdminPage, heading, sample_shell};
use crate::components::{Button, Cell, Checkboxes, Choice, DatePicker, ScrollTable, Table};
use crate::form::FormState;
use crate::format;
use crate::{Sample, Shell};

/// The page: the closures of the draft that are to come, and the bank holidays to come with their names.
pub fn closures(
    shell: Shell,
    (closed, bank_holidays): (&[Date], &[(Date, String)]),
    form: &FormState,
) -> AdminPage {
    let add = AdminForm::new(form)
        .field(DatePicker::new("day", "Close the council on").of(form))
        .field(
            DatePicker::new("until", "Until (optional)")
                .hint("The last of several days, for example 31/12/2026")
                .of(form),
        );
    let add = if closed.is_empty() {
        add
    } else {
        let days = closed
            .iter()
            .map(|day| Choice::new(&day.to_string(), format::long_date(*day)));
        add.field(
            Checkboxes::new("open", "Open the council again on")
                .choices(days)
                .of(form),
        )
    };
    let add = add.because(form).button(Button::new("Save to the draft"));
    let mut table = Table::new("Bank holidays to come").column("Day").column("Name");
    for (day, name) in bank_holidays {
        table = table.row([Cell::new(format::time_long_date(*day)), Cell::new(name.as_str())]);
    }
    AdminPage::new(shell, "Holidays and closures")
        .errors_of(form)
        .say("A day on which the council is closed is no working day. A day that has passed stays as it was counted. When a version with a new closure comes into force, the dates of open cases that it touches move, and the customer sees why.")
        .part(heading("Closures"))
        .form(add)
        .after(ScrollTable::new("bank-holidays", table))
}

pub(super) fn samples() -> Vec<Sample> {
    let closed = [Date::constant(2026, 12, 29), Date::constant(2026, 12, 30)];
    let holidays = [(Date::constant(2026, 12, 25), "Christmas Day".to_owned())];
    let shell = || sample_shell("/admin/closures");
    let wrong = FormState::new().with_error("day", "Enter a day to close, or choose one to open again");
    vec![
        Sample::of(
            "admin closures",
            &closures(shell(), (&closed, &holidays), &FormState::new()),
        ),
        Sample::of(
            "admin closures with an error",
            &closures(shell(), (&[], &holidays), &wrong),
        ),
    ]
}
