//! The policy's stream: drafts of the next version, versions adopted, versions that came into force.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::id::ServiceId;
use crate::permission::{self, Act, Actor};
use crate::policy::Policy;
use crate::policy::difference::difference;
use crate::words::{Digest, Words, WordsRef};

/// What happened to the policy. Its text stands beside the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// A version was taken in.
    PolicyAdopted {
        /// Its number.
        version: i64,
        /// From when it is in force.
        starts_on: Date,
        /// SHA-256 of the file.
        digest: String,
        /// Why, when somebody adopted it on the pages.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordsRef>,
        /// What changed since the version before, a sentence a line.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        difference: Option<WordsRef>,
    },
    /// The draft of the next version was begun or changed.
    PolicyDrafted {
        /// The whole text of the draft.
        text: WordsRef,
        /// What changed in it, a sentence a line.
        difference: WordsRef,
        /// Why.
        because: WordsRef,
    },
    /// The draft was dropped.
    PolicyDraftDropped {
        /// Why.
        because: WordsRef,
    },
    /// The adoption of a version was withdrawn before its first day: it is never in force.
    PolicyWithdrawn {
        /// Its number.
        version: i64,
        /// Why.
        because: WordsRef,
    },
    /// The first day of a version has come, and the open clocks are moved for its closures.
    PolicyStarted {
        /// Its number.
        version: i64,
    },
}

impl Event {
    /// What happened, by name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::PolicyAdopted { .. } => "policy-adopted",
            Self::PolicyDrafted { .. } => "policy-drafted",
            Self::PolicyDraftDropped { .. } => "policy-draft-dropped",
            Self::PolicyWithdrawn { .. } => "policy-withdrawn",
            Self::PolicyStarted { .. } => "policy-started",
        }
    }
}

/// How the policy stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// The number of the last version taken in; 0 before the first.
    pub version: i64,
    /// The last version whose first day was seen to come.
    pub started: Option<i64>,
    /// The text of the draft, if there is one.
    pub draft: Option<WordsRef>,
    /// The versions whose adoption was withdrawn.
    pub withdrawn: BTreeSet<i64>,
}

/// What somebody asks to be done to the policy.
#[derive(Debug, Clone)]
pub enum Command {
    /// Begin or change the draft.
    Draft(Drafted),
    /// Drop the draft.
    DropDraft {
        /// Why.
        because: Words,
    },
    /// Put the draft in force from the day that its text says.
    Adopt(Drafted),
    /// Take back the adoption of a version that has not begun.
    Withdraw {
        /// Its number.
        version: i64,
        /// Why.
        because: Words,
    },
}

/// A text for the next version, with what changed in it and why.
#[derive(Debug, Clone)]
pub struct Drafted {
    /// The text.
    pub text: Words,
    /// What changed, a sentence a line, as [`difference`] tells it.
    pub difference: Words,
    /// Why.
    pub because: Words,
}

/// What deciding needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Context<'c> {
    /// Who acts.
    pub actor: &'c Actor,
    /// Today, in London.
    pub today: Date,
    /// The policy now in force: it says who may.
    pub in_force: &'c Policy,
    /// The adopted version that starts last: what the next one follows.
    pub last: &'c Policy,
    /// The number of that version.
    pub last_number: i64,
    /// What the draft holds at present, or [`Context::last`] while there is none.
    pub before: &'c Policy,
    /// How many cases of each service are open.
    pub open: &'c BTreeMap<ServiceId, i64>,
    /// Whether a conduct file is kept.
    pub has_conduct_files: bool,
}

/// The state after an event.
pub fn evolve(state: State, event: &Event) -> State {
    match event {
        // A file that was taken in does not take away what somebody drafts on the pages.
        Event::PolicyAdopted { version, because, .. } => State {
            version: *version,
            draft: state.draft.filter(|_| because.is_none()),
            ..state
        },
        Event::PolicyDrafted { text, .. } => State {
            draft: Some(text.clone()),
            ..state
        },
        Event::PolicyDraftDropped { .. } => State { draft: None, ..state },
        Event::PolicyWithdrawn { version, .. } => {
            let mut state = state;
            state.withdrawn.insert(*version);
            state
        }
        Event::PolicyStarted { version } => State {
            started: Some(*version),
            ..state
        },
    }
}

/// Decides what follows from `command`, or why it may not be done.
pub fn decide(state: &State, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Draft(drafted) => draft(drafted, context),
        Command::DropDraft { because } => drop_draft(state, because, context),
        Command::Adopt(drafted) => adopt(state, drafted, context),
        Command::Withdraw { version, because } => withdraw(state, (*version, because), context),
    }
}

fn permitted(act: Act, context: &Context<'_>) -> Result<(), Refusal> {
    if permission::may(context.in_force, context.actor, act) {
        Ok(())
    } else {
        Err(Refusal::NotPermitted(act))
    }
}

fn reason(because: &Words) -> Result<WordsRef, Refusal> {
    if because.is_blank() {
        Err(Refusal::ReasonMissing)
    } else {
        Ok(because.reference())
    }
}

/// The text as a policy of this council, without a mistake.
fn policy_in(text: &Words, context: &Context<'_>) -> Result<Policy, Refusal> {
    let policy = Policy::parse(&text.text).map_err(Refusal::Mistakes)?;
    if policy.council.id != context.in_force.council.id {
        return Err(Refusal::AnotherCouncil);
    }
    Ok(policy)
}

