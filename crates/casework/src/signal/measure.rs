//! How much contact there was in as many days before an arrangement as after its notice: what it costs, and what
//! it saves.

use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::Date;
use redress_domain::id::CouncilId;
use redress_domain::signal::contact_days;
use redress_store::conduct_decision::{ContactMeasureRow, DecisionDay, DecisionRow};

use crate::Casework;
use crate::failure::Failure;
use crate::lists::PAGE;

/// How many days before and after a notice are held against each other.
const DAYS: i64 = 90;

impl Casework {
    /// Counts the contacts and the minutes before and after each arrangement of the last three months; once each
    /// day, as it goes on. What is older was counted and stays. Answers how many were counted.
    ///
    /// Costs the cases of the few people who had such a notice.
    pub async fn measure_arrangements(&self, council: &CouncilId) -> Result<usize, Failure> {
        let today = self.today();
        let from = today.saturating_sub(Span::new().days(DAYS + 1));
        let mut after: Option<DecisionRow> = None;
        let mut counted = 0;
        loop {
            let days = (DecisionDay::Noticed, from, today);
            let page = self.store.conduct_decisions(council, days, after.as_ref(), PAGE);
            let page = page.await?;
            let Some(last) = page.last() else {
                return Ok(counted);
            };
            after = Some(last.clone());
            for row in &page {
                let before = self
                    .store
                    .contact_measure(council, (&row.file_id, row.number))
                    .await?;
                if before.is_some_and(|before| before.counted_on == today) {
                    continue;
                }
                if let Some(measure) = self.measure_of(council, row, today).await? {
                    self.store.put_contact_measure(council, &measure).await?;
                    counted += 1;
                }
            }
        }
    }

    async fn measure_of(
        &self,
        council: &CouncilId,
        row: &DecisionRow,
        today: Date,
    ) -> Result<Option<ContactMeasureRow>, Failure> {
        let Some(notice) = row.notice_on else {
            return Ok(None);
        };
        // The days that are over, the day of the notice the first of them.
        let days = days_between(notice, today).min(DAYS);
        if days < 1 {
            return Ok(None);
        }
        let first = notice.saturating_sub(Span::new().days(days));
        let end = notice.saturating_add(Span::new().days(days));
        let known = self.record_of(council, &row.person_id, first).await?;
        let nobody = BTreeSet::new();
        let (contacts, minutes) = known.read(&nobody, |record| {
            let (mut contacts, mut minutes) = (Vec::new(), Vec::new());
            for one in record.cases {
                let (days, spent) = contact_days(one, record, today);
                contacts.extend(days);
                minutes.extend(spent);
            }
            (contacts, minutes)
        });
        let count = |from: Date, to: Date| {
            let within = contacts.iter().filter(|on| from <= **on && **on < to);
            i64::try_from(within.count()).unwrap_or(i64::MAX)
        };
        let spent = |from: Date, to: Date| {
            let within = minutes.iter().filter(|(on, _)| from <= *on && *on < to);
            within.map(|(_, minutes)| i64::from(*minutes)).sum()
        };
        Ok(Some(ContactMeasureRow {
            file_id: row.file_id.clone(),
            number: row.number,
            days,
            contacts_before: count(first, notice),
            contacts_after: count(notice, end),
            minutes_before: spent(first, notice),
            minutes_after: spent(notice, end),
            counted_on: today,
        }))
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
