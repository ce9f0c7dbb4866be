//! Search: cases by the words in them, the newest first.
//!
//! Words are folded and cut to their stems here, so that both engines hold and find the same. The
//! order is the order of receipt: on this service the newest of the cases that fit is nearly always
//! the one that is meant, and it is found without looking at the others.

use std::collections::BTreeSet;

use jiff::Timestamp;
use redress_domain::id::{CaseId, CouncilId};

use crate::Store;
use crate::case::{ByReceipt, CaseLine, Scope, between_commas};
use crate::engine::{Connection, Statement, sql};
use crate::error::StoreError;
use crate::person::fold;

/// How many words of a search count; what comes after them is left out.
const WORDS: usize = 6;

/// Words that are in nearly every text, and so find nothing.
const STOP_WORDS: &[&str] = &[
    "a", "about", "after", "again", "all", "am", "an", "and", "any", "are", "as", "at", "be", "because",
    "been", "but", "by", "can", "could", "did", "do", "does", "for", "from", "get", "had", "has", "have",
    "he", "her", "him", "his", "how", "i", "if", "in", "is", "it", "its", "just", "me", "my", "no", "not",
    "of", "on", "or", "our", "out", "she", "so", "than", "that", "the", "their", "them", "then", "there",
    "they", "this", "to", "up", "us", "was", "we", "were", "what", "when", "which", "who", "will", "with",
    "would", "you", "your",
];

/// What a case is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRow {
    case_id: CaseId,
    received_at: Timestamp,
    terms: BTreeSet<String>,
}

impl SearchRow {
    /// The words of `texts`: what the case is about, who it is from, its reference.
    pub fn new(case_id: CaseId, received_at: Timestamp, texts: &[&str]) -> Self {
        Self {
            case_id,
            received_at,
            terms: texts.iter().flat_map(|text| terms(text)).collect(),
        }
    }

    fn joined(&self) -> String {
        self.terms
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }

    pub(crate) fn statement(&self, council: &str) -> Statement {
        let statement = sql!("search/put_document.sql").text(council).bind(&self.case_id);
        statement.at(self.received_at).text(&self.joined())
    }
}

/// The stems of the words in a text, in their order.
fn terms(text: &str) -> Vec<String> {
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

/// Writes what has changed since the case was last put here.
pub(crate) async fn put(on: &mut Connection<'_>, council: &str, row: &SearchRow) -> Result<(), StoreError> {
    let before = on
        .row(sql!("search/document.sql").text(council).bind(&row.case_id))
        .await?;
    let (mut old, mut old_at) = (BTreeSet::new(), row.received_at);
    if let Some(before) = before {
        let joined: String = before.get("terms")?;
        old = joined
            .split(' ')
            .filter(|term| !term.is_empty())
            .map(str::to_owned)
            .collect();
        old_at = before.get("received_at")?;
    }
    let moved = old_at != row.received_at;
    for term in old.iter().filter(|term| moved || !row.terms.contains(*term)) {
        on.run(
            sql!("search/delete_term.sql")
                .text(council)
                .text(term)
                .at(old_at)
                .bind(&row.case_id),
        )
        .await?;
    }
    for term in row.terms.iter().filter(|term| moved || !old.contains(*term)) {
        on.run(
            sql!("search/put_term.sql")
                .text(council)
                .text(term)
                .at(row.received_at)
                .bind(&row.case_id),
        )
        .await?;
    }
    on.run(row.statement(council)).await?;
    Ok(())
}

impl Store {
    /// Cases in which all of the words typed are found, in any of their forms, the newest first.
    /// Nothing when nothing but stop words was typed.
    pub async fn search_cases(
        &self,
        council: &CouncilId,
        typed: &str,
        scope: &Scope,
        (after, limit): (Option<&ByReceipt>, i64),
    ) -> Result<Vec<CaseLine>, StoreError> {
        let wanted: BTreeSet<String> = terms(typed).into_iter().take(WORDS).collect();
        // The rarest word leads: the others are only looked up where it is.
        let mut by_rarity = Vec::new();
        for term in wanted {
            let row = self
                .row(sql!("search/how_common.sql").bind(council).text(&term))
                .await?;
            let count: i64 = row.map_or(Ok(0), |row| row.get("n"))?;
            by_rarity.push((count, term));
        }
        by_rarity.sort();
        let mut by_rarity = by_rarity.into_iter().map(|(_, term)| term);
        let Some(rarest) = by_rarity.next() else {
            return Ok(Vec::new());
        };
        let statement = sql!("search/find.sql")
            .bind(council)
            .text(&rarest)
            .before_receipt(after);
        let mut statement = statement.int(limit).bind(&between_commas(scope));
        for _ in 1..WORDS {
            statement = statement.bind(&by_rarity.next());
        }
        self.lines(statement).await
    }
}

#[cfg(test)]
mod tests;
