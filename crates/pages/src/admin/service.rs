//! A4: the services.

use jiff::civil::Date;
use redress_domain::policy::{Policy, Service};

use super::{AdminForm, AdminPage, heading, line, sample_policy, sample_shell};
use crate::components::{Button, Cell, DatePicker, Input, ScrollTable, Select, Table};
use crate::form::FormState;
use crate::format;
use crate::markup::Markup;
use crate::{Sample, Shell};

/// The fields of the form, in their order.
pub const FIELDS: [&str; 9] = [
    "id",
    "name",
    "about",
    "team",
    "answerable",
    "target",
    "complaints",
    "ends_on",
    super::BECAUSE,
];

/// The services as the draft has them.
pub fn list(shell: Shell, policy: &Policy) -> AdminPage {
    let mut table = Table::new("Services, in the order in which the public sees them")
        .column("Service")
        .column("Team")
        .column("Target")
        .column("Last day");
    for service in &policy.services {
        let href = format!("/admin/services/{}", service.id);
        let team = policy.teams.iter().find(|team| team.id == service.team);
        let ends = service
            .ends_on
            .map_or_else(|| "Goes on".to_owned(), format::short_date);
        table = table.row([
            Cell::new(Markup::link(&href, service.name.as_str())),
            Cell::new(team.map_or(service.team.as_str(), |team| team.name.as_str())),
            Cell::new(
                service
                    .target
                    .map_or_else(|| "None".to_owned(), |target| target.to_string()),
            ),
            Cell::new(ends),
        ]);
    }
    AdminPage::new(shell, "Services")
        .part(Button::new("Add a service").href("/admin/services/new"))
        .after(ScrollTable::new("services", table))
}

/// What stands in the form of a service at first.
pub fn first(service: &Service) -> FormState {
    FormState::new()
        .with("name", service.name.as_str())
        .with("about", service.about.as_deref().unwrap_or_default())
        .with("team", service.team.as_str())
        .with(
            "answerable",
            service.answerable.as_ref().map_or("", |post| post.as_str()),
        )
        .with(
            "target",
            service
                .target
                .map(|target| target.to_string())
                .unwrap_or_default(),
        )
        .with("complaints", service.complaints.as_str())
        .with(
            "ends_on",
            service.ends_on.map(format::picker_date).unwrap_or_default(),
        )
}

/// A service, known or new.
pub fn edit(shell: Shell, policy: &Policy, (known, form): (Option<&Service>, &FormState)) -> AdminPage {
    let title = known.map_or("Add a service".to_owned(), |service| service.name.clone());
    let mut fields = AdminForm::new(form);
    if known.is_none() {
        let short = Input::new("id", "Short name")
            .hint("Small letters and hyphens, for example street-lights. It never changes");
        fields = fields.field(short.of(form));
    }
    let teams = policy
        .teams
        .iter()
        .map(|team| (team.id.as_str(), team.name.as_str()));
    let posts = policy
        .posts
        .iter()
        .map(|post| (post.id.as_str(), post.name.as_str()));
    let procedures = policy.procedures.values();
    let procedures = procedures
        .filter(|procedure| !procedure.stages.is_empty())
        .map(|procedure| (procedure.id.as_str(), procedure.name.as_str()));
    let fields = fields
        .field(
            Input::new("name", "Name")
                .hint("In the words that residents use")
                .of(form),
        )
        .field(line(form, "about", "What it covers (optional)"))
        .field(
            Select::new("team", "Team")
                .option("", "Choose a team")
                .options(teams)
                .of(form),
        )
        .field(
            Select::new("answerable", "Post that answers for it")
                .option("", "Choose a post")
                .options(posts)
                .of(form),
        )
        .field(
            Input::new("target", "How long a request takes (optional)")
                .hint("For example, 10 working days")
                .of(form),
        )
        .field(
            Select::new("complaints", "Complaints about it follow")
                .options(procedures)
                .of(form),
        )
        .field(
            DatePicker::new("ends_on", "Last day (optional)")
                .hint("Until when it can be chosen, for example 31/3/2027. Its cases go on")
                .of(form),
        )
        .because(form)
        .cancel("/admin/services");
    let page = AdminPage::new(shell, &title)
        .caption("Services")
        .errors_of(form)
        .form(fields);
    let Some(service) = known else { return page };
    let action = format!("/admin/services/{}/take-out", service.id);
    let take_out = AdminForm::to(&action, form)
        .because_under("because-out", form)
        .button(Button::warning("Take it out"));
    page.between(heading("Take it out"))
        .between(super::paragraph(
            "Only a service that never had a case should be taken out. A service with open cases can be ended, and not taken out.",
        ))
        .form(take_out)
}

pub(super) fn samples() -> Vec<Sample> {
    let policy = sample_policy();
    let service = policy.services.first();
    let form = service.map(first).unwrap_or_default();
    let wrong = FormState::new().with_error("name", "Enter a service name");
    let mut ended = policy.clone();
    if let Some(service) = ended.services.first_mut() {
        service.ends_on = Some(Date::constant(2026, 12, 31));
    }
    vec![
        Sample::of("admin services", &list(sample_shell("/admin/services"), &ended)),
        Sample::of(
            "admin service",
            &edit(sample_shell("/admin/services/waste"), &policy, (service, &form)),
        ),
        Sample::of(
            "admin new service with an error",
            &edit(sample_shell("/admin/services/new"), &policy, (None, &wrong)),
        ),
    ]
}
