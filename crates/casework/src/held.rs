//! Who held which role on any day: read from the record, and not from how things stand now.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::id::{ActorId, CouncilId, ServiceId, TeamId, UserId, WordsId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::Policy;
use redress_domain::settings::user::{self as person, Event};
use redress_domain::vocabulary::Role;
use redress_store::stream::{Recorded, StreamId};

use crate::Casework;
use crate::audit;
use crate::failure::Failure;
use crate::token::TokenEvent;

/// How many people a page looks at.
pub const PAGE: i64 = 25;

/// Where a page begins: after this name and identifier.
pub type AfterUser = (String, String);

/// By whom, when and why something was given or taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub by: ActorId,
    /// Their name as it is now, if it was a person.
    pub by_name: Option<String>,
    /// Why, in their words; what the program set says nothing.
    pub because: Option<String>,
}

/// Somebody, and what they held at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub id: UserId,
    /// What they are called now: the record holds no names.
    pub name: String,
    /// With what they sign in now.
    pub email: String,
    /// Each role, and how they came to it.
    pub roles: Vec<(Role, Given)>,
    /// Their teams.
    pub teams: Vec<TeamId>,
    /// The posts of the policy then in force all of whose roles they held, by name.
    pub posts: Vec<String>,
}

/// A program whose token opened something at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Its name.
    pub name: String,
    /// Its roles.
    pub roles: Vec<Role>,
    /// The services that it was kept to; none is no limit.
    pub services: Vec<ServiceId>,
    /// By whom, when and why it was made.
    pub given: Given,
}

/// A page of those who held a role on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldersOn {
    /// Those who did.
    pub holders: Vec<Holder>,
    /// The programs that did: on the first page.
    pub programs: Vec<Program>,
    /// Where the next page begins, if there may be one.
    pub next: Option<AfterUser>,
}

/// A change of what somebody may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// What happened, by name: `user-changed`.
    pub kind: &'static str,
    /// By whom, when and why.
    pub given: Given,
    /// The roles that came with it.
    pub gained: Vec<Role>,
    /// The roles that went with it.
    pub lost: Vec<Role>,
    /// The last day that was said with it.
    pub ends_on: Option<Date>,
}

/// By whom, when and why, before names and words are looked up.
#[derive(Debug, Clone)]
struct Told {
    at: Timestamp,
    by: ActorId,
    because: Option<WordsId>,
}

/// What somebody held at the end of a day, as their stream tells.
struct Held {
    access: person::Access,
    given: BTreeMap<Role, Told>,
}

/// What a program held at the end of a day, as its stream tells.
struct ProgramHeld {
    name: String,
    roles: Vec<Role>,
    services: Vec<ServiceId>,
    given: Told,
}

/// What a program held at the end of a day; nothing before its token was made, once it was revoked, and after it ended.
fn program_held(name: String, recorded: &[Recorded], day: Date) -> Result<Option<ProgramHeld>, Failure> {
    let mut held = None;
    for event in recorded
        .iter()
        .filter(|event| civil_date(event.recorded_at) <= day)
    {
        held = match audit::read::<TokenEvent>(event)? {
            Some(TokenEvent::TokenCreated {
                roles,
                services,
                expires_at,
                because,
                ..
            }) => Some((roles, services, expires_at, because, event)),
            Some(TokenEvent::TokenRevoked { .. }) => None,
            None => held,
        };
    }
    let held = held.filter(|(_, _, ends, _, _)| ends.is_none_or(|ends| civil_date(ends) > day));
    Ok(held.map(|(roles, services, _, because, event)| ProgramHeld {
        name,
        roles,
        services,
        given: Told {
            at: event.recorded_at,
            by: event.actor.clone(),
            because: because.map(|because| because.id),
        },
    }))
}

