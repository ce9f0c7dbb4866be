//! The organisations that can be asked on a customer's behalf.

use jiff::civil::Date;

use crate::id::PartnerId;
use crate::policy::{Limit, Policy};

/// A partner: an organisation that can be asked on a customer's behalf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Its name in the record.
    pub id: PartnerId,
    /// Its name in full.
    pub name: String,
    /// To whom questions go.
    pub email: String,
    /// By when it answers, if nothing else is said.
    pub days: Limit,
    /// The day of the agreement about what may be shared, if there is one.
    pub agreement_on: Option<Date>,
    /// Whether it does the council's own work, so that the council answers for it.
    pub acts_for_us: bool,
}

/// How partners are asked and reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferralRules {
    /// How many working days before the answer is due the partner is reminded.
    pub remind_days_before: u16,
    /// For how many days a link opens a question.
    pub link_days: u16,
}

impl Policy {
    /// The partner with this name.
    pub fn partner(&self, id: &PartnerId) -> Option<&Partner> {
        self.partners.iter().find(|partner| partner.id == *id)
    }
}
