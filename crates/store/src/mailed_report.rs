//! Figures that people have mailed to them again and again.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::{CouncilId, UserId};
use redress_domain::measure::every::Every;

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;
use crate::work::Work;

row! {
    /// A view of performance that somebody has mailed to them.
    pub struct MailedReportRow {
        /// To whom.
        pub user_id: UserId,
        /// Which view.
        pub view: String,
        /// Of which service; empty for all.
        pub service: String,
        /// How often.
        pub every: Every,
        /// The day on which it is mailed next.
        pub due_on: Date,
        /// Until when a worker holds it, or from when on it is tried again.
        pub held_until: Timestamp,
        /// How often that day's was tried.
        pub tries: i64,
    }
}

impl Store {
    /// Has a view mailed to somebody.
    pub async fn put_mailed_report(
        &self,
        council: &CouncilId,
        row: &MailedReportRow,
    ) -> Result<(), StoreError> {
        self.run(sql!("mailed_report/put.sql").bind(council).args(row.to_args()))
            .await?;
        Ok(())
    }

    /// What somebody has mailed to them.
    pub async fn mailed_reports(
        &self,
        council: &CouncilId,
        user: &UserId,
    ) -> Result<Vec<MailedReportRow>, StoreError> {
        let statement = sql!("mailed_report/of_user.sql").bind(council).bind(user);
        let rows = self.rows(statement).await?;
        rows.iter().map(MailedReportRow::from_row).collect()
    }

    /// Mails a view to somebody no more; answers whether it was.
    pub async fn delete_mailed_report(
        &self,
        council: &CouncilId,
        user: &UserId,
        (view, service): (&str, &str),
    ) -> Result<bool, StoreError> {
        let statement = sql!("mailed_report/delete.sql").bind(council).bind(user);
        Ok(self.run(statement.text(view).text(service)).await? == 1)
    }

    /// Takes what is due, at most `limit`, so that nobody else mails it meanwhile.
    pub async fn lease_mailed_reports(
        &self,
        council: &CouncilId,
        (today, at, until): (Date, Timestamp, Timestamp),
        limit: i64,
    ) -> Result<Vec<MailedReportRow>, StoreError> {
        let statement = sql!("mailed_report/lease.sql").bind(council).bind(&today);
        let statement = statement.at(at).at(until).int(limit);
        let rows = self.write(Work::Run(vec![statement])).await?.rows();
        rows.iter().map(MailedReportRow::from_row).collect()
    }

    /// When what was leased is mailed next: on a day, not before a moment, after so many tries.
    pub async fn mailed_report_again(
        &self,
        council: &CouncilId,
        leased: &MailedReportRow,
        (due_on, from, tries): (Date, Timestamp, i64),
    ) -> Result<(), StoreError> {
        let statement = sql!("mailed_report/again.sql")
            .bind(council)
            .bind(&leased.user_id)
            .text(&leased.view)
            .text(&leased.service)
            .at(leased.held_until)
            .bind(&due_on)
            .at(from)
            .int(tries);
        self.run(statement).await?;
        Ok(())
    }
}
