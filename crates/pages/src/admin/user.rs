//! A5: people who can sign in.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::Role;

use super::people::{capital, roles};
use super::{AdminForm, AdminPage, heading, sample_policy, sample_shell};
use crate::components::{
    Button, Cell, Checkboxes, Choice, DatePicker, Input, InsetText, PasswordInput, ScrollTable, Table, Tag,
};
use crate::form::FormState;
use crate::format;
use crate::markup::{Content, Markup};
use crate::words;
use crate::{Question, Sample, Shell};

/// The fields of the form, in their order.
pub const FIELDS: [&str; 7] = [
    "name",
    "email",
    "roles",
    "teams",
    "services",
    "wards",
    super::BECAUSE,
];

/// What the form sends that closes an account at once.
pub const NOW: &str = "now";

/// Somebody who can sign in, as the list shows them. What their password is checked against is never here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their name in the record.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their roles.
    pub roles: Vec<Role>,
    /// Their teams, by name.
    pub teams: Vec<String>,
    /// Whether they may sign in today.
    pub active: bool,
    /// Whether they have chosen a password.
    pub has_password: bool,
    /// How they stand with the council's identity provider.
    pub provider: AtProvider,
    /// Their last day, if one was said.
    pub ends_on: Option<Date>,
    /// When they last signed in.
    pub last_sign_in_at: Option<Timestamp>,
    /// How many open cases they have; said before their account ends.
    pub open_cases: u64,
}

/// How somebody stands with the council's identity provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtProvider {
    /// The council has none.
    None,
    /// They are not bound to it.
    Unbound,
    /// They sign in by it.
    Bound,
}

impl Person {
    /// Somebody for the samples of pages.
    pub(super) fn sample() -> Self {
        Self {
            id: "01932c07-0000-7000-8000-00000000000a".into(),
            name: "Jo Martin".into(),
            email: "jo.martin@westshire.example.org".into(),
            roles: vec![Role::Staff, Role::Officer],
            teams: vec!["Waste and recycling".into()],
            active: true,
            has_password: true,
            provider: AtProvider::None,
            ends_on: None,
            last_sign_in_at: Some(Timestamp::UNIX_EPOCH),
            open_cases: 3,
        }
    }

    fn roles_in_words(&self) -> String {
        let named = self
            .roles
            .iter()
            .filter(|role| **role != Role::Staff || self.roles.len() == 1);
        let roles: Vec<&str> = named.map(|role| words::role(*role)).collect();
        capital(&roles.join(", "))
    }

    /// When they last signed in, in words.
    pub(super) fn last_sign_in(&self) -> Content {
        self.last_sign_in_at
            .map_or_else(|| "Never".into(), |at| format::time_date_time(at).into())
    }

    /// Whether they may sign in, in words.
    pub(super) fn state(&self) -> Content {
        if !self.active {
            return Tag::coloured("grey", "Ended").into();
        }
        if let Some(last) = self.ends_on {
            return format!("Until {}", format::short_date(last)).into();
        }
        if self.has_password || self.provider == AtProvider::Bound {
            "Active".into()
        } else {
            Tag::coloured("yellow", "Invited").into()
        }
    }
}

/// Everybody.
pub fn list(shell: Shell, people: &[Person]) -> AdminPage {
    let mut table = Table::new("People who can sign in")
        .column("Name")
        .column("Email")
        .column("Roles")
        .column("Teams")
        .column("Last sign-in")
        .column("Status");
    for person in people {
        let href = format!("/admin/users/{}", person.id);
        table = table.row([
            Cell::new(Markup::link(&href, person.name.as_str())),
            Cell::new(person.email.as_str()),
            Cell::new(person.roles_in_words()),
            Cell::new(person.teams.join(", ")),
            Cell::new(person.last_sign_in()),
            Cell::new(person.state()),
        ]);
    }
    AdminPage::new(shell, "Users")
        .part(Button::new("Invite somebody").href("/admin/users/invite"))
        .say(Markup::link("/admin/users/held", "Who held which role on a day"))
        .after(ScrollTable::new("users", table))
}

fn fields(policy: &Policy, form: &FormState) -> AdminForm {
    let teams = policy
        .teams
        .iter()
        .map(|team| Choice::new(team.id.as_str(), team.name.as_str()));
    let services = policy
        .services
        .iter()
        .map(|service| Choice::new(service.id.as_str(), service.name.as_str()));
    let wards = policy
        .wards
        .iter()
        .map(|ward| Choice::new(ward.id.as_str(), ward.name.as_str()));
    // A council that names no wards is not asked for them.
    let wards = (!policy.wards.is_empty()).then(|| {
        let field = Checkboxes::new("wards", "The wards of a councillor").choices(wards);
        field.of(form).into()
    });
    let councillor = Choice::new("councillor", "Councillor");
    AdminForm::new(form)
        .field(Input::new("name", "Name").autocomplete("off").of(form))
        .field(
            Input::email("email", "Email address")
                .autocomplete("off")
                .of(form),
        )
        .field(
            roles(form)
                .item(councillor)
                .hint("Everybody who works for the council can log and follow contacts"),
        )
        .field(Checkboxes::new("teams", "Teams").choices(teams).of(form))
        .field(
            Checkboxes::new("services", "Services beyond those of their teams")
                .choices(services)
                .of(form),
        )
        .fields(wards)
        .because(form)
        .cancel("/admin/users")
}

