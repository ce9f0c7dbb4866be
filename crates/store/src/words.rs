//! Words: texts that people wrote, by identifier.

use std::collections::BTreeMap;

use redress_domain::id::{CouncilId, WordsId};
use redress_domain::words::{Digest, Salt};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;
use crate::stream::StreamId;

row! {
    /// A text as it is stored.
    pub struct StoredWords {
        /// Its name in events.
        pub words_id: WordsId,
        /// The stream whose events speak of it.
        pub stream: StreamId,
        /// What it is for.
        pub purpose: String,
        /// What went into the digest beside the text.
        pub salt: Salt,
        /// The digest of salt and text.
        pub digest: Digest,
        /// The text.
        pub body: String,
    }
}

impl Store {
    /// The texts with these identifiers; one that was erased is not among them.
    pub async fn words(
        &self,
        council: &CouncilId,
        ids: impl IntoIterator<Item = &WordsId>,
    ) -> Result<BTreeMap<WordsId, String>, StoreError> {
        let mut lent = self.lend().await?;
        let mut found = BTreeMap::new();
        for id in ids {
            let row = lent
                .connection()
                .row(sql!("words/get.sql").bind(council).bind(id))
                .await?;
            if let Some(row) = row {
                found.insert(id.clone(), row.get("body")?);
            }
        }
        Ok(found)
    }

    /// Every text that the events of a stream speak of, in the order of the identifiers.
    pub async fn words_of_stream(
        &self,
        council: &CouncilId,
        stream: &StreamId,
    ) -> Result<Vec<StoredWords>, StoreError> {
        let rows = self
            .rows(sql!("words/of_stream.sql").bind(council).bind(stream))
            .await?;
        rows.iter().map(StoredWords::from_row).collect()
    }
}
