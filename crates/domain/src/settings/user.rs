//! A person's stream: invited, changed, ended. Their name and address stand in their row alone.

mod access;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::access::Access;
use super::Refusal;
use crate::id::{ServiceId, TeamId, UserId, WardId};
use crate::identity::NotSignedIn;
use crate::permission::{self, Act, Actor};
use crate::policy::Policy;
use crate::vocabulary::Role;
use crate::words::{Digest, Words, WordsRef};
use crate::working_hours::WorkingHours;

/// What happened to somebody's leave to sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// They were added, or their roles, teams or services changed, by the program.
    UserSet {
        /// Their roles.
        roles: Vec<Role>,
        /// Their teams.
        teams: Vec<TeamId>,
        /// Services beyond those of their teams.
        services: Vec<ServiceId>,
        /// The wards that a councillor is elected for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        wards: Vec<WardId>,
        /// Whether they may sign in.
        active: bool,
        /// Why; events of before have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordsRef>,
        /// What they were given, a sentence a line; events of before have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        difference: Option<WordsRef>,
    },
    /// An administrator added them.
    UserInvited {
        /// What they may do.
        #[serde(flatten)]
        access: Access,
        /// What they were given, a sentence a line; events of before have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        difference: Option<WordsRef>,
        /// Why.
        because: WordsRef,
    },
    /// An administrator changed what they may do, or what they are called.
    UserChanged {
        /// What they may do.
        #[serde(flatten)]
        access: Access,
        /// What changed in it, a sentence a line.
        difference: WordsRef,
        /// Why.
        because: WordsRef,
    },
    /// They sign in until this day and no longer.
    UserEnded {
        /// The last day.
        on: Date,
        /// Why.
        because: WordsRef,
    },
    /// Every browser that they were signed in with was signed out.
    SessionsEnded {
        /// Why.
        because: WordsRef,
    },
    /// They were given a link with which they choose a password.
    PasswordLinkMade {
        /// Why.
        because: WordsRef,
    },
    /// They chose a password with such a link.
    PasswordChosen {},
    /// They set a second step up for signing in, and gave a first code.
    SecondStepSet {},
    /// They took their second step away.
    SecondStepEnded {},
    /// Somebody else took their second step away: a lost telephone.
    SecondStepReset {
        /// Why.
        because: WordsRef,
    },
    /// They were given recovery codes in place of those that they had.
    RecoveryCodesMade {},
    /// They signed in with a recovery code, which is used up.
    RecoveryCodeUsed {},
    /// They are away, and somebody covers.
    AwaySet {
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
        /// Who covers.
        covered_by: UserId,
    },
    /// They are not away after all.
    AwayEnded {},
    /// They said when they work; nothing when they took it back.
    HoursSet {
        /// The days and hours.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hours: Option<WorkingHours>,
    },
    /// From now on they sign in by the council's identity provider.
    IdentityBound {
        /// A digest of who they are there, so that another cannot be put in its place unseen.
        identity: Digest,
        /// Why, where somebody else did it; nothing where they did it themselves with a link.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordsRef>,
    },
    /// They sign in by the provider no longer.
    IdentityReleased {
        /// Why.
        because: WordsRef,
    },
    /// The provider knows them, and they were not let in.
    ProviderSignInRefused {
        /// Why.
        why: NotSignedIn,
        /// The same in words.
        difference: WordsRef,
    },
    /// So many wrong tries were made that nobody is let in for a while from where they came.
    SignInLocked {
        /// After how many.
        tries: u32,
        /// The same in words.
        difference: WordsRef,
    },
    /// It is the account for the day on which nobody else gets in: made, or given a new password and second step.
    EmergencyAccountMade {
        /// What whoever uses it may do.
        #[serde(flatten)]
        access: Access,
        /// Why.
        because: WordsRef,
    },
    /// Somebody signed in with it.
    EmergencyAccountUsed {},
    /// Somebody else looked at how it was used since they last did.
    EmergencyUseReviewed {
        /// What they found.
        because: WordsRef,
    },
}