/// Inviting somebody.
pub fn invite(shell: Shell, policy: &Policy, form: &FormState) -> AdminPage {
    AdminPage::new(shell, "Invite somebody")
        .caption("Users")
        .errors_of(form)
        .say("You get a link with which they choose a password. Hand it to them yourself: it is shown once.")
        .form(fields(policy, form).button(Button::new("Invite")))
}

/// The link, told once.
pub fn link(shell: Shell, (name, url, until): (&str, &str, Timestamp)) -> AdminPage {
    let title = format!("A link for {name}");
    AdminPage::new(shell, &title)
        .caption("Users")
        .say(format!(
            "Give this link to {name} and to nobody else. It works once, until {}. It is not shown again.",
            format::date_time(until)
        ))
        .part(InsetText::new(Markup::trusted(format!(
            "<code class=\"app-link-to-hand-over\">{}</code>",
            Markup::text(url)
        ))))
        .after(super::paragraph(Markup::link(
            "/admin/users",
            "Back to the users",
        )))
}

/// Whether somebody signs in with a second step, as another sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondStep {
    /// They have none.
    None,
    /// They have one, and whoever reads can reset it.
    Has,
    /// It is the reader's own.
    Own,
}

/// Somebody: what they may do, their last day, their sessions, a new link, their second step.
pub fn edit(
    shell: Shell,
    policy: &Policy,
    (person, form, step): (&Person, &FormState, SecondStep),
) -> AdminPage {
    let at = |what: &str| format!("/admin/users/{}/{what}", person.id);
    let end = AdminForm::to(&at("end"), form)
        .field(DatePicker::new("on", "Last day").of(form))
        .because_under("because-end", form)
        .button(Button::warning("End their leave to sign in"));
    let now = AdminForm::to(&at("end"), form)
        .hidden(NOW, "yes")
        .because_under("because-now", form)
        .button(Button::warning("Close the account now"));
    let sessions = AdminForm::to(&at("sessions"), form)
        .because_under("because-sessions", form)
        .button(Button::secondary("Sign them out everywhere"));
    let link = AdminForm::to(&at("link"), form)
        .because_under("because-link", form)
        .button(Button::secondary("Make a link"));
    let reset = AdminForm::to(&at("second-step"), form)
        .because_under("because-second-step", form)
        .button(Button::secondary("Reset their second step"));
    let has = match step {
        SecondStep::None => "None",
        SecondStep::Has | SecondStep::Own => "Set up",
    };
    let page = AdminPage::new(shell, &person.name)
        .caption("Users")
        .errors_of(form)
        .part(
            crate::components::SummaryList::new()
                .row("Status", person.state())
                .row("Roles", person.roles_in_words())
                .row("Teams", person.teams.join(", "))
                .row("Second step", has)
                .row("Last sign-in", person.last_sign_in()),
        )
        .say(Markup::link(&at("history"), "What they may do, over time"))
        .form(fields(policy, form).button(Button::new("Save")))
        .between(by_provider(person, form).unwrap_or_default())
        .between(heading("A new password"))
        .between(super::paragraph(
            "Their password stops working at once and they are signed out everywhere. The link is then their only way in.",
        ))
        .form(link);
    let page = match step {
        SecondStep::None => page,
        SecondStep::Has => page
            .between(heading("A second step that they lost"))
            .between(super::paragraph(
                "Reset it when you know that it is they who ask. Their password alone signs them in until they set another up.",
            ))
            .form(reset),
        SecondStep::Own => page
            .between(heading("Your second step"))
            .between(super::paragraph(Markup::link(
                "/staff/account/second-step",
                "See or change your second step",
            ))),
    };
    page.between(heading("Sessions"))
        .form(sessions)
        .between(heading("Last day"))
        .between(person.work_left().unwrap_or_default())
        .form(end)
        .between(heading("Close the account now"))
        .between(super::paragraph(
            "They are signed out everywhere, and their password and any link stop working at once. Saving the form at the top lets them sign in again.",
        ))
        .form(now)
}

impl Person {
    /// What becomes of the cases that they have when their account ends; nothing where they have none.
    fn work_left(&self) -> Option<Markup> {
        let cases = match self.open_cases {
            0 => return None,
            1 => "1 open case".to_owned(),
            cases => format!("{cases} open cases"),
        };
        Some(super::paragraph(format!(
            "{} has {cases}. Whoever answers for the service is told, and gives them to others.",
            self.name
        )))
    }
}

