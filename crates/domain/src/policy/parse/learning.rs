//! `[learning]`: how lessons are followed.

use super::field::Bounds;
use super::table::Table;
use crate::policy::{GuidanceRules, LearningRules, defaults};

pub(super) fn learning(file: &Table<'_>) -> LearningRules {
    let mut rules = defaults::learning();
    let Some(table) = file.group("learning") else {
        return rules;
    };
    if let Some(field) = table.may("causes") {
        rules.causes = field.words();
        if rules.causes.is_empty() {
            field.wrong(
                "A lesson that has no cause to choose cannot be analysed.",
                "Name at least one cause, or leave the setting out for all of them.",
            );
        }
    }
    let months = table
        .may("did_it_work_after")
        .and_then(|field| field.limit(&Bounds::months(1..=12)));
    rules.did_it_work_after_months = months.map_or(rules.did_it_work_after_months, |limit| limit.count);
    let before = table
        .may("remind_days_before")
        .and_then(|field| field.whole(1..=20));
    rules.remind_days_before = before.unwrap_or(rules.remind_days_before);
    table.done();
    rules
}

/// `[guidance]`: by when it is read.
pub(super) fn guidance(file: &Table<'_>) -> GuidanceRules {
    let mut rules = defaults::GUIDANCE;
    let Some(table) = file.group("guidance") else {
        return rules;
    };
    let within = table
        .may("read_within_days")
        .and_then(|field| field.whole(1..=365));
    rules.read_within_days = within.unwrap_or(rules.read_within_days);
    let before = table
        .may("remind_days_before")
        .and_then(|field| field.whole(1..=60));
    rules.remind_days_before = before.unwrap_or(rules.remind_days_before);
    table.done();
    rules
}
