//! What may be done with a signal, and what follows.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Event, Evidence, Rule, Signal, SignalFile};
use crate::calendar::Calendar;
use crate::calendar::london::civil_date;
use crate::conduct::keep::last_day;
use crate::id::{ConductId, PersonId, SignalId, UserId};
use crate::permission::{self, Act, Actor};
use crate::policy::{self, Policy};
use crate::vocabulary::DayOne;
use crate::words::Words;

/// What the outside knows.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Now.
    pub at: Timestamp,
    /// Who acts.
    pub actor: &'a Actor,
    /// The policy in force.
    pub policy: &'a Policy,
    /// The days that count.
    pub calendar: &'a Calendar,
}

impl Context<'_> {
    fn today(&self) -> Date {
        civil_date(self.at)
    }
}

/// Something that somebody wants done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// The record gives a rule of the policy a reason. Only the program says so.
    Raise {
        /// The new signal's name.
        id: SignalId,
        /// About whom.
        person: PersonId,
        /// The rule.
        rule: policy::Signal,
        /// What was found.
        evidence: Box<Evidence>,
        /// Who is to see it.
        to: Option<UserId>,
    },
    /// Somebody else is to see it, because whoever had it cannot.
    Give {
        /// Which.
        id: SignalId,
        /// Who.
        to: UserId,
    },
    /// Its reader leaves it.
    Dismiss {
        /// Which.
        id: SignalId,
        /// Why.
        reason: Words,
    },
    /// Its reader has reported an incident.
    TakeUp {
        /// Which.
        id: SignalId,
        /// The file that has it.
        file: ConductId,
    },
    /// Their time is over.
    Erase,
}

/// Why something is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such signal, or it is somebody else's: the same answer, for that it exists is private.
    #[error("there is no such signal for this reader")]
    NotThere,
    /// Only the program raises signals and gives them to somebody.
    #[error("only the program raises a signal")]
    OnlyTheProgram,
    /// The council's policy has no such rule.
    #[error("the policy has no such rule")]
    NoSuchRule,
    /// There is no more of it than the rule finds unremarkable.
    #[error("there is nothing to remark on")]
    Unremarkable,
    /// One of the kind waits already.
    #[error("a signal of the kind waits already")]
    Waits,
    /// It is gone: its last day has passed.
    #[error("the signal has expired")]
    Expired,
    /// Somebody has seen to it.
    #[error("the signal was seen to")]
    Settled,
    /// A reason is missing.
    #[error("a reason is missing")]
    ReasonMissing,
    /// They are kept for as long as the policy says, from the end of the last of them.
    #[error("their time is not over")]
    Kept,
}

/// Decides what follows from `command`.
pub fn decide(file: &SignalFile, command: Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Raise {
            id,
            person,
            rule,
            evidence,
            to,
        } => {
            by_the_program(context)?;
            let known = context.policy.conduct.as_ref().map(|conduct| &conduct.signals);
            if !known.is_some_and(|rules| rules.contains(&rule)) {
                return Err(Refusal::NoSuchRule);
            }
            // Floor: one contact never makes a signal, whatever a policy says.
            let least = u32::from(rule.more_than.max(rule.when.floor()));
            if evidence.count <= least {
                return Err(Refusal::Unremarkable);
            }
            if file.has_open(rule.when, context.today()) {
                return Err(Refusal::Waits);
            }
            let expires_on = context
                .calendar
                .due(context.today(), rule.expires, DayOne::NextWorkingDay);
            let rule = Rule {
                when: rule.when,
                more_than: rule.more_than,
                within: rule.within,
            };
            Ok(vec![Event::Raised {
                id,
                person,
                rule,
                evidence: *evidence,
                expires_on,
                to,
            }])
        }
        Command::Give { id, to } => {
            by_the_program(context)?;
            let signal = file.signal(&id).ok_or(Refusal::NotThere)?;
            open(signal, context)?;
            Ok(if signal.to.as_ref() == Some(&to) {
                Vec::new()
            } else {
                vec![Event::Given { id, to }]
            })
        }
        Command::Dismiss { id, reason } => {
            open(theirs(file, &id, context)?, context)?;
            if reason.is_blank() {
                return Err(Refusal::ReasonMissing);
            }
            let reason = reason.reference();
            Ok(vec![Event::Dismissed { id, reason }])
        }
        Command::TakeUp { id, file: opened } => {
            open(theirs(file, &id, context)?, context)?;
            Ok(vec![Event::TakenUp { id, file: opened }])
        }
        // UK GDPR, article 5(1)(e): as long as a conduct file, and no longer.
        Command::Erase => {
            by_the_program(context)?;
            let conduct = context.policy.conduct.as_ref().ok_or(Refusal::NoSuchRule)?;
            let ended = file.ended_on().ok_or(Refusal::Kept)?;
            if context.today() <= last_day(ended, conduct.kept_months) {
                return Err(Refusal::Kept);
            }
            Ok(vec![Event::Erased])
        }
    }
}

fn by_the_program(context: &Context<'_>) -> Result<(), Refusal> {
    if context.actor.user().is_some() {
        Err(Refusal::OnlyTheProgram)
    } else {
        Ok(())
    }
}

/// Whether somebody may see a signal: whom it was given to, while they keep conduct files, and nobody else.
pub fn may_see(policy: &Policy, actor: &Actor, signal_to: Option<&UserId>) -> bool {
    let is_theirs = signal_to.is_some() && actor.user() == signal_to;
    is_theirs && permission::may(policy, actor, Act::ManageConduct)
}

fn theirs<'a>(file: &'a SignalFile, id: &SignalId, context: &Context<'_>) -> Result<&'a Signal, Refusal> {
    let signal = file.signal(id).ok_or(Refusal::NotThere)?;
    if may_see(context.policy, context.actor, signal.to.as_ref()) {
        Ok(signal)
    } else {
        Err(Refusal::NotThere)
    }
}

fn open(signal: &Signal, context: &Context<'_>) -> Result<(), Refusal> {
    if signal.settled.is_some() {
        return Err(Refusal::Settled);
    }
    if !signal.is_open(context.today()) {
        return Err(Refusal::Expired);
    }
    Ok(())
}
