//! Where people moved: an address from a day, beside the one that they gave first.

use jiff::civil::Date;
use redress_domain::id::{CouncilId, PersonId, WordsId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Row, Statement, sql};
use crate::error::StoreError;
use crate::question::Question;

row! {
    /// An address from a day.
    pub struct AddressRow {
        /// Whose.
        pub person_id: PersonId,
        /// From which day.
        pub from_on: Date,
        /// The address, among the words.
        pub address_words: WordsId,
        /// The postcode, among the words.
        pub postcode_words: Option<WordsId>,
    }
}

/// An address with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressLine {
    /// Whose and since when.
    pub row: AddressRow,
    /// The address; nothing once it was erased.
    pub address: Option<String>,
    /// The postcode.
    pub postcode: Option<String>,
}

impl AddressLine {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            row: AddressRow::from_row(row)?,
            address: row.get("address")?,
            postcode: row.get("postcode")?,
        })
    }
}

/// Where some people moved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moves {
    /// Under the identifiers that were asked for, each person's first move first.
    pub lines: Vec<AddressLine>,
    /// Those of them who are known under other identifiers too, or may be.
    pub may_be_merged: Vec<PersonId>,
}

impl Store {
    /// Where people moved, all of them in one walk.
    pub async fn moves_of(&self, council: &CouncilId, people: &[PersonId]) -> Result<Moves, StoreError> {
        self.ask(moves_of(council, people)).await
    }
}

/// Asks where people moved.
pub fn moves_of<'q>(council: &CouncilId, people: &'q [PersonId]) -> Question<'q, Moves> {
    let asked = |person: &PersonId| -> [Statement; 3] {
        [
            sql!("address/of_person.sql").bind(council).bind(person),
            sql!("merged/into.sql").bind(council).bind(person),
            sql!("merged/of_person.sql").bind(council).bind(person),
        ]
    };
    let asked: Vec<Statement> = people.iter().flat_map(asked).collect();
    Question::new(asked, |answers| {
        let mut moves = Moves::default();
        for (person, three) in people.iter().zip(answers.chunks(3)) {
            let [lines, into, of_it] = three else { continue };
            for line in lines {
                moves.lines.push(AddressLine::read(line)?);
            }
            if !into.is_empty() || !of_it.is_empty() {
                moves.may_be_merged.push(person.clone());
            }
        }
        Ok(moves)
    })
}
