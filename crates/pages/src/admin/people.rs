//! The teams that do the work, and the posts that hold roles (A3, A4).

use redress_domain::policy::{Policy, Post, Team};
use redress_domain::vocabulary::Role;

use super::{AdminForm, AdminPage, sample_policy, sample_shell};
use crate::components::{Button, Cell, Checkboxes, Choice, Input, ScrollTable, Table};
use crate::form::FormState;
use crate::markup::Markup;
use crate::words;
use crate::{Sample, Shell};

/// The fields of both forms.
pub const FIELDS: [&str; 4] = ["id", "name", "roles", super::BECAUSE];

/// The teams as the draft has them.
pub fn teams(shell: Shell, policy: &Policy) -> AdminPage {
    let mut table = Table::new("Teams").column("Team").column("Services");
    for team in &policy.teams {
        let href = format!("/admin/teams/{}", team.id);
        let services: Vec<&str> = policy
            .services
            .iter()
            .filter(|service| service.team == team.id)
            .map(|service| service.name.as_str())
            .collect();
        let services = if team.is_central {
            "Sees to everything".to_owned()
        } else {
            services.join(", ")
        };
        table = table.row([
            Cell::new(Markup::link(&href, team.name.as_str())),
            Cell::new(services),
        ]);
    }
    AdminPage::new(shell, "Teams")
        .part(Button::new("Add a team").href("/admin/teams/new"))
        .after(ScrollTable::new("teams", table))
}

/// The posts as the draft has them.
pub fn posts(shell: Shell, policy: &Policy) -> AdminPage {
    let mut table = Table::new("Posts").column("Post").column("Roles");
    for post in &policy.posts {
        let href = format!("/admin/posts/{}", post.id);
        let roles: Vec<&str> = post.roles.iter().map(|role| words::role(*role)).collect();
        table = table.row([
            Cell::new(Markup::link(&href, post.name.as_str())),
            Cell::new(roles.join(", ")),
        ]);
    }
    AdminPage::new(shell, "Posts and roles")
        .say("A post is a named position in the council, and holds roles. Who fills it is said under Users.")
        .part(Button::new("Add a post").href("/admin/posts/new"))
        .after(ScrollTable::new("posts", table))
}

fn named(form: &FormState, is_new: bool) -> AdminForm {
    let fields = AdminForm::new(form);
    let fields = if is_new {
        let short = Input::new("id", "Short name").hint("Small letters and hyphens. It never changes");
        fields.field(short.of(form))
    } else {
        fields
    };
    fields.field(Input::new("name", "Name").of(form))
}

/// A team, known or new.
pub fn team(shell: Shell, (known, form): (Option<&Team>, &FormState)) -> AdminPage {
    let title = known.map_or("Add a team", |team| team.name.as_str());
    let fields = named(form, known.is_none()).because(form).cancel("/admin/teams");
    AdminPage::new(shell, title)
        .caption("Teams")
        .errors_of(form)
        .form(fields)
}

/// A post, known or new.
pub fn post(shell: Shell, (known, form): (Option<&Post>, &FormState)) -> AdminPage {
    let title = known.map_or("Add a post", |post| post.name.as_str());
    let fields = named(form, known.is_none())
        .field(roles(form))
        .because(form)
        .cancel("/admin/posts");
    AdminPage::new(shell, title)
        .caption("Posts and roles")
        .errors_of(form)
        .form(fields)
}

/// The roles to choose from; those of people outside are not given here.
pub(crate) fn roles(form: &FormState) -> Checkboxes {
    let given = Role::ALL
        .iter()
        .filter(|role| role.is_staff() && **role != Role::Staff);
    let choices = given.map(|role| Choice::new(role.as_str(), capital(words::role(*role))));
    Checkboxes::new("roles", "Roles").choices(choices).of(form)
}

pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

pub(super) fn samples() -> Vec<Sample> {
    let policy = sample_policy();
    let form = FormState::new().with("name", "Waste").with("roles", "officer");
    let wrong = FormState::new().with_error("roles", "Select at least one role");
    vec![
        Sample::of("admin teams", &teams(sample_shell("/admin/teams"), &policy)),
        Sample::of("admin posts", &posts(sample_shell("/admin/posts"), &policy)),
        Sample::of(
            "admin team",
            &team(
                sample_shell("/admin/teams/housing"),
                (policy.teams.first(), &form),
            ),
        ),
        Sample::of(
            "admin new post",
            &post(sample_shell("/admin/posts/new"), (None, &wrong)),
        ),
    ]
}