impl Event {
    /// What happened, by name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::UserSet { .. } => "user-set",
            Self::UserInvited { .. } => "user-invited",
            Self::UserChanged { .. } => "user-changed",
            Self::UserEnded { .. } => "user-ended",
            Self::SessionsEnded { .. } => "sessions-ended",
            Self::PasswordLinkMade { .. } => "password-link-made",
            Self::PasswordChosen {} => "password-chosen",
            Self::SecondStepSet {} => "second-step-set",
            Self::SecondStepEnded {} => "second-step-ended",
            Self::SecondStepReset { .. } => "second-step-reset",
            Self::RecoveryCodesMade {} => "recovery-codes-made",
            Self::RecoveryCodeUsed {} => "recovery-code-used",
            Self::AwaySet { .. } => "away-set",
            Self::AwayEnded {} => "away-ended",
            Self::HoursSet { .. } => "hours-set",
            Self::IdentityBound { .. } => "identity-bound",
            Self::IdentityReleased { .. } => "identity-released",
            Self::ProviderSignInRefused { .. } => "provider-sign-in-refused",
            Self::SignInLocked { .. } => "sign-in-locked",
            Self::EmergencyAccountMade { .. } => "emergency-account-made",
            Self::EmergencyAccountUsed {} => "emergency-account-used",
            Self::EmergencyUseReviewed { .. } => "emergency-use-reviewed",
        }
    }
}

/// What somebody asks to be done about a person.
#[derive(Debug, Clone)]
pub enum Command {
    /// Add them.
    Invite {
        /// What they may do.
        access: Access,
        /// What they are given, a sentence a line.
        difference: Words,
        /// Why.
        because: Words,
    },
    /// Change what they may do, what they are called or how they sign in.
    Change {
        /// What they may do from now on.
        access: Access,
        /// Whether their name or address changes too.
        details: Details,
        /// What changed, a sentence a line.
        difference: Words,
        /// Why.
        because: Words,
    },
    /// Have them sign in until a day and no longer.
    End {
        /// The last day.
        on: Date,
        /// Why.
        because: Words,
    },
    /// Have them sign in no more, from this moment on.
    EndNow {
        /// Why.
        because: Words,
    },
    /// Sign them out everywhere.
    EndSessions {
        /// Why.
        because: Words,
    },
    /// Make a link with which they choose a password.
    MakePasswordLink {
        /// Why.
        because: Words,
    },
    /// Have them sign in by the council's identity provider.
    BindIdentity {
        /// A digest of who they are there.
        identity: Digest,
        /// Why.
        because: Words,
    },
    /// Have them sign in by it no longer.
    ReleaseIdentity {
        /// Why.
        because: Words,
    },
    /// Have them do what the provider now says that they may.
    TakeFromProvider {
        /// What they may do from now on.
        access: Access,
        /// What changed, a sentence a line.
        difference: Words,
        /// What the provider says.
        because: Words,
    },
    /// Take their second step away, so that their password alone lets them in until they set another up.
    ResetSecondStep {
        /// Why.
        because: Words,
    },
    /// Make the emergency account, or give it a new password and second step.
    MakeEmergencyAccount {
        /// Why.
        because: Words,
    },
    /// Say what was found of how it was used.
    ReviewEmergencyUse {
        /// What was found.
        because: Words,
    },
}

/// What somebody does about their own second step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnStep {
    /// Sets it up, in place of one that they had.
    Set,
    /// Takes it away.
    End,
    /// Has recovery codes made in place of those that they had.
    MakeCodes,
    /// Uses a recovery code up.
    UseCode,
}

/// Whether somebody's name or address changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Details {
    /// They stay.
    Same,
    /// One of them changes.
    Changed,
}

/// How somebody's leave to sign in stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Who.
    pub id: UserId,
    /// What they may do.
    pub access: Access,
    /// Their last day, if one was said.
    pub ends_on: Option<Date>,
    /// Whether they sign in by the council's identity provider.
    pub bound: Bound,
    /// Whether they have a second step.
    pub has_second_step: bool,
    /// What the account is for.
    pub purpose: Purpose,
}

