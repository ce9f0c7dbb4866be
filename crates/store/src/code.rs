//! The codes that open the private parts of the track page: their digests, never the codes.

use jiff::Timestamp;
use redress_domain::id::{CaseId, CouncilId, PersonId, UserId};
use redress_domain::vocabulary::Channel;
use redress_domain::words::{Digest, Salt};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Row, sql};
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

row! {
    /// Who of the council gave a code out, where somebody did: they know it as well.
    pub struct GivenRow {
        /// Who of the council gave it out; nobody where the program sent it.
        pub given_by: Option<UserId>,
        /// When.
        pub given_at: Option<Timestamp>,
        /// How.
        pub given_as: Option<Channel>,
    }
}

impl Store {
    /// Keeps the digest of a person's code for a case until a moment, in place of the one before.
    pub async fn put_code(
        &self,
        council: &CouncilId,
        (case, person): (&CaseId, &PersonId),
        (code, given): (&CodeRow, &GivenRow),
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = sql!("code/put.sql").bind(council).bind(case).bind(person);
        let statement = statement.args(code.to_args()).args(given.to_args());
        self.run(statement.at(until)).await?;
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
    ) -> Result<Option<(CodeRow, GivenRow)>, StoreError> {
        let statement = sql!("code/try.sql").bind(council).bind(case).bind(person);
        let rows = self.write(Work::Run(vec![statement.at(at).int(most)])).await?;
        let rows = rows.rows();
        let both = |row: &Row| Ok((CodeRow::from_row(row)?, GivenRow::from_row(row)?));
        rows.first().map(both).transpose()
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
