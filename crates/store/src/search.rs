//! Search: cases by the words in them, the names on them and whose they are.
//!
//! Words are folded and cut to their stems here, so that both engines hold and find the same. A
//! document says what a case is found by and is written with the act. It waits until the index takes
//! it in ([`index`]): blocks of 4,096 numbers for each term ([`postings`]). A search reads both
//! ([`find`]). Who may see a case is a term like any other, so that no search walks over cases that
//! its reader may not see.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use redress_domain::id::{CaseId, PersonId, ServiceId, UserId};

use crate::column::Record as _;
use crate::engine::{Connection, Row, Statement, sql};
use crate::error::StoreError;
use crate::person::{PersonRow, fold};

mod find;
pub(crate) mod index;
pub(crate) mod postings;

/// A place in what a search found.
pub type ByRank = find::ByRank;
/// What a search found.
pub type Found = find::Found;
/// Whose cases are searched.
pub type Searcher = find::Searcher;

/// Words that are in nearly every text, and so find nothing.
const STOP_WORDS: &[&str] = &[
    "a", "about", "after", "again", "all", "am", "an", "and", "any", "are", "as", "at", "be", "because",
    "been", "but", "by", "can", "could", "did", "do", "does", "for", "from", "get", "had", "has", "have",
    "he", "her", "him", "his", "how", "i", "if", "in", "is", "it", "its", "just", "me", "my", "no", "not",
    "of", "on", "or", "our", "out", "she", "so", "than", "that", "the", "their", "them", "then", "there",
    "they", "this", "to", "up", "us", "was", "we", "were", "what", "when", "which", "who", "will", "with",
    "would", "you", "your",
];

/// Where in a case a word stands. A word that stands in several places is held in the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// On what was said and noted later.
    Later,
    /// In what the customer told first.
    Account,
    /// In the customer's name or postcode.
    Name,
}

impl Place {
    /// Every place, the best first.
    const ALL: [Self; 3] = [Self::Name, Self::Account, Self::Later];

    /// What a term of this place begins with: letters that no word begins with.
    const fn mark(self) -> &'static str {
        match self {
            Self::Name => "!",
            Self::Account => "^",
            Self::Later => "",
        }
    }

    /// How much a word there counts for.
    const fn weight(self) -> i64 {
        match self {
            Self::Name => 3,
            Self::Account => 2,
            Self::Later => 1,
        }
    }
}

/// What becomes of what a case was found by before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earlier {
    /// The case is still found by it, too.
    Kept,
    /// It is forgotten: the row says everything. Words that were erased go with it.
    Forgotten,
}

/// What a case is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRow {
    /// The case.
    pub case_id: CaseId,
    /// When it was received.
    pub received_at: Timestamp,
    /// The service that answers for it.
    pub service: Option<ServiceId>,
    /// The officer who has it.
    pub owner: Option<UserId>,
    /// The members of staff whom it is about: they do not find it.
    pub about: Vec<UserId>,
    /// People on it whose details are kept already: their names and postcodes.
    pub people: Vec<PersonId>,
    /// Names and postcodes that are written with it.
    pub names: Vec<String>,
    /// What the customer told first.
    pub account: Vec<String>,
    /// What was said and noted later.
    pub later: Vec<String>,
    /// What becomes of what it was found by before.
    pub earlier: Earlier,
}

impl SearchRow {
    /// A case without any words yet.
    pub fn new(case_id: CaseId, received_at: Timestamp) -> Self {
        Self {
            case_id,
            received_at,
            service: None,
            owner: None,
            about: Vec::new(),
            people: Vec::new(),
            names: Vec::new(),
            account: Vec::new(),
            later: Vec::new(),
            earlier: Earlier::Forgotten,
        }
    }

    fn words(&self) -> impl Iterator<Item = (Place, &String)> {
        let names = self.names.iter().map(|text| (Place::Name, text));
        let account = self.account.iter().map(|text| (Place::Account, text));
        let later = self.later.iter().map(|text| (Place::Later, text));
        names.chain(account).chain(later)
    }

    /// Who may find it, as terms.
    fn scopes(&self) -> BTreeSet<String> {
        let service = self.service.iter().map(of_service);
        let owner = self.owner.iter().map(of_owner);
        service.chain(owner).chain(self.about.iter().map(about)).collect()
    }
}

fn of_service(service: &ServiceId) -> String {
    format!("@s:{service}")
}

fn of_owner(user: &UserId) -> String {
    format!("@o:{user}")
}

fn about(user: &UserId) -> String {
    format!("@x:{user}")
}

