//! What came in and waits to be read: for the officer or who covers, for whoever looks after what has no officer, and for
//! whoever answers for closed cases.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::{CaseId, CouncilId, ServiceId, UserId};

use crate::Store;
use crate::case::{CaseLine, Scope, between_commas};
use crate::column::row;
use crate::engine::{Row, Statement, sql};
use crate::error::StoreError;

row! {
    /// A case on which something came in that nobody who has it read or answered.
    pub struct UnreadRow {
        /// The case.
        pub case_id: CaseId,
        /// Its service.
        pub service: Option<ServiceId>,
        /// Its officer.
        pub owner: Option<UserId>,
        /// Whether it is closed.
        pub closed: bool,
        /// When the first of it came.
        pub since: Timestamp,
        /// How many messages wait.
        pub count: i64,
    }
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadLine {
    /// The case.
    pub line: CaseLine,
    /// When the first of it came.
    pub since: Timestamp,
    /// How many messages wait.
    pub count: i64,
}

/// A place in the list.
pub type AfterUnread = (Timestamp, CaseId);

/// What somebody hears of, beside what came in on their own cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hears {
    /// Who; and with them, whoever they cover.
    pub user: UserId,
    /// On which day: who covers whom, and whose account has ended.
    pub on: Date,
    /// The services whose cases without an officer who can sign in they look after.
    pub unassigned: Scope,
    /// Whether they answer for closed cases.
    pub closed: bool,
}

impl Hears {
    fn bind(&self, statement: Statement) -> Statement {
        let statement = statement.bind(&self.user).bind(&between_commas(&self.unassigned));
        statement.int(i64::from(self.closed)).bind(&self.on)
    }
}

impl Store {
    /// Cases with something to read, what has waited longest first.
    pub async fn unread(
        &self,
        council: &CouncilId,
        hears: &Hears,
        after: Option<&AfterUnread>,
        limit: i64,
    ) -> Result<Vec<UnreadLine>, StoreError> {
        let statement = hears.bind(sql!("unread/of_reader.sql").bind(council));
        let statement = match after {
            Some((since, case)) => statement.at(*since).text(case.as_str()),
            None => statement.int(i64::MIN).text(""),
        };
        let rows = self.rows(statement.int(limit)).await?;
        let line = |row: &Row| {
            Ok(UnreadLine {
                line: CaseLine::from_row(row)?,
                since: row.get("unread_since")?,
                count: row.get("unread_count")?,
            })
        };
        rows.iter().map(line).collect()
    }

    /// How many cases have something to read.
    pub async fn count_unread(&self, council: &CouncilId, hears: &Hears) -> Result<i64, StoreError> {
        let statement = hears.bind(sql!("unread/count.sql").bind(council));
        match self.row(statement).await? {
            Some(row) => row.get("n"),
            None => Ok(0),
        }
    }
}
