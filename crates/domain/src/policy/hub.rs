//! Whether the councils of one hub can be told apart (paper 000, 2.1: several councils, one shared service).

use super::{Council, Policy};

/// What two councils may not share: a name in the record, the letters that begin a reference, a host.
///
/// Each sentence names both councils. A hub with a clash would show one council's cases to another.
pub fn clashes(policies: &[&Policy]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, one) in policies.iter().enumerate() {
        for other in policies.iter().skip(at + 1) {
            found.extend(clash(&one.council, &other.council));
        }
    }
    if policies.len() > 1 {
        let hostless = policies.iter().filter(|policy| policy.council.hosts.is_empty());
        found.extend(hostless.map(|policy| {
            format!(
                "{} names no host of its own, so its pages cannot be told from the others'.",
                policy.council.name
            )
        }));
    }
    found
}

fn clash(one: &Council, other: &Council) -> Vec<String> {
    let both = format!("{} and {}", one.name, other.name);
    let mut found = Vec::new();
    if one.id == other.id {
        found.push(format!("{both} have the same id, \"{}\".", one.id));
    }
    if one.prefix == other.prefix {
        found.push(format!(
            "The references of {both} begin with the same letters, \"{}\".",
            one.prefix
        ));
    }
    let shared = one
        .hosts
        .iter()
        .filter(|host| other.hosts.iter().any(|theirs| theirs.eq_ignore_ascii_case(host)));
    found.extend(shared.map(|host| format!("{both} are both at \"{host}\".")));
    found
}

#[cfg(test)]
mod tests;
