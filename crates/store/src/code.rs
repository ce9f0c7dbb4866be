//! The codes that open the private parts of the track page: their digests, never the codes.

use jiff::Timestamp;
use redress_domain::id::{CaseId, CouncilId, PersonId};
use redress_domain::words::{Digest, Salt};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;
use crate::work::Work;

row! {
    /// What a typed code is compared with.
    pub struct CodeRow {
        /// What goes into the digest beside the digits.
        pub salt: Salt,
        /// The salted digest of the digits.
        pub digest: Digest,
    }
}

impl Store {
    /// Keeps the digest of a person's code for a case until a moment, in place of the one before.
    pub async fn put_code(
        &self,
        council: &CouncilId,
        (case, person): (&CaseId, &PersonId),
        code: &CodeRow,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = sql!("code/put.sql").bind(council).bind(case).bind(person);
        self.run(statement.args(code.to_args()).at(until)).await?;
        Ok(())
    }

    /// Counts a try and answers what to compare it with; `None` when there is no code, it has
    /// expired, or it was tried `most` times already.
    pub async fn try_code(
        &self,
        council: &CouncilId,
        (case, person): (&CaseId, &PersonId),
        at: Timestamp,
        most: i64,
    ) -> Result<Option<CodeRow>, StoreError> {
        let statement = sql!("code/try.sql").bind(council).bind(case).bind(person);
        let rows = self.write(Work::Run(vec![statement.at(at).int(most)])).await?;
        rows.rows().first().map(CodeRow::from_row).transpose()
    }

    /// Forgets a code: it was used. Answers whether it was there, so that it opens something once.
    pub async fn use_code(
        &self,
        council: &CouncilId,
        (case, person): (&CaseId, &PersonId),
    ) -> Result<bool, StoreError> {
        let statement = sql!("code/delete.sql").bind(council).bind(case).bind(person);
        Ok(self.run(statement).await? == 1)
    }

    /// Forgets codes that have expired.
    pub async fn sweep_codes(&self, council: &CouncilId, at: Timestamp) -> Result<i64, StoreError> {
        self.run(sql!("code/delete_ended.sql").bind(council).at(at)).await
    }
}
