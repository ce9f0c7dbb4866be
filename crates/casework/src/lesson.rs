//! Lessons: how one is drawn, walked through its stages, read, and told of (domain, section 6; ux 3.10).
//!
//! A lesson is a stream of its own, beside every case. What is written of it stands with its words; the cases
//! that it was drawn from are opened by whoever may open them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::Date;
use redress_domain::id::{ActorId, CaseId, CouncilId, LessonId, ServiceId, UserId, WordsId};
use redress_domain::lesson::alike::is_alike;
use redress_domain::lesson::{self, Command, Entry, Lesson, LessonStage, NewLesson};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::Policy;
use redress_domain::words::{Words, WordsRef};
use redress_store::changes::ReadModel;
use redress_store::stream::{Recorded, StreamId};

use crate::Casework;
use crate::failure::Failure;
use crate::lists::{CaseLine, PAGE};
use crate::stream::entries_of;

mod acts;
mod closing;
pub mod names;
mod project;
mod tell;

pub use names::{Found, FoundAs};
pub(crate) use project::row;
pub use redress_store::lesson::{AfterPublished, LessonRow, LessonsDue, Wanted};

/// Within how many days an action is due soon.
const SOON: i64 = 7;

/// How many lessons that are alike are offered.
const ALIKE: i64 = 10;

/// A lesson with the version of its stream.
#[derive(Debug, Clone)]
pub(crate) struct LoadedLesson {
    pub(crate) id: LessonId,
    pub(crate) version: i64,
    pub(crate) lesson: Lesson,
    pub(crate) entries: Vec<Entry>,
}

/// A line of the list of lessons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonLine {
    /// As it stands.
    pub row: LessonRow,
    /// What was learned; nothing once that was erased.
    pub learned: Option<String>,
    /// Who has its action.
    pub owner: Option<String>,
}

/// A lesson as its page shows it.
#[derive(Debug, Clone)]
pub struct LessonView {
    /// Which.
    pub id: LessonId,
    /// The version that the reader sees.
    pub version: i64,
    /// How it stands.
    pub lesson: Lesson,
    /// What happened, in order.
    pub entries: Vec<Entry>,
    /// The cases that show it, as far as the reader may open them.
    pub cases: Vec<CaseLine>,
    /// Lessons of the same service that go on or were told, with the same cause or much the same words.
    pub alike: Vec<LessonLine>,
    /// What in the texts that wait looks like a name or an address.
    pub found: Vec<Found>,
    /// What in the sentence does, where nobody said why it may stay.
    pub found_in_sentence: Vec<Found>,
    /// Today, in London.
    pub today: Date,
    /// The names of those who did something, and of whoever has the action.
    pub names: BTreeMap<UserId, String>,
    words: BTreeMap<WordsId, String>,
}

impl LessonView {
    /// The text that an event speaks of; `None` once it was erased.
    pub fn words(&self, words: &WordsRef) -> Option<&str> {
        self.words.get(&words.id).map(String::as_str)
    }
}

/// What people are told of a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Which.
    pub row: LessonRow,
    /// Since when.
    pub on: Date,
    /// "You said".
    pub you_said: String,
    /// "We did", or "We could not, because".
    pub we_did: String,
}

