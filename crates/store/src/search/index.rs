//! The index: documents that wait are taken into blocks, many at a time and beside the acts.
//!
//! One taking at a time for a council: the row of its head is held until the transaction ends.

use std::collections::{BTreeMap, BTreeSet};

use redress_domain::id::{CaseId, CouncilId};

use crate::Store;
use crate::engine::{Arg, Connection, Row, many, sql};
use crate::error::StoreError;
use crate::search::postings::{BLOCK, Postings};
use crate::work::Work;

/// How many terms are read at once: the places in `search/of_block.sql`.
const AT_ONCE: usize = 32;

/// A document that is taken in.
struct Taken {
    case_id: CaseId,
    received_at: i64,
    number: Option<i64>,
    terms: String,
    indexed: Option<String>,
}

impl Taken {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            case_id: row.get("case_id")?,
            received_at: row.get("received_at")?,
            number: row.get("number")?,
            terms: row.get("terms")?,
            indexed: row.get("indexed")?,
        })
    }
}

/// What changes in one block: for each term the places that are added and those taken out.
type Changed = BTreeMap<String, (Vec<usize>, Vec<usize>)>;

/// Takes in at most `limit` documents of a council, or of a shadow; answers how many there were.
pub(crate) async fn take_in(on: &mut Connection<'_>, council: &str, limit: i64) -> Result<i64, StoreError> {
    on.run(sql!("search/begin.sql").text(council)).await?;
    let Some(head) = on.row(sql!("search/hold.sql").text(council)).await? else {
        return Ok(0);
    };
    let mut numbers: i64 = head.get("numbers")?;
    let rows = on.rows(sql!("search/take.sql").text(council).int(limit)).await?;
    let mut taken: Vec<Taken> = rows.iter().map(Taken::from_row).collect::<Result<_, _>>()?;
    taken.sort_by(|one, other| one.case_id.cmp(&other.case_id));
    let mut blocks: BTreeMap<i64, Changed> = BTreeMap::new();
    let mut put = Vec::with_capacity(taken.len());
    for document in &taken {
        let number = document.number.unwrap_or(numbers);
        numbers = numbers.max(number + 1);
        let place = usize::try_from(number % BLOCK).unwrap_or_default();
        note(blocks.entry(number / BLOCK).or_default(), document, place);
        put.push(vec![
            Arg::Text(Some(council.to_owned())),
            Arg::Text(Some(document.case_id.to_string())),
            Arg::Int(Some(document.received_at)),
            Arg::Int(Some(number)),
            Arg::Text(Some(document.terms.clone())),
        ]);
    }
    for (block, changed) in blocks {
        change(on, (council, block), changed).await?;
    }
    for statement in many(include_str!("../../sql/search/put_taken.sql"), &put) {
        on.later(statement)?;
    }
    on.run(sql!("search/move_head.sql").text(council).int(numbers))
        .await?;
    Ok(i64::try_from(taken.len()).unwrap_or(i64::MAX))
}

fn note(changed: &mut Changed, document: &Taken, place: usize) {
    let set = |text: &str| -> BTreeSet<String> {
        let terms = text.split(' ').filter(|term| !term.is_empty());
        terms.map(str::to_owned).collect()
    };
    let (now, before) = (
        set(&document.terms),
        set(document.indexed.as_deref().unwrap_or_default()),
    );
    for term in now.difference(&before) {
        changed.entry(term.clone()).or_default().0.push(place);
    }
    for term in before.difference(&now) {
        changed.entry(term.clone()).or_default().1.push(place);
    }
}

async fn change(
    on: &mut Connection<'_>,
    (council, block): (&str, i64),
    changed: Changed,
) -> Result<(), StoreError> {
    let terms: Vec<&String> = changed.keys().collect();
    let mut there: BTreeMap<String, Postings> = BTreeMap::new();
    let asked = terms.chunks(AT_ONCE).map(|some| {
        let statement = sql!("search/of_block.sql").text(council).int(block);
        let places = (0..AT_ONCE).map(|at| Arg::Text(some.get(at).map(|term| (*term).clone())));
        statement.args(places.collect())
    });
    for row in on.rows_each(asked.collect()).await?.into_iter().flatten() {
        if let Some(cases) = row.get::<Option<String>>("cases")? {
            there.insert(row.get("term")?, Postings::parse(&cases));
        }
    }
    let mut put = Vec::new();
    for (term, (added, removed)) in changed {
        let mut postings = there.get(&term).copied().unwrap_or(Postings::NONE);
        for place in removed {
            postings.remove(place);
        }
        for place in added {
            postings.put(place);
        }
        if postings.is_empty() {
            let delete = sql!("search/delete_block.sql").text(council).text(&term);
            on.later(delete.int(block))?;
        } else {
            let (council, cases) = (council.to_owned(), postings.to_text());
            put.push(vec![
                Arg::Text(Some(council)),
                Arg::Text(Some(term)),
                Arg::Int(Some(block)),
                Arg::Text(Some(cases)),
            ]);
        }
    }
    for statement in many(include_str!("../../sql/search/put_block.sql"), &put) {
        on.later(statement)?;
    }
    Ok(())
}

impl Store {
    /// Takes at most `limit` documents that wait into the index; answers how many there were.
    pub async fn take_into_index(&self, council: &CouncilId, limit: i64) -> Result<i64, StoreError> {
        self.take_into(council.as_str(), limit).await
    }

    pub(crate) async fn take_into(&self, council: &str, limit: i64) -> Result<i64, StoreError> {
        let waits = self.row(sql!("search/any_waiting.sql").text(council)).await?;
        if waits.is_none() {
            return Ok(0);
        }
        let council = council.to_owned();
        Ok(self.write(Work::Index { council, limit }).await?.count())
    }
}
