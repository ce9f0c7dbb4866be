//! Who proves who they are with a second step when they sign in.

use crate::vocabulary::Role;

crate::vocabulary! {
    /// Whether a code from an authenticator app is asked for beside the password.
    pub enum SecondStep {
        /// Nobody is asked, and nobody can set it up.
        Off = "off",
        /// Whoever has set it up is asked.
        Offered = "offered",
        /// Whoever has one of the named roles has to set it up; everybody else can.
        Required = "required",
    }
}

/// How people prove who they are when they sign in with a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInRules {
    /// Whether a second step is asked for.
    pub second_step: SecondStep,
    /// Whoever has one of these roles has to have one, where it is required; nobody else has to.
    pub second_step_of: Vec<Role>,
}

impl SignInRules {
    /// Whether somebody with these roles can set a second step up, and is asked for it when they have.
    ///
    /// An account of a partner opens nothing but the questions to its organisation, and has no page of its own.
    pub fn offers_second_step(&self, roles: &[Role]) -> bool {
        self.second_step != SecondStep::Off && !roles.contains(&Role::Partner)
    }

    /// Whether somebody with these roles opens nothing before they have set a second step up.
    pub fn requires_second_step(&self, roles: &[Role]) -> bool {
        self.second_step == SecondStep::Required
            && self.offers_second_step(roles)
            && roles.iter().any(|role| self.second_step_of.contains(role))
    }
}
