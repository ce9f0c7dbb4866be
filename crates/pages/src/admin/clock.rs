//! A2: the days for each step, and why the council differs from an Ombudsman's Code.

use redress_domain::policy::{Limit, Policy, Procedure};

use super::{AdminForm, AdminPage, departs, sample_policy, sample_shell};
use crate::components::{Cell, Input, ScrollTable, Table, Textarea};
use crate::form::FormState;
use crate::markup::Markup;
use crate::{Sample, Shell};

/// The clocks of a procedure by name, with what each is called and what it is at present.
pub fn clocks(procedure: &Procedure) -> Vec<(String, String, Option<Limit>)> {
    let own = [
        ("first_answer", "First answer within", procedure.first_answer),
        ("update_every", "An update at least every", procedure.update_every),
        ("acknowledge", "Acknowledgement within", procedure.acknowledge),
    ];
    let is_complaint = !procedure.stages.is_empty();
    let mut clocks: Vec<_> = own
        .into_iter()
        .filter(|(name, _, limit)| limit.is_some() || (*name == "acknowledge") == is_complaint)
        .map(|(name, label, limit)| (name.to_owned(), label.to_owned(), limit))
        .collect();
    for stage in &procedure.stages {
        let number = stage.number;
        let of_stage = [
            ("acknowledge", "acknowledgement within", stage.acknowledge),
            ("reply", "reply within", Some(stage.reply)),
            ("extend_by", "longest ordinary extension", stage.extend_by),
        ];
        let of_stage = of_stage.into_iter().filter(|(_, _, limit)| limit.is_some());
        clocks.extend(of_stage.map(|(name, label, limit)| {
            (
                format!("stage-{number}-{name}"),
                format!("Stage {number}: {label}"),
                limit,
            )
        }));
    }
    clocks
}

/// The name of the field for why a paragraph of the Code is departed from.
pub fn reason_field(paragraph: &str) -> String {
    format!("reason-{}", paragraph.replace('.', "-"))
}

/// What stands in the form of a procedure at first.
pub fn first(procedure: &Procedure) -> FormState {
    let mut form = FormState::new();
    for (name, _, limit) in clocks(procedure) {
        form = form.with(&name, limit.map(|limit| limit.to_string()).unwrap_or_default());
    }
    for departure in &procedure.departures {
        let reason = departure.reason.as_deref().unwrap_or_default();
        form = form.with(&reason_field(&departure.paragraph), reason);
    }
    form
}

/// The procedures with their clocks.
pub fn list(shell: Shell, policy: &Policy) -> AdminPage {
    let mut table = Table::new("What happens within how many days")
        .column("Procedure")
        .column("Days");
    for procedure in policy.procedures.values() {
        let href = format!("/admin/clocks/{}", procedure.id);
        let days: Vec<String> = clocks(procedure)
            .into_iter()
            .filter_map(|(_, label, limit)| Some(format!("{label} {}", limit?)))
            .collect();
        let days = if days.is_empty() {
            "None".to_owned()
        } else {
            days.join("; ")
        };
        table = table.row([
            Cell::new(Markup::link(&href, procedure.name.as_str())),
            Cell::new(days),
        ]);
    }
    AdminPage::new(shell, "Days for each step")
        .say("Cases that are open keep the days they were promised.")
        .after(ScrollTable::new("clocks", table))
}

/// The clocks of one procedure. `differs` are the departures that what was typed would bring.
pub fn edit(shell: Shell, (procedure, differs): (&Procedure, &Procedure), form: &FormState) -> AdminPage {
    let mut fields = AdminForm::new(form);
    for (name, label, _) in clocks(procedure) {
        let field = Input::new(&name, label).hint("For example, 10 working days");
        fields = fields.field(field.of(form));
    }
    for departure in &differs.departures {
        let label = format!("Differs from {}. Why?", departs(departure));
        fields = fields.field(
            Textarea::new(&reason_field(&departure.paragraph), label)
                .rows(3_u16)
                .of(form),
        );
    }
    let fields = fields.because(form).cancel("/admin/clocks");
    AdminPage::new(shell, &procedure.name)
        .caption("Days for each step")
        .errors_of(form)
        .say("A public standard that names a number of days has to name the same number. Change both together in the text, or the standard’s wording first to name none.")
        .form(fields)
}

pub(super) fn samples() -> Vec<Sample> {
    let policy = sample_policy();
    let slower = policy
        .source
        .replacen("reply = \"10 working days\"", "reply = \"12 working days\"", 1)
        .replacen("within 10 working days of", "soon after", 1);
    let slower = Policy::parse(&slower).unwrap_or_else(|_| policy.clone());
    let mut pages = vec![Sample::of(
        "admin days for each step",
        &list(sample_shell("/admin/clocks"), &policy),
    )];
    if let Some(procedure) = slower.corporate_complaints() {
        let form = first(procedure).with_error("reason-6-3", "Say why you differ from the Code");
        let shell = sample_shell("/admin/clocks/complaint-corporate");
        pages.push(Sample::of(
            "admin days of a complaint that differ from the Code",
            &edit(shell, (procedure, procedure), &form),
        ));
    }
    pages
}
