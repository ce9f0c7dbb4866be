//! The demo's story under another policy: its services and teams, where the policy has them, and
//! others of the policy in the place of those that it has not.

use std::collections::BTreeMap;

use redress_domain::policy::{Policy, Service};

use crate::demo::texts::Texts;

/// What stands in for a service that the policy does not have, by what it is called there.
const NEEDS: &[(&str, &[&str])] = &[
    ("waste", &["bin", "refuse", "recycl", "waste"]),
    ("streets", &["street", "clean", "road"]),
    ("parks", &["park", "countryside", "green", "leisure"]),
    ("council-tax", &["tax", "revenue"]),
    ("benefits", &["benefit", "revenue"]),
    ("planning", &["planning", "development"]),
    ("repairs", &["repair", "housing", "homeless"]),
    ("tenancies", &["tenan", "housing", "homeless"]),
    ("homelessness", &["homeless", "housing"]),
    ("environmental-health", &["environment", "noise"]),
    ("parking", &["parking", "street"]),
    ("customer-services", &["customer", "contact", "election"]),
];

/// The policy's service for one of the demo's: the same, one for the same need, or any.
fn service_for(policy: &Policy, wanted: &str) -> Option<String> {
    let same = policy
        .services
        .iter()
        .find(|service| service.id.as_str() == wanted);
    let needs = NEEDS.iter().filter(|(name, _)| *name == wanted);
    let words: Vec<&&str> = needs.flat_map(|(_, words)| words.iter()).collect();
    let near = |text: fn(&Service) -> &str| {
        let has = |service: &Service, word: &str| text(service).to_lowercase().contains(word);
        words
            .iter()
            .find_map(|word| policy.services.iter().find(|service| has(service, word)))
    };
    // By its own short name first: housing benefit, which has housing in its name, repairs no homes.
    let by_id = || near(|service| service.id.as_str());
    let by_name = || near(|service| &service.name);
    let any = || policy.services.get(any_of(wanted, policy.services.len()));
    let found = same.or_else(by_id).or_else(by_name).or_else(any)?;
    Some(found.id.to_string())
}

/// The policy's team for one of the demo's: the same, the central one for Customer Services, or any.
pub(crate) fn team_for(policy: &Policy, wanted: &str) -> Option<String> {
    let same = policy.teams.iter().find(|team| team.id.as_str() == wanted);
    let central = || {
        policy
            .teams
            .iter()
            .find(|team| team.is_central && wanted == "customer-services")
    };
    let any = || policy.teams.get(any_of(wanted, policy.teams.len()));
    let found = same.or_else(central).or_else(any)?;
    Some(found.id.to_string())
}

/// A place in a list that is the same each time for the same name.
fn any_of(name: &str, length: usize) -> usize {
    let sum: usize = name.bytes().map(usize::from).sum();
    sum.checked_rem(length).unwrap_or(0)
}

impl Texts {
    /// Has everything happen to services that the policy has; answers each of the demo's that it has
    /// not, with what stands in for it.
    pub(crate) fn fit(&mut self, policy: &Policy) -> BTreeMap<String, String> {
        let mut instead = BTreeMap::new();
        let situations = &mut self.situations;
        let questions = [
            &mut situations.enquiry,
            &mut situations.comment,
            &mut situations.compliment,
        ];
        let requests = situations.request.iter_mut().map(|one| &mut one.service);
        let complaints = situations.complaint.iter_mut().map(|one| &mut one.service);
        let asked = questions.into_iter().flatten().map(|one| &mut one.service);
        let slow = std::iter::once(&mut situations.slow.service);
        for service in requests.chain(complaints).chain(slow).chain(asked) {
            let Some(found) = service_for(policy, service) else {
                continue;
            };
            if found != *service {
                let missing = std::mem::replace(service, found.clone());
                instead.insert(missing, found);
            }
        }
        instead
    }
}

#[cfg(test)]
mod tests {
    //! What the demo tells happens to a service of the policy whose work it is.

    use super::*;

    #[test]
    fn what_is_told_of_council_homes_never_happens_to_housing_benefit() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");
        let mut read = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|end| end != "toml") {
                continue;
            }
            let policy = Policy::parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
            read += 1;
            for (wanted, words) in NEEDS {
                let found = service_for(&policy, wanted).unwrap();
                let fits =
                    found == *wanted || words.iter().any(|word| found.contains(word)) || found == "hub";
                assert!(fits, "{wanted} happens to {found} in {}", path.display());
            }
        }
        assert!(read > 4, "{read} policies");
    }
}
