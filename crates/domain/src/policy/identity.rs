//! How the people who work for the council sign in by its own identity provider.

use crate::id::TeamId;
use crate::vocabulary::Role;

/// The council's own identity provider (OpenID Connect).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityProvider {
    /// By whose conventions it says who somebody is.
    pub kind: ProviderKind,
    /// Who it is, as its tokens say.
    pub issuer: String,
    /// What it calls us.
    pub client_id: String,
    /// What the button says.
    pub button: String,
    /// The claim that bears somebody's roles where no app role does; with full stops, a claim within a claim.
    pub claim: String,
    /// What becomes of somebody who has no account here.
    pub newcomers: Newcomers,
    /// Who signs in with a password besides.
    pub passwords: PasswordsFor,
    /// What each value of the claim gives.
    pub gives: Vec<Given>,
}

impl IdentityProvider {
    /// Whether teams come from the provider: where no value gives one, they are an administrator's to say.
    pub fn gives_teams(&self) -> bool {
        self.gives.iter().any(|given| !given.teams.is_empty())
    }
}

/// What one value of the claim gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The value, as the provider spells it.
    pub value: String,
    /// The roles.
    pub roles: Vec<Role>,
    /// The teams.
    pub teams: Vec<TeamId>,
}

crate::vocabulary! {
    /// By whose conventions a provider says who somebody is.
    pub enum ProviderKind {
        /// Microsoft Entra ID: `oid` and `tid`, app roles, groups that may be too many.
        Entra = "entra",
        /// Any other: `iss` and `sub`.
        Openid = "openid",
    }
}

crate::vocabulary! {
    /// What becomes of somebody whom the provider knows and we do not.
    pub enum Newcomers {
        /// They are refused until somebody invites them.
        Refused = "refused",
        /// They are made an account at their first sign-in, if they have a role.
        Made = "made",
    }
}

crate::vocabulary! {
    /// Who signs in with a password where there is a provider.
    pub enum PasswordsFor {
        /// Everybody whose account is not bound to the provider.
        Unbound = "unbound",
        /// Whoever answers for a partner organisation, and nobody of the council.
        Partners = "partners",
    }
}
