//! The policy's versions: taken in from files, drafted and adopted on the pages, followed by every process.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::calendar::Calendar;
use redress_domain::calendar::london::civil_date;
use redress_domain::id::{ActorId, CouncilId, ServiceId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::Policy;
use redress_domain::policy::difference::difference;
use redress_domain::policy::edit::{Group, Value, edit};
use redress_domain::policy::versions::Versions;
use redress_domain::settings::Refusal;
use redress_domain::settings::policy::{self, Command, Context, Drafted, Event, State, digest_of};
use redress_domain::words::Words;
use redress_store::changes::{Append, Changes, NewEvent, NewWords, ReadModel};
use redress_store::policy_version::PolicyRow;
use redress_store::stream::StreamId;

use crate::Casework;
use crate::audit;
use crate::council::Council;
use crate::failure::Failure;

/// The draft of the next version or, where there is none, the version that it would follow.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The version of the stream: what the next act has seen.
    pub seen: i64,
    /// The text.
    pub text: String,
    /// The same, read.
    pub policy: Policy,
    /// Whether somebody began a draft.
    pub is_begun: bool,
}

/// A text for the draft, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewText {
    /// The whole text.
    pub text: String,
    /// Why it changes.
    pub because: String,
}

/// The decision that puts the draft in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopting {
    /// From when.
    pub starts_on: Date,
    /// Which body decided.
    pub body: String,
    /// When it decided.
    pub decided_on: Date,
    /// Where the minute is; empty when nowhere.
    pub minute: String,
    /// Why.
    pub because: String,
}

/// One version of the policy, as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number.
    pub number: u32,
    /// From when it is in force.
    pub starts_on: Date,
    /// When it was taken in.
    pub adopted_at: Timestamp,
    /// The file, byte for byte.
    pub source: String,
}

/// How often a file is taken in again because another process wrote to the policy's stream meanwhile.
const TRIES: usize = 32;

/// The policy's stream as it was read.
struct Known {
    seen: i64,
    state: State,
}

