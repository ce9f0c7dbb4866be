//! Conduct files: how one is opened, changed and read (domain, section 5).
//!
//! A file is a stream of its own, beside every case. Whoever works on a case is told what is agreed, and
//! nothing of why; whoever opens a file is written down.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use redress_domain::case::NewFile;
use redress_domain::conduct::{self, Command, ConductFile, Context, Entry, Event, NewIncident, Sort, Tended};
use redress_domain::id::{ConductId, ContactId, CouncilId, PersonId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::Policy;
use redress_store::changes::{Changes, Once, ReadModel};
use redress_store::error::StoreError;
use redress_store::stream::{Recorded, StreamId};

use crate::Casework;
use crate::failure::Failure;
use crate::stream::{self, Texts, entries_of};

use likeness::is_said_to_be_another;

mod as_they_were;
mod became;
mod binding;
mod by_code;
mod contact;
mod days;
mod decisions;
mod file;
mod from_survey;
mod letter;
mod likeness;
mod moved;
mod narrowed;
mod one_way;
mod project;
mod reading;
mod retention;
mod said;
mod same_person;
mod sender;
mod still_so;
mod tell;
mod unchanged;
mod uninvolved;
mod view;
mod weighed;
mod who;

pub use redress_store::conduct::{ConductContactLine, ConductLine, Register};
pub use redress_store::conduct_keep::{EndLine, EndRow};
pub use redress_store::conduct_reading::ConductReading as Reading;

pub use binding::Binding;
pub use days::{Counts, CountsFor};
pub use file::Says;
pub use letter::{ConductLetter, LetterLine, Way};
pub use likeness::{Alike, Resembling};
pub use reading::LISTS;
pub use said::Said;
pub use same_person::OtherFile;
pub use view::ConductView;
pub use who::Who;

pub(crate) use became::Became;
pub(crate) use binding::on_case;
pub(crate) use decisions::counted_of;
pub(crate) use project::rows;

/// What a file begins under, once for each person.
const FILE_OF_PERSON: &str = "conduct-of-person";

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
    ///
    /// Costs what [`Casework::report_incident`] costs.
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
            if self.is_said_twice(council, &file, (actor, &new, &files)).await? {
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

    /// Whether somebody has reported the same a moment ago, word for word and with the same files: a second press of the
    /// button. Two calls of one day that differ in a word are two.
    ///
    /// Costs its texts by their key, where everything else is the same.
    async fn is_said_twice(
        &self,
        council: &CouncilId,
        file: &LoadedFile,
        (actor, new, files): (&Actor, &NewIncident, &[NewFile]),
    ) -> Result<bool, Failure> {
        let mut sizes: Vec<u64> = Vec::new();
        let mut before = file.entries.iter().rev();
        let last = loop {
            let Some(entry) = before.next() else {
                return Ok(false);
            };
            if let Event::FileAdded { size, .. } = &entry.event {
                sizes.insert(0, *size);
                continue;
            }
            break entry;
        };
        let Event::IncidentReported {
            on,
            at,
            channel,
            categories,
            was_danger,
            facts,
            exact_words,
            witnesses,
            ..
        } = &last.event
        else {
            return Ok(false);
        };
        let is_recent = self.outside().now().duration_since(last.at) < SignedDuration::from_mins(2);
        let is_same = *on == new.on
            && *at == new.at
            && *channel == new.channel
            && *categories == new.categories
            && *was_danger == new.was_danger
            && sizes.iter().eq(files.iter().map(|file| &file.size));
        if !is_recent || !is_same || last.actor != actor.id {
            return Ok(false);
        }
        let said = [Some(facts), exact_words.as_ref(), witnesses.as_ref()];
        let says = [Some(&new.facts), new.exact_words.as_ref(), new.witnesses.as_ref()];
        let ids: Vec<_> = said.iter().flatten().map(|words| words.id.clone()).collect();
        let texts = self.store.words(council, &ids).await?;
        Ok(said.into_iter().zip(says).all(|(said, says)| {
            let said = said.and_then(|words| texts.get(&words.id));
            said.map(String::as_str)
                == says
                    .filter(|words| !words.is_blank())
                    .map(|words| words.text.as_str())
        }))
    }

    /// The file that somebody has, or in which that goes on, or the beginning of one. It is about the person under whom it was opened,
    /// and so is then what is reported.
    async fn file_for(&self, council: &CouncilId, new: &mut NewIncident) -> Result<LoadedFile, Failure> {
        let mut known = None;
        let same = self.store.same_as(council, &new.person).await?;
        for person in &same {
            let Some(row) = self.store.conduct_of_person(council, person).await?.pop() else {
                continue;
            };
            let file = self.load_conduct(council, &row.file_id).await?;
            let file = self.where_it_goes_on(council, (&same, file)).await?;
            // What somebody else did is no part of it, whoever was merged with whom (UK GDPR, article 5(1)(d)).
            if !is_said_to_be_another(&file, std::slice::from_ref(&new.person)) {
                let whose = file.file.person.clone().unwrap_or(row.person_id);
                known = Some((whose, file));
                // A file of their own comes before one of whoever is held to be the same.
                if *person == new.person {
                    break;
                }
            }
        }
        match known {
            Some((person, file)) => {
                new.person = person;
                Ok(file)
            }
            None => self.first_file_of(council, new).await,
        }
    }

    /// The file that somebody else began a moment ago, or the beginning of one.
    async fn first_file_of(&self, council: &CouncilId, new: &mut NewIncident) -> Result<LoadedFile, Failure> {
        let (_, begun) = self.place_of_file(council, &new.person).await?;
        if let Some(loaded) = begun {
            new.person = loaded.file.person.clone().unwrap_or_else(|| new.person.clone());
            return Ok(loaded);
        }
        Ok(LoadedFile {
            id: self.fresh().conduct(),
            version: 0,
            file: ConductFile::default(),
            entries: Vec::new(),
        })
    }

    /// Under which key the next file of a person begins, and the file that has begun under it and was not erased.
    ///
    /// A person has one file at most (domain 5.1): what is for danger now is ordered once, and what one file leaves open no
    /// other closes. Of several who report at the same time one begins it, and the others go on with theirs.
    async fn place_of_file(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<(String, Option<LoadedFile>), Failure> {
        let first = self.store.same_as(council, person).await?.into_iter().next();
        let mut key = first.unwrap_or_else(|| person.clone()).to_string();
        while let Some(known) = self.store.answer_before(council, (FILE_OF_PERSON, &key)).await? {
            let id = ConductId::parse(&known).map_err(|error| Failure::Unreadable(error.to_string()))?;
            let loaded = self.load_conduct(council, &id).await?;
            if is_said_to_be_another(&loaded, std::slice::from_ref(person)) {
                // Whoever keeps it said so: theirs is another.
                key = format!("{known} {person}");
                continue;
            }
            if loaded.file.erased_on.is_none() {
                return Ok((key, Some(loaded)));
            }
            // After one that was erased another may begin.
            key = known;
        }
        Ok((key, None))
    }

    /// Has the changes begin the one file of a person, or be refused where another has begun; and where a version of the
    /// policy without rules for it is adopted already, from whichever day: it would be bound to outlive them.
    async fn begins_once(
        &self,
        changes: &mut Changes,
        loaded: &LoadedFile,
        person: &PersonId,
    ) -> Result<(), NotDone> {
        if loaded.version > 0 {
            return Ok(());
        }
        let settings = self.councils.get(&changes.council)?;
        let last = settings.versions.all().last();
        if last.is_some_and(|(_, policy)| policy.conduct.is_none()) {
            return Err(conduct::Refusal::NoPolicy.into());
        }
        let (key, _) = self.place_of_file(&changes.council, person).await?;
        changes.once = Some(Once {
            scope: FILE_OF_PERSON,
            key,
            result: loaded.id.to_string(),
        });
        Ok(())
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
        let person = new.person.clone();
        let settings = self.councils.get(&council)?;
        let context = Context {
            at: changes.at,
            actor,
            policy: settings.policy(self.today())?,
            calendar: &settings.calendar,
            // What was agreed bears on the ways that stay open, and nobody decides on these here.
            adjustments: &[],
            dealt_with_them: &[],
            services: &[],
        };
        let command = Command::ReportIncident(new);
        let words = command.words().into_iter();
        let texts = words.map(|(purpose, words)| (purpose, words.clone())).collect();
        let events = conduct::decide(&loaded.file, command, &context)?;
        let id = loaded.id.clone();
        self.begins_once(changes, &loaded, &person).await?;
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
    ///
    /// Costs what [`Casework::act_on_conduct`] costs, again for each time that somebody else was quicker.
    pub async fn act_on_latest_conduct(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &ConductId,
        command: Command,
    ) -> Result<(), NotDone> {
        self.act_all_on_latest_conduct(council, actor, id, vec![command])
            .await
    }

    /// The same with several: all or none.
    pub(super) async fn act_all_on_latest_conduct(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &ConductId,
        commands: Vec<Command>,
    ) -> Result<(), NotDone> {
        for _ in 0..TRIES {
            let file = self.load_conduct(council, id).await?;
            match self.commit_conduct(council, actor, file, commands.clone()).await {
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
        let first = commands.iter().find_map(of_whom).cloned();
        if let Some(person) = first.filter(|_| loaded.version == 0) {
            self.begins_once(&mut changes, &loaded, &person).await?;
        }
        let planned = self.plan_conduct(&mut changes, actor, loaded, commands);
        if !Box::pin(planned).await? {
            return Ok(());
        }
        match self.store.commit(changes).await {
            Ok(_) => Ok(()),
            // Somebody acted on it, or began the one file of the person.
            Err(StoreError::Conflict { .. } | StoreError::AlreadyDone(_)) => Err(NotDone::Moved),
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
        mut commands: Vec<Command>,
    ) -> Result<bool, NotDone> {
        let council = changes.council.clone();
        let in_the_record = self.as_before(&council, &loaded, &mut commands).await?;
        self.word_for_word(&council, &loaded, &mut commands).await?;
        let settings = self.councils.get(&council)?;
        let now = changes.at;
        let adjustments = match &loaded.file.person {
            Some(person) => self.adjustments_now(&council, person).await?,
            None => Vec::new(),
        };
        let dealt = match &loaded.file.person {
            Some(person) if commands.iter().any(is_a_decision) => self.dealt_with(&council, person).await?,
            Some(_) | None => BTreeSet::new(),
        };
        let dealt: Vec<_> = dealt.into_iter().collect();
        let services = self
            .services_of_matters(&council, &loaded.file, &commands)
            .await?;
        let context = Context {
            at: now,
            actor,
            policy: settings.policy(self.today())?,
            calendar: &settings.calendar,
            adjustments: &adjustments,
            dealt_with_them: &dealt,
            services: &services,
        };
        let mut texts: Texts = Vec::new();
        let (mut events, mut file) = (Vec::new(), loaded.file.clone());
        for command in commands {
            self.are_theirs(&council, &loaded, &command).await?;
            let words = command.words().into_iter();
            let new = words.filter(|(_, words)| !in_the_record.contains(&words.id));
            texts.extend(new.map(|(purpose, words)| (purpose, words.clone())));
            let urgent = urgent(&command);
            file = decided(file, command, &context, &mut events)?;
            if let Some((contact, sort)) = urgent {
                let told = self.told_at_once(&council, sort).await?;
                let order = Command::Tend(conduct::Tend::PassOn { contact, told });
                file = decided(file, order, &context, &mut events)?;
            }
        }
        if events.is_empty() {
            return Ok(false);
        }
        for event in &events {
            changes
                .messages
                .extend(self.conduct_message(&loaded, (event, &events)));
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
        (events, texts): (&[Event], Texts),
    ) -> Result<(), Failure> {
        let stream = StreamId::conduct(&loaded.id);
        let new: Vec<Entry> = events
            .iter()
            .map(|event| Entry {
                at: changes.at,
                actor: changes.actor.clone(),
                event: event.clone(),
            })
            .collect();
        for event in events {
            if let Event::FileAdded { file, .. }
            | Event::Tended(Tended::CommentFileAdded { file, .. } | Tended::SaidFileAdded { file, .. }) =
                event
            {
                changes.files.push((stream.clone(), file.id.clone()));
            }
        }
        let end = (stream, loaded.version);
        stream::append(&self.fresh(), changes, end, (&new, Event::name), texts)?;
        let file = new.iter().fold(loaded.file, conduct::evolve);
        let mut entries = loaded.entries;
        entries.extend(new);
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
}

/// The file after an order, with the events of it added to the others.
fn decided(
    file: ConductFile,
    command: Command,
    context: &Context<'_>,
    events: &mut Vec<Event>,
) -> Result<ConductFile, NotDone> {
    let mut file = file;
    for event in conduct::decide(&file, command, context)? {
        let entry = Entry {
            at: context.at,
            actor: context.actor.id.clone(),
            event,
        };
        file = conduct::evolve(file, &entry);
        events.push(entry.event);
    }
    Ok(file)
}

/// About whom an incident is.
fn of_whom(command: &Command) -> Option<&PersonId> {
    if let Command::ReportIncident(new) = command {
        return Some(&new.person);
    }
    None
}

/// Whether an order decides about somebody's contact: then it matters who dealt with their cases.
fn is_a_decision(command: &Command) -> bool {
    if let Command::Send { order, .. } | Command::Carry { order, .. } = command {
        return is_a_decision(order);
    }
    matches!(
        command,
        Command::Decide(_) | Command::DecideAppeal { .. } | Command::OrderInterim(_)
    )
}

/// A contact that is sorted as one which goes where it must at once (domain 5.9).
fn urgent(command: &Command) -> Option<(ContactId, Sort)> {
    if let Some(sorting) = sorting_of(command)
        && matches!(sorting.sort, Sort::Safeguarding | Sort::ForTheOmbudsman)
    {
        return Some((sorting.contact.clone(), sorting.sort));
    }
    None
}

/// What an order says that a contact is.
fn sorting_of(command: &Command) -> Option<&conduct::Sorting> {
    if let Command::SortContact(sorting) | Command::Tend(conduct::Tend::SortAgain { sorting, .. }) = command {
        Some(sorting)
    } else {
        None
    }
}