/// What an account is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// For somebody's work.
    Everyday,
    /// For the day on which the identity provider is away and nobody else gets in (NCSC and Microsoft Entra call it
    /// "break glass").
    Emergency {
        /// How often it was used since somebody else looked at that.
        unreviewed: usize,
    },
}

/// Whether somebody signs in by the council's identity provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// By the provider.
    ToProvider,
    /// By what the council gave them here.
    No,
}

/// What deciding needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Context<'c> {
    /// Who acts.
    pub actor: &'c Actor,
    /// Today, in London.
    pub today: Date,
    /// The policy now in force.
    pub policy: &'c Policy,
    /// How many others are administrators and may sign in.
    pub other_administrators: usize,
}

/// The state after an event; `None` before the first.
pub fn evolve(id: &UserId, state: Option<State>, event: &Event) -> Option<State> {
    let bound = state.as_ref().map_or(Bound::No, |state| state.bound);
    let has_second_step = state.as_ref().is_some_and(|state| state.has_second_step);
    let purpose = state.as_ref().map_or(Purpose::Everyday, |state| state.purpose);
    let with = |access: Access, ends_on: Option<Date>| {
        Some(State {
            id: id.clone(),
            access,
            ends_on,
            bound,
            has_second_step,
            purpose,
        })
    };
    let stepping = |has_second_step: bool, state: Option<State>| {
        state.map(|state| State {
            has_second_step,
            ..state
        })
    };
    match event {
        Event::UserSet {
            roles,
            teams,
            services,
            wards,
            active,
            because: _,
            difference: _,
        } => {
            let access = Access {
                roles: roles.clone(),
                teams: teams.clone(),
                services: services.clone(),
                wards: wards.clone(),
                partner: None,
            };
            with(access, (!active).then_some(Date::MIN))
        }
        Event::UserInvited { access, .. } | Event::UserChanged { access, .. } => with(access.clone(), None),
        Event::UserEnded { on, .. } => state.map(|state| State {
            ends_on: Some(*on),
            ..state
        }),
        Event::SecondStepSet {} => stepping(true, state),
        Event::SecondStepEnded {} | Event::SecondStepReset { .. } => stepping(false, state),
        Event::RecoveryCodesMade {}
        | Event::RecoveryCodeUsed {}
        | Event::SessionsEnded { .. }
        | Event::PasswordLinkMade { .. }
        | Event::PasswordChosen {}
        | Event::AwaySet { .. }
        | Event::AwayEnded {}
        | Event::HoursSet { .. }
        | Event::ProviderSignInRefused { .. }
        | Event::SignInLocked { .. } => state,
        Event::IdentityBound { .. } => state.map(|state| State {
            bound: Bound::ToProvider,
            ..state
        }),
        Event::IdentityReleased { .. } => state.map(|state| State {
            bound: Bound::No,
            ..state
        }),
        Event::EmergencyAccountMade { access, .. } => Some(State {
            id: id.clone(),
            access: access.clone(),
            ends_on: None,
            bound: Bound::No,
            has_second_step: true,
            purpose: Purpose::Emergency {
                unreviewed: unreviewed(purpose),
            },
        }),
        Event::EmergencyAccountUsed {} => state.map(|state| State {
            purpose: Purpose::Emergency {
                unreviewed: unreviewed(purpose).saturating_add(1),
            },
            ..state
        }),
        Event::EmergencyUseReviewed { .. } => state.map(|state| State {
            purpose: Purpose::Emergency { unreviewed: 0 },
            ..state
        }),
    }
}

fn unreviewed(purpose: Purpose) -> usize {
    match purpose {
        Purpose::Everyday => 0,
        Purpose::Emergency { unreviewed } => unreviewed,
    }
}