fn draft(drafted: &Drafted, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    permitted(Act::DraftPolicy, context)?;
    // A draft in the record is always a file that the checker takes: nobody finds a broken one.
    let policy = policy_in(&drafted.text, context)?;
    services_with_cases_stay(&policy, context)?;
    conduct_goes_on(&policy, (context.last, context.has_conduct_files))?;
    if difference(context.before, &policy).is_empty() {
        return Err(Refusal::NothingChanged);
    }
    let because = reason(&drafted.because)?;
    Ok(vec![Event::PolicyDrafted {
        text: drafted.text.reference(),
        difference: drafted.difference.reference(),
        because,
    }])
}

fn drop_draft(state: &State, because: &Words, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    permitted(Act::DraftPolicy, context)?;
    if state.draft.is_none() {
        return Err(Refusal::NoDraft);
    }
    let because = reason(because)?;
    Ok(vec![Event::PolicyDraftDropped { because }])
}

fn adopt(state: &State, drafted: &Drafted, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    permitted(Act::AdoptPolicy, context)?;
    if state.draft.is_none() {
        return Err(Refusal::NoDraft);
    }
    let policy = policy_in(&drafted.text, context)?;
    if policy.adoption.is_none() {
        return Err(Refusal::NotAdopted);
    }
    let starts_on = policy.council.starts_on;
    if starts_on < context.today {
        return Err(Refusal::StartsInThePast);
    }
    not_too_far(starts_on, context.today)?;
    if starts_on < context.last.council.starts_on {
        return Err(Refusal::StartsBeforeTheLast(context.last.council.starts_on));
    }
    // Complaint Handling Code: a council may depart from it, and says why.
    let unexplained = unexplained(&policy);
    if !unexplained.is_empty() {
        return Err(Refusal::UnexplainedDepartures(unexplained));
    }
    services_with_cases_stay(&policy, context)?;
    conduct_goes_on(&policy, (context.last, context.has_conduct_files))?;
    let because = reason(&drafted.because)?;
    Ok(vec![Event::PolicyAdopted {
        version: state.version + 1,
        starts_on,
        digest: digest_of(&policy.source),
        because: Some(because),
        difference: Some(drafted.difference.reference()),
    }])
}

/// How far ahead a version may start, in years.
///
/// Ours: bank holidays are published about two years ahead and a budget is set for one, so nobody can decide today what holds later; a day beyond is a slip of the year, and would stand in the
/// way of every version before it.
pub const MOST_YEARS_AHEAD: i16 = 2;

/// Refuses a first day that nobody can mean.
pub fn not_too_far(starts_on: Date, today: Date) -> Result<(), Refusal> {
    let latest = today.saturating_add(Span::new().years(MOST_YEARS_AHEAD));
    if starts_on > latest {
        Err(Refusal::StartsTooFarAhead { latest })
    } else {
        Ok(())
    }
}

/// Takes back an adoption before its first day. Once a version has begun, cases are promised its days and another
/// version follows it. Of several that are to come the last goes first: a later one was made from it.
fn withdraw(
    state: &State,
    (version, because): (i64, &Words),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    permitted(Act::AdoptPolicy, context)?;
    if state.withdrawn.contains(&version) {
        return Err(Refusal::AlreadyWithdrawn);
    }
    if version != context.last_number {
        return Err(Refusal::AnotherVersionFollows);
    }
    // Where there is one version alone, it holds before its first day too.
    let holds = context.in_force == context.last;
    if holds || context.last.council.starts_on <= context.today {
        return Err(Refusal::VersionHasBegun);
    }
    let because = reason(because)?;
    Ok(vec![Event::PolicyWithdrawn { version, because }])
}

/// The digest of a policy's text: it is public, so a salt of zeros hides nothing that is hidden.
pub fn digest_of(source: &str) -> String {
    Digest::of(&[0; 16], source.as_bytes()).as_str().to_owned()
}

/// Where a policy departs from an Ombudsman's Code without saying why.
pub fn unexplained(policy: &Policy) -> Vec<crate::policy::Departure> {
    let procedures = policy.procedures.values();
    procedures
        .flat_map(|procedure| &procedure.departures)
        .filter(|departure| departure.reason.is_none())
        .cloned()
        .collect()
}

/// As long as a conduct file is kept, no version takes the rules of conduct away.
///
/// Its safeguards are rules of the policy: by them somebody lifts, reviews, hears an appeal and reads what comes in
/// (domain, section 5), and by them it is erased (UK GDPR, article 5(1)(e)).
pub fn conduct_goes_on(policy: &Policy, (last, has_files): (&Policy, bool)) -> Result<(), Refusal> {
    if last.conduct.is_some() && policy.conduct.is_none() && has_files {
        Err(Refusal::ConductGoesOn)
    } else {
        Ok(())
    }
}

/// A service with open cases is ended from a day and never taken out: its cases would be nobody's.
fn services_with_cases_stay(policy: &Policy, context: &Context<'_>) -> Result<(), Refusal> {
    let gone = context
        .in_force
        .services
        .iter()
        .filter(|service| policy.service(&service.id).is_none());
    for service in gone {
        let open = context.open.get(&service.id).copied().unwrap_or_default();
        if open > 0 {
            let service = service.name.clone();
            return Err(Refusal::ServiceHasCases { service, open });
        }
    }
    Ok(())
}
