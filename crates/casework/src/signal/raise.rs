//! Looking through what changed in the record for what a rule of the policy speaks of.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::calendar::london::{civil_date, day_starts_at};
use redress_domain::case::Entry as CaseEntry;
use redress_domain::id::{CaseId, ConductId, CouncilId, IncidentId, PersonId, UserId};
use redress_domain::permission::{self, Act};
use redress_domain::policy::{self, Policy};
use redress_domain::signal::{self, Command, Context, OneCase, Record, observe, window_start};
use redress_domain::vocabulary::Role;
use redress_store::case::ByReceipt;
use redress_store::changes::Changes;
use redress_store::error::StoreError;
use redress_store::signal::SignalRow;
use redress_store::stream::{StreamId, StreamSort};

use super::{Loaded, job};
use crate::Casework;
use crate::failure::Failure;
use crate::lists::PAGE;
use crate::stream::entries_of;
use crate::user::User;

/// How many events a piece looks at.
const PIECE: i64 = 500;
/// How many pieces a round takes: what is left waits for the next.
const PIECES: usize = 2;
/// How many cases of one person are looked at, the newest first.
const MOST_CASES: usize = 200;

/// The record of one person, as far as it is looked at.
pub(super) struct Known {
    pub(super) people: Vec<PersonId>,
    pub(super) cases: Vec<(CaseId, Vec<CaseEntry>)>,
    pub(super) incidents: Vec<(IncidentId, Date)>,
}

impl Known {
    /// The same for the rules.
    pub(super) fn read<T>(&self, at_the_door: &BTreeSet<UserId>, with: impl FnOnce(&Record<'_>) -> T) -> T {
        let cases: Vec<OneCase<'_>> = self
            .cases
            .iter()
            .map(|(id, entries)| OneCase { id, entries })
            .collect();
        with(&Record {
            people: &self.people,
            cases: &cases,
            incidents: &self.incidents,
            at_the_door,
        })
    }
}

impl Casework {
    /// Looks through what happened since it last looked, and raises what the policy's rules speak of; answers
    /// how many. The first time it only takes down where the record is now: what was before is looked at when
    /// something new happens to the same person.
    ///
    /// Costs what changed, a bounded piece at a time, and for each person to whom something happened their own
    /// cases of the longest time that a rule looks back. It may run twice or not for a day, without harm.
    pub async fn raise_signals(&self, council: &CouncilId) -> Result<usize, Failure> {
        let rules = self.signal_rules(council)?;
        let Some(mut place) = self.store.signal_place(council).await? else {
            let last = self.store.last_seal(council).await?;
            self.store.looked_for_signals(council, last).await?;
            return Ok(0);
        };
        let users = self.users(council).await?;
        let mut raised = 0;
        for _ in 0..PIECES {
            let seals = self.store.seals_after(council, place, PIECE).await?;
            let Some(last) = seals.last() else { break };
            place = last.position;
            if !rules.is_empty() {
                let streams: BTreeSet<StreamId> = seals.into_iter().map(|seal| seal.stream).collect();
                for person in self.people_of(council, streams).await? {
                    raised += self.look_at_person(council, &person, &users).await?;
                }
            }
            self.store.looked_for_signals(council, place).await?;
        }
        self.hand_on(council, &users).await?;
        Ok(raised)
    }

