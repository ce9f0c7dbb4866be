//! What somebody may do, and what changes of it, in sentences for the audit log.

use redress_domain::id::{PartnerId, ServiceId, TeamId, WardId};
use redress_domain::settings::user::Access;
use redress_domain::vocabulary::Role;

use super::Known;

/// What somebody is given who was nobody before, a sentence each: whoever reads the log learns what was given, and not
/// only that somebody was added.
pub(crate) fn given(access: &Access) -> Vec<String> {
    let given = named(access).into_iter();
    let given = given.filter(|(_, names)| !names.is_empty());
    given
        .map(|(what, names)| format!("{what}: {}.", names.join(", ")))
        .collect()
}

/// What changes of somebody, a sentence each; a name or an address is not told, since this is kept when
/// they are gone.
pub(crate) fn differences(known: &Known, (email, name): (&str, &str), access: &Access) -> Vec<String> {
    let mut said = Vec::new();
    if known.row.name != name {
        said.push("The name changed.".to_owned());
    }
    if known.row.email != email {
        said.push("The email address changed.".to_owned());
    }
    for ((what, was), (_, is)) in named(&known.state.access).into_iter().zip(named(access)) {
        let added: Vec<&str> = is.iter().filter(|one| !was.contains(one)).copied().collect();
        let gone: Vec<&str> = was.iter().filter(|one| !is.contains(one)).copied().collect();
        if !added.is_empty() {
            said.push(format!("{what}: added {}.", added.join(", ")));
        }
        if !gone.is_empty() {
            said.push(format!("{what}: taken away {}.", gone.join(", ")));
        }
    }
    if known.state.ends_on.is_some() {
        said.push("They may sign in again.".to_owned());
    }
    said
}

/// What somebody may do and for whom, by name, in the order in which it is said.
fn named(access: &Access) -> [(&'static str, Vec<&str>); 5] {
    // The role of every member of staff is given by itself, and said where it is the only one.
    let is_said = |role: &&Role| **role != Role::Staff || access.roles.len() == 1;
    let roles = access.roles.iter().filter(is_said).map(|role| role.as_str());
    [
        ("Roles", roles.collect()),
        ("Teams", access.teams.iter().map(TeamId::as_str).collect()),
        (
            "Services",
            access.services.iter().map(ServiceId::as_str).collect(),
        ),
        ("Wards", access.wards.iter().map(WardId::as_str).collect()),
        ("Partner", access.partner.iter().map(PartnerId::as_str).collect()),
    ]
}
