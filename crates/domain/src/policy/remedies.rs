//! How promised remedies are followed, and who approves the money in them.

use crate::case::PaymentLimit;

/// How promised remedies are followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemedyRules {
    /// How many working days before a remedy is due its owner is reminded.
    pub remind_days_before: u16,
    /// Who approves a payment, and how much each may.
    pub payments: Vec<PaymentLimit>,
}
