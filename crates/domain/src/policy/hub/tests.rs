//! Councils that share an installation are told apart.

use super::clashes;
use crate::policy::Policy;

fn at(source: &str, host: &str) -> Policy {
    let mut policy = Policy::parse(source).unwrap();
    policy.council.hosts = vec![host.to_owned()];
    policy
}

const WORCESTER: &str = include_str!("../../../../../policies/worcester.toml");
const HART: &str = include_str!("../../../../../policies/hart.toml");

#[test]
fn councils_with_their_own_letters_and_hosts_share_a_hub() {
    let (one, other) = (
        at(WORCESTER, "worcester.example.org"),
        at(HART, "hart.example.org"),
    );
    assert_eq!(clashes(&[&one, &other]), Vec::<String>::new());
}

#[test]
fn a_shared_host_and_shared_letters_are_told() {
    let (one, mut other) = (at(WORCESTER, "hub.example.org"), at(HART, "HUB.example.org"));
    other.council.prefix = "WCC".to_owned();
    let told = clashes(&[&one, &other]);
    assert_eq!(told.len(), 2);
    assert!(told[0].contains("\"WCC\"") && told[1].contains("hub.example.org"));
}

#[test]
fn in_a_hub_each_council_needs_a_host() {
    let (one, mut other) = (at(WORCESTER, "worcester.example.org"), at(HART, "x.example.org"));
    other.council.hosts.clear();
    assert!(clashes(&[&one, &other])[0].contains("names no host"));
    assert!(clashes(&[&other]).is_empty());
}
