//! Who waits for an update that they asked for: the list of the officer, and that of the service.

use jiff::civil::Date;
use redress_domain::id::{CaseId, CouncilId, ServiceId, UserId};

use crate::Store;
use crate::case::{CaseLine, Scope, between_commas};
use crate::column::row;
use crate::engine::{Row, sql};
use crate::error::StoreError;

row! {
    /// A case whose customer asked for an update and has not had a word since.
    pub struct UpdateRow {
        /// The case.
        pub case_id: CaseId,
        /// Its service.
        pub service: Option<ServiceId>,
        /// Its officer.
        pub owner: Option<UserId>,
        /// When they first asked.
        pub asked_on: Date,
        /// By when they were told that they will hear.
        pub due_on: Date,
        /// How often they have asked.
        pub times: i64,
    }
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateLine {
    /// The case.
    pub line: CaseLine,
    /// By when they were told that they will hear.
    pub due_on: Date,
    /// How often they have asked.
    pub times: i64,
}

/// A place in the list.
pub type AfterUpdate = (Date, CaseId);

/// How many wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UpdatesWaiting {
    /// For the officer.
    pub own: i64,
    /// For a manager of the services: they asked often, or the case has no officer.
    pub services: i64,
}

impl UpdateLine {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            line: CaseLine::from_row(row)?,
            due_on: row.get("update_due_on")?,
            times: row.get("times")?,
        })
    }
}

fn key(after: Option<&AfterUpdate>) -> (String, &str) {
    after.map_or((String::new(), ""), |(due, case)| {
        (due.to_string(), case.as_str())
    })
}

impl Store {
    /// Cases of an officer, and of whoever they cover on a day, whose customer waits for an update, the most urgent first.
    pub async fn updates_of_owner(
        &self,
        council: &CouncilId,
        (owner, on): (&UserId, Date),
        after: Option<&AfterUpdate>,
        limit: i64,
    ) -> Result<Vec<UpdateLine>, StoreError> {
        let (due, case) = key(after);
        let statement = sql!("update/of_owner.sql").bind(council).bind(owner).bind(&on);
        let rows = self.rows(statement.text(&due).text(case).int(limit)).await?;
        rows.iter().map(UpdateLine::from_row).collect()
    }

    /// Cases of the services in scope whose customer asked `times` times or more, or that nobody has who can sign in on a day.
    pub async fn updates_of_services(
        &self,
        council: &CouncilId,
        (scope, times, on): (&Scope, i64, Date),
        after: Option<&AfterUpdate>,
        limit: i64,
    ) -> Result<Vec<UpdateLine>, StoreError> {
        let (due, case) = key(after);
        let statement = sql!("update/of_services.sql").bind(council);
        let statement = statement.bind(&between_commas(scope)).int(times).bind(&on);
        let rows = self.rows(statement.text(&due).text(case).int(limit)).await?;
        rows.iter().map(UpdateLine::from_row).collect()
    }

    /// How many wait for the officer or who covers on a day, and how many for whoever manages the services in scope.
    pub async fn updates_waiting(
        &self,
        council: &CouncilId,
        (owner, on): (Option<&UserId>, Date),
        (scope, times): (&Scope, i64),
    ) -> Result<UpdatesWaiting, StoreError> {
        let statement = sql!("update/count.sql").bind(council).bind(&owner.cloned());
        let statement = statement.bind(&between_commas(scope)).int(times).bind(&on);
        let Some(row) = self.row(statement).await? else {
            return Ok(UpdatesWaiting::default());
        };
        Ok(UpdatesWaiting {
            own: row.get("own")?,
            services: row.get("services")?,
        })
    }
}