/// Binding somebody to the council's identity provider, or releasing them; nothing where there is none.
fn by_provider(person: &Person, form: &FormState) -> Option<Markup> {
    let at = |what: &str| format!("/admin/users/{}/{what}", person.id);
    let form: Markup = match person.provider {
        AtProvider::None => return None,
        AtProvider::Unbound => AdminForm::to(&at("bind"), form)
            .field(
                Input::new("identifier", "Their identifier there")
                    .hint("For Microsoft Entra the object ID of the user. Who was refused for want of an invitation has read it on that page; it stands in the audit log too. From then on they have no password here")
                    .autocomplete("off")
                    .of(form),
            )
            .because_under("because-bind", form)
            .button(Button::secondary("Bind"))
            .into(),
        AtProvider::Bound => AdminForm::to(&at("release"), form)
            .because_under("because-release", form)
            .button(Button::secondary("Release"))
            .into(),
    };
    let title = match person.provider {
        AtProvider::Bound => "They sign in by the council’s own sign-in",
        AtProvider::None | AtProvider::Unbound => "The council’s own sign-in",
    };
    Some(Markup::join([heading(title), form]))
}

/// Binding oneself to the council's identity provider with the link that one was invited with, where nobody of the
/// council has a password.
pub fn bind_yourself(shell: Shell, (words, href): (&str, &str)) -> Question {
    Question::new(shell, "Sign in for the first time", &FormState::new())
        .intro(Markup::trusted(
            "<h1 class=\"govuk-heading-l\">Sign in for the first time</h1>\
             <p class=\"govuk-body\">You sign in with your council account. Your invitation is used with it.</p>"
                .to_owned(),
        ))
        .button(Button::new(words).href(href))
        .without_form()
}

/// Choosing a password with a link; with the council's identity provider as the other way.
pub fn choose_password(shell: Shell, form: &FormState, provider: Option<(&str, &str)>) -> Question {
    let other = provider.map(|(words, href)| {
        Markup::join([
            Markup::from(Button::secondary(words).href(href)),
            Markup::trusted("<p class=\"govuk-body\">Or choose a password:</p>".to_owned()),
        ])
    });
    Question::new(shell, "Choose a password", form)
        .intro(Markup::join([
            Markup::trusted("<h1 class=\"govuk-heading-l\">Choose a password</h1>".to_owned()),
            other.unwrap_or_default(),
        ]))
        .field(
            PasswordInput::new("password", "New password")
                .hint("At least 12 characters. Three or four words that have nothing to do with you are good")
                .autocomplete("new-password")
                .of(form),
        )
        .field(
            PasswordInput::new("again", "The same again")
                .autocomplete("new-password")
                .of(form),
        )
        .button(Button::new("Save password"))
}

pub(super) fn samples() -> Vec<Sample> {
    let policy = sample_policy();
    let person = |active| Person {
        active,
        has_password: false,
        provider: if active {
            AtProvider::Unbound
        } else {
            AtProvider::Bound
        },
        last_sign_in_at: active.then_some(Timestamp::UNIX_EPOCH),
        open_cases: 0,
        ..Person::sample()
    };
    let form = FormState::new()
        .with("name", "Jo Martin")
        .with("roles", "officer")
        .with("teams", "waste-crews");
    let wrong = FormState::new().with_error("roles", "Select at least one role");
    vec![
        Sample::of(
            "admin users",
            &list(sample_shell("/admin/users"), &[person(true), person(false)]),
        ),
        Sample::of(
            "admin user",
            &edit(
                sample_shell("/admin/users/1"),
                &policy,
                (&person(true), &form, SecondStep::Has),
            ),
        ),
        Sample::of(
            "admin user who signs in by a provider",
            &edit(
                sample_shell("/admin/users/1"),
                &policy,
                (&person(false), &form, SecondStep::None),
            ),
        ),
        Sample::of(
            "admin first sign-in by a provider",
            &bind_yourself(
                Shell::sample(),
                (
                    "Sign in with your council account",
                    "/staff/sign-in/provider?invitation=0a1b",
                ),
            ),
        ),
        Sample::of(
            "admin invite with an error",
            &invite(sample_shell("/admin/users/invite"), &policy, &wrong),
        ),
        Sample::of(
            "admin link to hand over",
            &link(
                sample_shell("/admin/users/1"),
                (
                    "Jo Martin",
                    "https://westshire.example.org/staff/set-password/0a1b",
                    Timestamp::UNIX_EPOCH,
                ),
            ),
        ),
        Sample::of(
            "admin choose a password",
            &choose_password(
                Shell::sample(),
                &FormState::new().with_error("password", "The password must have at least 12 characters"),
                Some((
                    "Sign in with your council account",
                    "/staff/sign-in/provider?invitation=0a1b",
                )),
            ),
        ),
    ]
}
