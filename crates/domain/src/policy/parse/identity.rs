//! `[identity_provider]`: the council's own, and what its values give.

use super::Names;
use super::field::Field;
use super::people::Once;
use super::table::Table;
use crate::id::TeamId;
use crate::policy::defaults;
use crate::policy::identity::{Given, IdentityProvider, Newcomers, PasswordsFor, ProviderKind};
use crate::vocabulary::Role;

/// Reads the council's identity provider; `None` where it has none that we may use.
pub(super) fn identity_provider(file: &Table<'_>, names: &Names) -> Option<IdentityProvider> {
    let table = file.group("identity_provider")?;
    let kind = table
        .must("kind", "\"entra\"")
        .and_then(|field| field.word::<ProviderKind>());
    let issuer = table
        .must("issuer", "\"https://login.microsoftonline.com/TENANT/v2.0\"")
        .and_then(|field| issuer(&field, kind));
    let client_id = table
        .must("client_id", "\"11111111-1111-1111-1111-111111111111\"")
        .and_then(|field| one_word(&field));
    let button = table.may("button").and_then(|field| one_line(&field));
    let claim = table.may("claim").and_then(|field| one_word(&field));
    let newcomers = table.may("newcomers").and_then(|field| field.word());
    let passwords = table.may("passwords").and_then(|field| field.word());
    let gives = gives(&table, names);
    table.done();
    Some(IdentityProvider {
        kind: kind?,
        issuer: issuer?,
        client_id: client_id?,
        button: button.unwrap_or_else(|| defaults::PROVIDER_BUTTON.to_owned()),
        claim: claim.unwrap_or_else(|| defaults::PROVIDER_CLAIM.to_owned()),
        newcomers: newcomers.unwrap_or(Newcomers::Refused),
        passwords: passwords.unwrap_or(PasswordsFor::Unbound),
        gives,
    })
}

fn gives(table: &Table<'_>, names: &Names) -> Vec<Given> {
    let groups = table.groups("gives");
    if groups.is_empty() {
        let mend = "Add what a value of the claim gives: [[identity_provider.gives]]".to_owned();
        let key = "identity_provider.gives";
        table.findings.missing(&table.span, key, mend);
    }
    let mut once = Once::default();
    let read = |group: Table<'_>| {
        let value = group.must("value", "\"Redress.Adviser\"").and_then(|field| {
            once.check(&field);
            one_line(&field)
        });
        let roles = group.must("roles", "[\"adviser\"]").map(|field| {
            for item in field.list() {
                no_partner(&item);
            }
            field.words::<Role>()
        });
        let team = |field: Field<'_>| field.refers("team", &names.teams, TeamId::parse);
        let teams = group.may("teams").map(|field| field.list()).unwrap_or_default();
        let teams = teams.into_iter().filter_map(team).collect();
        group.done();
        Some(Given {
            value: value?,
            roles: roles?,
            teams,
        })
    };
    groups.into_iter().filter_map(read).collect()
}

/// Whoever answers for a partner works for another organisation, whose people the council's provider does not know.
fn no_partner(item: &Field<'_>) {
    if item.as_str() == Some(Role::Partner.as_str()) {
        item.wrong(
            "An identity provider of the council makes nobody a partner.",
            "Take it out; invite whoever answers for a partner under Administration, Partners.",
        );
    }
}

/// Who the provider is. A plain address only on this machine; for Entra, one tenant: what is for "common" takes
/// whoever has an account anywhere.
fn issuer(field: &Field<'_>, kind: Option<ProviderKind>) -> Option<String> {
    let text = one_word(field)?;
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://127.0.0.1:"));
    let is_address = rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(['?', '#', '@']));
    if !is_address {
        field.wrong(
            format!("\"{text}\" is not the address of an identity provider."),
            "Write it as the provider does, beginning with https://, without ? and #.",
        );
        return None;
    }
    let of_many = ["/common/", "/organizations/", "/consumers/"];
    let is_of_many = of_many
        .iter()
        .any(|many| format!("{}/", text.trim_end_matches('/')).contains(many));
    if kind == Some(ProviderKind::Entra) && is_of_many {
        field.wrong(
            "This is for the people of every organisation, not of the council's alone.",
            "Write the council's own tenant: \"https://login.microsoftonline.com/TENANT/v2.0\"",
        );
        return None;
    }
    Some(text)
}

fn one_word(field: &Field<'_>) -> Option<String> {
    let text = field.text()?;
    if text.contains(char::is_whitespace) {
        field.wrong("There is a space in this.", "Write it without spaces.");
        return None;
    }
    Some(text)
}

fn one_line(field: &Field<'_>) -> Option<String> {
    let text = field.text()?;
    if text.contains('\n') || text.chars().count() > 100 {
        field.wrong(
            "This is longer than one line of 100 characters.",
            "Write it on one line, in fewer words.",
        );
        return None;
    }
    Some(text)
}