/// The stems of the words in a text, in their order.
pub(crate) fn terms(text: &str) -> Vec<String> {
    // An apostrophe belongs to its word, so that "resident's" is one and not two.
    let folded = fold(text).replace('\'', "");
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !STOP_WORDS.contains(word) && (1..=40).contains(&word.len()));
    words.map(stem).collect()
}

/// Cuts a plural or a tense off an English word. It need not be a word that is left, only the same
/// for "bin" and "bins", "collect", "collected" and "collections".
fn stem(word: &str) -> String {
    if word.chars().any(|letter| letter.is_ascii_digit()) || word.len() < 4 {
        return word.to_owned();
    }
    let singular = match word.strip_suffix("ies") {
        Some(rest) => format!("{rest}y"),
        None if word.ends_with("ss") || word.ends_with("us") => word.to_owned(),
        None => word.strip_suffix('s').unwrap_or(word).to_owned(),
    };
    for ending in ["ing", "ion", "ed", "e"] {
        if let Some(rest) = singular.strip_suffix(ending)
            && rest.len() >= 3
        {
            return once_at_the_end(rest).to_owned();
        }
    }
    once_at_the_end(&singular).to_owned()
}

/// "stopp" is "stop": a letter that stands twice at the end stands there once.
fn once_at_the_end(stem: &str) -> &str {
    let mut letters = stem.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before => stem.strip_suffix(last).unwrap_or(stem),
        _ => stem,
    }
}

/// The terms of a document: words by their best place, and who may find it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Document {
    words: BTreeMap<String, Place>,
    scopes: BTreeSet<String>,
}

impl Document {
    /// Reads it as it is stored.
    fn parse(text: &str) -> Self {
        let mut document = Self::default();
        for term in text.split(' ').filter(|term| !term.is_empty()) {
            if term.starts_with('@') {
                document.scopes.insert(term.to_owned());
            } else if let Some(name) = term.strip_prefix(Place::Name.mark()) {
                document.words.insert(name.to_owned(), Place::Name);
            } else if let Some(told) = term.strip_prefix(Place::Account.mark()) {
                document.words.insert(told.to_owned(), Place::Account);
            } else {
                document.words.insert(term.to_owned(), Place::Later);
            }
        }
        document
    }

    fn add(&mut self, place: Place, text: &str) {
        for term in terms(text) {
            let at = self.words.entry(term).or_insert(place);
            *at = place.max(*at);
        }
    }

    /// As it is stored, and as the index holds it: the terms between blanks.
    fn to_text(&self) -> String {
        let words = self
            .words
            .iter()
            .map(|(word, place)| format!("{}{word}", place.mark()));
        words
            .chain(self.scopes.iter().cloned())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Writes what a case is found by, if that has changed. `council` may be the name of a shadow.
pub(crate) async fn put(on: &mut Connection<'_>, council: &str, row: &SearchRow) -> Result<(), StoreError> {
    let before = match row.earlier {
        Earlier::Forgotten => None,
        Earlier::Kept => on.row(ask_for_document(council, row)).await?,
    };
    put_after(on, council, (row, before)).await
}

/// Asks what a case is found by at present.
pub(crate) fn ask_for_document(council: &str, row: &SearchRow) -> Statement {
    sql!("search/document.sql").text(council).bind(&row.case_id)
}

/// The same as [`put`], after what [`ask_for_document`] found.
pub(crate) async fn put_after(
    on: &mut Connection<'_>,
    council: &str,
    (row, before): (&SearchRow, Option<Row>),
) -> Result<(), StoreError> {
    let before: Option<(Timestamp, String)> = match before {
        Some(before) => Some((before.get("received_at")?, before.get("terms")?)),
        None => None,
    };
    let mut document = before
        .as_ref()
        .map_or_else(Document::default, |(_, terms)| Document::parse(terms));
    document.scopes = row.scopes();
    // A shadow stands for its council, whose people it shares.
    let people_of = council.trim_start_matches('~');
    for person in &row.people {
        let details = on
            .row(sql!("person/get.sql").text(people_of).bind(person))
            .await?;
        if let Some(details) = details {
            let details = PersonRow::from_row(&details)?;
            document.add(Place::Name, &details.name);
            document.add(Place::Name, details.postcode.as_deref().unwrap_or_default());
        }
    }
    for (place, text) in row.words() {
        document.add(place, text);
    }
    let terms = document.to_text();
    if before.is_some_and(|before| before == (row.received_at, terms.clone())) {
        return Ok(());
    }
    let put = sql!("search/put_document.sql").text(council).bind(&row.case_id);
    on.later(put.at(row.received_at).text(&terms))?;
    Ok(())
}

#[cfg(test)]
mod tests;
