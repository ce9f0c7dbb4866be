//! `[remedies]` and `[[payment]]`: how promised remedies are followed, and who approves money.

use super::people::Once;
use super::table::Table;
use crate::case::PaymentLimit;
use crate::permission::{Act, limits};
use crate::policy::{RemedyRules, defaults};
use crate::vocabulary::Role;

pub(super) fn remedies(file: &Table<'_>) -> RemedyRules {
    let mut rules = defaults::remedies();
    if let Some(table) = file.group("remedies") {
        let before = table
            .may("remind_days_before")
            .and_then(|field| field.whole(1..=20));
        rules.remind_days_before = before.unwrap_or(rules.remind_days_before);
        table.done();
    }
    let payments = payments(file);
    if !payments.is_empty() {
        rules.payments = payments;
    }
    rules
}

fn payments(file: &Table<'_>) -> Vec<PaymentLimit> {
    let mut once = Once::default();
    let read = |table: Table<'_>| {
        let role = table.must("role", "\"service-manager\"").and_then(|field| {
            once.check(&field);
            let role = field.word::<Role>()?;
            let may = limits(Act::ApprovePayment).most;
            if may.contains(&role) {
                return Some(role);
            }
            let may: Vec<&str> = may.iter().map(|role| role.as_str()).collect();
            field.wrong(
                format!("{role} is not a role that may approve a payment."),
                format!("Name one of: {}.", may.join(", ")),
            );
            None
        });
        let pounds = table
            .may("up_to_pounds")
            .and_then(|field| field.whole(1..=u16::MAX));
        table.done();
        Some(PaymentLimit {
            role: role?,
            up_to_pence: pounds.map(|pounds| u32::from(pounds) * 100),
        })
    };
    file.groups("payment").into_iter().filter_map(read).collect()
}
