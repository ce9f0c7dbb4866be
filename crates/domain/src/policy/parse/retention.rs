//! `[retention]`: how long what people told is kept after a case was closed.

use super::table::Table;
use crate::policy::{RetentionRule, RetentionRules, defaults};

pub(super) fn retention(file: &Table<'_>) -> RetentionRules {
    let mut rules = defaults::retention();
    let Some(table) = file.group("retention") else {
        return rules;
    };
    let years = table.may("years").and_then(|field| field.whole(1..=99));
    rules.years = years.unwrap_or(rules.years);
    let months = table.may("mail_months").and_then(|field| field.whole(1..=120));
    rules.mail_months = months.unwrap_or(rules.mail_months);
    for rule in table.groups("for") {
        let kind = rule.must("kind", "\"compliment\"").and_then(|field| field.word());
        let outcome = rule.may("outcome").map(|field| field.word());
        let years = rule.must("years", "2").and_then(|field| field.whole(1..=99));
        rule.done();
        // An outcome that is not understood was told, and does not become all outcomes.
        let outcome = match outcome {
            Some(None) => continue,
            Some(outcome) => outcome,
            None => None,
        };
        if let (Some(kind), Some(years)) = (kind, years) {
            rules.exceptions.push(RetentionRule { kind, outcome, years });
        }
    }
    table.done();
    rules
}
