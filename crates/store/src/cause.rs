//! Common causes of many cases: how each stands, which cases are in it, and which are being answered.

use std::collections::BTreeMap;

use jiff::civil::Date;
use redress_domain::cause::{CauseMember, CauseStage};
use redress_domain::id::{CaseId, CauseId, CouncilId, ServiceId, UserId, WordsId};

use crate::Store;
use crate::case::{CaseLine, Scope, between_commas};
use crate::column::{Column as _, Record as _, row};
use crate::engine::{Arg, sql};
use crate::error::StoreError;

row! {
    /// A common cause, as lists show it.
    pub struct CauseRow {
        /// Which.
        pub cause_id: CauseId,
        /// The day on which somebody saw it.
        pub begun_on: Date,
        /// What it is called.
        pub name_words: WordsId,
        /// Where it happened.
        pub place_words: Option<WordsId>,
        /// The service that answers for it.
        pub service: ServiceId,
        /// From which day on.
        pub from_on: Date,
        /// Until which day.
        pub until_on: Date,
        /// How far it is.
        pub stage: CauseStage,
        /// How many cases are in it.
        pub cases: i64,
        /// How many the last reply reached.
        pub answered: i64,
        /// How many a person answers.
        pub kept_back: i64,
        /// Whether it is over.
        pub finished: bool,
        /// Everybody who wrote in the reply, as the record names them, each between commas.
        pub authors: String,
    }
}

row! {
    /// How a case stands in a common cause.
    pub struct CauseCaseRow {
        /// The case.
        pub case_id: CaseId,
        /// The common cause.
        pub cause_id: CauseId,
        /// How it stands.
        pub standing: CauseMember,
        /// Why, where a person answers it or it differs.
        pub why: String,
    }
}

/// A case of a common cause, as its page lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberLine {
    /// The case.
    pub line: CaseLine,
    /// How it stands.
    pub standing: CauseMember,
    /// Why, where a person answers it or it differs.
    pub why: String,
}

/// Somebody among the authors of a reply to many.
pub(crate) fn author(user: &UserId) -> String {
    format!(",user:{user},")
}

/// How many cases `cause/open_of_cases.sql` asks for at once.
const CASES: usize = 50;

impl Store {
    /// A page of common causes before a key, the newest first: those that are over, or those that are not; of the
    /// services that somebody may see.
    pub async fn causes(
        &self,
        council: &CouncilId,
        (scope, finished): (&Scope, bool),
        (before, limit): (Option<&CauseId>, i64),
    ) -> Result<Vec<CauseRow>, StoreError> {
        let statement = sql!("cause/page.sql")
            .bind(council)
            .text(before.map_or("~", CauseId::as_str))
            .bind(&finished)
            .int(limit)
            .args(vec![Arg::Text(between_commas(scope))]);
        let rows = self.rows(statement).await?;
        rows.iter().map(CauseRow::from_row).collect()
    }

    /// The common causes that a case is in, the newest first.
    pub async fn causes_of_case(
        &self,
        council: &CouncilId,
        case: &CaseId,
    ) -> Result<Vec<CauseRow>, StoreError> {
        let statement = sql!("cause/of_case.sql").bind(council).bind(case);
        let rows = self.rows(statement).await?;
        rows.iter().map(CauseRow::from_row).collect()
    }

    /// In which common cause that is not over each of some cases is: the first, where it is in several.
    pub async fn open_causes_of(
        &self,
        council: &CouncilId,
        cases: &[&CaseId],
    ) -> Result<BTreeMap<CaseId, CauseId>, StoreError> {
        let mut found = BTreeMap::new();
        for some in cases.chunks(CASES) {
            let mut places: Vec<_> = some.iter().map(|case| case.to_arg()).collect();
            places.resize(CASES, Arg::Text(None));
            let statement = sql!("cause/open_of_cases.sql").bind(council).args(places);
            for row in self.rows(statement).await? {
                found.entry(row.get("case_id")?).or_insert(row.get("cause_id")?);
            }
        }
        Ok(found)
    }

    /// Common causes of which the reply waits for somebody else than who wrote in it, the first begun first.
    pub async fn causes_to_approve(
        &self,
        council: &CouncilId,
        (scope, approver): (&Scope, &UserId),
        limit: i64,
    ) -> Result<Vec<CauseRow>, StoreError> {
        let statement = sql!("cause/to_approve.sql")
            .bind(council)
            .args(vec![Arg::Text(between_commas(scope))])
            .text(&author(approver))
            .int(limit);
        let rows = self.rows(statement).await?;
        rows.iter().map(CauseRow::from_row).collect()
    }

    /// Common causes of which the reply goes.
    pub async fn causes_to_answer(
        &self,
        council: &CouncilId,
        limit: i64,
    ) -> Result<Vec<CauseId>, StoreError> {
        let statement = sql!("cause/sending.sql").bind(council).int(limit);
        let rows = self.rows(statement).await?;
        rows.iter().map(|row| row.get("cause_id")).collect()
    }

    /// A page of the cases of a common cause, after a case.
    pub async fn cause_members(
        &self,
        council: &CouncilId,
        (cause, after): (&CauseId, Option<&CaseId>),
        limit: i64,
    ) -> Result<Vec<MemberLine>, StoreError> {
        let statement = sql!("cause/members.sql")
            .bind(council)
            .bind(cause)
            .text(after.map_or("", CaseId::as_str))
            .int(limit);
        let rows = self.rows(statement).await?;
        let member = |row| {
            Ok(MemberLine {
                line: CaseLine::from_row(row)?,
                standing: row.get("standing")?,
                why: row.get("why")?,
            })
        };
        rows.iter().map(member).collect()
    }
}
