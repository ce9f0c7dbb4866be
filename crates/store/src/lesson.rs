//! Lessons: how each stands, which are alike, what people are told, and who is to be reminded.

use jiff::civil::Date;
use redress_domain::id::{CaseId, CouncilId, LessonId, ServiceId, UserId, WordsId};
use redress_domain::lesson::{DrawnFrom, DueKind, LessonReminder, LessonStage, RootCause, Went, Worked};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Statement, sql};
use crate::error::StoreError;

row! {
    /// A lesson, as lists show it.
    pub struct LessonRow {
        /// Which.
        pub lesson_id: LessonId,
        /// The day on which it was written down.
        pub recorded_on: Date,
        /// From where it was drawn.
        pub drawn_from: DrawnFrom,
        /// Whether it went wrong or well.
        pub went: Went,
        /// How far it is.
        pub stage: LessonStage,
        /// Why it went so.
        pub cause: Option<RootCause>,
        /// The services that it concerns, between commas.
        pub services: String,
        /// What was learned.
        pub learned_words: WordsId,
        /// Who has its action.
        pub owner: Option<UserId>,
        /// By when something has to be done.
        pub due_on: Option<Date>,
        /// What.
        pub due_what: Option<DueKind>,
        /// From when on somebody is reminded.
        pub remind_on: Option<Date>,
        /// Of what.
        pub remind_what: Option<LessonReminder>,
        /// Since when people are told.
        pub published_on: Option<Date>,
        /// Whether they are told that we could not.
        pub could_not: bool,
        /// "You said".
        pub you_said_words: Option<WordsId>,
        /// "We did".
        pub we_did_words: Option<WordsId>,
        /// Whether it worked.
        pub worked: Option<Worked>,
        /// What shows it.
        pub worked_words: Option<WordsId>,
        /// How many customers are to be told.
        pub to_tell: i64,
    }
}

/// Which lessons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only those of this stage.
    pub stage: Option<LessonStage>,
    /// Only those of this service.
    pub service: Option<ServiceId>,
    /// Only those of which this officer has the action.
    pub owner: Option<UserId>,
    /// Only those that were due before this day.
    pub due_before: Option<Date>,
}

/// What is due of lessons.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LessonsDue {
    /// Actions of one officer that are late.
    pub late: i64,
    /// Actions of theirs that are due soon.
    pub soon: i64,
    /// Lessons of theirs of which it is to be said whether they worked.
    pub to_ask: i64,
    /// Actions of anybody that are late.
    pub late_of_anybody: i64,
}

/// A place in what people are told: the next page comes after it.
pub type AfterPublished = (Date, LessonId);

impl Store {
    /// A page of lessons before a key, the newest first.
    pub async fn lessons(
        &self,
        council: &CouncilId,
        wanted: &Wanted,
        before: Option<&LessonId>,
        limit: i64,
    ) -> Result<Vec<LessonRow>, StoreError> {
        let statement = match wanted.service {
            None => sql!("lesson/page.sql"),
            Some(_) => sql!("lesson/of_service.sql"),
        };
        let due_before = wanted.due_before.map(|on| on.to_string());
        let statement = statement
            .bind(council)
            .text(before.map_or("~", LessonId::as_str))
            .text(wanted.stage.map_or("", LessonStage::as_str))
            .text(wanted.owner.as_ref().map_or("", UserId::as_str))
            .text(due_before.as_deref().unwrap_or_default())
            .int(limit);
        let statement = match &wanted.service {
            None => statement,
            Some(service) => statement.bind(service),
        };
        self.lesson_rows(statement).await
    }

    /// The lessons that a case shows, the newest first.
    pub async fn lessons_of_case(
        &self,
        council: &CouncilId,
        case: &CaseId,
    ) -> Result<Vec<LessonRow>, StoreError> {
        self.lesson_rows(sql!("lesson/of_case.sql").bind(council).bind(case))
            .await
    }