/// Decides what follows from `command`, or why it may not be done.
///
/// Somebody who has ended is changed back by [`Command::Change`]: it takes their last day away.
pub fn decide(
    state: Option<&State>,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if !permission::may(context.policy, context.actor, Act::ManageUsers) {
        return Err(Refusal::NotPermitted(Act::ManageUsers));
    }
    let known = || state.ok_or(Refusal::NoSuchPerson);
    let event = match command {
        Command::Invite {
            access,
            difference,
            because,
        } => Event::UserInvited {
            access: access.whole()?,
            difference: Some(difference.reference()),
            because: reason(because)?,
        },
        Command::Change {
            access,
            details,
            difference,
            because,
        } => {
            let (state, access) = (everyday(known()?)?, access.whole()?);
            if state.access == access && *details == Details::Same && state.ends_on.is_none() {
                return Err(Refusal::NothingChanged);
            }
            if !access.roles.contains(&Role::Administrator) {
                keeps_an_administrator(state, context)?;
            }
            // Domain, section 7: nobody reads cases by being administrator; another one gives the role for it.
            let is_new = |role: &Role| !state.access.roles.contains(role);
            if context.actor.user() == Some(&state.id) && access.roles.iter().any(is_new) {
                return Err(Refusal::OwnNewRole);
            }
            let (difference, because) = (difference.reference(), reason(because)?);
            Event::UserChanged {
                access,
                difference,
                because,
            }
        }
        Command::End { on, because } => {
            if *on < context.today {
                return Err(Refusal::EndsInThePast);
            }
            keeps_an_administrator(known()?, context)?;
            let because = reason(because)?;
            Event::UserEnded { on: *on, because }
        }
        Command::EndNow { because } => {
            keeps_an_administrator(known()?, context)?;
            Event::UserEnded {
                on: context.today.yesterday().unwrap_or(context.today),
                because: reason(because)?,
            }
        }
        Command::EndSessions { because } => {
            known()?;
            let because = reason(because)?;
            Event::SessionsEnded { because }
        }
        Command::MakePasswordLink { because } => {
            if everyday(known()?)?
                .ends_on
                .is_some_and(|last| last < context.today)
            {
                return Err(Refusal::Ended);
            }
            let because = reason(because)?;
            Event::PasswordLinkMade { because }
        }
        Command::BindIdentity { identity, because } => {
            can_be_bound(known()?, context)?;
            Event::IdentityBound {
                identity: identity.clone(),
                because: Some(reason(because)?),
            }
        }
        Command::ReleaseIdentity { because } => {
            if known()?.bound == Bound::No {
                return Err(Refusal::NotBound);
            }
            let because = reason(because)?;
            Event::IdentityReleased { because }
        }
        Command::TakeFromProvider {
            access,
            difference,
            because,
        } => {
            let (state, access) = (known()?, access.whole()?);
            if state.bound == Bound::No {
                return Err(Refusal::NotBound);
            }
            if state.access == access {
                return Err(Refusal::NothingChanged);
            }
            // A right that the provider took is gone, the last administrator's too: it is the council's own decision,
            // and whoever runs the program can name another.
            let (difference, because) = (difference.reference(), reason(because)?);
            Event::UserChanged {
                access,
                difference,
                because,
            }
        }
        Command::ResetSecondStep { because } => {
            let state = everyday(known()?)?;
            // Whoever holds an administrator's session must not get rid of the step that guards it: their own account
            // asks for the password, and refuses where the policy wants one.
            if context.actor.user() == Some(&state.id) {
                return Err(Refusal::OwnSecondStep);
            }
            if !state.has_second_step {
                return Err(Refusal::NoSecondStep);
            }
            let because = reason(because)?;
            Event::SecondStepReset { because }
        }
        Command::MakeEmergencyAccount { because } => make_emergency(state, because, context)?,
        Command::ReviewEmergencyUse { because } => review_emergency(known()?, because, context)?,
    };
    Ok(vec![event])
}

/// The account for the day on which nobody else gets in, with an administrator's rights and no more.
///
/// Only whoever runs the program makes it: an administrator's session that somebody took over must leave no door behind that
/// stays open when it ends.
fn make_emergency(state: Option<&State>, because: &Words, context: &Context<'_>) -> Result<Event, Refusal> {
    if context.actor.user().is_some() {
        return Err(Refusal::NotPermitted(Act::ManageUsers));
    }
    if state.is_some_and(|state| state.purpose == Purpose::Everyday) {
        return Err(Refusal::EverydayAccount);
    }
    Ok(Event::EmergencyAccountMade {
        access: Access {
            roles: vec![Role::Staff, Role::Administrator],
            teams: Vec::new(),
            services: Vec::new(),
            wards: Vec::new(),
            partner: None,
        },
        because: reason(because)?,
    })
}

