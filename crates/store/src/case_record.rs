//! What stands in the record of one case, read together.

use redress_domain::id::{CaseId, CouncilId};

use crate::Store;
use crate::column::Record;
use crate::engine::{Row, sql};
use crate::error::StoreError;
use crate::message::MessageRow;
use crate::stream::{Recorded, StreamId};
use crate::words::StoredWords;

/// What stands in the record of one case: see [`Store::case_record`].
#[derive(Debug)]
pub struct CaseRecord {
    /// Its events, in order.
    pub events: Vec<Recorded>,
    /// Every text of it.
    pub words: Vec<StoredWords>,
    /// The messages about it, the oldest first.
    pub messages: Vec<MessageRow>,
}

impl Store {
    /// Events, texts and messages of a case, read together.
    ///
    /// Costs the rows of that case, however many cases there are.
    pub async fn case_record(&self, council: &CouncilId, case: &CaseId) -> Result<CaseRecord, StoreError> {
        let stream = StreamId::case(case);
        let events = sql!("event/of_stream.sql").bind(council).bind(&stream).int(0);
        let words = sql!("words/of_stream.sql").bind(council).bind(&stream);
        let messages = sql!("message/of_case.sql").bind(council).bind(case);
        let mut each = self.rows_each(vec![events, words, messages]).await?.into_iter();
        let (events, words, messages) = (each.next(), each.next(), each.next());
        Ok(CaseRecord {
            events: read(events)?,
            words: read(words)?,
            messages: read(messages)?,
        })
    }
}

fn read<R: Record>(rows: Option<Vec<Row>>) -> Result<Vec<R>, StoreError> {
    rows.unwrap_or_default().iter().map(R::from_row).collect()
}
