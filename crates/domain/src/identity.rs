//! What an identity provider says of somebody, and what follows: who they are for ever, and what they may do.
//!
//! What it says was checked before it comes here; here it is read.

use serde_json::{Map, Value};

use crate::policy::identity::{IdentityProvider, ProviderKind};
use crate::settings::user::Access;
use crate::vocabulary::Role;
use crate::words::Digest;

#[cfg(test)]
mod tests;

/// Who somebody is at a provider, for ever: no name and no address, which change hands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct IdentityKey(String);

impl IdentityKey {
    /// Whoever has this identifier at the provider: an object identifier of Entra, or a subject.
    pub fn new(provider: &IdentityProvider, identifier: &str) -> Self {
        match provider.kind {
            ProviderKind::Entra => {
                let tenant = tenant_of(&provider.issuer).unwrap_or_default();
                Self(format!(
                    "entra {} {}",
                    tenant.to_lowercase(),
                    identifier.to_lowercase()
                ))
            }
            ProviderKind::Openid => Self(format!("{} {identifier}", provider.issuer)),
        }
    }

    /// A digest of it, for the record. What it is made of is chance, or means nothing elsewhere, so it has no salt.
    pub fn digest(&self) -> Digest {
        Digest::of(&[0; 16], self.0.as_bytes())
    }

    /// As it is kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a provider says of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Who they are.
    pub key: IdentityKey,
    /// The same in the provider's own word, for an administrator.
    pub identifier: String,
    /// What they are called.
    pub name: Option<String>,
    /// Their e-mail address. It says nothing of who they are.
    pub email: Option<String>,
    /// What bears their roles.
    pub values: Vec<String>,
    /// Whether there were too many groups to say (Entra: more than 200 in a token).
    pub groups_left_out: bool,
}

crate::vocabulary! {
    /// Why nobody was signed in whom the provider knows.
    pub enum NotSignedIn {
        /// It does not say who they are in the way that its kind does.
        NoIdentity = "no-identity",
        /// They are of another tenant than the council's.
        AnotherTenant = "another-tenant",
        /// Nobody has given them an account here.
        NotInvited = "not-invited",
        /// Somebody here has their e-mail address, and is not bound to them.
        AddressTaken = "address-taken",
        /// They have no e-mail address, which an account has.
        NoAddress = "no-address",
        /// Their account here has ended.
        Ended = "ended",
        /// None of what it says of them gives a role.
        NoRole = "no-role",
        /// They are in more groups than it tells.
        TooManyGroups = "too-many-groups",
        /// The account that they were to be bound to is another's already, or they are somebody else here.
        BoundElsewhere = "bound-elsewhere",
    }
}

/// Reads what a provider says of somebody.
pub fn read(provider: &IdentityProvider, claims: &Map<String, Value>) -> Result<Said, NotSignedIn> {
    let text = |name: &str| {
        claims
            .get(name)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    let identifier = match provider.kind {
        // Microsoft: `oid` within `tid` is the only name of somebody that is never given again; an e-mail address
        // or `preferred_username` can be changed to somebody else's.
        ProviderKind::Entra => {
            let (Some(object), Some(tenant)) = (text("oid"), text("tid")) else {
                return Err(NotSignedIn::NoIdentity);
            };
            let is_ours = tenant_of(&provider.issuer).is_some_and(|ours| ours.eq_ignore_ascii_case(tenant));
            if !is_ours {
                return Err(NotSignedIn::AnotherTenant);
            }
            object
        }
        ProviderKind::Openid => text("sub").ok_or(NotSignedIn::NoIdentity)?,
    };
    // OpenID Connect Core 5.1: what the provider did not check is anybody's.
    let is_unchecked = claims.get("email_verified") == Some(&Value::Bool(false));
    let address = match provider.kind {
        ProviderKind::Entra => text("email").or_else(|| text("preferred_username")),
        ProviderKind::Openid => text("email"),
    };
    let email = address.filter(|text| !is_unchecked && text.contains('@'));
    let (values, groups_left_out) = values(provider, claims);
    Ok(Said {
        key: IdentityKey::new(provider, identifier),
        identifier: identifier.to_owned(),
        name: text("name").map(str::to_owned),
        email: email.map(str::to_owned),
        values,
        groups_left_out,
    })
}

/// What bears somebody's roles: app roles first, and the council's claim where there are none.
fn values(provider: &IdentityProvider, claims: &Map<String, Value>) -> (Vec<String>, bool) {
    if provider.kind == ProviderKind::Entra {
        let roles = texts(claims.get("roles"));
        if !roles.is_empty() {
            return (roles, false);
        }
    }
    let found = texts(claim(claims, &provider.claim));
    // Microsoft: beyond 200 groups a token has, in place of `groups`, a reference under `_claim_names`, or `hasgroups`.
    let names = claims.get("_claim_names").and_then(Value::as_object);
    let elsewhere = names.is_some_and(|names| names.contains_key(&provider.claim));
    let has_groups = matches!(claims.get("hasgroups"), Some(Value::Bool(true)))
        || claims.get("hasgroups").and_then(Value::as_str) == Some("true");
    let left_out = found.is_empty() && (elsewhere || (has_groups && provider.claim == "groups"));
    (found, left_out)
}

/// A claim by its name, or else within others: `realm_access.roles`.
fn claim<'c>(claims: &'c Map<String, Value>, name: &str) -> Option<&'c Value> {
    if let Some(value) = claims.get(name) {
        return Some(value);
    }
    let mut parts = name.split('.');
    let mut value = claims.get(parts.next()?)?;
    for part in parts {
        value = value.as_object()?.get(part)?;
    }
    Some(value)
}

fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(items)) => {
            let texts = items.iter().filter_map(Value::as_str);
            texts.map(str::to_owned).collect()
        }
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => Vec::new(),
    }
}

/// What the provider gives somebody who had `held` before; why it gives them nothing.
///
/// Their roles are the provider's to say, and their teams where it gives any; their services and wards stay.
pub fn access(
    provider: &IdentityProvider,
    said: &Said,
    held: Option<&Access>,
) -> Result<Access, NotSignedIn> {
    let given = provider
        .gives
        .iter()
        .filter(|given| said.values.contains(&given.value));
    let (mut roles, mut teams): (Vec<Role>, Vec<_>) = (Vec::new(), Vec::new());
    for given in given {
        roles.extend(given.roles.iter().copied());
        teams.extend(given.teams.iter().cloned());
    }
    if roles.is_empty() {
        return Err(if said.groups_left_out {
            NotSignedIn::TooManyGroups
        } else {
            NotSignedIn::NoRole
        });
    }
    if roles.iter().any(|role| role.is_staff()) {
        roles.push(Role::Staff);
    }
    roles.sort_unstable();
    roles.dedup();
    teams.sort_unstable();
    teams.dedup();
    if !provider.gives_teams() {
        teams = held.map(|held| held.teams.clone()).unwrap_or_default();
    }
    Ok(Access {
        roles,
        teams,
        services: held.map(|held| held.services.clone()).unwrap_or_default(),
        wards: held.map(|held| held.wards.clone()).unwrap_or_default(),
        partner: None,
    })
}

/// The tenant that an issuer of Entra names: what stands after the host.
fn tenant_of(issuer: &str) -> Option<&str> {
    let (_, rest) = issuer.split_once("://")?;
    let tenant = rest.split('/').nth(1)?;
    (!tenant.is_empty()).then_some(tenant)
}
