//! What contacts may bring, and how soon whoever asks for an update hears.

use super::field::Bounds;
use super::table::Table;
use crate::permission::{Act, limits};
use crate::policy::{FileRules, PeopleRules, UpdateRules, defaults};
use crate::vocabulary::Role;

/// What may be sent along with a contact.
pub(super) fn files(file: &Table<'_>) -> FileRules {
    let mut rules = defaults::files();
    let Some(table) = file.group("files") else {
        return rules;
    };
    let size = table
        .may("smaller_than_mb")
        .and_then(|field| field.whole(1..=100));
    rules.smaller_than_mb = size.unwrap_or(rules.smaller_than_mb);
    let most = table.may("most").and_then(|field| field.whole(1..=20));
    rules.most = most.unwrap_or(rules.most);
    if let Some(field) = table.may("types") {
        rules.types = field.words();
        if rules.types.is_empty() {
            field.wrong(
                "No type of file is allowed.",
                "Name at least one, such as \"jpg\", or leave the setting out.",
            );
        }
    }
    table.done();
    rules
}

/// What happens when a customer asks how it is going.
pub(super) fn updates(file: &Table<'_>) -> UpdateRules {
    let mut rules = defaults::updates();
    let Some(table) = file.group("updates") else {
        return rules;
    };
    let within = table
        .may("answered_within")
        .and_then(|field| field.limit(&Bounds::days(1..=20)));
    rules.answered_within = within.unwrap_or(rules.answered_within);
    let hears = table
        .may("manager_hears_at")
        .and_then(|field| field.whole(1..=20));
    rules.manager_hears_at = hears.unwrap_or(rules.manager_hears_at);
    let before = table
        .may("remind_days_before")
        .and_then(|field| field.whole(1..=5));
    rules.remind_days_before = before.unwrap_or(rules.remind_days_before);
    table.done();
    rules
}

/// How people on a case are looked after.
pub(super) fn people(file: &Table<'_>) -> PeopleRules {
    let mut rules = defaults::people();
    let Some(table) = file.group("case_people") else {
        return rules;
    };
    let months = table
        .may("review_adjustments_every")
        .and_then(|field| field.limit(&Bounds::months(1..=24)));
    rules.review_adjustments_months = months.map_or(rules.review_adjustments_months, |limit| limit.count);
    if let Some(field) = table.may("concerns_go_to") {
        rules.concerns_go_to = field.words();
        let may_read = |role: &Role| limits(Act::ReadConcern).most.contains(role);
        if rules.concerns_go_to.is_empty() || !rules.concerns_go_to.iter().all(may_read) {
            let may: Vec<&str> = limits(Act::ReadConcern)
                .most
                .iter()
                .map(|role| role.as_str())
                .collect();
            field.wrong(
                "Whoever hears of a concern must be allowed to read it.",
                format!(
                    "Name at least one of these roles, and no others: {}.",
                    may.join(", ")
                ),
            );
        }
    }
    table.done();
    rules
}
