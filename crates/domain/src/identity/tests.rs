//! What a provider says is read by its kind, and gives what the policy says and no more.

use serde_json::json;

use super::*;
use crate::id::{ServiceId, TeamId};
use crate::policy::identity::{Given, Newcomers, PasswordsFor};

const TENANT: &str = "11111111-2222-3333-4444-555555555555";

fn entra() -> IdentityProvider {
    let gives = |value: &str, role, teams: &[&str]| Given {
        value: value.to_owned(),
        roles: vec![role],
        teams: teams.iter().map(|team| TeamId::parse(*team).unwrap()).collect(),
    };
    IdentityProvider {
        kind: ProviderKind::Entra,
        issuer: format!("https://login.microsoftonline.com/{TENANT}/v2.0"),
        client_id: "redress".into(),
        button: "Sign in".into(),
        claim: "groups".into(),
        newcomers: Newcomers::Refused,
        passwords: PasswordsFor::Unbound,
        gives: vec![
            gives("Redress.Adviser", Role::Adviser, &[]),
            gives("0760b6cf", Role::Officer, &[]),
        ],
    }
}

fn openid(claim: &str) -> IdentityProvider {
    IdentityProvider {
        kind: ProviderKind::Openid,
        issuer: "https://sign-in.example.org".into(),
        claim: claim.into(),
        ..entra()
    }
}

fn claims(more: &Value) -> Map<String, Value> {
    let mut claims = json!({ "sub": "pairwise", "oid": "AB-1", "tid": TENANT, "name": "Jo Martin",
        "preferred_username": "jo.martin@example.org" });
    let claims = claims.as_object_mut().unwrap();
    claims.extend(more.as_object().unwrap().clone());
    claims.clone()
}

fn roles(provider: &IdentityProvider, more: &Value) -> Result<Vec<Role>, NotSignedIn> {
    let said = read(provider, &claims(more))?;
    access(provider, &said, None).map(|access| access.roles)
}

#[test]
fn somebody_of_entra_is_known_by_tenant_and_object_and_never_by_an_address() {
    let said = read(&entra(), &claims(&json!({}))).unwrap();
    assert_eq!(said.key.as_str(), format!("entra {TENANT} ab-1"));
    assert_eq!(said.key, IdentityKey::new(&entra(), "ab-1"));
    let renamed = claims(&json!({ "preferred_username": "other@example.org", "sub": "other" }));
    assert_eq!(read(&entra(), &renamed).unwrap().key, said.key);
    let mut nobody = claims(&json!({}));
    nobody.remove("oid");
    assert_eq!(read(&entra(), &nobody), Err(NotSignedIn::NoIdentity));
}

#[test]
fn somebody_of_another_tenant_is_nobody_here() {
    let other = claims(&json!({ "tid": "99999999-2222-3333-4444-555555555555" }));
    assert_eq!(read(&entra(), &other), Err(NotSignedIn::AnotherTenant));
}

#[test]
fn somebody_of_any_other_provider_is_known_by_issuer_and_subject() {
    let said = read(&openid("groups"), &claims(&json!({}))).unwrap();
    assert_eq!(said.key.as_str(), "https://sign-in.example.org pairwise");
}

#[test]
fn app_roles_come_first_and_the_councils_claim_where_there_are_none() {
    let both = json!({ "roles": ["Redress.Adviser"], "groups": ["0760b6cf"] });
    assert_eq!(roles(&entra(), &both), Ok(vec![Role::Staff, Role::Adviser]));
    let groups = json!({ "groups": ["0760b6cf", "unknown"] });
    assert_eq!(roles(&entra(), &groups), Ok(vec![Role::Staff, Role::Officer]));
    // An app role that gives nothing here is still what the council chose to send.
    let other = json!({ "roles": ["Other"], "groups": ["0760b6cf"] });
    assert_eq!(roles(&entra(), &other), Err(NotSignedIn::NoRole));
}

#[test]
fn a_claim_may_stand_within_another_and_be_one_text() {
    let within = json!({ "realm_access": { "roles": ["Redress.Adviser"] } });
    assert!(roles(&openid("realm_access.roles"), &within).is_ok());
    assert!(
        roles(
            &openid("https://example.org/role"),
            &json!({ "https://example.org/role": "Redress.Adviser" })
        )
        .is_ok()
    );
    assert_eq!(
        roles(&openid("realm_access.other"), &within),
        Err(NotSignedIn::NoRole)
    );
}

#[test]
fn too_many_groups_are_told_from_no_role() {
    for overage in [
        json!({ "_claim_names": { "groups": "src1" }, "_claim_sources": { "src1": {} } }),
        json!({ "hasgroups": true }),
    ] {
        assert_eq!(roles(&entra(), &overage), Err(NotSignedIn::TooManyGroups));
    }
    assert_eq!(roles(&entra(), &json!({})), Err(NotSignedIn::NoRole));
    let with_role = json!({ "_claim_names": { "groups": "src1" }, "roles": ["Redress.Adviser"] });
    assert!(roles(&entra(), &with_role).is_ok());
}

#[test]
fn an_address_that_the_provider_did_not_check_is_none() {
    let unchecked = claims(&json!({ "email": "jo.martin@example.org", "email_verified": false }));
    assert_eq!(read(&openid("groups"), &unchecked).unwrap().email, None);
    let checked = claims(&json!({ "email": "jo.martin@example.org", "email_verified": true }));
    assert!(read(&openid("groups"), &checked).unwrap().email.is_some());
}

#[test]
fn roles_are_taken_anew_and_what_the_provider_does_not_give_stays() {
    let held = Access {
        roles: vec![Role::Administrator],
        teams: vec![TeamId::parse("waste-crews").unwrap()],
        services: vec![ServiceId::parse("waste").unwrap()],
        wards: Vec::new(),
        partner: None,
    };
    let said = read(&entra(), &claims(&json!({ "roles": ["Redress.Adviser"] }))).unwrap();
    let given = access(&entra(), &said, Some(&held)).unwrap();
    assert_eq!(given.roles, [Role::Staff, Role::Adviser]);
    assert_eq!(
        (given.teams, given.services),
        (held.teams.clone(), held.services.clone())
    );
    let mut with_teams = entra();
    with_teams.gives[0].teams = vec![TeamId::parse("customer-services").unwrap()];
    let given = access(&with_teams, &said, Some(&held)).unwrap();
    assert_eq!(given.teams, [TeamId::parse("customer-services").unwrap()]);
}
