//! A9: the customer standards, each tied to a measure that the program computes.

use redress_domain::measure::Measure;
use redress_domain::policy::{Policy, Standard};

use super::people::capital;
use super::{AdminForm, AdminPage, lines, sample_policy, sample_shell};
use crate::components::{Button, Cell, Input, Radios, ScrollTable, Select, Table};
use crate::form::FormState;
use crate::markup::Markup;
use crate::{Sample, Shell};

/// The fields of the form.
pub const FIELDS: [&str; 6] = ["id", "promise", "measure", "target", "public", super::BECAUSE];

/// The standards as the draft has them.
pub fn list(shell: Shell, policy: &Policy) -> AdminPage {
    let mut table = Table::new("Standards")
        .column("Promise")
        .column("Target")
        .column("Public");
    for standard in &policy.standards {
        let href = format!("/admin/standards/{}", standard.id);
        let target = standard
            .target_percent
            .map_or("None".to_owned(), |target| format!("{target}%"));
        table = table.row([
            Cell::new(Markup::link(&href, standard.promise.as_str())),
            Cell::new(target),
            Cell::new(if standard.is_public { "Yes" } else { "No" }),
        ]);
    }
    AdminPage::new(shell, "Customer standards")
        .part(Button::new("Add a standard").href("/admin/standards/new"))
        .after(ScrollTable::new("standards", table))
}

/// What stands in the form of a standard at first.
pub fn first(standard: &Standard) -> FormState {
    let target = standard.target_percent.map(|target| target.to_string());
    FormState::new()
        .with("promise", standard.promise.as_str())
        .with("measure", standard.measure.as_str())
        .with("target", target.unwrap_or_default())
        .with("public", if standard.is_public { "yes" } else { "no" })
}

/// A standard, known or new.
pub fn edit(shell: Shell, (known, form): (Option<&Standard>, &FormState)) -> AdminPage {
    let fields = AdminForm::new(form);
    let fields = if known.is_some() {
        fields
    } else {
        fields.field(
            Input::new("id", "Short name")
                .hint("Small letters and hyphens. It never changes")
                .of(form),
        )
    };
    let measures = Measure::ALL
        .iter()
        .filter(|measure| measure.can_hold_a_promise())
        .map(|measure| (measure.as_str(), capital(&measure.as_str().replace('-', " "))));
    let fields = fields
        .field(lines(
            form,
            "promise",
            "Promise",
            "In plain English, as the public reads it",
        ))
        .field(
            Select::new("measure", "Measure")
                .option("", "Choose a measure")
                .options(measures)
                .of(form),
        )
        .field(
            Input::new("target", "Target in per cent (optional)")
                .classes("govuk-input--width-4")
                .inputmode("numeric")
                .of(form),
        )
        .field(Radios::yes_no("public", "Does the public see it?").of(form))
        .because(form)
        .cancel("/admin/standards");
    let title = if known.is_some() {
        "Change a standard"
    } else {
        "Add a standard"
    };
    AdminPage::new(shell, title)
        .caption("Customer standards")
        .errors_of(form)
        .form(fields)
}

pub(super) fn samples() -> Vec<Sample> {
    let policy = sample_policy();
    let standard = policy.standards.first();
    let form = standard.map(first).unwrap_or_default();
    let wrong = FormState::new().with_error(
        "measure",
        "This standard cannot be measured. Choose a measure, or do not publish it",
    );
    vec![
        Sample::of(
            "admin standards",
            &list(sample_shell("/admin/standards"), &policy),
        ),
        Sample::of(
            "admin standard",
            &edit(sample_shell("/admin/standards/acknowledged"), (standard, &form)),
        ),
        Sample::of(
            "admin new standard",
            &edit(sample_shell("/admin/standards/new"), (None, &wrong)),
        ),
    ]
}
