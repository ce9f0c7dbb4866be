//! The lists of cases held to the record: each case's row made again from its events, and compared with the one that lists show.

use redress_domain::case;
use redress_domain::id::{CaseId, CouncilId};
use redress_store::changes::ReadModel;
use redress_store::stream::{StreamId, StreamSort};

use super::TOGETHER;
use crate::Casework;
use crate::failure::Failure;
use crate::project;
use crate::stream::entries_of;

/// How often a case that somebody acts on meanwhile is looked at again.
const TRIES: usize = 8;

/// A case that lists show otherwise than its events say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedOtherwise {
    /// Its reference, by its events.
    pub reference: String,
    /// The columns that differ.
    pub columns: Vec<String>,
}

impl Casework {
    /// Every case of which the row in the lists is not what its events say; `progress` is told how many were read. One that is in no
    /// list at all is named by [`Store::verify`](redress_store::Store::verify).
    ///
    /// Costs the events of every case and a row by its key for each, a case in memory at a time.
    pub async fn cases_listed_otherwise(
        &self,
        council: &CouncilId,
        mut progress: impl FnMut(u64),
    ) -> Result<Vec<ListedOtherwise>, Failure> {
        let (mut otherwise, mut read, mut after) = (Vec::new(), 0, None);
        loop {
            let page = self
                .store
                .streams(council, StreamSort::Case, after.as_ref(), TOGETHER)
                .await?;
            let Some(last) = page.last() else {
                return Ok(otherwise);
            };
            after = Some(last.clone());
            for stream in &page {
                otherwise.extend(self.listed_otherwise(council, stream).await?);
            }
            read += u64::try_from(page.len()).unwrap_or_default();
            progress(read);
        }
    }

    async fn listed_otherwise(
        &self,
        council: &CouncilId,
        stream: &StreamId,
    ) -> Result<Option<ListedOtherwise>, Failure> {
        let id = CaseId::parse(stream.id()).map_err(|error| Failure::Unreadable(error.to_string()))?;
        for _ in 0..TRIES {
            let recorded = self.store.stream(council, stream).await?;
            let Some((version, at)) = recorded.last().map(|event| (event.version, event.recorded_at)) else {
                return Ok(None);
            };
            // A case whose bodies a former version took is in no list.
            let Some(case) = case::fold(&entries_of(recorded)?) else {
                return Ok(None);
            };
            let made = project::rows(&id, version, &case, at)
                .into_iter()
                .find_map(|row| {
                    if let ReadModel::Case(row) = row {
                        Some(row)
                    } else {
                        None
                    }
                });
            let Some(made) = made else { return Ok(None) };
            let columns = self.store.columns_listed_otherwise(council, &made).await?;
            let columns = columns.unwrap_or_default();
            if columns.is_empty() {
                return Ok(None);
            }
            // Otherwise somebody acted on it between the two.
            if self.store.version_of(council, stream).await? == version {
                let reference = case.reference.to_string();
                return Ok(Some(ListedOtherwise { reference, columns }));
            }
        }
        Ok(None)
    }
}
