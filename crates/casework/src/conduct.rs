//! Conduct files: how one is opened, changed and read (domain, section 5).
//!
//! A file is a stream of its own, beside every case. Whoever works on a case is told what is agreed, and
//! nothing of why; whoever opens a file is written down.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use redress_domain::case::NewFile;
use redress_domain::conduct::{self, Command, ConductFile, Context, Entry, Event, NewIncident, Reach};
use redress_domain::id::{ConductId, ContactId, CouncilId, PersonId, ServiceId, WordsId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::{ContactOption, Policy};
use redress_domain::vocabulary::Channel;
use redress_domain::words::{Words, WordsRef};
use redress_store::changes::{Append, Changes, NewEvent, NewWords, ReadModel};
use redress_store::error::StoreError;
use redress_store::stream::{Recorded, StreamId};

use crate::Casework;
use crate::failure::Failure;
use crate::lists::{PAGE, Person};

mod contact;
mod decisions;
mod file;
mod letter;
mod likeness;
mod project;
mod reading;
mod retention;
mod sender;
mod tell;
mod who;

pub use redress_store::conduct::{ConductContactLine, ConductLine, Register};
pub use redress_store::conduct_reading::ConductReading as Reading;

pub use letter::{ConductLetter, LetterLine, Way};
pub use likeness::{Alike, Resembling};
pub use reading::LISTS;
pub use redress_store::conduct_keep::{EndLine, EndRow};
pub use who::Who;

pub(crate) use letter::Became;
pub(crate) use project::rows;

/// How often an act is decided again because another one came between.
const TRIES: usize = 32;

/// A conduct file with the version of its stream.
#[derive(Debug, Clone)]
pub(crate) struct LoadedFile {
    pub(crate) id: ConductId,
    pub(crate) version: i64,
    pub(crate) file: ConductFile,
    pub(crate) entries: Vec<Entry>,
}

/// A conduct file as its pages show it.
#[derive(Debug, Clone)]
pub struct ConductView {
    /// Which.
    pub id: ConductId,
    /// The version that the reader sees.
    pub version: i64,
    /// How it stands.
    pub file: ConductFile,
    /// What happened, in order.
    pub entries: Vec<Entry>,
    /// Whose file it is; nothing once their details were erased.
    pub person: Option<Person>,
    /// Today, in London.
    pub today: Date,
    words: BTreeMap<WordsId, String>,
}

impl ConductView {
    /// The text that an event speaks of; `None` once it was erased.
    pub fn words(&self, words: &WordsRef) -> Option<&str> {
        self.words.get(&words.id).map(String::as_str)
    }
}

/// What binds somebody on a day, as whoever works on their cases is told it: what to do, and not why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The file, for those who may open it.
    pub file: ConductId,
    /// Who is bound.
    pub person: PersonId,
    /// What is agreed.
    pub measures: Vec<ContactOption>,
    /// The way that stays open.
    pub open_channel: Channel,
    /// The service that it reaches, where it reaches one alone.
    pub service: Option<ServiceId>,
}

impl Binding {
    /// Whether it reaches a case of a service: all, unless it is about one service and this is another.
    pub fn reaches(&self, service: Option<&ServiceId>) -> bool {
        self.service.is_none() || self.service.as_ref() == service
    }
}

