//! `[mail]` and `[code]`: from whom e-mail comes, and how long a code lasts.

use super::field::Field;
use super::table::Table;
use crate::email::is_email;
use crate::policy::{Answers, CodeRules, Mail, defaults};

/// Reads from whom e-mail comes.
pub(super) fn mail(file: &Table<'_>) -> Option<Mail> {
    let table = file.group("mail")?;
    let from = table
        .must("from", "\"complaints@example.org\"")
        .and_then(|field| address(&field));
    let name = table.may("name").and_then(|field| {
        let name = field.text()?;
        if name.contains('\n') {
            field.wrong("A sender's name is one line.", "Write it on one line.");
        }
        Some(name)
    });
    let reply_to = table.may("reply_to").and_then(|field| address(&field));
    let answers = match table.may("answers_come_in").and_then(|field| field.yes()) {
        Some(true) => Answers::ComeIn,
        Some(false) | None => Answers::Elsewhere,
    };
    table.done();
    Some(Mail {
        from: from?,
        name,
        reply_to,
        answers,
    })
}

/// Reads how long a code lasts.
pub(super) fn code(file: &Table<'_>) -> CodeRules {
    let mut rules = defaults::CODE;
    let Some(table) = file.group("code") else {
        return rules;
    };
    if let Some(minutes) = table.may("minutes").and_then(|field| field.whole(10..=120)) {
        rules.minutes = minutes;
    }
    if let Some(days) = table.may("days_by_post").and_then(|field| field.whole(5..=28)) {
        rules.days_by_post = days;
    }
    table.done();
    rules
}

/// Reads an e-mail address.
pub(super) fn address(field: &Field<'_>) -> Option<String> {
    let address = field.text()?;
    if is_email(&address) {
        return Some(address);
    }
    field.wrong(
        format!("\"{address}\" is not an e-mail address."),
        "Write it like this: \"help@example.org\"",
    );
    None
}
