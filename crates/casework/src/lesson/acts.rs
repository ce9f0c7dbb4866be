//! How an act on a lesson becomes a record, and who hears of it.

use std::collections::BTreeSet;

use redress_domain::id::{ActorId, CaseId, CouncilId, LessonId, ServiceId, UserId};
use redress_domain::lesson::{
    self, Command, Context, Entry, Event, LessonReminder, Publication, ReadForNames, TakeIn,
};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::vocabulary::{NotificationKind, Role};
use redress_domain::words::Words;
use redress_store::changes::{Changes, ReadModel};
use redress_store::error::StoreError;
use redress_store::stream::StreamId;

use super::{LoadedLesson, NotDone, may_read, project};
use crate::Casework;
use crate::failure::Failure;
use crate::stream::{self, Texts};
use crate::user::User;

impl Casework {
    /// Says that a lesson is the same as another, which goes on with its cases: both in one commit.
    ///
    /// Costs the streams of both, and one commit.
    pub async fn merge_lessons(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, seen): (&LessonId, i64),
        into: &LessonId,
    ) -> Result<(), NotDone> {
        if id == into {
            return Err(lesson::Refusal::WithItself.into());
        }
        let loaded = self.load_lesson(council, id).await?;
        if loaded.version != seen {
            return Err(NotDone::Moved);
        }
        let other = self.load_lesson(council, into).await?;
        let taken = TakeIn {
            lesson: id.clone(),
            services: loaded.lesson.services.clone(),
            cases: loaded.lesson.cases.clone(),
            // Who was told before it was taken down again is told once all the same.
            asked: loaded
                .lesson
                .asked
                .difference(&loaded.lesson.told)
                .cloned()
                .collect(),
        };
        let merge = Command::Merge { into: into.clone() };
        let beside = Some((other, Command::TakeIn(taken)));
        self.commit_lesson(council, actor, (loaded, beside), vec![merge])
            .await
    }

    /// Publishes the texts of a lesson, which somebody else wrote. What looks like a name in them is looked
    /// for once more in this moment: what stays, stays with a reason.
    ///
    /// Costs the lesson's own stream, the check for names in its draft, and one commit.
    pub async fn publish_lesson(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, seen): (&LessonId, i64),
        why_it_may_stay: Option<Words>,
    ) -> Result<(), NotDone> {
        let loaded = self.load_lesson(council, id).await?;
        if loaded.version != seen {
            return Err(NotDone::Moved);
        }
        let draft = loaded.lesson.draft.as_ref();
        let texts: Vec<_> = draft
            .iter()
            .flat_map(|draft| [draft.you_said.id.clone(), draft.we_did.id.clone()])
            .collect();
        let found = self.names_in(council, &loaded.lesson.cases, &texts).await?;
        let publish = Command::Publish(Publication {
            flagged: u32::try_from(found.len()).unwrap_or(u32::MAX),
            why_it_may_stay,
        });
        self.commit_lesson(council, actor, (loaded, None), vec![publish])
            .await
    }

    /// Says in other words what was learned, which is what everybody reads from then on. What looks like a name stays with a reason.
    ///
    /// Costs the lesson's own stream, the check for names in the sentence, and one commit.
    pub async fn reword_lesson(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, seen): (&LessonId, i64),
        (learned, why_it_may_stay): (Words, Option<Words>),
    ) -> Result<(), NotDone> {
        let loaded = self.load_lesson(council, id).await?;
        if loaded.version != seen {
            return Err(NotDone::Moved);
        }
        let sentence = (learned.text.as_str(), why_it_may_stay);
        let read = self
            .sentence_read(council, &loaded.lesson.cases, sentence)
            .await?;
        let reword = Command::Reword { learned, read };
        self.commit_lesson(council, actor, (loaded, None), vec![reword])
            .await
    }

    /// What looks like a name in the sentence of a lesson, in this moment.
    pub(super) async fn sentence_read(
        &self,
        council: &CouncilId,
        cases: &BTreeSet<CaseId>,
        (sentence, why_it_may_stay): (&str, Option<Words>),
    ) -> Result<ReadForNames, Failure> {
        let found = self.names_in_texts(council, cases, &[sentence]).await?;
        Ok(ReadForNames {
            flagged: u32::try_from(found.len()).unwrap_or(u32::MAX),
            why_it_may_stay,
        })
    }

    pub(super) async fn commit_lesson(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (loaded, beside): (LoadedLesson, Option<(LoadedLesson, Command)>),
        commands: Vec<Command>,
    ) -> Result<(), NotDone> {
        let now = self.outside().now();
        let mut changes = Changes::new(council.clone(), actor.id.clone(), now);
        let sides =
            std::iter::once((loaded, commands)).chain(beside.map(|(other, command)| (other, vec![command])));
        for (side, commands) in sides {
            let (entries, texts) = self.decide_lesson(council, actor, &side, commands)?;
            let id = side.id.clone();
            let heard = self.who_hears_of_lesson(council, &id, &entries).await?;
            self.append_lesson(&mut changes, side, (&entries, texts))?;
            changes.rows.extend(heard);
        }
        if changes.appends.is_empty() {
            return Ok(());
        }
        match self.store.commit(changes).await {
            Ok(_) => Ok(()),
            Err(StoreError::Conflict { .. }) => Err(NotDone::Moved),
            Err(other) => Err(Failure::from(other).into()),
        }
    }

    fn decide_lesson(
        &self,
        council: &CouncilId,
        actor: &Actor,
        loaded: &LoadedLesson,
        commands: Vec<Command>,
    ) -> Result<(Vec<Entry>, Texts), NotDone> {
        let settings = self.councils.get(council)?;
        let at = self.outside().now();
        let context = Context {
            at,
            actor,
            policy: settings.policy(self.today())?,
            calendar: &settings.calendar,
        };
        let (mut entries, mut texts) = (Vec::new(), Texts::new());
        let mut lesson = loaded.lesson.clone();
        for command in commands {
            let words = command.words().into_iter();
            texts.extend(words.map(|(purpose, words)| (purpose, words.clone())));
            for event in lesson::decide(&lesson, command, &context)? {
                let actor = actor.id.clone();
                let entry = Entry { at, actor, event };
                lesson = lesson::evolve(lesson, &entry);
                entries.push(entry);
            }
        }
        Ok((entries, texts))
    }

    /// Adds to the changes what happened to a lesson, with its rows and texts.
    pub(super) fn append_lesson(
        &self,
        changes: &mut Changes,
        loaded: LoadedLesson,
        (entries, texts): (&[Entry], Texts),
    ) -> Result<(), Failure> {
        if entries.is_empty() {
            return Ok(());
        }
        let lesson = entries.iter().fold(loaded.lesson, lesson::evolve);
        let at = (StreamId::lesson(&loaded.id), loaded.version);
        stream::append(&self.fresh(), changes, at, (entries, Event::name), texts)?;
        changes.rows.extend(project::rows(&loaded.id, &lesson));
        Ok(())
    }

    /// That somebody has nothing more to do about a lesson, where it was planned anew for somebody else or ruled out: they would go
    /// on with it. Who did that themselves knows it.
    fn theirs_no_longer(
        &self,
        id: &LessonId,
        (before, after): (&lesson::Lesson, &lesson::Lesson),
        entry: &Entry,
    ) -> Option<ReadModel> {
        let is_news = matches!(
            entry.event,
            Event::ActionPlanned { .. } | Event::ActionRuledOut { .. }
        );
        let (due, action) = before.due().zip(before.action.as_ref()).filter(|_| is_news)?;
        let has_it_still = after.action.as_ref().is_some_and(|now| now.owner == action.owner);
        if has_it_still || entry.actor == ActorId::User(action.owner.clone()) {
            return None;
        }
        let mut row = self.notification(action.owner.clone(), NotificationKind::LessonEnded, &entry.actor);
        row.lesson_id = Some(id.clone());
        row.about_on = Some(due.on);
        Some(ReadModel::Notification(Box::new(row)))
    }

    /// Who hears of what happened to a lesson: whoever has its action and whoever had it, those who may publish, the people of its
    /// services once it is public, and, of an action that is overdue, those who answer for complaints. What they did themselves they know.
    async fn who_hears_of_lesson(
        &self,
        council: &CouncilId,
        id: &LessonId,
        entries: &[Entry],
    ) -> Result<Vec<ReadModel>, Failure> {
        let is_news = |entry: &Entry| {
            matches!(
                entry.event,
                Event::ActionPlanned { .. }
                    | Event::ActionRuledOut { .. }
                    | Event::TextsWritten { .. }
                    | Event::Reminded { .. }
                    | Event::Published {}
                    | Event::Shared { .. }
            )
        };
        if !entries.iter().any(is_news) {
            return Ok(Vec::new());
        }
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let users = self.users(council).await?;
        let mut lesson = match self.load_lesson(council, id).await {
            Ok(loaded) => loaded.lesson,
            Err(Failure::NotFound) => lesson::Lesson::default(),
            Err(other) => return Err(other),
        };
        let mut rows = Vec::new();
        for entry in entries {
            let before = lesson.clone();
            lesson = lesson::evolve(lesson, entry);
            rows.extend(self.theirs_no_longer(id, (&before, &lesson), entry));
            let owner = lesson.action.as_ref().map(|action| action.owner.clone());
            let answers = |user: &&User| user.active && user.roles.contains(&Role::ComplaintsManager);
            let publishes = |user: &&User| {
                let is_theirs = user
                    .services
                    .iter()
                    .any(|service| lesson.services.contains(service));
                user.active
                    && (is_theirs || user.roles.contains(&Role::ComplaintsManager))
                    && permission::may(policy, &user.actor(), Act::PublishLesson)
            };
            // Flow 3.10, 7: the team gets it too, also when it is shared with another service afterwards.
            let hears_of = |services: &BTreeSet<ServiceId>| {
                let team = users.iter().filter(|user| {
                    user.active
                        && user.services.iter().any(|service| services.contains(service))
                        && may_read(policy, &user.actor())
                });
                team.map(|user| user.id.clone()).collect::<Vec<_>>()
            };
            let ids = |users: Vec<&User>| users.into_iter().map(|user| user.id.clone()).collect();
            let (kind, who): (_, Vec<UserId>) = match &entry.event {
                Event::ActionPlanned { .. } => (NotificationKind::LessonGiven, owner.into_iter().collect()),
                Event::TextsWritten { .. } => (
                    NotificationKind::LessonToCheck,
                    ids(users.iter().filter(publishes).collect()),
                ),
                Event::Reminded { reminder } => match reminder {
                    LessonReminder::ActionDue => (NotificationKind::LessonDue, owner.into_iter().collect()),
                    LessonReminder::ActionOverdue => {
                        let managers: Vec<UserId> = ids(users.iter().filter(answers).collect());
                        let mut who: Vec<UserId> = owner.into_iter().chain(managers).collect();
                        who.sort();
                        who.dedup();
                        (NotificationKind::LessonOverdue, who)
                    }
                    LessonReminder::DidItWork => {
                        (NotificationKind::LessonWorked, owner.into_iter().collect())
                    }
                    // Whoever plans what more is done is a manager, and may not be whoever had the action.
                    LessonReminder::LookAgain => {
                        let managers: Vec<UserId> = ids(users.iter().filter(answers).collect());
                        let mut who: Vec<UserId> = owner.into_iter().chain(managers).collect();
                        who.sort();
                        who.dedup();
                        (NotificationKind::LessonLookAgain, who)
                    }
                },
                Event::Published {} => (NotificationKind::LessonTold, hears_of(&lesson.services)),
                Event::Shared { services } if lesson.published.is_some() => {
                    (NotificationKind::LessonTold, hears_of(services))
                }
                Event::Recorded { .. }
                | Event::Reworded { .. }
                | Event::CasesAdded { .. }
                | Event::Shared { .. }
                | Event::Analysed { .. }
                | Event::ActionRuledOut { .. }
                | Event::ActionDone { .. }
                | Event::WorkedAnswered { .. }
                | Event::NamesChecked { .. }
                | Event::TakenDown { .. }
                | Event::MergedInto { .. }
                | Event::TookIn { .. }
                | Event::HearingAsked { .. }
                | Event::CustomerTold { .. } => continue,
            };
            for user in who {
                if entry.actor == ActorId::User(user.clone()) {
                    continue;
                }
                let mut row = self.notification(user, kind, &entry.actor);
                row.lesson_id = Some(id.clone());
                row.about_on = lesson.due().map(|due| due.on);
                rows.push(ReadModel::Notification(Box::new(row)));
            }
        }
        Ok(rows)
    }
}