/// Why something was not done to a conduct file.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// A safeguard said no.
    #[error(transparent)]
    Refused(#[from] conduct::Refusal),
    /// Somebody else acted since the reader saw the file.
    #[error("somebody else acted in the meantime")]
    Moved,
    /// Anything else.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Who may open a conduct file at all.
pub fn may_open(policy: &Policy, actor: &Actor) -> bool {
    let acts = [Act::ManageConduct, Act::DecideRestriction];
    acts.iter().any(|act| permission::may(policy, actor, *act))
}

/// Who may read and sort what comes in under an arrangement.
pub fn may_sort(policy: &Policy, actor: &Actor) -> bool {
    permission::may(policy, actor, Act::SortRestrictedContact)
}

fn entries_of(recorded: Vec<Recorded>) -> Result<Vec<Entry>, Failure> {
    let mut entries = Vec::with_capacity(recorded.len());
    for event in recorded {
        if let Some(body) = &event.body {
            let entry = Entry::from_body(event.actor, body)
                .map_err(|error| Failure::Unreadable(format!("{}: {error}", event.stream)))?;
            entries.push(entry);
        }
    }
    Ok(entries)
}

pub(crate) fn loaded(id: &ConductId, recorded: Vec<Recorded>) -> Result<LoadedFile, Failure> {
    let version = recorded.last().map_or(0, |event| event.version);
    let entries = entries_of(recorded)?;
    Ok(LoadedFile {
        id: id.clone(),
        version,
        file: conduct::fold(&entries),
        entries,
    })
}

/// The rows of a stream, those of contacts that were read taken away: a rebuild writes them beside the live
/// ones, and over them.
pub(crate) fn rows_of_stream(stream: &StreamId, recorded: Vec<Recorded>) -> Result<Vec<ReadModel>, Failure> {
    let id = ConductId::parse(stream.id()).map_err(|error| Failure::Unreadable(error.to_string()))?;
    let file = loaded(&id, recorded)?;
    let events: Vec<Event> = file.entries.iter().map(|entry| entry.event.clone()).collect();
    let mut all = rows(&id, &file.file, &file.entries);
    all.extend(project::read_since(&events));
    Ok(all)
}

impl Casework {
    /// Reports an incident: on the file that somebody has already, under whichever identifier, or on a new
    /// one. A file that was closed is opened again by it.
    ///
    /// Costs the person's files by their key, one stream and one commit.
    pub async fn report_incident(
        &self,
        council: &CouncilId,
        actor: &Actor,
        new: NewIncident,
    ) -> Result<ConductId, NotDone> {
        Box::pin(self.report_incident_with(council, actor, (new, Vec::new()))).await
    }

    /// The same with files that came with it.
    pub async fn report_incident_with(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (new, files): (NewIncident, Vec<NewFile>),
    ) -> Result<ConductId, NotDone> {
        let mut new = new;
        for _ in 0..TRIES {
            let file = self.file_for(council, &mut new).await?;
            let id = file.id.clone();
            if is_said_twice(&file, actor, &new, self.outside().now()) {
                return Ok(id);
            }
            match self
                .commit_conduct(council, actor, file, file::with_files(&new, &files))
                .await
            {
                Err(NotDone::Moved) => {}
                Err(other) => return Err(other),
                Ok(()) => return Ok(id),
            }
        }
        Err(NotDone::Moved)
    }

    /// The file that somebody has, or the beginning of one. It is about the person under whom it was opened,
    /// and so is then what is reported.
    async fn file_for(&self, council: &CouncilId, new: &mut NewIncident) -> Result<LoadedFile, Failure> {
        let mut known = None;
        for person in self.store.same_as(council, &new.person).await? {
            known = self
                .store
                .conduct_of_person(council, &person)
                .await?
                .pop()
                .or(known);
        }
        match known {
            Some(row) => {
                new.person = row.person_id;
                self.load_conduct(council, &row.file_id).await
            }
            None => Ok(LoadedFile {
                id: self.fresh().conduct(),
                version: 0,
                file: ConductFile::default(),
                entries: Vec::new(),
            }),
        }
    }

    /// Adds to the changes that an incident is reported, on the file that somebody has or on a new one.
    pub(crate) async fn plan_incident(
        &self,
        changes: &mut Changes,
        actor: &Actor,
        mut new: NewIncident,
    ) -> Result<ConductId, NotDone> {
        let council = changes.council.clone();
        let loaded = self.file_for(&council, &mut new).await?;
        let settings = self.councils.get(&council)?;
        let context = Context {
            at: changes.at,
            actor,
            policy: settings.policy(self.today())?,
            calendar: &settings.calendar,
            // What was agreed bears on the ways that stay open, and nobody decides on these here.
            adjustments: &[],
        };
        let command = Command::ReportIncident(new);
        let words = command.words().into_iter();
        let texts = words.map(|(purpose, words)| (purpose, words.clone())).collect();
        let events = conduct::decide(&loaded.file, command, &context)?;
        let id = loaded.id.clone();
        self.append_conduct(changes, loaded, (&events, texts))?;
        Ok(id)
    }

    /// Does `commands` to a conduct file that the actor saw at version `seen`: all or none.
    ///
    /// Costs one read of the file's own stream and one commit.
    pub async fn act_on_conduct(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, seen): (&ConductId, i64),
        commands: Vec<Command>,
    ) -> Result<(), NotDone> {
        let file = self.load_conduct(council, id).await?;
        if file.version != seen {
            return Err(NotDone::Moved);
        }
        self.commit_conduct(council, actor, file, commands).await
    }

    /// The same to the file as it stands: for what the person themselves says, which is in nobody's way.
    pub async fn act_on_latest_conduct(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &ConductId,
        command: Command,
    ) -> Result<(), NotDone> {
        for _ in 0..TRIES {
            let file = self.load_conduct(council, id).await?;
            match self
                .commit_conduct(council, actor, file, vec![command.clone()])
                .await
            {
                Err(NotDone::Moved) => {}
                done => return done,
            }
        }
        Err(NotDone::Moved)
    }

    async fn commit_conduct(
        &self,
        council: &CouncilId,
        actor: &Actor,
        loaded: LoadedFile,
        commands: Vec<Command>,
    ) -> Result<(), NotDone> {
        let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
        if !self.plan_conduct(&mut changes, actor, loaded, commands).await? {
            return Ok(());
        }
        match self.store.commit(changes).await {
            Ok(_) => Ok(()),
            Err(StoreError::Conflict { .. }) => Err(NotDone::Moved),
            Err(other) => Err(Failure::from(other).into()),
        }
    }

    /// Adds to the changes what follows from orders to a conduct file: its events, what leaves the building, and who
    /// is told. Answers whether anything does.
    pub(crate) async fn plan_conduct(
        &self,
        changes: &mut Changes,
        actor: &Actor,
        loaded: LoadedFile,
        commands: Vec<Command>,
    ) -> Result<bool, NotDone> {
        let council = changes.council.clone();
        let settings = self.councils.get(&council)?;
        let now = changes.at;
        let adjustments = match &loaded.file.person {
            Some(person) => self.adjustments_now(&council, person).await?,
            None => Vec::new(),
        };
        let context = Context {
            at: now,
            actor,
            policy: settings.policy(self.today())?,
            calendar: &settings.calendar,
            adjustments: &adjustments,
        };
        let mut texts: Vec<(&'static str, Words)> = Vec::new();
        let (mut events, mut file) = (Vec::new(), loaded.file.clone());
        for command in commands {
            let words = command.words().into_iter();
            texts.extend(words.map(|(purpose, words)| (purpose, words.clone())));
            for event in conduct::decide(&file, command, &context)? {
                let entry = Entry {
                    at: now,
                    actor: actor.id.clone(),
                    event,
                };
                file = conduct::evolve(file, &entry);
                events.push(entry.event);
            }
        }
        if events.is_empty() {
            return Ok(false);
        }
        for event in &events {
            changes.messages.extend(self.conduct_message(&loaded, event));
        }
        let moved = (&loaded.file, &file);
        self.take_back(changes, (&council, moved.0, moved.1)).await?;
        self.tell_whose_turn_it_is(changes, &loaded.id, moved, &events)
            .await?;
        self.append_conduct(changes, loaded, (&events, texts))?;
        Ok(true)
    }

    /// Adds to the changes what happened on a conduct file, with its rows and texts.
    pub(crate) fn append_conduct(
        &self,
        changes: &mut Changes,
        loaded: LoadedFile,
        (events, texts): (&[Event], Vec<(&'static str, Words)>),
    ) -> Result<(), Failure> {
        let stream = StreamId::conduct(&loaded.id);
        let (fresh, at) = (self.fresh(), changes.at);
        let mut file = loaded.file;
        let mut entries = loaded.entries;
        let mut new = Vec::with_capacity(events.len());
        for event in events {
            let entry = Entry {
                at,
                actor: changes.actor.clone(),
                event: event.clone(),
            };
            let body = entry
                .to_body()
                .map_err(|error| Failure::Unreadable(error.to_string()))?;
            new.push(NewEvent {
                kind: event.name(),
                body,
                salt: fresh.salt(),
            });
            file = conduct::evolve(file, &entry);
            entries.push(entry);
        }
        // A text that no event speaks of is not kept.
        let spoken_of = |words: &Words| new.iter().any(|event| event.body.contains(words.id.as_str()));
        let kept = texts.into_iter().filter(|(_, words)| spoken_of(words));
        changes.words.extend(kept.map(|(purpose, words)| NewWords {
            stream: stream.clone(),
            purpose,
            words,
        }));
        for event in events {
            if let Event::FileAdded { file, .. } = event {
                changes.files.push((stream.clone(), file.id.clone()));
            }
        }
        changes.appends.push(Append {
            stream,
            expected: loaded.version,
            events: new,
        });
        changes.appends.sort_by(|one, next| one.stream.cmp(&next.stream));
        changes.rows.extend(rows(&loaded.id, &file, &entries));
        changes.rows.extend(project::read_since(events));
        Ok(())
    }

    pub(crate) async fn load_conduct(
        &self,
        council: &CouncilId,
        id: &ConductId,
    ) -> Result<LoadedFile, Failure> {
        let recorded = self.store.stream(council, &StreamId::conduct(id)).await?;
        if recorded.is_empty() {
            return Err(Failure::NotFound);
        }
        loaded(id, recorded)
    }

    /// Opens a conduct file. Who opened which page of it is written down first: when that cannot be, it
    /// is not opened.
    ///
    /// For whoever does not keep or decide, as if there were none.
    pub async fn open_conduct(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, page): (&ConductId, &str),
    ) -> Result<ConductView, Failure> {
        let settings = self.councils.get(council)?;
        if !may_open(settings.policy(self.today())?, actor) {
            return Err(Failure::NotFound);
        }
        let view = self.conduct_view(council, id).await?;
        self.note_reading(council, actor, (id.as_str(), page)).await?;
        Ok(view)
    }

    /// The newest file of the person whom a page of their own is about, as far as they have been told of it:
    /// none before they were warned or had a report.
    pub async fn conduct_for_customer(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<Option<ConductView>, Failure> {
        let mut newest = None;
        for one in self.store.same_as(council, person).await? {
            newest = self
                .store
                .conduct_of_person(council, &one)
                .await?
                .pop()
                .or(newest);
        }
        let Some(row) = newest else { return Ok(None) };
        let view = self.conduct_view(council, &row.file_id).await?;
        let is_told = |entry: &Entry| {
            matches!(
                entry.event,
                Event::Warned { .. } | Event::InterimOrdered { .. } | Event::ReportShared { .. }
            )
        };
        Ok(view.entries.iter().any(is_told).then_some(view))
    }

    async fn conduct_view(&self, council: &CouncilId, id: &ConductId) -> Result<ConductView, Failure> {
        let loaded = self.load_conduct(council, id).await?;
        // Nothing of it is left to be opened.
        if loaded.file.erased_on.is_some() {
            return Err(Failure::NotFound);
        }
        let stream = StreamId::conduct(id);
        let words = self.store.words_of_stream(council, &stream).await?;
        let person = match &loaded.file.person {
            Some(person) => {
                let known = std::slice::from_ref(person);
                self.persons_today(council, known).await?.0.remove(person)
            }
            None => None,
        };
        Ok(ConductView {
            id: loaded.id,
            version: loaded.version,
            file: loaded.file,
            entries: loaded.entries,
            person,
            today: self.today(),
            words: words
                .into_iter()
                .map(|words| (words.words_id, words.body))
                .collect(),
        })
    }

    /// A page of one of the register's lists. That it was read is written down.
    ///
    /// Costs the conduct files of the council, which are few, until the page is full.
    pub async fn conduct_register(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (list, after): (Register, Option<&ConductId>),
    ) -> Result<Vec<ConductLine>, Failure> {
        let settings = self.councils.get(council)?;
        if !may_open(settings.policy(self.today())?, actor) {
            return Err(Failure::NotPermitted);
        }
        self.note_reading(council, actor, ("register", list.as_str()))
            .await?;
        Ok(self
            .store
            .conduct_page(council, (list, self.today()), after, PAGE)
            .await?)
    }

    /// Contacts that came under an arrangement and wait to be read, what is due first.
    ///
    /// Costs a page.
    pub async fn conduct_contacts(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<(Date, &ContactId)>,
    ) -> Result<Vec<ConductContactLine>, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        if !may_sort(policy, actor) && !may_open(policy, actor) {
            return Err(Failure::NotPermitted);
        }
        Ok(self.store.conduct_contacts(council, after, PAGE).await?)
    }

    /// What binds any of these people today, under whichever identifier they are known.
    ///
    /// Costs one look by an index where nobody is bound; otherwise each person's files by their key.
    pub async fn bindings(&self, council: &CouncilId, people: &[&PersonId]) -> Result<Vec<Binding>, Failure> {
        let today = self.today();
        let files = self.binding_files(council, people, today).await?;
        Ok(files
            .into_iter()
            .filter_map(|file| binding_of(&file, today))
            .collect())
    }

    async fn binding_files(
        &self,
        council: &CouncilId,
        people: &[&PersonId],
        on: Date,
    ) -> Result<Vec<LoadedFile>, Failure> {
        let mut files: Vec<LoadedFile> = Vec::new();
        if people.is_empty() || !self.store.anything_binds(council, on).await? {
            return Ok(files);
        }
        let mut known = Vec::new();
        for person in people {
            for one in self.store.same_as(council, person).await? {
                known.extend(self.store.conduct_of_person(council, &one).await?);
            }
        }
        known.retain(|row| row.binds_from <= Some(on) && row.binds_until >= Some(on));
        for row in known {
            if files.iter().all(|file| file.id != row.file_id) {
                files.push(self.load_conduct(council, &row.file_id).await?);
            }
        }
        Ok(files)
    }

    /// How many files are being considered: up to a page.
    ///
    /// Costs the conduct files of the council, which are few.
    pub async fn conduct_considered(&self, council: &CouncilId, actor: &Actor) -> Result<i64, Failure> {
        let settings = self.councils.get(council)?;
        if !may_open(settings.policy(self.today())?, actor) {
            return Ok(0);
        }
        let list = (Register::Considered, self.today());
        let found = self.store.conduct_page(council, list, None, PAGE).await?;
        Ok(i64::try_from(found.len()).unwrap_or(PAGE))
    }

    /// Files on which something is to be done within two weeks, the earliest first.
    ///
    /// Costs those that are due, up to a page.
    pub async fn conduct_due(
        &self,
        council: &CouncilId,
        actor: &Actor,
    ) -> Result<Vec<redress_store::conduct::ConductRow>, Failure> {
        let settings = self.councils.get(council)?;
        if !may_open(settings.policy(self.today())?, actor) {
            return Ok(Vec::new());
        }
        let soon = self.today().saturating_add(jiff::Span::new().days(14));
        Ok(self.store.conduct_due(council, soon, PAGE).await?)
    }
}

fn binding_of(file: &LoadedFile, on: Date) -> Option<Binding> {
    let (measures, open_channel) = file.file.binding(on)?;
    // What is for danger now reaches as far as the person does.
    let in_danger = file.file.interim_in_force(on).is_some();
    let arrangement = file.file.in_force(on).filter(|_| !in_danger);
    let reached = arrangement.filter(|arrangement| arrangement.terms.reach == Reach::ThisService);
    Some(Binding {
        service: reached.and_then(|arrangement| arrangement.terms.service.clone()),
        file: file.id.clone(),
        person: file.file.person.clone()?,
        measures,
        open_channel,
    })
}

/// Whether somebody has reported the same a moment ago: a second press of the button.
fn is_said_twice(file: &LoadedFile, actor: &Actor, new: &NewIncident, now: Timestamp) -> bool {
    let Some(last) = file.entries.last() else {
        return false;
    };
    let is_recent = now.duration_since(last.at) < SignedDuration::from_mins(2);
    let is_same = matches!(&last.event, Event::IncidentReported { on, channel, categories, was_danger, .. }
        if *on == new.on && *channel == new.channel && *categories == new.categories && *was_danger == new.was_danger);
    is_recent && is_same && last.actor == actor.id
}