impl Casework {
    /// A page of those who held a role at the end of `day` in London, by the names that they have now: who gave it to
    /// them, when and why. The first page has the programs, too.
    ///
    /// Costs a page of people and their own streams, in two walks, and the words of the reasons; for the first, as much for each token
    /// that was ever made. Nothing of any case.
    pub async fn held_on(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (day, after): (Date, Option<&AfterUser>),
    ) -> Result<HoldersOn, Failure> {
        self.may_read_who_held(council, actor)?;
        let (name, id) = after.map_or(("", ""), |(name, id)| (name.as_str(), id.as_str()));
        let rows = self.store.page_of_users(council, (name, id), PAGE).await?;
        let is_full = i64::try_from(rows.len()).is_ok_and(|count| count == PAGE);
        let next = rows.last().filter(|_| is_full);
        let next = next.map(|last| (last.name.clone(), last.user_id.to_string()));
        let streams: Vec<StreamId> = rows.iter().map(|row| StreamId::user(&row.user_id)).collect();
        let recorded = self.store.streams_whole(council, &streams).await?;
        let mut found = Vec::new();
        for (row, recorded) in rows.into_iter().zip(recorded) {
            let held = held(&row.user_id, &recorded, day)?;
            found.extend(held.map(|held| (row, held)));
        }
        let programs = match after {
            None => self.programs_on(council, day).await?,
            Some(_) => Vec::new(),
        };
        let told = found.iter().flat_map(|(_, held)| held.given.values());
        let told = told.chain(programs.iter().map(|program| &program.given));
        let looked_up = self.look_up(council, told.cloned().collect()).await?;
        let settings = self.councils.get(council)?;
        // Before the first version there were no posts.
        let policy = settings.policy(day).ok();
        let holder = |(row, held): (redress_store::user::UserRow, Held)| Holder {
            id: row.user_id,
            name: row.name,
            email: row.email,
            posts: posts(policy, &held.access.roles),
            teams: held.access.teams,
            roles: held
                .given
                .iter()
                .map(|(role, told)| (*role, looked_up.given(told)))
                .collect(),
        };
        let holders = found.into_iter().map(holder).collect();
        let programs = programs.into_iter().map(|held| Program {
            given: looked_up.given(&held.given),
            name: held.name,
            roles: held.roles,
            services: held.services,
        });
        Ok(HoldersOn {
            holders,
            programs: programs.collect(),
            next,
        })
    }

    /// The programs whose tokens opened something at the end of a day, by name, as their streams tell.
    async fn programs_on(&self, council: &CouncilId, day: Date) -> Result<Vec<ProgramHeld>, Failure> {
        let rows = self.store.tokens(council).await?;
        let streams: Vec<StreamId> = rows.iter().map(|row| StreamId::token(&row.name)).collect();
        let recorded = self.store.streams_whole(council, &streams).await?;
        let mut all = Vec::new();
        for (row, recorded) in rows.into_iter().zip(recorded) {
            all.extend(program_held(row.name, &recorded, day)?);
        }
        Ok(all)
    }

    /// What somebody could do from the first day to now: each change, the last first.
    ///
    /// Costs one stream and the words of its reasons.
    pub async fn history_of_user(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &UserId,
    ) -> Result<Vec<Turn>, Failure> {
        self.may_read_who_held(council, actor)?;
        let recorded = self.store.stream(council, &StreamId::user(id)).await?;
        let (mut state, mut turns) = (None, Vec::new());
        for event in &recorded {
            let Some(happened) = audit::read::<Event>(event)? else {
                continue;
            };
            let before = roles_of(state.as_ref());
            state = person::evolve(id, state, &happened);
            if is_about_access(&happened) {
                let after = roles_of(state.as_ref());
                let without = |these: &[Role], those: &[Role]| -> Vec<Role> {
                    these
                        .iter()
                        .filter(|role| !those.contains(role))
                        .copied()
                        .collect()
                };
                let roles = (without(&after, &before), without(&before, &after));
                let ends_on = state.as_ref().and_then(|state| state.ends_on);
                turns.push((happened.name(), told(event, &happened), roles, ends_on));
            }
        }
        let all = turns.iter().map(|(_, told, _, _)| told.clone()).collect();
        let looked_up = self.look_up(council, all).await?;
        let turn = |(kind, told, (gained, lost), ends_on): (_, Told, (_, _), _)| Turn {
            kind,
            given: looked_up.given(&told),
            gained,
            lost,
            ends_on,
        };
        Ok(turns.into_iter().rev().map(turn).collect())
    }

