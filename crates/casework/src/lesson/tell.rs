//! Reminders, and customers who asked to hear what changes.

use redress_domain::case::{Command as CaseCommand, ContactPurpose, Direction, NewContact};
use redress_domain::id::{ActorId, CaseId, CouncilId, LessonId};
use redress_domain::lesson::{Command, LessonStage};
use redress_domain::permission::{self, Act, Actor};
use redress_store::changes::Once;

use super::{NotDone, Told};
use crate::Casework;
use crate::failure::Failure;

/// How many lessons a round sees to.
const TOGETHER: i64 = 50;

/// How often an act is decided again because another one came between.
const TRIES: usize = 16;

impl Casework {
    /// The customer of a case, or whoever takes it down for them, asks to hear what changes: of every lesson that
    /// was drawn from it. Answers of how many.
    ///
    /// Costs the case's own stream, its lessons by index, and for each what [`Casework::act_on_lesson`] costs.
    pub async fn ask_to_hear(
        &self,
        council: &CouncilId,
        actor: &Actor,
        case: &CaseId,
    ) -> Result<usize, NotDone> {
        let (loaded, _) = self.load(council, case).await?;
        let is_theirs = if let ActorId::Customer(person) = &actor.id {
            loaded.case.everybody().contains(&person)
        } else {
            let settings = self.councils.get(council)?;
            let policy = settings.policy(self.today())?;
            permission::may_with(policy, actor, Act::RecordContact, &loaded.case.scope())
        };
        if !is_theirs {
            return Err(Failure::NotFound.into());
        }
        let rows = self
            .store
            .lessons_of_case(council, case)
            .await
            .map_err(Failure::from)?;
        let mut asked = 0;
        for row in rows {
            let ask = Command::AskToHear { case: case.clone() };
            match self
                .act_on_latest_lesson(council, actor, &row.lesson_id, ask)
                .await
            {
                Ok(()) => asked += 1,
                // It goes on as another one, which the case shows too.
                Err(NotDone::Refused(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(asked)
    }

    /// Whether a lesson was drawn from a case that its customer has not asked to hear of.
    ///
    /// Costs the lessons of the case, which are few, and the stream of each.
    pub async fn may_ask_to_hear(&self, council: &CouncilId, case: &CaseId) -> Result<bool, Failure> {
        for row in self.store.lessons_of_case(council, case).await? {
            let is_open = row.stage != LessonStage::Merged && row.stage != LessonStage::NotNeeded;
            let loaded = self.load_lesson(council, &row.lesson_id).await?;
            if is_open && !loaded.lesson.asked.contains(case) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Does one thing to a lesson as it stands: for what is in nobody's way.
    ///
    /// Costs what [`Casework::act_on_lesson`] costs, again for each time that somebody else was quicker.
    pub async fn act_on_latest_lesson(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &LessonId,
        command: Command,
    ) -> Result<(), NotDone> {
        for _ in 0..TRIES {
            let loaded = self.load_lesson(council, id).await?;
            match self
                .commit_lesson(council, actor, (loaded, None), vec![command.clone()])
                .await
            {
                Err(NotDone::Moved) => {}
                done => return done,
            }
        }
        Err(NotDone::Moved)
    }

    /// Reminds whoever has an action that is due or overdue, or of which it is to be asked whether it worked;
    /// answers how many.
    ///
    /// Costs what is due, by index.
    pub async fn remind_of_lessons(&self, council: &CouncilId) -> Result<usize, Failure> {
        let actor = Actor::program(ActorId::Job("learn"));
        let mut reminded = 0;
        let due = self.store.lessons_to_remind(council, self.today(), TOGETHER);
        for (lesson, reminder) in due.await? {
            let remind = Command::Remind { reminder };
            match self.act_on_latest_lesson(council, &actor, &lesson, remind).await {
                Ok(()) => reminded += 1,
                // It was done meanwhile, or another worker was quicker.
                Err(NotDone::Refused(_) | NotDone::Moved) => {}
                Err(NotDone::Failed(failure)) => return Err(failure),
            }
        }
        Ok(reminded)
    }

    /// Tells the customers who asked what changed, by the way that each chose; answers how many.
    ///
    /// Costs an act on each case, and a look at an index that is empty most of the time.
    pub async fn tell_of_lessons(&self, council: &CouncilId) -> Result<usize, Failure> {
        let actor = Actor::program(ActorId::Job("learn"));
        let mut count = 0;
        for id in self.store.lessons_to_tell(council, TOGETHER).await? {
            let lesson = self.load_lesson(council, &id).await?.lesson;
            let told = self.published_lesson(council, &id).await?;
            let cases: Vec<CaseId> = lesson.to_tell().cloned().collect();
            for case in cases {
                self.tell_customer(council, &actor, (&id, &case), &told).await?;
                let tell = Command::Tell { case };
                match self.act_on_latest_lesson(council, &actor, &id, tell).await {
                    Ok(()) => count += 1,
                    Err(NotDone::Refused(_) | NotDone::Moved) => {}
                    Err(NotDone::Failed(failure)) => return Err(failure),
                }
            }
        }
        Ok(count)
    }

    /// Writes to the customer on their case, once for a lesson however often it is tried.
    async fn tell_customer(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (lesson, case): (&LessonId, &CaseId),
        told: &Told,
    ) -> Result<(), Failure> {
        let (loaded, _) = match self.load(council, case).await {
            Ok(loaded) => loaded,
            // Retention removed it, and whose it was.
            Err(Failure::NotFound) => return Ok(()),
            Err(other) => return Err(other),
        };
        let did = if told.row.could_not {
            "We could not change it, because:"
        } else {
            "We did:"
        };
        let text = format!(
            "You asked us to tell you what changes because of what you told us.\n\nYou said: {}\n\n{did} {}",
            told.you_said, told.we_did
        );
        let contact = CaseCommand::RecordContact(NewContact {
            id: self.fresh().contact(),
            direction: Direction::Out,
            channel: self.channel_to_write(council, (case, &loaded.case)).await?,
            at: self.outside().now(),
            purpose: ContactPurpose::UpdateGiven,
            words: self.fresh().words(&text),
        });
        let key = format!("{lesson}/{case}");
        let once = |_: &crate::act::Loaded| Once {
            scope: "lesson-told",
            key: key.clone(),
            result: String::new(),
        };
        match Box::pin(self.act_once(council, actor, (case, None), (&[contact], &once))).await {
            Ok(_) | Err(Failure::AlreadyDone(_)) => Ok(()),
            Err(other) => Err(other),
        }
    }
}
