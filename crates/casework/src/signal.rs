//! Signals: something in the record that one manager is asked to look at (domain 5.2).
//!
//! Whom a signal is not given to is told that there is none. No list puts people in an order of how much they
//! did: what waits is in the order in which it was raised.

use std::collections::BTreeMap;

use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::conduct::{self, NewIncident};
use redress_domain::id::{ActorId, ConductId, CouncilId, PersonId, SignalId, WordsId};
use redress_domain::permission::{self, Act, Actor, Ground};
use redress_domain::signal::decide::may_see;
use redress_domain::signal::{self, Command, Context, Entry, Event, Signal, SignalFile};
use redress_domain::words::{Words, WordsRef};
use redress_store::changes::{Changes, ReadModel};
use redress_store::conduct_reading::ConductReading;
use redress_store::error::StoreError;
use redress_store::signal::{SignalLine, SignalRow};
use redress_store::stream::{Recorded, StreamId};

use crate::Casework;
use crate::conduct::{LISTS, NotDone};
use crate::failure::Failure;
use crate::lists::{PAGE, Person};
use crate::stream::{self, Texts, entries_of};

mod erase;
pub mod fairness;
mod measure;
mod raise;

pub use redress_store::signal::{SignalLine as Line, SignalList as List};

/// The signals about one person, with the version of their stream.
struct Loaded {
    person: PersonId,
    version: i64,
    file: SignalFile,
}

/// A signal as its page shows it.
#[derive(Debug, Clone)]
pub struct SignalView {
    /// The signal.
    pub signal: Signal,
    /// The version of what the reader sees.
    pub version: i64,
    /// Whom it is about; nothing once their details were erased.
    pub person: Option<Person>,
    /// Today, in London.
    pub today: Date,
    words: BTreeMap<WordsId, String>,
}

impl SignalView {
    /// The text that an event speaks of; `None` once it was erased.
    pub fn words(&self, words: &WordsRef) -> Option<&str> {
        self.words.get(&words.id).map(String::as_str)
    }
}

/// Why something was not done with a signal.
#[derive(Debug, thiserror::Error)]
pub enum NotSeenTo {
    /// A rule about signals said no.
    #[error(transparent)]
    Refused(#[from] signal::Refusal),
    /// The conduct file that it would open said no.
    #[error(transparent)]
    Conduct(#[from] conduct::Refusal),
    /// Somebody else acted in the meantime.
    #[error("somebody else acted in the meantime")]
    Moved,
    /// Anything else.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for NotSeenTo {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::Conflict { .. } | StoreError::AlreadyDone(_)) {
            Self::Moved
        } else {
            Self::Failed(error.into())
        }
    }
}

impl From<NotDone> for NotSeenTo {
    fn from(not_done: NotDone) -> Self {
        match not_done {
            NotDone::Refused(refusal) => Self::Conduct(refusal),
            NotDone::Moved => Self::Moved,
            NotDone::Failed(failure) => Self::Failed(failure),
        }
    }
}

/// The rows of a stream.
pub(crate) fn rows_of_stream(stream: &StreamId, recorded: Vec<Recorded>) -> Result<Vec<ReadModel>, Failure> {
    let person = PersonId::parse(stream.id()).map_err(|error| Failure::Unreadable(error.to_string()))?;
    Ok(rows(&person, &signal::fold(&entries_of(recorded)?)))
}

/// A row for each signal. The stream's name is the person's: whoever the signal names is known as the same.
fn rows(person: &PersonId, file: &SignalFile) -> Vec<ReadModel> {
    let row = |signal: &Signal| {
        ReadModel::Signal(Box::new(SignalRow {
            signal_id: signal.id.clone(),
            person_id: person.clone(),
            kind: signal.rule.when,
            // What was erased is on nobody's list, and is counted.
            reader: signal.to.clone().filter(|_| file.shown(&signal.id).is_some()),
            raised_on: civil_date(signal.raised_at),
            expires_on: signal.expires_on,
            standing: signal.standing(),
            settled_on: signal.settled_at().map(civil_date),
            shows_us_late: signal.evidence.shows_us_late(),
        }))
    };
    let mut rows: Vec<ReadModel> = file.signals.iter().map(row).collect();
    rows.push(erase::end(person, file));
    rows
}

