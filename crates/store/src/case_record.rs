//! What stands in the record of one case, read together.

use std::collections::BTreeMap;

use redress_domain::id::{CouncilId, WordsId};

use crate::Store;
use crate::column::Record as _;
use crate::engine::{Statement, sql};
use crate::error::StoreError;
use crate::message::MessageRow;
use crate::stream::Recorded;

/// What stands in the record of one case: see [`Store::case_record`].
#[derive(Debug, Default)]
pub struct CaseRecord {
    /// Its events, in order.
    pub events: Vec<Recorded>,
    /// Every text of it.
    pub words: BTreeMap<WordsId, String>,
    /// The messages about it, the oldest first.
    pub messages: Vec<MessageRow>,
}

impl Store {
    /// Events, texts and messages of the case with this reference, read together; no events where there is
    /// no such case.
    ///
    /// Costs the rows of that case, however many cases there are.
    pub async fn case_record(&self, council: &CouncilId, reference: &str) -> Result<CaseRecord, StoreError> {
        let of = |statement: Statement| statement.bind(council).text(reference);
        let asked = vec![of(sql!("case/record.sql")), of(sql!("message/of_reference.sql"))];
        let mut each = self.rows_each(asked).await?.into_iter();
        let mut record = CaseRecord::default();
        for row in each.next().unwrap_or_default() {
            match row.get::<Option<WordsId>>("words_id")? {
                Some(text) => {
                    record.words.insert(text, row.get("body")?);
                }
                None => record.events.push(Recorded::from_row(&row)?),
            }
        }
        record.events.sort_by_key(|event| event.version);
        for row in each.next().unwrap_or_default() {
            record.messages.push(MessageRow::from_row(&row)?);
        }
        Ok(record)
    }
}
