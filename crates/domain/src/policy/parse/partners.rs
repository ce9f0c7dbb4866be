//! `[[partner]]` and `[referrals]`: who can be asked on a customer's behalf, and how.

use super::field::Bounds;
use super::mail::address;
use super::people::Once;
use super::table::Table;
use crate::id::PartnerId;
use crate::policy::{Partner, ReferralRules, defaults};

/// The partners.
pub(super) fn partners(file: &Table<'_>) -> Vec<Partner> {
    let mut once = Once::default();
    let read = |table: Table<'_>| {
        let id = table.must("id", "\"severn-water\"").and_then(|field| {
            once.check(&field);
            field.id(PartnerId::parse)
        });
        let name = table
            .must("name", "\"Severn Water\"")
            .and_then(|field| field.text());
        let email = table
            .must("email", "\"requests@partner.example.org\"")
            .and_then(|field| address(&field));
        let days = table
            .may("days")
            .and_then(|field| field.limit(&Bounds::days(1..=60)));
        let agreement_on = table.may("agreement_on").and_then(|field| field.date());
        let acts_for_us = table.may("acts_for_us").and_then(|field| field.yes());
        table.done();
        Some(Partner {
            id: id?,
            name: name?,
            email: email?,
            days: days.unwrap_or(defaults::PARTNER_DAYS),
            agreement_on,
            acts_for_us: acts_for_us.unwrap_or(false),
        })
    };
    file.groups("partner").into_iter().filter_map(read).collect()
}

/// How they are reminded, and how long a link lasts.
pub(super) fn rules(file: &Table<'_>) -> ReferralRules {
    let mut rules = defaults::REFERRALS;
    let Some(table) = file.group("referrals") else {
        return rules;
    };
    let before = table
        .may("remind_days_before")
        .and_then(|field| field.whole(1..=10));
    rules.remind_days_before = before.unwrap_or(rules.remind_days_before);
    let link = table.may("link_days").and_then(|field| field.whole(1..=28));
    rules.link_days = link.unwrap_or(rules.link_days);
    table.done();
    rules
}
