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

/// How people prove who they are when they sign in with a password, and how long anybody stays signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInRules {
    /// Whether a second step is asked for.
    pub second_step: SecondStep,
    /// Whoever has one of these roles has to have one, where it is required; nobody else has to.
    pub second_step_of: Vec<Role>,
    /// How many minutes without a request end a session.
    pub idle_minutes: u16,
    /// How many hours after signing in a session ends, whatever is done in it.
    pub longest_hours: u16,
    /// How many minutes after signing in a session of the emergency account ends.
    pub emergency_minutes: u16,
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
