//! The secret address at which a calendar program reads an officer's due dates.
//!
//! Whoever has the address sees references and days, and no name or word of a case, a lesson or a meeting. It is as a password that
//! cannot be chosen: its hash alone is kept, its owner makes it, sees it once and ends it, and it opens
//! nothing once they may not sign in.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::{CouncilId, LessonId, RemedyId};
use redress_domain::lesson::DueKind;
use redress_domain::permission::Actor;
use redress_domain::report::ReportKey;
use redress_domain::vocabulary::{ClockKind, RemedyKind};
use redress_domain::words::Digest;
use redress_store::calendar_link::CalendarLinkRow;
use redress_store::remedy::RemediesOf;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::OpenOf;

/// How many of each sort a calendar shows at most: more than anybody can do, and never the whole record.
const MOST: i64 = 500;

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub on: Date,
    /// What.
    pub what: DueWhat,
}

/// What is due; of a case with its reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DueWhat {
    /// What a clock of a case promised.
    Clock(String, ClockKind),
    /// What was promised to put a case right.
    Remedy(String, RemedyKind, RemedyId),
    /// What is to be done about a lesson.
    Lesson(DueKind, LessonId),
    /// What a meeting asked for: on which report, under which number.
    Meeting(ReportKey, i64),
}

impl Casework {
    /// Since when `actor` has an address for their calendar, if they have one.
    ///
    /// Costs a row by its key.
    pub async fn calendar_link(
        &self,
        council: &CouncilId,
        actor: &Actor,
    ) -> Result<Option<Timestamp>, Failure> {
        let Some(user) = actor.user() else {
            return Ok(None);
        };
        let link = self.store.calendar_link(council, user).await?;
        Ok(link.map(|link| link.made_at))
    }

    /// Makes an address for `actor`'s calendar, and answers the secret in it, which nobody can see again. One
    /// that they had before opens nothing more.
    ///
    /// Costs one row by its key.
    pub async fn make_calendar_link(&self, council: &CouncilId, actor: &Actor) -> Result<String, Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?;
        let secret = self.fresh().secret();
        let row = CalendarLinkRow {
            user_id: user.clone(),
            hash: hash_of(&secret),
            made_at: self.outside().now(),
        };
        self.store.put_calendar_link(council, &row).await?;
        Ok(secret)
    }

    /// The address of `actor`'s calendar opens nothing more.
    ///
    /// Costs one row by its key.
    pub async fn end_calendar_link(&self, council: &CouncilId, actor: &Actor) -> Result<(), Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?;
        Ok(self.store.delete_calendar_link(council, user).await?)
    }

    /// What is due for whom the secret belongs to; `None` when it belongs to nobody who may sign in today.
    ///
    /// Costs two rows by their keys, the open cases of one officer by index, each with its events, their promises and lessons by
    /// index, and what meetings asked of anybody and nobody has done.
    pub async fn calendar_of(&self, council: &CouncilId, secret: &str) -> Result<Option<Vec<Due>>, Failure> {
        let link = self
            .store
            .calendar_link_of_hash(council, &hash_of(secret))
            .await?;
        let Some(link) = link else {
            return Ok(None);
        };
        let user = self.user(council, &link.user_id).await?;
        let Some(user) = user.filter(|user| user.active) else {
            return Ok(None);
        };
        let actor = user.actor();
        let mut due = self.cases_due(council, &actor).await?;
        due.extend(self.remedies_due(council, &actor).await?);
        due.extend(self.learning_due(council, &actor).await?);
        due.sort_by_key(|due| due.on);
        Ok(Some(due))
    }

    async fn cases_due(&self, council: &CouncilId, actor: &Actor) -> Result<Vec<Due>, Failure> {
        let Some(user) = actor.user() else {
            return Ok(Vec::new());
        };
        let of = OpenOf::Owner(user.clone());
        let lines = self.store.open_cases(council, &of, None, MOST).await?;
        let mut due = Vec::new();
        for line in lines {
            // The list has the earliest date alone: while one is overdue, the others are to be seen all the same.
            let (loaded, _) = self.load(council, &line.case.case_id).await?;
            let running = loaded.case.clocks.values().filter(|clock| clock.is_running());
            due.extend(running.map(|clock| Due {
                on: clock.due_on,
                what: DueWhat::Clock(line.case.reference.clone(), clock.kind),
            }));
        }
        Ok(due)
    }

    async fn remedies_due(&self, council: &CouncilId, actor: &Actor) -> Result<Vec<Due>, Failure> {
        let Some(user) = actor.user() else {
            return Ok(Vec::new());
        };
        let of = RemediesOf::Owner(user.clone());
        let lines = self.store.open_remedies(council, (&of, None), None, MOST).await?;
        let due = lines.into_iter().filter_map(|line| {
            Some(Due {
                on: line.due_on?,
                what: DueWhat::Remedy(line.line.case.reference, line.kind, line.remedy),
            })
        });
        Ok(due.collect())
    }

    /// What `actor` has to do about lessons, and what meetings asked of them.
    async fn learning_due(&self, council: &CouncilId, actor: &Actor) -> Result<Vec<Due>, Failure> {
        let Some(user) = actor.user() else {
            return Ok(Vec::new());
        };
        let lessons = self.store.lessons_due_of(council, user, MOST).await?;
        let lessons = lessons.into_iter().filter_map(|row| {
            Some(Due {
                on: row.due_on?,
                what: DueWhat::Lesson(row.due_what?, row.lesson_id),
            })
        });
        let asked = self.store.open_report_actions(council, MOST).await?;
        let asked = asked.into_iter().filter(|row| row.owner == *user);
        let asked = asked.map(|row| Due {
            on: row.due_on,
            what: DueWhat::Meeting(row.report_key, row.item),
        });
        Ok(lessons.chain(asked).collect())
    }
}

/// The hash by which an address is found.
fn hash_of(secret: &str) -> String {
    Digest::of(&[0; 16], format!("calendar:{secret}").as_bytes())
        .as_str()
        .to_owned()
}
