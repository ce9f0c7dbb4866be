//! Conduct files as they are read: who opens one is written down first, and the register's lists.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use redress_domain::conduct::{ConductFile, Entry, Event, Outcome, Tended};
use redress_domain::customer::adjustment::AdjustmentKind;
use redress_domain::id::{CaseId, ConductId, ContactId, CouncilId, PersonId, PostId, WordsId};
use redress_domain::permission::{Actor, Ground};
use redress_domain::reference::Reference;
use redress_domain::words::WordsRef;
use redress_store::conduct::ConductRow;
use redress_store::stream::StreamId;

use super::{ConductContactLine, ConductLine, Register, may_open, may_sort};
use crate::Casework;
use crate::failure::Failure;
use crate::lists::{PAGE, Person};

/// A conduct file as its pages show it.
#[derive(Debug, Clone)]
pub struct ConductView {
    /// Which.
    pub id: ConductId,
    /// The version that the reader sees.
    pub version: i64,
    /// How it stands today: what silence has ended is over.
    pub file: ConductFile,
    /// What happened, in order.
    pub entries: Vec<Entry>,
    /// Whose file it is; nothing once their details were erased.
    pub person: Option<Person>,
    /// What was agreed with them and holds today.
    pub agreed: Vec<AdjustmentKind>,
    /// The references of the cases that it names.
    pub references: BTreeMap<CaseId, Reference>,
    /// Today, in London.
    pub today: Date,
    words: BTreeMap<WordsId, String>,
}

impl ConductView {
    /// The text that an event speaks of; `None` once it was erased.
    pub fn words(&self, words: &WordsRef) -> Option<&str> {
        self.words.get(&words.id).map(String::as_str)
    }

    /// By what right `actor` opens it, who may: they did something on it, or nothing but what their role may.
    pub(super) fn ground(&self, actor: &Actor) -> Ground {
        let acted = self.entries.iter().any(|entry| entry.actor == actor.id);
        if acted { Ground::Part } else { Ground::Role }
    }
}

/// The cases that a file names, each once.
fn cases_in(entries: &[Entry]) -> BTreeSet<&CaseId> {
    let mut cases = BTreeSet::new();
    for entry in entries {
        if let Event::Proposed { cases: named, .. } = &entry.event {
            cases.extend(named);
        } else if let Event::ContactCame { case, .. }
        | Event::ContactSorted { case, .. }
        | Event::Tended(Tended::SortedAgain { case, .. }) = &entry.event
        {
            cases.extend(case);
        }
    }
    cases
}

impl Casework {
    /// Opens a conduct file. Who opened which page of it is written down first: when that cannot be, it
    /// is not opened.
    ///
    /// For whoever does not keep or decide, as if there were none.
    ///
    /// Costs the file's own stream, its texts, the cases that it names by their keys, and the note of the reading.
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
        let why = view.ground(actor);
        self.note_reading(council, (actor, why), (id.as_str(), page))
            .await?;
        Ok(view)
    }

    /// The newest file of the person whom a page of their own is about, as far as they have been told of it:
    /// none before they were warned or had a report. It is theirs alone: whoever was said to be the same person in our
    /// records reads nothing of it (UK GDPR, article 5(1)(f)).
    ///
    /// Costs the person's files by their key, and the stream, texts and named cases of the newest, and of each that it was
    /// closed into.
    pub async fn conduct_for_customer(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<Option<ConductView>, Failure> {
        let mut files = self.store.conduct_of_person(council, person).await?;
        let Some(row) = files.pop() else { return Ok(None) };
        let mut view = self.conduct_view(council, &row.file_id).await?;
        // One that was closed into another of theirs is not where they are heard. Each step takes one away, so it ends.
        let into = |view: &ConductView, files: &[ConductRow]| {
            let into = view.file.goes_on_in.as_ref()?;
            files.iter().position(|row| row.file_id == *into)
        };
        while let Some(place) = into(&view, &files) {
            let row = files.remove(place);
            view = self.conduct_view(council, &row.file_id).await?;
        }
        let is_told = |entry: &Entry| {
            matches!(
                entry.event,
                Event::Warned { .. } | Event::InterimOrdered { .. } | Event::ReportShared { .. }
            )
        };
        Ok(view.entries.iter().any(is_told).then_some(view))
    }

    pub(super) async fn conduct_view(
        &self,
        council: &CouncilId,
        id: &ConductId,
    ) -> Result<ConductView, Failure> {
        let loaded = self.load_conduct(council, id).await?;
        // Nothing of it is left to be opened.
        if loaded.file.erased_on.is_some() {
            return Err(Failure::NotFound);
        }
        let stream = StreamId::conduct(id);
        let words = self.store.words_of_stream(council, &stream).await?;
        let (mut person, mut agreed) = (None, Vec::new());
        if let Some(whose) = &loaded.file.person {
            let known = std::slice::from_ref(whose);
            person = self.persons_today(council, known).await?.0.remove(whose);
            agreed = self.adjustments_now(council, whose).await?;
        }
        let mut references = BTreeMap::new();
        for case in cases_in(&loaded.entries) {
            let line = self.store.case_by_id(council, case).await?;
            let reference = line.and_then(|line| Reference::parse(&line.case.reference).ok());
            references.extend(reference.map(|reference| (case.clone(), reference)));
        }
        let file = loaded.file.as_of(self.today()).into_owned();
        Ok(ConductView {
            references,
            id: loaded.id,
            version: loaded.version,
            file,
            entries: loaded.entries,
            person,
            agreed,
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
        self.note_reading(council, (actor, Ground::Role), ("register", list.as_str()))
            .await?;
        Ok(self
            .store
            .conduct_page(council, (list, self.today()), after, PAGE)
            .await?)
    }

    /// By which post each of these files' last arrangement was decided (S17), where one was.
    ///
    /// Costs the stream of each of them: a page of the register has few.
    pub async fn conduct_decided_by(
        &self,
        council: &CouncilId,
        lines: &[ConductLine],
    ) -> Result<BTreeMap<ConductId, PostId>, Failure> {
        let mut posts = BTreeMap::new();
        for line in lines {
            let loaded = self.load_conduct(council, &line.row.file_id).await?;
            let post = loaded.entries.iter().rev().find_map(|entry| {
                if let Event::Decided {
                    outcome: Outcome::Agreed,
                    post,
                    ..
                } = &entry.event
                {
                    return post.clone();
                }
                None
            });
            posts.extend(post.map(|post| (loaded.id, post)));
        }
        Ok(posts)
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
    pub async fn conduct_due(&self, council: &CouncilId, actor: &Actor) -> Result<Vec<ConductRow>, Failure> {
        let settings = self.councils.get(council)?;
        if !may_open(settings.policy(self.today())?, actor) {
            return Ok(Vec::new());
        }
        let soon = self.today().saturating_add(jiff::Span::new().days(14));
        Ok(self
            .store
            .conduct_due(council, (soon, self.today()), PAGE)
            .await?)
    }
}