/// Somebody else than who used it says what they found.
fn review_emergency(state: &State, because: &Words, context: &Context<'_>) -> Result<Event, Refusal> {
    if unreviewed(state.purpose) == 0 {
        return Err(Refusal::NoEmergencyUse);
    }
    // Whoever used it is not who says that the use was right.
    if context.actor.user() == Some(&state.id) {
        return Err(Refusal::OwnEmergencyUse);
    }
    Ok(Event::EmergencyUseReviewed {
        because: reason(because)?,
    })
}

/// Decides that somebody signs in with the emergency account, or why they may not.
pub fn decide_emergency_use(state: &State, today: Date) -> Result<Event, Refusal> {
    if state.purpose == Purpose::Everyday {
        return Err(Refusal::EverydayAccount);
    }
    if state.ends_on.is_some_and(|last| last < today) {
        return Err(Refusal::Ended);
    }
    Ok(Event::EmergencyAccountUsed {})
}

/// What is done to everybody's account and not to that for emergencies: what it may do, its password and its second step stay
/// as whoever runs the program made them, and it hangs on no provider (Microsoft, "Manage emergency access accounts in
/// Microsoft Entra ID": not federated, and not tied to a person).
fn everyday(state: &State) -> Result<&State, Refusal> {
    match state.purpose {
        Purpose::Everyday => Ok(state),
        Purpose::Emergency { .. } => Err(Refusal::EmergencyStays),
    }
}

/// Decides that somebody binds themselves, with the link that they were invited with.
pub fn bind_by_link(state: &State, identity: Digest, context: &Context<'_>) -> Result<Event, Refusal> {
    can_be_bound(state, context)?;
    let because = None;
    Ok(Event::IdentityBound { identity, because })
}

fn can_be_bound(state: &State, context: &Context<'_>) -> Result<(), Refusal> {
    everyday(state)?;
    if state.access.partner.is_some() {
        return Err(Refusal::PartnerNotBound);
    }
    if state.bound == Bound::ToProvider {
        return Err(Refusal::AlreadyBound);
    }
    if state.ends_on.is_some_and(|last| last < context.today) {
        return Err(Refusal::Ended);
    }
    Ok(())
}

/// Decides what follows when somebody does this about their own second step, or why they may not.
pub fn decide_own_step(state: &State, step: OwnStep, policy: &Policy) -> Result<Event, Refusal> {
    let (rules, roles) = (&policy.sign_in, &state.access.roles);
    if step != OwnStep::Set && !state.has_second_step {
        return Err(Refusal::NoSecondStep);
    }
    if matches!(step, OwnStep::Set | OwnStep::End) {
        everyday(state)?;
    }
    match step {
        OwnStep::Set if !rules.offers_second_step(roles) => Err(Refusal::NoSecondStepHere),
        OwnStep::Set => Ok(Event::SecondStepSet {}),
        OwnStep::End if rules.requires_second_step(roles) => Err(Refusal::SecondStepRequired),
        OwnStep::End => Ok(Event::SecondStepEnded {}),
        OwnStep::MakeCodes => Ok(Event::RecoveryCodesMade {}),
        OwnStep::UseCode => Ok(Event::RecoveryCodeUsed {}),
    }
}

fn reason(because: &Words) -> Result<WordsRef, Refusal> {
    if because.is_blank() {
        Err(Refusal::ReasonMissing)
    } else {
        Ok(because.reference())
    }
}

/// Nobody locks themselves out, and somebody is left who can change the settings.
fn keeps_an_administrator(state: &State, context: &Context<'_>) -> Result<(), Refusal> {
    if !state.access.roles.contains(&Role::Administrator) {
        return Ok(());
    }
    if context.actor.user() == Some(&state.id) {
        return Err(Refusal::OwnAdministratorRole);
    }
    if context.other_administrators == 0 {
        return Err(Refusal::LastAdministrator);
    }
    Ok(())
}
