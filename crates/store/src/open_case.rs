//! How many cases are open, told apart by service, status and due date, and kept as a count.
//!
//! An act writes what it changes as a row of its own, so that no act waits for another; the rows are
//! added up beside the acts ([`Store::add_up_open_cases`]). Whoever reads takes both together. What
//! is overdue is what is due before today: right at midnight without anybody counting again.

use std::collections::BTreeMap;

use jiff::civil::Date;
use redress_domain::id::{CouncilId, ServiceId};

use crate::Store;
use crate::case::{CaseRow, Scope, between_commas};
use crate::engine::{Arg, Connection, Row, Statement, many, sql};
use crate::error::StoreError;
use crate::work::Work;

/// Stands for every day that is long past: what was due on any of them is overdue on every day that is
/// still to come, so that they need not be told apart.
const LONG_PAST: &str = "0001-01-01";

/// Open cases of one service and status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCases {
    /// The service that answers for them; `None` before anybody said.
    pub service: Option<ServiceId>,
    /// Where they stand.
    pub status: String,
    /// How many there are.
    pub open: i64,
    /// How many of them have a promise that was due before today.
    pub overdue: i64,
}

/// What cases are told apart by.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Bucket {
    service: String,
    status: String,
    due_key: String,
    triaged: bool,
    assigned: bool,
}

impl Bucket {
    /// Where a case is counted; nowhere when it is closed.
    fn of(row: &CaseRow) -> Option<Self> {
        (!row.closed).then(|| Self {
            service: row.service.as_ref().map(ToString::to_string).unwrap_or_default(),
            status: row.status.clone(),
            due_key: row.due_key(),
            triaged: row.triaged,
            assigned: row.owner.is_some(),
        })
    }

    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            service: row.get("service")?,
            status: row.get("status")?,
            due_key: row.get("due_key")?,
            triaged: row.get("triaged")?,
            assigned: row.get("assigned")?,
        })
    }

    fn args(&self, council: &str) -> Vec<Arg> {
        let text = |text: &str| Arg::Text(Some(text.to_owned()));
        vec![
            text(council),
            text(&self.service),
            text(&self.status),
            text(&self.due_key),
            Arg::Bool(Some(self.triaged)),
            Arg::Bool(Some(self.assigned)),
        ]
    }
}

/// Counts a case where it belongs with `row`, and no more where it was before. To be called before
/// the row is put.
pub(crate) fn move_to(on: &mut Connection<'_>, council: &str, row: &CaseRow) -> Result<(), StoreError> {
    let now = Bucket::of(row);
    let is_open = now.is_some();
    let bucket = now.unwrap_or_default();
    let moved = |statement: Statement| {
        let statement = statement.text(council).bind(&row.case_id).text(&bucket.service);
        let statement = statement.text(&bucket.status).text(&bucket.due_key);
        statement.bind(&bucket.triaged).bind(&bucket.assigned)
    };
    on.later(moved(sql!("open_case/leave.sql")).bind(&is_open))?;
    if is_open {
        on.later(moved(sql!("open_case/enter.sql")))?;
    }
    Ok(())
}

/// Adds up what acts have changed, and puts together what was due before the day `long_past`; answers how
/// many changes there were.
pub(crate) async fn add_up(
    on: &mut Connection<'_>,
    council: &str,
    long_past: Date,
) -> Result<i64, StoreError> {
    let long_past = long_past.to_string();
    let changes = on.rows(sql!("open_case/take.sql").text(council)).await?;
    let past = sql!("open_case/take_past.sql").text(council).text(&long_past);
    let past = on.rows(past.text(LONG_PAST)).await?;
    let mut sums: BTreeMap<Bucket, i64> = BTreeMap::new();
    for row in changes.iter().chain(&past) {
        let by: i64 = row.get("n")?;
        let mut bucket = Bucket::from_row(row)?;
        if bucket.due_key < long_past {
            LONG_PAST.clone_into(&mut bucket.due_key);
        }
        *sums.entry(bucket).or_default() += by;
    }
    // In the order of their names: two who add up wait for one another in turn and never in a ring.
    let sums = sums.into_iter().filter(|(_, by)| *by != 0);
    let sums: Vec<Vec<Arg>> = sums
        .map(|(bucket, by)| {
            let mut args = bucket.args(council);
            args.push(Arg::Int(Some(by)));
            args
        })
        .collect();
    for statement in many(include_str!("../sql/open_case/add.sql"), &sums) {
        on.later(statement)?;
    }
    on.later(sql!("open_case/delete_empty.sql").text(council))?;
    Ok(i64::try_from(changes.len()).unwrap_or(i64::MAX))
}

impl Store {
    /// Open cases of the services in scope by service and status, and how many are overdue.
    ///
    /// Costs a row for each service, status and due date of the last days and those to come, and for
    /// each change since they were last added up, however many cases there are.
    pub async fn open_cases_by_service(
        &self,
        council: &CouncilId,
        today: Date,
        scope: &Scope,
    ) -> Result<Vec<OpenCases>, StoreError> {
        let statement = sql!("open_case/by_service_and_status.sql")
            .bind(council)
            .on(today);
        let rows = self.rows(statement.bind(&between_commas(scope))).await?;
        let read = |row: &Row| {
            let service: String = row.get("service")?;
            Ok(OpenCases {
                service: ServiceId::parse(service).ok(),
                status: row.get("status")?,
                open: row.get("open")?,
                overdue: row.get("overdue")?,
            })
        };
        rows.iter().map(read).collect()
    }

    /// Adds up what acts have changed in the counts since this was last done; answers how many changes.
    /// What was due before the day `long_past` is told apart no more.
    pub async fn add_up_open_cases(&self, council: &CouncilId, long_past: Date) -> Result<i64, StoreError> {
        let any = self.row(sql!("open_case/any_change.sql").bind(council)).await?;
        if any.is_none() {
            return Ok(0);
        }
        let council = council.to_string();
        Ok(self.write(Work::AddUp { council, long_past }).await?.count())
    }
}
