//! Who adopted the policy, and when: the adoption is public (the papers' decisions and minutes are).

use jiff::civil::Date;
use redress_domain::policy::{Adoption, Policy};

use crate::components::SummaryList;
use crate::format;
use crate::markup::{Content, Markup};

/// The decision behind the policy, as pages show it: only what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    adoption: Adoption,
    starts_on: Date,
    review_every: String,
    review_on: Date,
}

impl Adopted {
    /// The decision behind a policy; `None` while nobody has adopted it.
    pub fn of(policy: &Policy) -> Option<Self> {
        Some(Self {
            adoption: policy.adoption.clone()?,
            starts_on: policy.council.starts_on,
            review_every: months_in_words(policy.council.review_every_months),
            review_on: policy.review_due_on(),
        })
    }

    /// What is known of it, a row each.
    pub fn summary(&self) -> SummaryList {
        let Adoption {
            body,
            decided_on,
            minute,
            consulted,
            equality_screening,
        } = &self.adoption;
        let mut list = SummaryList::new()
            .row("Adopted by", body.as_str())
            .row("Decided on", format::time_long_date(*decided_on));
        if let Some(minute) = minute {
            list = list.row("Minute", Markup::link(minute, "Read the minute of the decision"));
        }
        if !consulted.is_empty() {
            let all = consulted.iter().map(|name| Content::from(name.as_str()));
            list = list.row("Who was asked", Markup::bullets(all));
        }
        if let Some(screening) = equality_screening {
            let link = Markup::link(screening, "Read the equality screening");
            list = list.row("Equality screening", link);
        }
        // Paper 003, 3.1: the time counts from when it is in force, and it may have been decided years before.
        list.row("In force since", format::time_long_date(self.starts_on))
            .row("Reviewed every", self.review_every.as_str())
            .row("Next review", format::time_long_date(self.review_on))
    }

    /// A decision, for samples.
    pub(crate) fn sample() -> Self {
        Self {
            adoption: Adoption {
                body: "Cabinet".into(),
                decided_on: jiff::civil::date(2026, 2, 10),
                minute: Some("https://www.example.org/minutes/2026-02-10".into()),
                consulted: vec!["Customers who answered the survey".into()],
                equality_screening: Some("https://www.example.org/equality".into()),
            },
            starts_on: jiff::civil::date(2026, 4, 1),
            review_every: months_in_words(24),
            review_on: jiff::civil::date(2028, 4, 1),
        }
    }
}

/// "2 years", or "18 months" where it is no whole number of years.
fn months_in_words(months: u16) -> String {
    let (count, unit) = if months >= 12 && months.is_multiple_of(12) {
        (months / 12, "year")
    } else {
        (months, "month")
    };
    let many = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{many}")
}
