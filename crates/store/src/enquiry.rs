//! Cases that an Ombudsman has: the queue of what is owed to them.

use jiff::civil::Date;
use redress_domain::case::{EnquiryStep, Referral};
use redress_domain::id::{CaseId, CouncilId, ServiceId};
use redress_domain::vocabulary::Ombudsman;

use crate::Store;
use crate::case::{CaseLine, Scope, between_commas};
use crate::column::row;
use crate::engine::{Row, sql};
use crate::error::StoreError;

row! {
    /// What an Ombudsman asked last about a case.
    pub struct EnquiryRow {
        /// The case.
        pub case_id: CaseId,
        /// Which Ombudsman.
        pub ombudsman: Ombudsman,
        /// When the customer went to them.
        pub referral: Referral,
        /// How far they are.
        pub step: EnquiryStep,
        /// The service that the case is about.
        pub service: Option<ServiceId>,
        /// When it reached the council.
        pub received_on: Date,
        /// By when something is owed to them.
        pub due_on: Option<Date>,
        /// When they decided.
        pub decided_on: Option<Date>,
        /// Whether they have still to say their last word.
        pub is_open: bool,
        /// What it is ordered by: what is owed soonest, then what came first.
        pub due_key: String,
    }
}

impl EnquiryRow {
    /// What a row is ordered by: the day on which something is owed, then the day on which it came.
    pub fn key(due_on: Option<Date>, received_on: Date) -> String {
        let due = due_on.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
        format!("{due} {received_on}")
    }
}

/// A line of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnquiryLine {
    /// The case.
    pub line: CaseLine,
    /// Which Ombudsman.
    pub ombudsman: Ombudsman,
    /// When the customer went to them.
    pub referral: Referral,
    /// How far they are.
    pub step: EnquiryStep,
    /// When it reached the council.
    pub received_on: Date,
    /// By when something is owed to them.
    pub due_on: Option<Date>,
}

impl EnquiryLine {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            line: CaseLine::from_row(row)?,
            ombudsman: row.get("ombudsman")?,
            referral: row.get("referral")?,
            step: row.get("step")?,
            received_on: row.get("enquiry_received_on")?,
            due_on: row.get("enquiry_due_on")?,
        })
    }

    /// Its place in the queue: the next page comes after it.
    pub fn place(&self) -> (String, CaseId) {
        let key = EnquiryRow::key(self.due_on, self.received_on);
        (key, self.line.case.case_id.clone())
    }
}

impl Store {
    /// Cases that an Ombudsman has, what is owed soonest first.
    pub async fn open_enquiries(
        &self,
        council: &CouncilId,
        scope: &Scope,
        after: Option<&(String, CaseId)>,
        limit: i64,
    ) -> Result<Vec<EnquiryLine>, StoreError> {
        let (key, case) = after.map_or(("", ""), |(key, case)| (key.as_str(), case.as_str()));
        let statement = sql!("enquiry/open.sql").bind(council).text(key).text(case);
        let rows = self
            .rows(statement.int(limit).bind(&between_commas(scope)))
            .await?;
        rows.iter().map(EnquiryLine::from_row).collect()
    }
}
