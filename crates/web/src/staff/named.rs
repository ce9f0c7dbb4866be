//! What pages of staff beside the cases call services and whoever acted.

use std::collections::{BTreeMap, BTreeSet};

use redress_domain::id::{ActorId, ServiceId, UserId};
use redress_domain::policy::Policy;

/// The services that can be chosen, as value and name.
pub(crate) fn services(policy: &Policy) -> Vec<(String, String)> {
    let services = policy.services.iter();
    services
        .map(|service| (service.id.to_string(), service.name.clone()))
        .collect()
}

/// What a service is called; its identifier where the policy has it no more.
pub(crate) fn service(policy: Option<&Policy>, id: &ServiceId) -> String {
    let known = policy.and_then(|policy| policy.service(id));
    known.map_or_else(|| id.to_string(), |service| service.name.clone())
}

/// What to call whoever acted, with what a customer is called there.
pub(crate) fn actor(names: &BTreeMap<UserId, String>, actor: &ActorId, customer: &str) -> String {
    match actor {
        ActorId::User(user) => names.get(user).cloned().unwrap_or_else(|| "somebody".to_owned()),
        ActorId::Customer(_) => customer.to_owned(),
        ActorId::Anonymous => "somebody who gave no name".to_owned(),
        ActorId::Job(_) => "Redress".to_owned(),
        ActorId::Import(name) | ActorId::Program(name) => format!("the program “{name}”"),
        ActorId::Partner(partner) => partner.to_string(),
    }
}

/// The names of services that stand between commas.
pub(crate) fn service_names(policy: &Policy, services: &str) -> String {
    let names: BTreeSet<String> = services
        .split(',')
        .filter_map(|id| ServiceId::parse(id).ok())
        .map(|id| service(Some(policy), &id))
        .collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}
