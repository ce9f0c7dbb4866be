//! What was decided on conduct files and what came of it, for the yearly report on fairness; and how much contact
//! there was before and after each arrangement.

use jiff::civil::Date;
use redress_domain::conduct::AppealOutcome;
use redress_domain::id::{ConductId, CouncilId, PersonId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;

row! {
    /// A decision on a report of a conduct file.
    pub struct DecisionRow {
        /// On which file.
        pub file_id: ConductId,
        /// Which of its decisions, from 1.
        pub number: i64,
        /// About whom.
        pub person_id: PersonId,
        /// The day of the first incident since the file began, or began again.
        pub incident_on: Date,
        /// The day of the decision.
        pub decided_on: Date,
        /// Whether an arrangement was agreed.
        pub agreed: bool,
        /// Whether the person commented on the report.
        pub commented: bool,
        /// Whether what was decided is not what they were first sent.
        pub changed: bool,
        /// When they had notice.
        pub notice_on: Option<Date>,
        /// Its last day.
        pub ends_on: Option<Date>,
        /// The day on which it was ended before that.
        pub ended_on: Option<Date>,
        /// Whether somebody decided whether it goes on, eased or ended it, before it lapsed.
        pub looked_at: bool,
        /// What came of an appeal.
        pub appeal: Option<AppealOutcome>,
        /// Whether it was about a renewal.
        pub renewal: bool,
    }
}

row! {
    /// How much contact there was in as many days before an arrangement as after its notice.
    pub struct ContactMeasureRow {
        /// On which file.
        pub file_id: ConductId,
        /// Which of its decisions.
        pub number: i64,
        /// How many days each side has.
        pub days: i64,
        /// Contacts before.
        pub contacts_before: i64,
        /// Contacts from the day of the notice on.
        pub contacts_after: i64,
        /// Minutes that were recorded before.
        pub minutes_before: i64,
        /// Minutes from then on.
        pub minutes_after: i64,
        /// When that was counted.
        pub counted_on: Date,
    }
}

/// By which of its days a decision is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionDay {
    /// That of the decision.
    Decided,
    /// That of the notice.
    Noticed,
    /// The last day of the arrangement.
    Ended,
}

impl DecisionRow {
    fn day(&self, by: DecisionDay) -> Option<Date> {
        match by {
            DecisionDay::Decided => Some(self.decided_on),
            DecisionDay::Noticed => self.notice_on,
            DecisionDay::Ended => self.ends_on,
        }
    }
}

impl Store {
    /// Decisions one of whose days is between two days, both counted, a page by key.
    pub async fn conduct_decisions(
        &self,
        council: &CouncilId,
        (by, from, to): (DecisionDay, Date, Date),
        after: Option<&DecisionRow>,
        limit: i64,
    ) -> Result<Vec<DecisionRow>, StoreError> {
        let statement = match by {
            DecisionDay::Decided => sql!("conduct/decisions_decided.sql"),
            DecisionDay::Noticed => sql!("conduct/decisions_noticed.sql"),
            DecisionDay::Ended => sql!("conduct/decisions_ended.sql"),
        };
        let statement = statement.bind(council).on(from).on(to);
        let key = after.and_then(|row| Some((row.day(by)?, row)));
        let statement = match key {
            Some((day, row)) => statement.on(day).bind(&row.file_id).int(row.number),
            None => statement.text("").text("").int(0),
        };
        let rows = self.rows(statement.int(limit)).await?;
        rows.iter().map(DecisionRow::from_row).collect()
    }

    /// How much contact there was before and after an arrangement, where that was counted.
    pub async fn contact_measure(
        &self,
        council: &CouncilId,
        (file, number): (&ConductId, i64),
    ) -> Result<Option<ContactMeasureRow>, StoreError> {
        let statement = sql!("conduct/measure.sql").bind(council).bind(file).int(number);
        let row = self.row(statement).await?;
        row.as_ref().map(ContactMeasureRow::from_row).transpose()
    }

    /// Writes down how much contact there was before and after an arrangement.
    pub async fn put_contact_measure(
        &self,
        council: &CouncilId,
        measure: &ContactMeasureRow,
    ) -> Result<(), StoreError> {
        self.run(
            sql!("conduct/put_measure.sql")
                .bind(council)
                .args(measure.to_args()),
        )
        .await?;
        Ok(())
    }
}
