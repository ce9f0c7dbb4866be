//! The settings: what may be done to the policy's next version, and to people's leave to sign in.
//!
//! Each is a decider of its own, pure like that of a case. Events hold facts and identifiers: a reason,
//! a policy's text and what changed in it are words beside the record, a name and an address stand in
//! the person's row alone.

pub mod policy;
pub mod user;

use jiff::civil::Date;

use crate::permission::Act;
use crate::policy::Departure;
use crate::policy::parse::Mistake;

/// Why the settings stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The actor may not do it.
    #[error("{0} is not permitted")]
    NotPermitted(Act),
    /// There is no reason: whoever asks later who changed it has to hear why.
    #[error("the reason is missing")]
    ReasonMissing,
    /// It is as it was before.
    #[error("nothing changed")]
    NothingChanged,
    /// There is no draft.
    #[error("there is no draft")]
    NoDraft,
    /// The text is no policy.
    #[error("the policy has {} mistakes", .0.len())]
    Mistakes(Vec<Mistake>),
    /// The text is the policy of another council.
    #[error("it is the policy of another council")]
    AnotherCouncil,
    /// No body adopted it.
    #[error("no body adopted it")]
    NotAdopted,
    /// It would be in force from a day that has passed.
    #[error("it starts in the past")]
    StartsInThePast,
    /// It would be in force from a day that nobody can mean.
    #[error("it starts after {latest}")]
    StartsTooFarAhead {
        /// The latest day from which it can be in force.
        latest: Date,
    },
    /// The version is in force, or was.
    #[error("the version has begun")]
    VersionHasBegun,
    /// A version that was made from it starts later: that one goes first.
    #[error("a version that starts later follows it")]
    AnotherVersionFollows,
    /// Its adoption was withdrawn before.
    #[error("it is withdrawn already")]
    AlreadyWithdrawn,
    /// A version that starts later is adopted already, and would end it.
    #[error("a version that starts on {0} is adopted already")]
    StartsBeforeTheLast(Date),
    /// It departs from an Ombudsman's Code and does not say why.
    #[error("it departs from the Code without a reason")]
    UnexplainedDepartures(Vec<Departure>),
    /// A service that still has open cases was taken out: it can be ended only.
    #[error("{service} has {open} open cases")]
    ServiceHasCases {
        /// Its name.
        service: String,
        /// How many.
        open: i64,
    },
    /// Conduct files are kept, and the rules for them were taken out.
    #[error("conduct files are kept, and [conduct] was taken out")]
    ConductGoesOn,
    /// There is no such person.
    #[error("there is no such person")]
    NoSuchPerson,
    /// Somebody who signs in has at least one role.
    #[error("the role is missing")]
    RoleMissing,
    /// Whoever has the role of a partner answers for one organisation, and nobody else does.
    #[error("the partner organisation is missing, or the role of a partner")]
    PartnerMissing,
    /// Whoever answers for a partner has no other role, team, service or ward.
    #[error("whoever answers for a partner has no other role")]
    PartnerAlone,
    /// A member of the council is none of its staff (Local Government Act 1972, section 80(1)(a)), and sees no complaint that
    /// they did not raise.
    #[error("a councillor is no member of staff")]
    CouncillorAlone,
    /// Nobody takes the administrator's role from themselves.
    #[error("nobody removes their own administrator role")]
    OwnAdministratorRole,
    /// Nobody gives a role to themselves.
    #[error("nobody gives a role to themselves")]
    OwnNewRole,
    /// Somebody must be left who can change the settings.
    #[error("it would leave nobody who is administrator")]
    LastAdministrator,
    /// Somebody's last day has passed before it is said.
    #[error("the last day is in the past")]
    EndsInThePast,
    /// They cannot sign in any more.
    #[error("they cannot sign in any more")]
    Ended,
    /// Whoever answers for a partner is not known to the council's own provider.
    #[error("whoever answers for a partner is not bound to the council's provider")]
    PartnerNotBound,
    /// They sign in by the provider already.
    #[error("they are bound to the provider already")]
    AlreadyBound,
    /// They do not sign in by the provider.
    #[error("they are not bound to the provider")]
    NotBound,
    /// Nobody resets the second step that guards their own account.
    #[error("nobody resets their own second step")]
    OwnSecondStep,
    /// They have no second step.
    #[error("they have no second step")]
    NoSecondStep,
    /// The policy wants whoever has their role to have one.
    #[error("the policy requires a second step of them")]
    SecondStepRequired,
    /// The policy has nobody set one up.
    #[error("the policy offers them no second step")]
    NoSecondStepHere,
    /// It is somebody's own account, and not that for emergencies.
    #[error("it is not the emergency account")]
    EverydayAccount,
    /// What the emergency account may do and is opened with is changed by whoever runs the program alone.
    #[error("the emergency account is made anew by whoever runs the program")]
    EmergencyStays,
    /// The emergency account was not used since somebody looked at that.
    #[error("it was not used since it was last reviewed")]
    NoEmergencyUse,
    /// Whoever used it does not review that.
    #[error("nobody reviews their own use of the emergency account")]
    OwnEmergencyUse,
}

#[cfg(test)]
mod tests;