    /// The same for one person, whatever was looked at before.
    ///
    /// Costs a row for each person who works for the council, the newest 200 cases under each identifier of the
    /// person, and the few signals that wait.
    pub async fn raise_signals_about(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<usize, Failure> {
        let users = self.users(council).await?;
        self.look_at_person(council, person, &users).await
    }

    /// Until when an arrangement bound any of these people, who are one.
    async fn was_bound_until(
        &self,
        council: &CouncilId,
        people: &[PersonId],
    ) -> Result<Option<Timestamp>, Failure> {
        let mut last = None;
        for person in people {
            for row in self.store.conduct_of_person(council, person).await? {
                last = last.max(row.binds_until);
            }
        }
        let first_free = last.and_then(|day| day.tomorrow().ok());
        Ok(first_free.map(day_starts_at))
    }

    fn signal_rules(&self, council: &CouncilId) -> Result<Vec<policy::Signal>, Failure> {
        let settings = self.councils.get(council)?;
        let conduct = settings.policy(self.today())?.conduct.as_ref();
        Ok(conduct.map_or_else(Vec::new, |conduct| conduct.signals.clone()))
    }

    /// Whose cases and conduct files these are, each once.
    async fn people_of(
        &self,
        council: &CouncilId,
        streams: BTreeSet<StreamId>,
    ) -> Result<BTreeSet<PersonId>, Failure> {
        let mut people = BTreeSet::new();
        for stream in streams {
            let unreadable = |error: String| Failure::Unreadable(format!("{stream}: {error}"));
            let person = match stream.sort() {
                StreamSort::Case => {
                    let id = CaseId::parse(stream.id()).map_err(|error| unreadable(error.to_string()))?;
                    let line = self.store.case_by_id(council, &id).await?;
                    line.and_then(|line| line.case.customer)
                }
                StreamSort::Restriction => {
                    let id = ConductId::parse(stream.id()).map_err(|error| unreadable(error.to_string()))?;
                    self.load_conduct(council, &id).await?.file.person
                }
                StreamSort::Customer
                | StreamSort::Settings
                | StreamSort::DailyCheck
                | StreamSort::Import
                | StreamSort::Incident
                | StreamSort::Signal
                | StreamSort::Lesson
                | StreamSort::Cause
                | StreamSort::Survey
                | StreamSort::Guidance
                | StreamSort::Report
                | StreamSort::Letter
                | StreamSort::Retention
                | StreamSort::Erasure
                | StreamSort::Scan
                | StreamSort::Reading => None,
            };
            if let Some(person) = person {
                let same = self.store.same_as(council, &person).await?;
                people.extend(same.into_iter().next());
            }
        }
        Ok(people)
    }

    async fn look_at_person(
        &self,
        council: &CouncilId,
        person: &PersonId,
        users: &[User],
    ) -> Result<usize, Failure> {
        let rules = self.signal_rules(council)?;
        // While something binds them, every contact is read and sorted on their file: nothing is to be noticed.
        if rules.is_empty() || !self.bindings(council, &[person]).await?.is_empty() {
            return Ok(0);
        }
        let now = self.outside().now();
        let settings = self.councils.get(council)?;
        let policy = settings.policy(civil_date(now))?;
        let starts = rules
            .iter()
            .map(|rule| window_start(&settings.calendar, civil_date(now), rule.within));
        let since = starts.min().unwrap_or(civil_date(now));
        let known = self.record_of(council, person, since).await?;
        let mut files = Vec::new();
        for one in &known.people {
            files.push(self.load_signals(council, one).await?);
        }
        let bound_until = self.was_bound_until(council, &known.people).await?;
        let waiting = self.readers_of_waiting(council).await?;
        let at_the_door = at_the_door(users);
        let actor = job();
        let context = Context {
            at: now,
            actor: &actor,
            policy,
            calendar: &settings.calendar,
        };
        let mut events = Vec::new();
        for rule in rules {
            let counted = files
                .iter()
                .filter_map(|known| known.file.counted_until(rule.when));
            // What came while an arrangement bound them was read and sorted then.
            let counted = counted.max().max(bound_until);
            if files
                .iter()
                .any(|known| known.file.has_open(rule.when, civil_date(now)))
            {
                continue;
            }
            let evidence = known.read(&at_the_door, |record| {
                observe(record, &rule, (&settings.calendar, now), counted)
            });
            let Some(home) = home(&files) else { continue };
            let command = Command::Raise {
                id: self.fresh().signal(),
                person: home.person.clone(),
                rule,
                evidence: Box::new(evidence),
                to: reader_for(policy, users, (rule.tell, &waiting)),
            };
            match signal::decide(&home.file, command, &context) {
                Ok(new) => events.extend(new),
                // There is nothing to remark on, which is how it almost always is.
                Err(signal::Refusal::Unremarkable | signal::Refusal::Waits) => {}
                Err(refusal) => tracing::error!(%council, %refusal, "a signal was not raised"),
            }
        }
        let at = files.iter().position(|known| known.version > 0).unwrap_or(0);
        if events.is_empty() || files.is_empty() {
            return Ok(0);
        }
        let mut changes = Changes::new(council.clone(), actor.id.clone(), now);
        self.append_signals(&mut changes, files.swap_remove(at), (&events, Vec::new()))?;
        match self.store.commit(changes).await {
            Ok(_) => Ok(events.len()),
            // Another worker was quicker, and saw the same.
            Err(StoreError::Conflict { .. }) => Ok(0),
            Err(other) => Err(other.into()),
        }
    }

    /// The cases on which somebody is the customer and something happened since a day, and the incidents that
    /// were reported about them.
    pub(super) async fn record_of(
        &self,
        council: &CouncilId,
        person: &PersonId,
        since: Date,
    ) -> Result<Known, Failure> {
        let people = self.store.same_as(council, person).await?;
        let (mut cases, mut incidents) = (Vec::new(), Vec::new());
        for one in &people {
            let mut after: Option<ByReceipt> = None;
            let mut looked_at = 0;
            while looked_at < MOST_CASES {
                let page = self
                    .store
                    .cases_of_customer(council, one, after.as_ref(), PAGE)
                    .await?;
                let Some(last) = page.last() else { break };
                after = Some(ByReceipt {
                    received_at: last.case.received_at,
                    case_id: last.case.case_id.clone(),
                });
                looked_at += page.len();
                let touched = page
                    .into_iter()
                    .filter(|line| civil_date(line.case.updated_at) >= since);
                for line in touched {
                    let id = line.case.case_id;
                    let recorded = self.store.stream(council, &StreamId::case(&id)).await?;
                    cases.push((id, entries_of(recorded)?));
                }
            }
            for row in self.store.conduct_of_person(council, one).await? {
                let file = self.load_conduct(council, &row.file_id).await?.file;
                incidents.extend(file.incidents.into_iter().map(|one| (one.id, one.on)));
            }
        }
        Ok(Known {
            people,
            cases,
            incidents,
        })
    }

    /// How many signals wait for each reader, of the first that wait.
    async fn readers_of_waiting(&self, council: &CouncilId) -> Result<BTreeMap<UserId, usize>, Failure> {
        let rows = self
            .store
            .signals_waiting(council, self.today(), None, PAGE)
            .await?;
        let mut waiting = BTreeMap::new();
        for reader in rows.into_iter().filter_map(|row| row.reader) {
            *waiting.entry(reader).or_insert(0) += 1;
        }
        Ok(waiting)
    }

    /// Gives what waits for nobody, or for somebody who cannot see to it any more, to somebody who can.
    ///
    /// Costs the signals that wait, which are few.
    async fn hand_on(&self, council: &CouncilId, users: &[User]) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let rules = self.signal_rules(council)?;
        let mut waiting = self.readers_of_waiting(council).await?;
        let mut after: Option<SignalRow> = None;
        loop {
            let page = self
                .store
                .signals_waiting(council, self.today(), after.as_ref(), PAGE)
                .await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.clone());
            for row in &page {
                let Some(rule) = rules.iter().find(|rule| rule.when == row.kind) else {
                    continue;
                };
                let has_one = users
                    .iter()
                    .any(|user| row.reader.as_ref() == Some(&user.id) && can_see(policy, user, rule.tell));
                let next = reader_for(policy, users, (rule.tell, &waiting));
                let Some(to) = next.filter(|_| !has_one) else {
                    continue;
                };
                *waiting.entry(to.clone()).or_insert(0) += 1;
                let loaded = self.load_signals(council, &row.person_id).await?;
                let id = row.signal_id.clone();
                let changes = Changes::new(council.clone(), job().id, self.outside().now());
                let given = (Command::Give { id, to }, Vec::new());
                match self.commit_signal(changes, (loaded, &job()), given).await {
                    // Seen to meanwhile, or another worker was quicker.
                    Ok(()) | Err(super::NotSeenTo::Refused(_) | super::NotSeenTo::Moved) => {}
                    Err(super::NotSeenTo::Failed(failure)) => return Err(failure),
                    Err(super::NotSeenTo::Conduct(refusal)) => {
                        tracing::error!(%council, %refusal, "a signal was not given on");
                    }
                }
            }
        }
    }
}

/// The stream that has signals already, of those under which somebody is known; else that under which they show.
fn home(files: &[Loaded]) -> Option<&Loaded> {
    files.iter().find(|known| known.version > 0).or(files.first())
}

fn can_see(policy: &Policy, user: &User, role: Role) -> bool {
    user.active && user.roles.contains(&role) && permission::may(policy, &user.actor(), Act::ManageConduct)
}

/// The one manager who is asked to look: of those who hold the role and keep conduct files, whoever has the
/// fewest signals waiting.
fn reader_for(
    policy: &Policy,
    users: &[User],
    (role, waiting): (Role, &BTreeMap<UserId, usize>),
) -> Option<UserId> {
    let can = users.iter().filter(|user| can_see(policy, user, role));
    let next = can.min_by_key(|user| (waiting.get(&user.id).copied().unwrap_or(0), &user.id));
    next.map(|user| user.id.clone())
}

/// Who answers the council's own door.
pub(super) fn at_the_door(users: &[User]) -> BTreeSet<UserId> {
    let advisers = users.iter().filter(|user| user.roles.contains(&Role::Adviser));
    advisers.map(|user| user.id.clone()).collect()
}
