//! Changes of settings: who changed what, when and why, as the audit log shows them.

use jiff::Timestamp;
use redress_domain::id::{ActorId, CouncilId, WordsId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;
use crate::stream::StreamId;

row! {
    /// One change: an event of a settings stream.
    pub struct ChangeRow {
        /// When.
        pub changed_at: Timestamp,
        /// Of what: the policy, or somebody who can sign in.
        pub stream: StreamId,
        /// The version of the event in its stream.
        pub version: i64,
        /// What happened, by name.
        pub kind: String,
        /// Who did it.
        pub actor: ActorId,
        /// The reason that they gave.
        pub because: Option<WordsId>,
        /// What changed, a sentence a line.
        pub difference: Option<WordsId>,
    }
}

/// Which changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Only by this actor.
    pub actor: Option<ActorId>,
    /// Only of this kind.
    pub kind: Option<String>,
    /// Only from this moment.
    pub from: Timestamp,
    /// Only before this moment.
    pub until: Timestamp,
}

/// Where a page of changes begins: after this one, going back in time.
pub type ChangeKey = (Timestamp, String, i64);

impl Store {
    /// A page of changes, the last first.
    pub async fn settings_changes(
        &self,
        council: &CouncilId,
        which: &Changed,
        before: Option<&ChangeKey>,
        limit: i64,
    ) -> Result<Vec<ChangeRow>, StoreError> {
        let end = (which.until, String::new(), 0);
        let (at, stream, version) = before.unwrap_or(&end);
        let statement = sql!("settings_change/page.sql")
            .bind(council)
            .at(*at)
            .text(stream)
            .int(*version)
            .bind(&which.actor)
            .bind(&which.kind)
            .at(which.from)
            .at(which.until)
            .int(limit);
        let rows = self.rows(statement).await?;
        rows.iter().map(ChangeRow::from_row).collect()
    }
}
