//! Groups of cases that somebody found to be no problem of their own, and the places of cases.

use std::collections::BTreeMap;

use jiff::Timestamp;
use redress_domain::id::{CaseId, CouncilId, UserId};
use redress_domain::problem::{NoProblem, ProblemSign};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Arg, Row, sql};
use crate::error::StoreError;
use crate::stream::StreamId;

/// How many cases `words/places.sql` answers at once.
const AT_ONCE: usize = 50;

row! {
    /// A group that was dismissed.
    pub struct DismissedRow {
        /// The service; empty for all.
        pub service: String,
        /// What the cases have in common.
        pub sign: ProblemSign,
        /// What exactly, as a digest.
        pub digest: String,
        /// How many cases it had then.
        pub cases: i64,
        /// Why it is none.
        pub because: NoProblem,
        /// Who said so.
        pub dismissed_by: UserId,
        /// When.
        pub dismissed_at: Timestamp,
    }
}

impl Store {
    /// Writes down that a group is no problem of its own; a word on the same group is replaced.
    pub async fn dismiss_problem(&self, council: &CouncilId, row: &DismissedRow) -> Result<(), StoreError> {
        let statement = sql!("problem/put.sql").bind(council).args(row.to_args());
        self.run(statement).await?;
        Ok(())
    }

    /// What somebody found of each of some groups, in their order; a walk for all.
    pub async fn dismissed_problems(
        &self,
        council: &CouncilId,
        service: &str,
        groups: &[(ProblemSign, String)],
    ) -> Result<Vec<Option<DismissedRow>>, StoreError> {
        let statement = |(sign, digest): &(ProblemSign, String)| {
            let statement = sql!("problem/get.sql").bind(council).text(service);
            statement.text(sign.as_str()).text(digest)
        };
        let each = self.rows_each(groups.iter().map(statement).collect()).await?;
        let first = |rows: &Vec<Row>| rows.first().map(DismissedRow::from_row).transpose();
        each.iter().map(first).collect()
    }

    /// What each of these cases came of, as far as anybody said: `contact:` and why a contact about it could have been saved, `lesson:` and
    /// the root cause of a lesson that it shows. All in one walk.
    pub async fn causes_of(
        &self,
        council: &CouncilId,
        cases: &[CaseId],
    ) -> Result<Vec<Vec<String>>, StoreError> {
        let asked = cases
            .iter()
            .map(|case| sql!("problem/causes.sql").bind(council).bind(case));
        let rows = self.rows_each(asked.collect()).await?;
        let cause = |row: &Row| -> Result<String, StoreError> {
            let (sort, cause): (String, String) = (row.get("sort")?, row.get("cause")?);
            Ok(format!("{sort}:{cause}"))
        };
        rows.iter().map(|rows| rows.iter().map(cause).collect()).collect()
    }

    /// Where some cases are, in the words of whoever told it; those of which nobody said are left out.
    ///
    /// Costs a walk for each fifty.
    pub async fn places_of(
        &self,
        council: &CouncilId,
        cases: &[CaseId],
    ) -> Result<BTreeMap<CaseId, String>, StoreError> {
        let mut places = BTreeMap::new();
        for some in cases.chunks(AT_ONCE) {
            let streams = (0..AT_ONCE).map(|at| {
                let stream = some.get(at).map(|case| StreamId::case(case).to_string());
                Arg::Text(Some(stream.unwrap_or_default()))
            });
            let statement = sql!("words/places.sql").bind(council).args(streams.collect());
            for row in &self.rows(statement).await? {
                let stream: StreamId = row.get("stream")?;
                if let Ok(case) = CaseId::parse(stream.id()) {
                    places.insert(case, row.get("body")?);
                }
            }
        }
        Ok(places)
    }
}