    fn may_read_who_held(&self, council: &CouncilId, actor: &Actor) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let acts = [Act::ManageUsers, Act::ReadAudit];
        let may = acts.iter().any(|act| permission::may(policy, actor, *act));
        if may { Ok(()) } else { Err(Failure::NotPermitted) }
    }

    async fn look_up(&self, council: &CouncilId, told: Vec<Told>) -> Result<LookedUp, Failure> {
        let ids: Vec<WordsId> = told.iter().filter_map(|told| told.because.clone()).collect();
        let words = self.store.words(council, &ids).await?;
        let mut people: Vec<UserId> = told.iter().filter_map(|told| told.by.user().cloned()).collect();
        people.sort_unstable();
        people.dedup();
        let names = self.names_of(council, people).await?;
        let words = ids
            .into_iter()
            .filter_map(|id| words.get(&id).cloned().map(|text| (id, text)))
            .collect();
        Ok(LookedUp { words, names })
    }
}

/// Names and reasons by their identifiers.
struct LookedUp {
    words: BTreeMap<WordsId, String>,
    names: BTreeMap<UserId, String>,
}

impl LookedUp {
    fn given(&self, told: &Told) -> Given {
        let because = told.because.as_ref();
        Given {
            at: told.at,
            by: told.by.clone(),
            by_name: told.by.user().and_then(|id| self.names.get(id).cloned()),
            because: because.and_then(|id| self.words.get(id).cloned()),
        }
    }
}

fn roles_of(state: Option<&person::State>) -> Vec<Role> {
    state.map(|state| state.access.roles.clone()).unwrap_or_default()
}

/// What somebody held at the end of a day; nothing before they were added, and after their last day.
fn held(id: &UserId, recorded: &[Recorded], day: Date) -> Result<Option<Held>, Failure> {
    let (mut state, mut given) = (None::<person::State>, BTreeMap::<Role, Told>::new());
    for event in recorded
        .iter()
        .filter(|event| civil_date(event.recorded_at) <= day)
    {
        let Some(happened) = audit::read::<Event>(event)? else {
            continue;
        };
        // Who comes back is given everything anew.
        let on = civil_date(event.recorded_at);
        if state.as_ref().is_some_and(|state| has_ended(state, on)) {
            given.clear();
        }
        state = person::evolve(id, state, &happened);
        let roles = roles_of(state.as_ref());
        given.retain(|role, _| roles.contains(role));
        for role in roles {
            given.entry(role).or_insert_with(|| told(event, &happened));
        }
    }
    let state = state.filter(|state| !has_ended(state, day));
    Ok(state.map(|state| Held {
        access: state.access,
        given,
    }))
}

fn has_ended(state: &person::State, on: Date) -> bool {
    state.ends_on.is_some_and(|last| last < on)
}

fn told(event: &Recorded, happened: &Event) -> Told {
    Told {
        at: event.recorded_at,
        by: event.actor.clone(),
        because: because(happened),
    }
}

fn because(event: &Event) -> Option<WordsId> {
    match event {
        Event::UserInvited { because, .. }
        | Event::UserChanged { because, .. }
        | Event::UserEnded { because, .. }
        | Event::EmergencyAccountMade { because, .. }
        | Event::UserSet {
            because: Some(because),
            ..
        } => Some(because.id.clone()),
        Event::UserSet { because: None, .. }
        | Event::SessionsEnded { .. }
        | Event::PasswordLinkMade { .. }
        | Event::PasswordChosen {}
        | Event::SecondStepSet {}
        | Event::SecondStepEnded {}
        | Event::SecondStepReset { .. }
        | Event::RecoveryCodesMade {}
        | Event::RecoveryCodeUsed {}
        | Event::AwaySet { .. }
        | Event::AwayEnded {}
        | Event::HoursSet { .. }
        | Event::IdentityBound { .. }
        | Event::IdentityReleased { .. }
        | Event::EmergencyAccountUsed {}
        | Event::EmergencyUseReviewed { .. }
        | Event::ProviderSignInRefused { .. }
        | Event::SignInLocked { .. } => None,
    }
}

fn is_about_access(event: &Event) -> bool {
    because(event).is_some() || matches!(event, Event::UserSet { .. })
}

/// The posts all of whose roles somebody held.
fn posts(policy: Option<&Policy>, roles: &[Role]) -> Vec<String> {
    let all = policy.map(|policy| policy.posts.as_slice()).unwrap_or_default();
    let held = all
        .iter()
        .filter(|post| !post.roles.is_empty() && post.roles.iter().all(|role| roles.contains(role)));
    held.map(|post| post.name.clone()).collect()
}
