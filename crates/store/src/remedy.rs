//! Promised remedies: the list of what is still to be delivered, and whose owner is to be reminded.

use jiff::civil::Date;
use redress_domain::id::{CaseId, CouncilId, RemedyId, ServiceId, UserId, WordsId};
use redress_domain::vocabulary::RemedyKind;

use crate::Store;
use crate::case::{CaseLine, Scope, between_commas};
use crate::column::row;
use crate::engine::{Row, sql};
use crate::error::StoreError;

row! {
    /// A remedy that was promised.
    pub struct CaseRemedy {
        /// The case.
        pub case_id: CaseId,
        /// The remedy.
        pub remedy_id: RemedyId,
        /// What sort of remedy.
        pub kind: RemedyKind,
        /// What was promised.
        pub words: Option<WordsId>,
        /// Which service delivers it.
        pub service: Option<ServiceId>,
        /// Who delivers it.
        pub owner: Option<UserId>,
        /// By when.
        pub due_on: Option<Date>,
        /// When it was delivered.
        pub delivered_on: Option<Date>,
        /// Whether it is still to be delivered.
        pub is_open: bool,
        /// What it is ordered by: what is due soonest.
        pub due_key: String,
        /// When its owner is to be reminded next.
        pub remind_on: Option<Date>,
    }
}

impl CaseRemedy {
    /// What a row is ordered by: the day on which it is due; what has none comes last.
    pub fn key(due_on: Option<Date>) -> String {
        due_on.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string())
    }
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemedyLine {
    /// The case; its summary is what was promised.
    pub line: CaseLine,
    /// The remedy.
    pub remedy: RemedyId,
    /// What sort of remedy.
    pub kind: RemedyKind,
    /// Who delivers it.
    pub owner: Option<UserId>,
    /// By when.
    pub due_on: Option<Date>,
}

/// A place in the list: the next page comes after it.
pub type AfterRemedy = (String, CaseId, RemedyId);

/// Whose promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemediesOf {
    /// Those of these services.
    Services(Scope),
    /// Those of one service.
    Service(ServiceId),
    /// Those that one officer sees to.
    Owner(UserId),
}

impl RemedyLine {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            line: CaseLine::from_row(row)?,
            remedy: row.get("remedy_id")?,
            kind: row.get("remedy_kind")?,
            owner: row.get("remedy_owner")?,
            due_on: row.get("remedy_due_on")?,
        })
    }

    /// Its place in the list.
    pub fn place(&self) -> AfterRemedy {
        let key = CaseRemedy::key(self.due_on);
        (key, self.line.case.case_id.clone(), self.remedy.clone())
    }
}

impl Store {
    /// Promises that are still to be kept, what is due soonest first; with a day, those due before it.
    pub async fn open_remedies(
        &self,
        council: &CouncilId,
        (of, before): (&RemediesOf, Option<Date>),
        after: Option<&AfterRemedy>,
        limit: i64,
    ) -> Result<Vec<RemedyLine>, StoreError> {
        let statement = match of {
            RemediesOf::Services(_) => sql!("remedy/open.sql"),
            RemediesOf::Service(_) => sql!("remedy/open_of_service.sql"),
            RemediesOf::Owner(_) => sql!("remedy/open_of_owner.sql"),
        };
        let (key, case, remedy) = after.map_or(("", "", ""), |(key, case, remedy)| {
            (key.as_str(), case.as_str(), remedy.as_str())
        });
        // After the day that stands for none.
        let before = before.map_or_else(|| "9999-12-32".to_owned(), |day| day.to_string());
        let statement = statement.bind(council).text(key).text(case).text(remedy);
        let statement = statement.text(&before).int(limit);
        let statement = match of {
            RemediesOf::Services(scope) => statement.bind(&between_commas(scope)),
            RemediesOf::Service(service) => statement.bind(service),
            RemediesOf::Owner(owner) => statement.bind(owner),
        };
        let rows = self.rows(statement).await?;
        rows.iter().map(RemedyLine::from_row).collect()
    }

    /// Promises whose owner is to be reminded by a day.
    pub async fn remedies_to_remind(
        &self,
        council: &CouncilId,
        by: Date,
        limit: i64,
    ) -> Result<Vec<(CaseId, RemedyId)>, StoreError> {
        let statement = sql!("remedy/to_remind.sql").bind(council).on(by).int(limit);
        let rows = self.rows(statement).await?;
        let read = |row: &Row| Ok((row.get("case_id")?, row.get("remedy_id")?));
        rows.iter().map(read).collect()
    }

    /// How many promises an officer has to keep by a day, and how many of them are overdue.
    pub async fn remedies_of_owner(
        &self,
        council: &CouncilId,
        owner: &UserId,
        (today, by): (Date, Date),
    ) -> Result<(i64, i64), StoreError> {
        let statement = sql!("remedy/count_of_owner.sql").bind(council).bind(owner);
        let row = self.row(statement.on(by).on(today)).await?;
        row.map_or(Ok((0, 0)), |row| Ok((row.get("due")?, row.get("overdue")?)))
    }

    /// How many promises of some services are overdue.
    pub async fn remedies_overdue(
        &self,
        council: &CouncilId,
        scope: &Scope,
        today: Date,
    ) -> Result<i64, StoreError> {
        let statement = sql!("remedy/count_overdue.sql").bind(council).on(today);
        let row = self.row(statement.bind(&between_commas(scope))).await?;
        row.map_or(Ok(0), |row| row.get("overdue"))
    }
}
