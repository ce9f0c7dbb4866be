//! A11: partner organisations and the accounts with which somebody answers for one.

use redress_domain::policy::Policy;

use super::user::Person;
use super::{AdminForm, AdminPage, heading, sample_policy, sample_shell};
use crate::components::{Button, Cell, Input, ScrollTable, SummaryList, Table};
use crate::form::FormState;
use crate::format;
use crate::markup::{Content, Markup};
use crate::{Sample, Shell};

/// The fields of the form of a new account, in their order.
pub const FIELDS: [&str; 3] = ["name", "email", super::BECAUSE];

/// Every organisation of the policy, with how many may sign in for it.
pub fn list(shell: Shell, policy: &Policy, accounts: impl Fn(&str) -> usize) -> AdminPage {
    let mut table = Table::new("Partner organisations")
        .column("Name")
        .column("Questions go to")
        .column("Agreement about sharing")
        .column("Accounts");
    for partner in &policy.partners {
        let href = format!("/admin/partners/{}", partner.id);
        let agreement: Content = partner
            .agreement_on
            .map_or_else(|| "None".into(), |on| format::time_long_date(on).into());
        table = table.row([
            Cell::new(Markup::link(&href, partner.name.as_str())),
            Cell::new(partner.email.as_str()),
            Cell::new(agreement),
            Cell::new(accounts(partner.id.as_str()).to_string()),
        ]);
    }
    let page = AdminPage::new(shell, "Partners").say(
        "Every partner answers by the link in our emails. One that gets many requests can have accounts, with which its \
         people see all that we asked it, and nothing else. The organisations themselves stand in the policy file.",
    );
    if policy.partners.is_empty() {
        return page.say("The policy names no partner.");
    }
    page.after(ScrollTable::new("partners", table))
}

/// One organisation: its accounts, and a new one.
pub fn partner(shell: Shell, (id, name): (&str, &str), (people, form): (&[Person], &FormState)) -> AdminPage {
    let mut table = Table::new("Accounts")
        .column("Name")
        .column("Email")
        .column("Last sign-in")
        .column("Status");
    for person in people {
        let href = format!("/admin/partners/accounts/{}", person.id);
        table = table.row([
            Cell::new(Markup::link(&href, person.name.as_str())),
            Cell::new(person.email.as_str()),
            Cell::new(person.last_sign_in()),
            Cell::new(person.state()),
        ]);
    }
    let new = AdminForm::to(&format!("/admin/partners/{id}"), form)
        .field(Input::new("name", "Name").autocomplete("off").of(form))
        .field(
            Input::email("email", "Email address")
                .autocomplete("off")
                .hint("Their own, not one that several people share")
                .of(form),
        )
        .because(form)
        .cancel("/admin/partners")
        .button(Button::new("Make an account"));
    let page = AdminPage::new(shell, name).caption("Partners").errors_of(form);
    let page = if people.is_empty() {
        page.say("Nobody has an account yet.")
    } else {
        page.part(ScrollTable::new("accounts", table))
    };
    page.between(heading("A new account"))
        .between(super::paragraph(
            "You get a link with which they choose a password. Hand it to them yourself: it is shown once.",
        ))
        .form(new)
}

/// One account: a new link, and its end.
pub fn account(shell: Shell, organisation: &str, (person, form): (&Person, &FormState)) -> AdminPage {
    let at = |what: &str| format!("/admin/partners/accounts/{}/{what}", person.id);
    let link = AdminForm::to(&at("link"), form)
        .because_under("because-link", form)
        .button(Button::secondary("Make a link"));
    let end = AdminForm::to(&at("end"), form)
        .because_under("because-end", form)
        .button(Button::warning("End the account now"));
    let page = AdminPage::new(shell, &person.name)
        .caption(organisation)
        .errors_of(form)
        .part(
            SummaryList::new()
                .row("Email", person.email.as_str())
                .row("Status", person.state())
                .row("Last sign-in", person.last_sign_in()),
        );
    if !person.active {
        return page.say("The account has ended. Make a new one if they answer for the organisation again.");
    }
    page.between(heading("A new password"))
        .form(link)
        .between(heading("End"))
        .form(end)
}

pub(super) fn samples() -> Vec<Sample> {
    let policy = sample_policy();
    let person = |active| Person {
        id: "01932c07-0000-7000-8000-00000000000b".into(),
        name: "Mo Farrow".into(),
        email: "mo.farrow@severn-water.example.org".into(),
        roles: vec![redress_domain::vocabulary::Role::Partner],
        teams: Vec::new(),
        active,
        has_password: true,
        provider: super::user::AtProvider::None,
        ends_on: None,
        last_sign_in_at: None,
        open_cases: 0,
    };
    let named = ("severn-water", "Severn Water");
    let (empty, wrong) = (
        FormState::new(),
        FormState::new().with_error("name", "Enter a name"),
    );
    vec![
        Sample::of(
            "admin partners",
            &list(sample_shell("/admin/partners"), &policy, |_| 1),
        ),
        Sample::of(
            "admin partner",
            &partner(
                sample_shell("/admin/partners/1"),
                named,
                (&[person(true)], &empty),
            ),
        ),
        Sample::of(
            "admin partner with an error",
            &partner(sample_shell("/admin/partners/1"), named, (&[], &wrong)),
        ),
        Sample::of(
            "admin account of a partner",
            &account(
                sample_shell("/admin/partners/accounts/1"),
                "Severn Water",
                (&person(true), &empty),
            ),
        ),
        Sample::of(
            "admin ended account of a partner",
            &account(
                sample_shell("/admin/partners/accounts/2"),
                "Severn Water",
                (&person(false), &empty),
            ),
        ),
    ]
}
