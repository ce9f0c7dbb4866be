//! How fast complaints go to their reply: where each stands that is owed one, and how long the last ones took.

use jiff::civil::Date;
use redress_domain::case::ReplyStep;
use redress_domain::id::{CaseId, CouncilId, ServiceId};

use crate::Store;
use crate::case::{CaseLine, Scope};
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;

row! {
    /// How many days a complaint took from a step to its reply.
    pub struct PaceRow {
        /// The case.
        pub case_id: CaseId,
        /// At which stage.
        pub stage: i64,
        /// From which step.
        pub step: ReplyStep,
        /// Its service.
        pub service: Option<ServiceId>,
        /// How many days.
        pub days: i64,
        /// When the reply went.
        pub replied_on: Date,
    }
}

row! {
    /// Where a complaint stands whose reply is promised and not out.
    pub struct StepRow {
        /// The case.
        pub case_id: CaseId,
        /// Its service.
        pub service: Option<ServiceId>,
        /// At which stage.
        pub stage: i64,
        /// What is still to be done.
        pub step: ReplyStep,
        /// Since when.
        pub since_on: Date,
        /// When the reply is due.
        pub due_on: Date,
        /// How many points are still to be answered.
        pub open_points: i64,
        /// Of how many.
        pub points: i64,
        /// Whether a reply was begun.
        pub is_begun: bool,
    }
}

impl Store {
    /// How many days complaints about a service took at a stage from a step to their reply: the last `limit`.
    pub async fn took(
        &self,
        council: &CouncilId,
        (service, stage, step): (&ServiceId, i64, ReplyStep),
        limit: i64,
    ) -> Result<Vec<i64>, StoreError> {
        let statement = sql!("pace/took.sql").bind(council).bind(service).int(stage);
        let rows = self.rows(statement.bind(&step).int(limit)).await?;
        rows.iter().map(|row| row.get("days")).collect()
    }

    /// Where these cases stand, those that are owed a reply; all in one walk.
    pub async fn steps_of(&self, council: &CouncilId, cases: &[CaseId]) -> Result<Vec<StepRow>, StoreError> {
        let asked = cases
            .iter()
            .map(|case| sql!("pace/of_case.sql").bind(council).bind(case));
        let rows = self.rows_each(asked.collect()).await?;
        rows.iter().flatten().map(StepRow::from_row).collect()
    }

    /// These cases, all in one walk.
    pub async fn cases_of(&self, council: &CouncilId, ids: &[CaseId]) -> Result<Vec<CaseLine>, StoreError> {
        let asked = ids.iter().map(|id| sql!("case/by_id.sql").bind(council).bind(id));
        let rows = self.rows_each(asked.collect()).await?;
        rows.iter().flatten().map(CaseLine::from_row).collect()
    }

    /// Where complaints stand whose reply is due on a day or later, the soonest first: at most `limit`, and of
    /// somebody who works for some services as many of each.
    pub async fn steps_due_from(
        &self,
        council: &CouncilId,
        (today, scope): (Date, &Scope),
        limit: i64,
    ) -> Result<Vec<StepRow>, StoreError> {
        let asked = match scope {
            None => vec![sql!("pace/due.sql").bind(council).on(today).int(limit)],
            Some(services) => services
                .iter()
                .map(|service| {
                    let statement = sql!("pace/due_of_service.sql").bind(council).bind(service);
                    statement.on(today).int(limit)
                })
                .collect(),
        };
        let rows = self.rows_each(asked).await?;
        let mut steps: Vec<StepRow> = rows
            .iter()
            .flatten()
            .map(StepRow::from_row)
            .collect::<Result<_, _>>()?;
        steps.sort_by(|one, next| (one.due_on, &one.case_id).cmp(&(next.due_on, &next.case_id)));
        Ok(steps)
    }
}