impl Casework {
    /// The draft of the next version, for whoever may change it.
    ///
    /// Costs the stream of the policy, and one text.
    pub async fn policy_draft(&self, council: &CouncilId, actor: &Actor) -> Result<Draft, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        if !permission::may(policy, actor, Act::DraftPolicy) {
            return Err(Failure::NotPermitted);
        }
        let known = self.known_policy(council).await?;
        self.draft_of(&settings, &known).await
    }

    /// Begins or changes the draft, as seen at version `seen` of the stream.
    ///
    /// A draft in the record is always a file that the checker takes; one with mistakes is refused
    /// with all of them, and nothing is written. Costs the same however many cases there are.
    pub async fn draft_policy(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (seen, new): (i64, NewText),
    ) -> Result<i64, Failure> {
        let settings = self.councils.get(council)?;
        let known = self.seen_policy(council, seen).await?;
        let before = self.draft_of(&settings, &known).await?;
        let drafted = self.drafted(&before.policy, &new.text, &new.because);
        let command = Command::Draft(drafted.clone());
        let event = self
            .decided((&settings, actor), &known, (&before.policy, &command))
            .await?;
        let words = vec![
            ("draft", drafted.text),
            ("difference", drafted.difference),
            ("reason", drafted.because),
        ];
        self.append((council, actor), seen, (event, words, Vec::new()))
            .await
    }

    /// Drops the draft; the versions stay as they are.
    ///
    /// Costs the stream of the policy, two looks at an index, and one commit.
    pub async fn drop_draft(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (seen, because): (i64, &str),
    ) -> Result<i64, Failure> {
        let settings = self.councils.get(council)?;
        let known = self.seen_policy(council, seen).await?;
        let before = self.draft_of(&settings, &known).await?;
        let because = self.fresh().words(because);
        let command = Command::DropDraft {
            because: because.clone(),
        };
        let event = self
            .decided((&settings, actor), &known, (&before.policy, &command))
            .await?;
        let words = vec![("reason", because)];
        self.append((council, actor), seen, (event, words, Vec::new()))
            .await
    }

    /// Puts the draft in force from a day, by the decision of a body; answers the version's number. The same form, sent
    /// twice, adopts it once: the second hears [`Failure::AlreadyDone`] with the number.
    ///
    /// Costs the stream of the policy, a count of the open cases of each service that is taken out, by index, and one
    /// commit; then every version is read again.
    pub async fn adopt_draft(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (seen, adopting): (i64, Adopting),
    ) -> Result<u32, Failure> {
        match Box::pin(self.adopt_once(council, actor, (seen, &adopting))).await {
            Err(conflict @ Failure::Conflict { .. }) => {
                let before = self.adopted_before(council, actor, (seen, &adopting)).await?;
                Err(before.map_or(conflict, |number| Failure::AlreadyDone(number.to_string())))
            }
            other => other,
        }
    }

    /// The number of the version that the same person adopted from the same draft, by the same decision, when they had
    /// seen what they see now.
    async fn adopted_before(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (seen, adopting): (i64, &Adopting),
    ) -> Result<Option<i64>, Failure> {
        let recorded = self.store.stream(council, &StreamId::policy()).await?;
        let mut then = State::default();
        for event in &recorded {
            let Some(happened) = audit::read::<Event>(event)? else {
                continue;
            };
            if event.version <= seen {
                then = policy::evolve(then, &happened);
                continue;
            }
            let Event::PolicyAdopted { version, digest, .. } = happened else {
                return Ok(None);
            };
            if event.actor != actor.id || then.draft.is_none() {
                return Ok(None);
            }
            let settings = self.councils.get(council)?;
            let draft = self.draft_of(&settings, &Known { seen, state: then }).await?;
            let text = adopted_text(&draft.text, adopting).unwrap_or_default();
            return Ok((digest_of(&text) == digest).then_some(version));
        }
        Ok(None)
    }

    async fn adopt_once(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (seen, adopting): (i64, &Adopting),
    ) -> Result<u32, Failure> {
        let settings = self.councils.get(council)?;
        let known = self.seen_policy(council, seen).await?;
        // Before the text is read: of a year that no file can have, the checker would say something else.
        policy::not_too_far(adopting.starts_on, self.today())?;
        let draft = self.draft_of(&settings, &known).await?;
        let (_, last) = last(&settings)?;
        let text = adopted_text(&draft.text, adopting)
            .ok_or_else(|| Failure::Unreadable("the draft is no TOML".to_owned()))?;
        let drafted = self.drafted(last, &text, &adopting.because);
        let command = Command::Adopt(drafted.clone());
        let event = self
            .decided((&settings, actor), &known, (&draft.policy, &command))
            .await?;
        let number = known.state.version + 1;
        let row = PolicyRow {
            version: number,
            source: drafted.text.text.clone(),
            starts_on: adopting.starts_on,
            adopted_at: self.outside().now(),
        };
        let words = vec![("difference", drafted.difference), ("reason", drafted.because)];
        let rows = vec![ReadModel::PolicyVersion(Box::new(row))];
        self.append((council, actor), seen, (event, words, rows)).await?;
        self.follow_policy(council).await?;
        Ok(u32::try_from(number).unwrap_or(1))
    }

    /// Takes back the adoption of a version before its first day; it stays in the record, and never holds.
    ///
    /// Costs the stream of the policy, two looks at an index, and one commit; then every version is read again.
    pub async fn withdraw_policy(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (seen, version, because): (i64, u32, &str),
    ) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        let known = self.seen_policy(council, seen).await?;
        let (_, before) = last(&settings)?;
        let because = self.fresh().words(because.trim());
        let command = Command::Withdraw {
            version: i64::from(version),
            because: because.clone(),
        };
        let event = self
            .decided((&settings, actor), &known, (before, &command))
            .await?;
        let words = vec![("reason", because)];
        self.append((council, actor), seen, (event, words, Vec::new()))
            .await?;
        self.follow_policy(council).await
    }

    /// Every version of the policy in the record, the oldest first.
    ///
    /// Costs every version with its whole text: as many as were ever adopted.
    pub async fn policy_versions(&self, council: &CouncilId, actor: &Actor) -> Result<Vec<Version>, Failure> {
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::DraftPolicy) {
            return Err(Failure::NotPermitted);
        }
        let rows = self.store.policy_versions(council).await?;
        let version = |row: PolicyRow| Version {
            number: u32::try_from(row.version).unwrap_or(1),
            starts_on: row.starts_on,
            adopted_at: row.adopted_at,
            source: row.source,
        };
        Ok(rows.into_iter().map(version).collect())
    }

    /// Takes in a version of a council's policy from its file: records that it was adopted, keeps the
    /// file, and puts it in place. A file that is in already, byte for byte, changes nothing.
    ///
    /// Of several processes that start at once one writes it; the others read again and find it there.
    ///
    /// Costs the versions, the stream of the policy and one commit; nothing is written where it is in already.
    pub async fn adopt_policy(&self, actor: &Actor, policy: Policy) -> Result<u32, Failure> {
        for _ in 0..TRIES {
            match Box::pin(self.adopt_policy_once(actor, policy.clone())).await {
                Err(Failure::Conflict { .. } | Failure::Taken) => {}
                other => return other,
            }
        }
        Box::pin(self.adopt_policy_once(actor, policy)).await
    }

    async fn adopt_policy_once(&self, actor: &Actor, policy: Policy) -> Result<u32, Failure> {
        let council = policy.council.id.clone();
        let known = self.store.policy_versions(&council).await?;
        if let Some(same) = known.iter().find(|row| row.source == policy.source) {
            // Another process may have adopted it since this one read what is known.
            if self.councils.get(&council).is_err() {
                self.load_council(&council).await?;
            }
            return Ok(u32::try_from(same.version).unwrap_or(1));
        }
        if !known.is_empty() {
            if self.councils.get(&council).is_err() {
                self.load_council(&council).await?;
            }
            let settings = self.councils.get(&council)?;
            if !permission::may(settings.policy(self.today())?, actor, Act::AdoptPolicy) {
                return Err(Failure::NotPermitted);
            }
        }
        // A file is held to it where it is taken in, and not where it is in already.
        policy::not_too_far(policy.council.starts_on, self.today())?;
        let seen = self.store.version_of(&council, &StreamId::policy()).await?;
        let version = known.last().map_or(1, |row| row.version + 1);
        let before = known.last().and_then(|row| Policy::parse(&row.source).ok());
        if let Some(before) = &before {
            let has_files = self.store.any_conduct(&council).await?;
            policy::conduct_goes_on(&policy, (before, has_files))?;
        }
        let changed = before.map(|before| self.fresh().words(&difference(&before, &policy).join("\n")));
        let starts_on = policy.council.starts_on;
        let event = Event::PolicyAdopted {
            version,
            starts_on,
            digest: digest_of(&policy.source),
            because: None,
            difference: changed.as_ref().map(Words::reference),
        };
        let row = PolicyRow {
            version,
            source: policy.source,
            starts_on,
            adopted_at: self.outside().now(),
        };
        let words = changed
            .map(|changed| ("difference", changed))
            .into_iter()
            .collect();
        let rows = vec![ReadModel::PolicyVersion(Box::new(row))];
        self.append((&council, actor), seen, (event, words, rows)).await?;
        self.load_council(&council).await?;
        self.start_version(&council).await?;
        Ok(u32::try_from(version).unwrap_or(1))
    }

    /// Takes up what another process adopted, and starts the version whose first day has come.
    ///
    /// Costs one look at an index while nothing is new, so every process may ask every few seconds.
    pub async fn follow_policy(&self, council: &CouncilId) -> Result<(), Failure> {
        let known = self.councils.get(council)?;
        if self.store.version_of(council, &StreamId::policy()).await? != known.seen {
            self.load_council(council).await?;
            tracing::info!(%council, "took up what was done to the policy");
        }
        self.start_version(council).await
    }

    /// When the version in force is another than the last that was seen to start: moves the open clocks
    /// for each closure that the council did not have before (domain, section 8: what is promised
    /// already moves visibly, as an event), and records that it started. Done twice, it moves nothing
    /// twice; of several processes one records it.
    async fn start_version(&self, council: &CouncilId) -> Result<(), Failure> {
        let starts = |settings: &Council| {
            let today = self.today();
            let now = settings.versions.in_force_on(today).map(|(number, _)| number);
            now.filter(|number| *number != settings.started)
        };
        if starts(&*self.councils.get(council)?).is_none() {
            return Ok(());
        }
        let seen = self.store.version_of(council, &StreamId::policy()).await?;
        self.load_council(council).await?;
        let settings = self.councils.get(council)?;
        let Some(number) = starts(&settings) else {
            return Ok(());
        };
        let before = settings.versions.version(settings.started);
        let before = before.map(|policy| Calendar::for_policy(&policy.calendar));
        // Those that have passed are no days off of this version: see `Versions::calendar`.
        let today = self.today();
        let is_new = |day: &Date| {
            let was_worked = before.as_ref().is_none_or(|before| before.is_working_day(*day));
            *day >= today && was_worked
        };
        let days_off: Vec<Date> = settings.calendar.closures().filter(is_new).collect();
        if !days_off.is_empty() {
            let moved = self.move_clocks(council, &days_off).await?;
            tracing::info!(%council, ?days_off, moved, "moved the open clocks for new days off");
        }
        let actor = Actor::program(ActorId::Job("move-clocks"));
        let event = Event::PolicyStarted {
            version: i64::from(number),
        };
        match self
            .append((council, &actor), seen, (event, Vec::new(), Vec::new()))
            .await
        {
            // Another process was quicker, or somebody drafts: the next look finds out.
            Ok(_) | Err(Failure::Conflict { .. }) => self.load_council(council).await,
            Err(other) => Err(other),
        }
    }

    /// Reads a council's policy versions from the record and puts them in place.
    ///
    /// Costs every version with its whole text, and the stream of the policy.
    pub async fn load_council(&self, council: &CouncilId) -> Result<(), Failure> {
        // The stream first: what is written after it was read is taken up at the next look.
        let known = self.known_policy(council).await?;
        let mut versions = Versions::default();
        for row in self.store.policy_versions(council).await? {
            let policy = Policy::parse(&row.source).map_err(|mistakes| {
                let first = mistakes
                    .first()
                    .map(|mistake| mistake.what.clone())
                    .unwrap_or_default();
                Failure::Unreadable(format!("policy version {}: {first}", row.version))
            })?;
            let number = versions.push(policy);
            versions.recorded(number, civil_date(row.adopted_at));
        }
        for version in &known.state.withdrawn {
            versions.withdraw(u32::try_from(*version).unwrap_or_default());
        }
        let started = known
            .state
            .started
            .and_then(|version| u32::try_from(version).ok());
        let settings = Council::new(council.clone(), versions, self.today()).ok_or(Failure::NotFound)?;
        self.councils.put(settings.started(started).seen(known.seen));
        Ok(())
    }

    /// Reads every council that has a policy in the record.
    ///
    /// Costs what [`Casework::load_council`] costs, for each council.
    pub async fn load_councils(&self) -> Result<(), Failure> {
        for council in self.store.councils().await? {
            self.load_council(&council).await?;
        }
        Ok(())
    }

    async fn known_policy(&self, council: &CouncilId) -> Result<Known, Failure> {
        let recorded = self.store.stream(council, &StreamId::policy()).await?;
        let seen = recorded.last().map_or(0, |event| event.version);
        let mut state = State::default();
        for event in &recorded {
            if let Some(event) = audit::read::<Event>(event)? {
                state = policy::evolve(state, &event);
            }
        }
        Ok(Known { seen, state })
    }

    /// The stream, if nobody acted on it since version `seen`.
    async fn seen_policy(&self, council: &CouncilId, seen: i64) -> Result<Known, Failure> {
        let known = self.known_policy(council).await?;
        if known.seen == seen {
            return Ok(known);
        }
        let (version, since) = (known.seen, Vec::new());
        Err(Failure::Conflict { version, since })
    }

    async fn draft_of(&self, settings: &Council, known: &Known) -> Result<Draft, Failure> {
        let text = match &known.state.draft {
            Some(words) => {
                let mut found = self.store.words(&settings.id, [&words.id]).await?;
                found.remove(&words.id)
            }
            None => None,
        };
        let is_begun = text.is_some();
        let text = match text {
            Some(text) => text,
            None => last(settings)?.1.source.clone(),
        };
        let policy = Policy::parse(&text)
            .map_err(|_mistakes| Failure::Unreadable("the draft of the policy".to_owned()))?;
        Ok(Draft {
            seen: known.seen,
            text,
            policy,
            is_begun,
        })
    }

    fn drafted(&self, before: &Policy, text: &str, because: &str) -> Drafted {
        let text = self.fresh().words(text);
        let changed = Policy::parse(&text.text).map(|after| difference(before, &after));
        Drafted {
            difference: self.fresh().words(&changed.unwrap_or_default().join("\n")),
            because: self.fresh().words(because.trim()),
            text,
        }
    }

    async fn decided(
        &self,
        (settings, actor): (&Council, &Actor),
        known: &Known,
        (before, command): (&Policy, &Command),
    ) -> Result<Event, Failure> {
        let today = self.today();
        let in_force = settings.policy(today)?;
        let open = self.open_of_services_taken_out(settings, command).await?;
        let (last_number, last) = last(settings)?;
        let context = Context {
            actor,
            today,
            in_force,
            last,
            last_number: i64::from(last_number),
            before,
            open: &open,
            has_conduct_files: self.store.any_conduct(&settings.id).await?,
        };
        let mut events = match policy::decide(&known.state, command, &context) {
            Err(Refusal::NotPermitted(_)) => return Err(Failure::NotPermitted),
            decided => decided?,
        };
        events.pop().ok_or(Failure::Settings(Refusal::NothingChanged))
    }

    /// The open cases of each service that the new text does not have any more.
    async fn open_of_services_taken_out(
        &self,
        settings: &Council,
        command: &Command,
    ) -> Result<BTreeMap<ServiceId, i64>, Failure> {
        let text = match command {
            Command::Draft(drafted) | Command::Adopt(drafted) => &drafted.text.text,
            Command::DropDraft { .. } | Command::Withdraw { .. } => return Ok(BTreeMap::new()),
        };
        let Ok(after) = Policy::parse(text) else {
            return Ok(BTreeMap::new());
        };
        let mut open = BTreeMap::new();
        for service in &settings.policy(self.today())?.services {
            if after.service(&service.id).is_none() {
                let count = self.store.open_of_service(&settings.id, &service.id).await?;
                open.insert(service.id.clone(), count);
            }
        }
        Ok(open)
    }

    async fn append(
        &self,
        (council, actor): (&CouncilId, &Actor),
        seen: i64,
        (event, words, rows): (Event, Vec<(&'static str, Words)>, Vec<ReadModel>),
    ) -> Result<i64, Failure> {
        let stream = StreamId::policy();
        let now = self.outside().now();
        let mut changes = Changes::new(council.clone(), actor.id.clone(), now);
        let body = serde_json::to_string(&event).map_err(|error| Failure::Unreadable(error.to_string()))?;
        let row = audit::of_policy(&event, (&stream, seen + 1), (now, &actor.id));
        changes.appends.push(Append {
            stream: stream.clone(),
            expected: seen,
            events: vec![NewEvent {
                kind: event.name(),
                body,
                salt: self.fresh().salt(),
            }],
        });
        let beside = |(purpose, words)| NewWords {
            stream: stream.clone(),
            purpose,
            words,
        };
        changes.words = words.into_iter().map(beside).collect();
        changes.rows = rows;
        changes.rows.push(ReadModel::SettingsChange(Box::new(row)));
        self.store.commit(changes).await?;
        Ok(seen + 1)
    }
}

/// The adopted version that starts last: what the next one follows.
fn last(settings: &Council) -> Result<(u32, &Policy), Failure> {
    settings.versions.in_force_on(Date::MAX).ok_or(Failure::NotFound)
}

/// The draft's text with the decision that puts it in force.
fn adopted_text(text: &str, adopting: &Adopting) -> Option<String> {
    let (council, adoption) = (Group::table(&["council"]), Group::table(&["adoption"]));
    edit(
        text,
        &[
            council.set("starts_on", Value::Day(adopting.starts_on)),
            adoption.set("body", Value::words(&adopting.body)),
            adoption.set("decided_on", Value::Day(adopting.decided_on)),
            adoption.set("minute", Value::words(&adopting.minute)),
        ],
    )
}