/// Why something was not done to a lesson.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// A rule said no.
    #[error(transparent)]
    Refused(#[from] lesson::Refusal),
    /// Somebody else acted since the reader saw the lesson.
    #[error("somebody else acted in the meantime")]
    Moved,
    /// Anything else.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Who may read lessons: whoever may write one down, take one on, or publish it.
pub fn may_read(policy: &Policy, actor: &Actor) -> bool {
    let acts = [Act::RecordLesson, Act::ManageLesson, Act::PublishLesson];
    acts.iter().any(|act| permission::may(policy, actor, *act))
}

fn user_of(actor: &ActorId) -> Option<UserId> {
    if let ActorId::User(user) = actor {
        Some(user.clone())
    } else {
        None
    }
}

pub(crate) fn loaded(id: &LessonId, recorded: Vec<Recorded>) -> Result<LoadedLesson, Failure> {
    let version = recorded.last().map_or(0, |event| event.version);
    let entries: Vec<Entry> = entries_of(recorded)?;
    Ok(LoadedLesson {
        id: id.clone(),
        version,
        lesson: lesson::fold(&entries),
        entries,
    })
}

/// The rows of a stream.
pub(crate) fn rows_of_stream(stream: &StreamId, recorded: Vec<Recorded>) -> Result<Vec<ReadModel>, Failure> {
    let id = LessonId::parse(stream.id()).map_err(|error| Failure::Unreadable(error.to_string()))?;
    Ok(project::rows(&id, &loaded(&id, recorded)?.lesson))
}

impl Casework {
    /// Writes down a lesson. What looks like a name in its sentence stays with a reason.
    ///
    /// Costs one commit, the check for names in the sentence, and a look at each case that is named: one that the actor may not
    /// open is as none.
    pub async fn record_lesson(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (new, why_it_may_stay): (NewLesson, Option<Words>),
    ) -> Result<LessonId, NotDone> {
        self.must_know(council, actor, new.cases.iter()).await?;
        let learned = (new.learned.text.as_str(), why_it_may_stay);
        let read = self.sentence_read(council, &new.cases, learned).await?;
        let id = self.fresh().lesson();
        let begun = LoadedLesson {
            id: id.clone(),
            version: 0,
            lesson: Lesson::default(),
            entries: Vec::new(),
        };
        self.commit_lesson(council, actor, (begun, None), vec![Command::Record { new, read }])
            .await?;
        Ok(id)
    }

    /// Does `commands` to a lesson that the actor saw at version `seen`: all or none.
    ///
    /// Costs one read of the lesson's own stream and one commit.
    pub async fn act_on_lesson(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, seen): (&LessonId, i64),
        commands: Vec<Command>,
    ) -> Result<(), NotDone> {
        let loaded = self.load_lesson(council, id).await?;
        if loaded.version != seen {
            return Err(NotDone::Moved);
        }
        for command in &commands {
            if let Command::AddCases { cases } = command {
                self.must_know(council, actor, cases.iter()).await?;
            }
        }
        self.commit_lesson(council, actor, (loaded, None), commands).await
    }

    /// What is due of lessons: for `actor`, and for anybody, if they may see to it.
    ///
    /// Costs the lessons of one officer and the actions that are late, by index.
    pub async fn lessons_due(&self, council: &CouncilId, actor: &Actor) -> Result<LessonsDue, Failure> {
        let Some(user) = actor.user() else {
            return Ok(LessonsDue::default());
        };
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let today = self.today();
        let soon = today.saturating_add(SOON.days());
        let mut due = self.store.count_lessons_due(council, user, (today, soon)).await?;
        if !permission::may(policy, actor, Act::ManageLesson) {
            due.late_of_anybody = 0;
        }
        Ok(due)
    }

    /// A page of lessons, the newest first.
    ///
    /// Costs one page of an index; with more than one filter, the lessons that lie between.
    pub async fn lessons(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (wanted, before): (&Wanted, Option<&LessonId>),
    ) -> Result<Vec<LessonLine>, Failure> {
        let settings = self.councils.get(council)?;
        if !may_read(settings.policy(self.today())?, actor) {
            return Err(Failure::NotPermitted);
        }
        let rows = self.store.lessons(council, wanted, before, PAGE).await?;
        self.lesson_lines(council, rows).await
    }

    /// The lessons that a case shows, for whoever may read lessons; nobody else knows of any.
    ///
    /// Costs the lessons of the case, by index, and their texts.
    pub async fn lessons_of_case(
        &self,
        council: &CouncilId,
        actor: &Actor,
        case: &CaseId,
    ) -> Result<Vec<LessonLine>, Failure> {
        let settings = self.councils.get(council)?;
        if !may_read(settings.policy(self.today())?, actor) {
            return Ok(Vec::new());
        }
        let rows = self.store.lessons_of_case(council, case).await?;
        self.lesson_lines(council, rows).await
    }

    pub(crate) async fn lesson_lines(
        &self,
        council: &CouncilId,
        rows: Vec<LessonRow>,
    ) -> Result<Vec<LessonLine>, Failure> {
        let ids: Vec<&WordsId> = rows.iter().map(|row| &row.learned_words).collect();
        let mut words = self.store.words(council, ids).await?;
        let owners = rows.iter().filter_map(|row| row.owner.clone()).collect();
        let names = self.names_of(council, owners).await?;
        let line = |row: LessonRow| LessonLine {
            learned: words.remove(&row.learned_words),
            owner: row.owner.as_ref().and_then(|owner| names.get(owner)).cloned(),
            row,
        };
        Ok(rows.into_iter().map(line).collect())
    }

    /// Opens a lesson; for whoever may not read lessons, as if there were none.
    ///
    /// Costs the lesson's own stream, its texts, its cases and the newest page of lessons of each of its services;
    /// the check for names in its sentence, and in a draft: the streams of its cases, at most 500, and a row for each person
    /// who works for the council.
    pub async fn open_lesson(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &LessonId,
    ) -> Result<LessonView, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        if !may_read(policy, actor) {
            return Err(Failure::NotFound);
        }
        let loaded = self.load_lesson(council, id).await?;
        let texts = loaded.entries.iter().flat_map(|entry| entry.event.words());
        let ids: Vec<&WordsId> = texts.map(|words| &words.id).collect();
        let words = self.store.words(council, ids).await?;
        let cases = self.cases_to_show(council, actor, &loaded.lesson).await?;
        let mut users: Vec<UserId> = loaded
            .entries
            .iter()
            .filter_map(|entry| user_of(&entry.actor))
            .collect();
        users.extend(loaded.lesson.action.iter().map(|action| action.owner.clone()));
        let found = match &loaded.lesson.draft {
            Some(draft) => {
                let texts = [&draft.you_said, &draft.we_did].map(|words| words.id.clone());
                self.names_in(council, &loaded.lesson.cases, &texts).await?
            }
            None => Vec::new(),
        };
        // One that was drawn when its case was closed was read by nobody; cases that were added since bring people.
        let sentence = loaded.lesson.learned.as_ref();
        let is_to_read = loaded.lesson.may_stay.is_none() && loaded.lesson.merged_into.is_none();
        let found_in_sentence = match sentence.filter(|_| is_to_read) {
            Some(words) => {
                let texts = std::slice::from_ref(&words.id);
                self.names_in(council, &loaded.lesson.cases, texts).await?
            }
            None => Vec::new(),
        };
        Ok(LessonView {
            alike: self.alike(council, actor, (&loaded, &words)).await?,
            id: loaded.id,
            version: loaded.version,
            lesson: loaded.lesson,
            entries: loaded.entries,
            cases,
            found,
            found_in_sentence,
            today: self.today(),
            names: self.names_of(council, users).await?,
            words,
        })
    }

    async fn cases_to_show(
        &self,
        council: &CouncilId,
        actor: &Actor,
        lesson: &Lesson,
    ) -> Result<Vec<CaseLine>, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let mut shown = Vec::new();
        let most = usize::try_from(PAGE).unwrap_or(50);
        for case in lesson.cases.iter().take(most) {
            let (loaded, _) = match self.load(council, case).await {
                Ok(loaded) => loaded,
                // Retention removed it.
                Err(Failure::NotFound) => continue,
                Err(other) => return Err(other),
            };
            if permission::may_read(policy, actor, &loaded.case.scope()) {
                shown.extend(self.store.case_by_id(council, case).await?);
            }
        }
        Ok(shown)
    }

    /// Those of the same cause first, once it has one, and then those that say the same before anybody said why.
    async fn alike(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (loaded, words): (&LoadedLesson, &BTreeMap<WordsId, String>),
    ) -> Result<Vec<LessonLine>, Failure> {
        let lesson = &loaded.lesson;
        if lesson.merged_into.is_some() {
            return Ok(Vec::new());
        }
        let mut rows: Vec<LessonRow> = Vec::new();
        if let Some((cause, _)) = &lesson.cause {
            for service in &lesson.services {
                let of = (service, *cause);
                rows.extend(self.store.lessons_alike(council, of, &loaded.id, ALIKE).await?);
            }
        }
        let mut lines = self.lesson_lines(council, rows).await?;
        let learned = lesson.learned.as_ref().and_then(|learned| words.get(&learned.id));
        if let Some(learned) = learned {
            let like = (&lesson.services, learned.as_str());
            lines.extend(self.lessons_like(council, actor, like).await?);
        }
        let mut known = BTreeSet::from([loaded.id.clone()]);
        lines.retain(|line| known.insert(line.row.lesson_id.clone()));
        lines.truncate(usize::try_from(ALIKE).unwrap_or(10));
        Ok(lines)
    }

    /// Lessons of some services that may say the same as a sentence, the newest first.
    ///
    /// Costs the newest page of lessons of each service, by index, and their words.
    pub async fn lessons_like(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (services, learned): (&BTreeSet<ServiceId>, &str),
    ) -> Result<Vec<LessonLine>, Failure> {
        let mut alike: Vec<LessonLine> = Vec::new();
        for service in services {
            let wanted = Wanted {
                service: Some(service.clone()),
                ..Wanted::default()
            };
            for line in self.lessons(council, actor, (&wanted, None)).await? {
                let says = line.learned.as_deref().unwrap_or_default();
                let is_new = alike
                    .iter()
                    .all(|known| known.row.lesson_id != line.row.lesson_id);
                let is_open = !matches!(line.row.stage, LessonStage::Merged | LessonStage::NotNeeded);
                if is_new && is_open && is_alike(says, learned) {
                    alike.push(line);
                }
            }
        }
        alike.truncate(usize::try_from(ALIKE).unwrap_or(10));
        Ok(alike)
    }

    pub(crate) async fn load_lesson(
        &self,
        council: &CouncilId,
        id: &LessonId,
    ) -> Result<LoadedLesson, Failure> {
        let recorded = self.store.stream(council, &StreamId::lesson(id)).await?;
        if recorded.is_empty() {
            return Err(Failure::NotFound);
        }
        loaded(id, recorded)
    }

    /// A case that somebody draws a lesson from is one that they may read.
    pub(crate) async fn must_know(
        &self,
        council: &CouncilId,
        actor: &Actor,
        cases: impl Iterator<Item = &CaseId>,
    ) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        for case in cases {
            let (loaded, _) = self.load(council, case).await?;
            if !permission::may_read(policy, actor, &loaded.case.scope()) {
                return Err(Failure::NotFound);
            }
        }
        Ok(())
    }

    /// A page of what people are told, the newest first: of a service, from a day on and before a key.
    ///
    /// Costs one page of an index, and what other services were told lies between.
    pub async fn published_lessons(
        &self,
        council: &CouncilId,
        (from, service): (Date, Option<&ServiceId>),
        before: &AfterPublished,
    ) -> Result<Vec<Told>, Failure> {
        let rows = self
            .store
            .published_lessons(council, (from, service), before, PAGE)
            .await?;
        self.told_of(council, rows).await
    }

    /// What people are told of one lesson.
    ///
    /// Costs the lesson's own stream and its texts.
    pub async fn published_lesson(&self, council: &CouncilId, id: &LessonId) -> Result<Told, Failure> {
        let loaded = self.load_lesson(council, id).await?;
        let row = row(id, &loaded.lesson).ok_or(Failure::NotFound)?;
        self.told_of(council, vec![row])
            .await?
            .pop()
            .ok_or(Failure::NotFound)
    }

    /// The day on which people were first told of a lesson.
    ///
    /// Costs one row of an index.
    pub async fn first_published(&self, council: &CouncilId) -> Result<Option<Date>, Failure> {
        Ok(self.store.first_published(council).await?)
    }

    pub(crate) async fn told_of(
        &self,
        council: &CouncilId,
        rows: Vec<LessonRow>,
    ) -> Result<Vec<Told>, Failure> {
        let ids: Vec<&WordsId> = rows
            .iter()
            .flat_map(|row| row.you_said_words.iter().chain(&row.we_did_words))
            .collect();
        let words = self.store.words(council, ids).await?;
        let text = |id: &Option<WordsId>| id.as_ref().and_then(|id| words.get(id)).cloned();
        let told = |row: LessonRow| {
            Some(Told {
                on: row.published_on?,
                // What was erased is not told any more.
                you_said: text(&row.you_said_words)?,
                we_did: text(&row.we_did_words)?,
                row,
            })
        };
        Ok(rows.into_iter().filter_map(told).collect())
    }
}