impl Casework {
    /// A page of the signals that `actor` is to see, the newest first. That it was read is written down.
    ///
    /// For whoever keeps no conduct files, as if there were no such list. Costs a page of an index.
    pub async fn signals(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (list, before): (List, Option<&SignalId>),
    ) -> Result<Vec<SignalLine>, Failure> {
        let settings = self.councils.get(council)?;
        let reader = actor.user().ok_or(Failure::NotFound)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::ManageConduct) {
            return Err(Failure::NotFound);
        }
        let list = (list, self.today());
        Ok(self
            .store
            .signals_of_reader(council, reader, list, (before, PAGE))
            .await?)
    }

    /// The same for whoever opens the list of them: that is written down first.
    ///
    /// Costs what [`Casework::signals`] costs, and the note of the reading.
    pub async fn open_signals(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (list, before): (List, Option<&SignalId>),
    ) -> Result<Vec<SignalLine>, Failure> {
        let found = self.signals(council, actor, (list, before)).await?;
        self.note_reading(council, (actor, Ground::Role), (LISTS, "signals"))
            .await?;
        Ok(found)
    }

    /// Opens a signal. Who opened it is written down first: when that cannot be, it is not opened.
    ///
    /// For whoever it is not given to, as if there were none.
    ///
    /// Costs one row by its key, the person's own stream of signals, its texts, and the note of the reading.
    pub async fn open_signal(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &SignalId,
    ) -> Result<SignalView, Failure> {
        let loaded = self.signal_of_reader(council, actor, id).await?;
        let signal = loaded.file.shown(id).cloned().ok_or(Failure::NotFound)?;
        let reading = ConductReading {
            file_id: id.to_string(),
            read_at: self.outside().now(),
            actor: actor.id.clone(),
            page: "signal".to_owned(),
            why: Some(Ground::Owner),
        };
        self.store.note_conduct_reading(council, &reading).await?;
        let stream = StreamId::signals(&loaded.person);
        let words = self.store.words_of_stream(council, &stream).await?;
        let known = std::slice::from_ref(&loaded.person);
        let person = self.store.persons(council, known).await?.remove(&loaded.person);
        Ok(SignalView {
            signal,
            version: loaded.version,
            person,
            today: self.today(),
            words: words
                .into_iter()
                .map(|words| (words.words_id, words.body))
                .collect(),
        })
    }

    /// Leaves a signal, for a reason in words.
    ///
    /// Costs one row by its key, the person's own stream of signals, and one commit.
    pub async fn dismiss_signal(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, reason): (&SignalId, Words),
    ) -> Result<(), NotSeenTo> {
        let loaded = self.signal_of_reader(council, actor, id).await?;
        let id = id.clone();
        let command = Command::Dismiss {
            id,
            reason: reason.clone(),
        };
        let changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
        self.commit_signal(changes, (loaded, actor), (command, vec![("reason", reason)]))
            .await
    }

    /// Takes a signal up: `actor` reports an incident in their own words, which opens the person's conduct file
    /// or joins it, as any report does. The signal is no evidence there: the checks are answered like anybody's.
    ///
    /// Both are committed together or not at all.
    ///
    /// Costs what [`Casework::dismiss_signal`] costs, and the person's conduct files by their key with one stream.
    pub async fn take_up_signal(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &SignalId,
        make: impl FnOnce(PersonId) -> NewIncident,
    ) -> Result<ConductId, NotSeenTo> {
        let loaded = self.signal_of_reader(council, actor, id).await?;
        let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
        let new = make(loaded.person.clone());
        let file = self.plan_incident(&mut changes, actor, new).await?;
        let command = Command::TakeUp {
            id: id.clone(),
            file: file.clone(),
        };
        self.commit_signal(changes, (loaded, actor), (command, Vec::new()))
            .await?;
        Ok(file)
    }

    /// The signals about the person of one that `actor` may see; nothing of it to anybody else.
    async fn signal_of_reader(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &SignalId,
    ) -> Result<Loaded, Failure> {
        let settings = self.councils.get(council)?;
        let row = self.store.signal(council, id).await?.ok_or(Failure::NotFound)?;
        if !may_see(settings.policy(self.today())?, actor, row.reader.as_ref()) {
            return Err(Failure::NotFound);
        }
        self.load_signals(council, &row.person_id).await
    }

    async fn load_signals(&self, council: &CouncilId, person: &PersonId) -> Result<Loaded, Failure> {
        let recorded = self.store.stream(council, &StreamId::signals(person)).await?;
        let version = recorded.last().map_or(0, |event| event.version);
        Ok(Loaded {
            person: person.clone(),
            version,
            file: signal::fold(&entries_of(recorded)?),
        })
    }

    /// Decides and commits, with what the changes hold already.
    async fn commit_signal(
        &self,
        mut changes: Changes,
        (loaded, actor): (Loaded, &Actor),
        (command, texts): (Command, Texts),
    ) -> Result<(), NotSeenTo> {
        let settings = self.councils.get(&changes.council)?;
        let context = Context {
            at: changes.at,
            actor,
            policy: settings.policy(civil_date(changes.at))?,
            calendar: &settings.calendar,
        };
        let events = signal::decide(&loaded.file, command, &context)?;
        if events.is_empty() {
            return Ok(());
        }
        self.append_signals(&mut changes, loaded, (&events, texts))?;
        self.store.commit(changes).await?;
        Ok(())
    }

    fn append_signals(
        &self,
        changes: &mut Changes,
        loaded: Loaded,
        (events, texts): (&[Event], Texts),
    ) -> Result<(), Failure> {
        let new: Vec<Entry> = events
            .iter()
            .map(|event| Entry {
                at: changes.at,
                actor: changes.actor.clone(),
                event: event.clone(),
            })
            .collect();
        let end = (StreamId::signals(&loaded.person), loaded.version);
        stream::append(&self.fresh(), changes, end, (&new, Event::name), texts)?;
        let file = new.iter().fold(loaded.file, signal::evolve);
        changes.rows.extend(rows(&loaded.person, &file));
        Ok(())
    }
}

/// The job that raises signals.
pub(crate) fn job() -> Actor {
    Actor::program(ActorId::Job("raise-signals"))
}
