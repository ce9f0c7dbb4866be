//! Today: how much is open, overdue and waiting, counted over open cases only.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::{CouncilId, ServiceId, UserId};
use redress_domain::vocabulary::Priority;

use crate::Store;
use crate::case::{Scope, between_commas};
use crate::column::{Record as _, row};
use crate::engine::{Row, Statement, sql};
use crate::error::StoreError;
use crate::question::Question;

row! {
    /// Counts of open cases.
    pub struct OpenCounts {
        /// All of them.
        pub open: i64,
        /// Those whose nearest promise was due before today.
        pub overdue: i64,
        /// Those whose nearest promise is due from today to the end of the window.
        pub due_soon: i64,
        /// Those without an officer.
        pub unassigned: i64,
    }
}

/// What waits for somebody to say what it is and whose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Untriaged {
    /// How many.
    pub count: i64,
    /// Since when the oldest waits.
    pub oldest_at: Option<Timestamp>,
}

impl Store {
    /// Open cases of the services in scope: overdue today, due until the end of the window.
    pub async fn open_counts(
        &self,
        council: &CouncilId,
        (today, until): (Date, Date),
        scope: &Scope,
    ) -> Result<OpenCounts, StoreError> {
        let statement = sql!("case/counts.sql").bind(council).on(today).on(until);
        let row = self.row(statement.bind(&between_commas(scope))).await?;
        row.as_ref().map_or(Ok(NOTHING), OpenCounts::from_row)
    }

    /// Open cases of an officer.
    pub async fn open_counts_of_owner(
        &self,
        council: &CouncilId,
        (today, until): (Date, Date),
        owner: &UserId,
    ) -> Result<OpenCounts, StoreError> {
        let row = self
            .row(
                sql!("case/counts_of_owner.sql")
                    .bind(council)
                    .on(today)
                    .on(until)
                    .bind(owner),
            )
            .await?;
        row.as_ref().map_or(Ok(NOTHING), OpenCounts::from_row)
    }

    /// Open cases by service; `None` are those without one.
    pub async fn open_counts_by_service(
        &self,
        council: &CouncilId,
        (today, until): (Date, Date),
        scope: &Scope,
    ) -> Result<Vec<(Option<ServiceId>, OpenCounts)>, StoreError> {
        let statement = sql!("case/counts_by_service.sql")
            .bind(council)
            .on(today)
            .on(until);
        let rows = self.rows(statement.bind(&between_commas(scope))).await?;
        let read = |row: &Row| {
            let service: String = row.get("whose")?;
            Ok((ServiceId::parse(service).ok(), OpenCounts::from_row(row)?))
        };
        rows.iter().map(read).collect()
    }

    /// How many open cases a service has. It costs no more however many there are.
    pub async fn open_of_service(&self, council: &CouncilId, service: &ServiceId) -> Result<i64, StoreError> {
        let statement = sql!("open_case/of_service.sql").bind(council).bind(service);
        self.row(statement).await?.map_or(Ok(0), |row| row.get("n"))
    }

    /// How many replies wait for approval by somebody other than their author.
    pub async fn approvals_waiting(
        &self,
        council: &CouncilId,
        scope: &Scope,
        not_by: &UserId,
    ) -> Result<i64, StoreError> {
        let row = self.row(approvals(council, (scope, not_by))).await?;
        row.map_or(Ok(0), |row| row.get("n"))
    }

    /// How many approved replies wait for an officer to send them.
    pub async fn replies_to_send(&self, council: &CouncilId, owner: &UserId) -> Result<i64, StoreError> {
        let statement = sql!("case/count_to_send.sql").bind(council).bind(owner);
        self.row(statement).await?.map_or(Ok(0), |row| row.get("n"))
    }

    /// What waits for somebody to say what it is and whose.
    pub async fn untriaged(&self, council: &CouncilId) -> Result<Untriaged, StoreError> {
        let mut oldest_at: Option<Timestamp> = None;
        for priority in [Priority::Urgent, Priority::Standard] {
            let statement = sql!("case/oldest_to_triage.sql").bind(council).bind(&priority);
            if let Some(row) = self.row(statement).await? {
                let at: Timestamp = row.get("oldest_at")?;
                oldest_at = Some(oldest_at.map_or(at, |before| before.min(at)));
            }
        }
        let count = self.count_to_triage(council).await?;
        Ok(Untriaged { count, oldest_at })
    }

    /// How many cases wait for somebody to say what they are and whose. They are counted already.
    pub async fn count_to_triage(&self, council: &CouncilId) -> Result<i64, StoreError> {
        let row = self.row(sql!("open_case/to_triage.sql").bind(council)).await?;
        row.map_or(Ok(0), |row| row.get("n"))
    }
}

/// Asks what the navigation counts: how many cases nobody has looked at, where that is asked, and how many replies of
/// these services wait for approval by somebody other than their author.
pub fn waiting_counts(
    council: &CouncilId,
    triages: bool,
    approver: Option<(&Scope, &UserId)>,
) -> Question<'static, (Option<i64>, i64)> {
    let approves = approver.is_some();
    let to_triage = triages.then(|| sql!("open_case/to_triage.sql").bind(council));
    let approvals = approver.map(|approver| approvals(council, approver));
    let asked: Vec<Statement> = to_triage.into_iter().chain(approvals).collect();
    Question::new(asked, move |rows| {
        let mut each = rows.into_iter();
        let mut next = |is_asked: bool| {
            let rows = if is_asked { each.next() } else { None };
            let row = rows.unwrap_or_default().into_iter().next();
            row.map(|row| row.get::<i64>("n")).transpose()
        };
        let (to_triage, approvals) = (next(triages)?, next(approves)?);
        Ok((to_triage, approvals.unwrap_or_default()))
    })
}

fn approvals(council: &CouncilId, (scope, not_by): (&Scope, &UserId)) -> Statement {
    sql!("case/count_approvals.sql")
        .bind(council)
        .bind(&between_commas(scope))
        .bind(not_by)
        .text(&crate::cause::author(not_by))
}

const NOTHING: OpenCounts = OpenCounts {
    open: 0,
    overdue: 0,
    due_soon: 0,
    unassigned: 0,
};
