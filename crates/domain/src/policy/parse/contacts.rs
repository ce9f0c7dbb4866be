//! What contacts may bring, and how soon whoever asks for an update hears.

use super::field::Bounds;
use super::table::Table;
use crate::policy::{FileRules, UpdateRules, defaults};

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
    table.done();
    rules
}
