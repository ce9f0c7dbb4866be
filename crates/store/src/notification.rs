//! What people are told on their own pages.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::{
    ActorId, CaseId, CauseId, ConductId, CouncilId, HelpId, LessonId, NotificationId, UserId, WordsId,
};
use redress_domain::report::ReportKey;
use redress_domain::vocabulary::NotificationKind;

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Statement, sql};
use crate::error::StoreError;
use crate::question::Question;

row! {
    /// Something that somebody is told.
    pub struct NotificationRow {
        /// Its identifier.
        pub notification_id: NotificationId,
        /// Who is told.
        pub user_id: UserId,
        /// What.
        pub kind: NotificationKind,
        /// When.
        pub raised_at: Timestamp,
        /// By whom.
        pub raised_by: ActorId,
        /// About which case.
        pub case_id: Option<CaseId>,
        /// Which call for help.
        pub help_id: Option<HelpId>,
        /// About which day.
        pub about_on: Option<Date>,
        /// What was said, where a case holds it.
        pub words_id: Option<WordsId>,
        /// What was said, where no case does yet. It goes with the row.
        pub said: Option<String>,
        /// When it was seen.
        pub seen_at: Option<Timestamp>,
        /// When what it asks for was done.
        pub done_at: Option<Timestamp>,
        /// About which conduct file.
        pub conduct: Option<ConductId>,
        /// About which lesson.
        pub lesson_id: Option<LessonId>,
        /// About which common cause.
        pub cause_id: Option<CauseId>,
        /// About which report.
        pub report_key: Option<ReportKey>,
    }
}

/// How many calls for help to one person are counted at most.
const CALLS: i64 = 20;

/// Asks which calls for help to somebody nobody has answered, the oldest first; of nobody, none.
pub fn calls(council: &CouncilId, user: Option<&UserId>) -> Question<'static, Vec<HelpId>> {
    let asked = user.map(|user| sql!("notification/calls.sql").bind(council).bind(user).int(CALLS));
    Question::new(asked.into_iter().collect(), |rows| {
        let rows = rows.iter().flatten();
        rows.map(|row| row.get("help_id")).collect()
    })
}

/// A place in somebody's list: the next page comes after it.
pub type ByRaised = (Timestamp, NotificationId);

impl Store {
    /// What somebody was told, the newest first.
    pub async fn notifications(
        &self,
        council: &CouncilId,
        user: &UserId,
        after: Option<&ByRaised>,
        limit: i64,
    ) -> Result<Vec<NotificationRow>, StoreError> {
        let statement = sql!("notification/of_user.sql").bind(council).bind(user);
        let statement = match after {
            Some((at, id)) => statement.at(*at).bind(id),
            None => statement.int(i64::MAX).text("~"),
        };
        self.told(statement.int(limit)).await
    }

    /// What somebody was told and has neither seen nor dealt with, the newest first.
    pub async fn new_notifications(
        &self,
        council: &CouncilId,
        user: &UserId,
        limit: i64,
    ) -> Result<Vec<NotificationRow>, StoreError> {
        self.told(
            sql!("notification/new_of_user.sql")
                .bind(council)
                .bind(user)
                .int(limit),
        )
        .await
    }

    /// Everybody who was called by a call for help.
    pub async fn called_by(
        &self,
        council: &CouncilId,
        help: &HelpId,
    ) -> Result<Vec<NotificationRow>, StoreError> {
        self.told(sql!("notification/of_help.sql").bind(council).bind(help))
            .await
    }

    /// Somebody saw everything that they were told and that asks nothing of them.
    pub async fn see_notifications(
        &self,
        council: &CouncilId,
        user: &UserId,
        at: Timestamp,
    ) -> Result<i64, StoreError> {
        self.run(sql!("notification/see.sql").bind(council).bind(user).at(at))
            .await
    }

    /// Forgets what was told before a moment.
    pub async fn sweep_notifications(
        &self,
        council: &CouncilId,
        before: Timestamp,
    ) -> Result<i64, StoreError> {
        self.run(sql!("notification/delete_old.sql").bind(council).at(before))
            .await
    }

    async fn told(&self, statement: Statement) -> Result<Vec<NotificationRow>, StoreError> {
        let rows = self.rows(statement).await?;
        rows.iter().map(NotificationRow::from_row).collect()
    }
}
