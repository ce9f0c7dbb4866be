//! Conduct files: how each stands, what binds whom, what waits to be read, and who looked.

use jiff::civil::Date;
use redress_domain::conduct::{DueKind, Reach, Standing};
use redress_domain::id::{CaseId, ConductId, ContactId, CouncilId, MailId, PersonId, ServiceId};
use redress_domain::vocabulary::Channel;

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Row, sql};
use crate::error::StoreError;

row! {
    /// A conduct file, as lists show it.
    pub struct ConductRow {
        /// Which.
        pub file_id: ConductId,
        /// Whose it is.
        pub person_id: PersonId,
        /// The day of the first report.
        pub opened_on: Date,
        /// How far it is.
        pub standing: Standing,
        /// What is agreed, as the policy's words, between commas.
        pub measures: String,
        /// The way that stays open.
        pub open_channel: Option<Channel>,
        /// How far the arrangement reaches.
        pub reach: Option<Reach>,
        /// Which service, where it reaches one.
        pub service: Option<ServiceId>,
        /// The first day on which something binds.
        pub binds_from: Option<Date>,
        /// The last.
        pub binds_until: Option<Date>,
        /// When it is looked at again.
        pub review_on: Option<Date>,
        /// By when something has to be done.
        pub due_on: Option<Date>,
        /// What.
        pub due_what: Option<DueKind>,
        /// Whether nothing more is to be done.
        pub is_closed: bool,
        /// The last day on which what has to be done is of any use, where there is one.
        pub due_until: Option<Date>,
    }
}

row! {
    /// A contact that came under an arrangement and waits to be read.
    pub struct ConductContactRow {
        /// Which.
        pub contact_id: ContactId,
        /// On whose file.
        pub file_id: ConductId,
        /// The case that it was put on.
        pub case_id: Option<CaseId>,
        /// The day.
        pub came_on: Date,
        /// By when somebody reads it.
        pub read_by: Date,
        /// How it came.
        pub channel: Channel,
    }
}

/// A line of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConductLine {
    /// As it stands.
    pub row: ConductRow,
    /// What the person is called; nothing once that was erased.
    pub name: Option<String>,
}

/// A line of what waits to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConductContactLine {
    /// The contact.
    pub row: ConductContactRow,
    /// The reference of its case.
    pub reference: Option<String>,
    /// The e-mail that it is, where it is one.
    pub mail: Option<MailId>,
}

redress_domain::vocabulary! {
    /// The lists of the register.
    pub enum Register {
        /// Nothing is decided yet, or a renewal is being considered.
        Considered = "considered",
        /// Something binds today.
        InForce = "in-force",
        /// An arrangement has to be looked at again.
        ReviewDue = "review-due",
        /// Nothing binds any more.
        Ended = "ended",
    }
}

impl Store {
    /// How many arrangements bind on a day: how many, and no more.
    pub async fn arrangements_in_force(&self, council: &CouncilId, on: Date) -> Result<i64, StoreError> {
        let row = self
            .row(sql!("conduct/count_in_force.sql").bind(council).on(on))
            .await?;
        row.map_or(Ok(0), |row| row.get("n"))
    }

    /// The conduct files of somebody, the newest last.
    pub async fn conduct_of_person(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<Vec<ConductRow>, StoreError> {
        let rows = self
            .rows(sql!("conduct/of_person.sql").bind(council).bind(person))
            .await?;
        rows.iter().map(ConductRow::from_row).collect()
    }

    /// Whether any conduct file is kept.
    pub async fn any_conduct(&self, council: &CouncilId) -> Result<bool, StoreError> {
        let row = self.row(sql!("conduct/any.sql").bind(council)).await?;
        Ok(row.is_some())
    }

    /// Whether anything binds anybody on a day.
    pub async fn anything_binds(&self, council: &CouncilId, on: Date) -> Result<bool, StoreError> {
        let row = self
            .row(sql!("conduct/any_binding.sql").bind(council).on(on))
            .await?;
        Ok(row.is_some())
    }

    /// Whether anything that comes in may have to be read on a conduct file: something binds somebody on a day, or a report
    /// that they have waits for its decision.
    pub async fn anything_is_read(&self, council: &CouncilId, on: Date) -> Result<bool, StoreError> {
        let row = self
            .row(sql!("conduct/any_to_read.sql").bind(council).on(on))
            .await?;
        Ok(row.is_some())
    }

    /// Whose conduct files may read what they send on a day, and when each was opened.
    pub async fn people_to_read(
        &self,
        council: &CouncilId,
        on: Date,
    ) -> Result<Vec<(PersonId, Date)>, StoreError> {
        let rows = self
            .rows(sql!("conduct/people_to_read.sql").bind(council).on(on))
            .await?;
        rows.iter()
            .map(|row| Ok((row.get("person_id")?, row.get("opened_on")?)))
            .collect()
    }

    /// Whether a contact that nobody has read stands on a case.
    pub async fn anything_unread_on(&self, council: &CouncilId, case: &CaseId) -> Result<bool, StoreError> {
        let statement = sql!("conduct/any_unread_on.sql").bind(council).bind(case);
        Ok(self.row(statement).await?.is_some())
    }

    /// A page of one of the register's lists, as it is on a day.
    pub async fn conduct_page(
        &self,
        council: &CouncilId,
        (list, on): (Register, Date),
        after: Option<&ConductId>,
        limit: i64,
    ) -> Result<Vec<ConductLine>, StoreError> {
        let statement = sql!("conduct/page.sql")
            .bind(council)
            .text(after.map_or("", ConductId::as_str))
            .text(list.as_str());
        let rows = self.rows(statement.on(on).int(limit)).await?;
        let line = |row: &Row| {
            Ok(ConductLine {
                row: ConductRow::from_row(row)?,
                name: row.get("person_name")?,
            })
        };
        rows.iter().map(line).collect()
    }

    /// Files on which something was to be done by a day and still is on another, the earliest first.
    pub async fn conduct_due(
        &self,
        council: &CouncilId,
        (by, today): (Date, Date),
        limit: i64,
    ) -> Result<Vec<ConductRow>, StoreError> {
        let statement = sql!("conduct/due.sql").bind(council).on(by).on(today).int(limit);
        let rows = self.rows(statement).await?;
        rows.iter().map(ConductRow::from_row).collect()
    }

    /// Contacts that wait to be read, what is due first.
    pub async fn conduct_contacts(
        &self,
        council: &CouncilId,
        after: Option<(Date, &ContactId)>,
        limit: i64,
    ) -> Result<Vec<ConductContactLine>, StoreError> {
        let statement = sql!("conduct/contacts.sql").bind(council);
        let statement = match after {
            Some((read_by, contact)) => statement.on(read_by).bind(contact),
            None => statement.text("").text(""),
        };
        let rows = self.rows(statement.int(limit)).await?;
        let line = |row: &Row| {
            Ok(ConductContactLine {
                row: ConductContactRow::from_row(row)?,
                reference: row.get("reference")?,
                mail: row.get("mail_id")?,
            })
        };
        rows.iter().map(line).collect()
    }
}