    /// Open lessons of a service with a cause, the newest first: all but one.
    pub async fn lessons_alike(
        &self,
        council: &CouncilId,
        (service, cause): (&ServiceId, RootCause),
        but: &LessonId,
        limit: i64,
    ) -> Result<Vec<LessonRow>, StoreError> {
        let statement = sql!("lesson/alike.sql").bind(council).bind(service).bind(&cause);
        self.lesson_rows(statement.bind(but).int(limit)).await
    }

    /// A page of what people are told, the newest first: from a day on, before a key, of a service.
    pub async fn published_lessons(
        &self,
        council: &CouncilId,
        (from, service): (Date, Option<&ServiceId>),
        before: &AfterPublished,
        limit: i64,
    ) -> Result<Vec<LessonRow>, StoreError> {
        let statement = sql!("lesson/published.sql")
            .bind(council)
            .on(from)
            .on(before.0)
            .bind(&before.1)
            .text(service.map_or("", ServiceId::as_str));
        self.lesson_rows(statement.int(limit)).await
    }

    /// The day on which people were first told of a lesson.
    pub async fn first_published(&self, council: &CouncilId) -> Result<Option<Date>, StoreError> {
        let row = self.row(sql!("lesson/first_published.sql").bind(council)).await?;
        row.map(|row| row.get("published_on")).transpose()
    }

    /// Lessons whose action an officer has and of which something is due, the first due first.
    pub async fn lessons_due_of(
        &self,
        council: &CouncilId,
        owner: &UserId,
        limit: i64,
    ) -> Result<Vec<LessonRow>, StoreError> {
        let statement = sql!("lesson/due_of_owner.sql").bind(council).bind(owner);
        self.lesson_rows(statement.int(limit)).await
    }

    /// Lessons of which somebody is to be reminded by a day, and of what.
    pub async fn lessons_to_remind(
        &self,
        council: &CouncilId,
        by: Date,
        limit: i64,
    ) -> Result<Vec<(LessonId, LessonReminder)>, StoreError> {
        let statement = sql!("lesson/to_remind.sql").bind(council).on(by).int(limit);
        let rows = self.rows(statement).await?;
        rows.iter()
            .map(|row| Ok((row.get("lesson_id")?, row.get("remind_what")?)))
            .collect()
    }

    /// What is due of lessons: of those whose action an officer has, late on a day, due by another, and to be asked
    /// whether it worked; and actions of anybody that are late.
    pub async fn count_lessons_due(
        &self,
        council: &CouncilId,
        owner: &UserId,
        (today, soon): (Date, Date),
    ) -> Result<LessonsDue, StoreError> {
        let own = sql!("lesson/count_due_of_owner.sql").bind(council).bind(owner);
        let own = self.row(own.on(today).on(soon)).await?;
        let all = self
            .row(sql!("lesson/count_late.sql").bind(council).on(today))
            .await?;
        let (late, by_soon, to_ask) = own.map_or(Ok((0, 0, 0)), |row| {
            Ok::<_, StoreError>((row.get("late")?, row.get("soon")?, row.get("ask")?))
        })?;
        Ok(LessonsDue {
            late,
            soon: by_soon,
            to_ask,
            late_of_anybody: all.map_or(Ok(0), |row| row.get("late"))?,
        })
    }

    /// Lessons of which customers are to be told.
    pub async fn lessons_to_tell(
        &self,
        council: &CouncilId,
        limit: i64,
    ) -> Result<Vec<LessonId>, StoreError> {
        let rows = self
            .rows(sql!("lesson/to_tell.sql").bind(council).int(limit))
            .await?;
        rows.iter().map(|row| row.get("lesson_id")).collect()
    }

    async fn lesson_rows(&self, statement: Statement) -> Result<Vec<LessonRow>, StoreError> {
        let rows = self.rows(statement).await?;
        rows.iter().map(LessonRow::from_row).collect()
    }
}
