//! How much work each officer and team has, and what lies still: ranges of indexes, counted up to a limit.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::{ActorId, CaseId, CouncilId, TeamId, UserId};

use crate::Store;
use crate::case::{ByDue, CaseLine, Scope, between_commas};
use crate::column::{Record as _, row};
use crate::engine::{Statement, sql};
use crate::error::StoreError;

/// Up to how many cases are counted: a number beyond it is said as "or more".
pub const COUNTED_TO: i64 = 1_000;

row! {
    /// How much work somebody has. No count is above [`COUNTED_TO`].
    pub struct Workload {
        /// Open cases.
        pub open: i64,
        /// Those whose nearest promise was due before today.
        pub overdue: i64,
        /// Those whose nearest promise is due from today to the end of the window.
        pub due_soon: i64,
        /// When the oldest of them was received.
        pub oldest_on: Option<Date>,
    }
}

/// Whose work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkOf {
    /// An officer's.
    Owner(UserId),
    /// A team's.
    Team(TeamId),
}

/// A place in the list of what lies still: the next page comes after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByTouched {
    /// When the case of the last line was touched.
    pub touched_at: Timestamp,
    /// The case of the last line.
    pub case_id: CaseId,
}

impl Store {
    /// How much work an officer or a team has, of the services in scope.
    pub async fn workload(
        &self,
        council: &CouncilId,
        of: &WorkOf,
        (today, until): (Date, Date),
        scope: &Scope,
    ) -> Result<Workload, StoreError> {
        let statement = match of {
            WorkOf::Owner(user) => sql!("case/workload_of_owner.sql").bind(council).bind(user),
            WorkOf::Team(team) => sql!("case/workload_of_team.sql").bind(council).bind(team),
        };
        let statement = statement.on(today).on(until).int(COUNTED_TO);
        let row = self.row(statement.bind(&between_commas(scope))).await?;
        let nothing = Workload {
            open: 0,
            overdue: 0,
            due_soon: 0,
            oldest_on: None,
        };
        row.as_ref().map_or(Ok(nothing), Workload::from_row)
    }

    /// Cases on which nobody did anything since before a moment, the longest first: open ones, and closed ones on which something
    /// has waited to be read since before it.
    pub async fn idle_cases(
        &self,
        council: &CouncilId,
        (before, scope): (Timestamp, &Scope),
        after: Option<&ByTouched>,
        limit: i64,
    ) -> Result<Vec<CaseLine>, StoreError> {
        let statement = sql!("case/idle.sql").bind(council).at(before);
        let statement = match after {
            Some(key) => statement.at(key.touched_at).bind(&key.case_id),
            None => statement.int(i64::MIN).text(""),
        };
        self.lines(statement.int(limit).bind(&between_commas(scope)))
            .await
    }

    /// How many there are, up to [`COUNTED_TO`].
    pub async fn count_idle(
        &self,
        council: &CouncilId,
        (before, scope): (Timestamp, &Scope),
    ) -> Result<i64, StoreError> {
        let statement = sql!("case/count_idle.sql")
            .bind(council)
            .at(before)
            .int(COUNTED_TO);
        self.row(statement.bind(&between_commas(scope)))
            .await?
            .map_or(Ok(0), |row| row.get("n"))
    }

    /// Open cases that somebody logged, the most urgent first.
    pub async fn open_cases_logged_by(
        &self,
        council: &CouncilId,
        actor: &ActorId,
        after: Option<&ByDue>,
        limit: i64,
    ) -> Result<Vec<CaseLine>, StoreError> {
        let statement: Statement = sql!("case/open_logged_by.sql").bind(council).bind(actor);
        self.lines(statement.after_due(after).int(limit)).await
    }

    /// Answered queries whose time for a follow-up ended before a day.
    pub async fn queries_to_close(
        &self,
        council: &CouncilId,
        today: Date,
        limit: i64,
    ) -> Result<Vec<CaseLine>, StoreError> {
        self.lines(sql!("case/to_close.sql").bind(council).on(today).int(limit))
            .await
    }
}
