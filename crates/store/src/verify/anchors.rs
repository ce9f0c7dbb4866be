//! The anchors: each as it was made, chained to the day before, and over the seal that it was made over.

use jiff::civil::Date;
use redress_domain::id::CouncilId;

use crate::Store;
use crate::anchor::{Anchor, Printed};
use crate::column::Record as _;
use crate::engine::sql;
use crate::error::StoreError;
use crate::stream::BEGINNING;
use crate::verify::{Fault, PAGE, Verifier};

impl Verifier<'_> {
    pub(super) async fn anchors(&mut self) -> Result<(), StoreError> {
        let mut hash = BEGINNING.to_owned();
        let mut after = Date::MIN;
        loop {
            let page = sql!("verify/anchors.sql")
                .bind(self.council)
                .bind(&after)
                .int(PAGE);
            let rows = self.store.rows(page).await?;
            if rows.is_empty() {
                return Ok(());
            }
            for row in &rows {
                // Without a day nothing says where to go on: it is a fault, and the end of the reading.
                let day = self.readable(row.get("day"), || format!("an anchor after {after}"))?;
                let Some(day) = day else { return Ok(()) };
                after = day;
                let anchor = self.readable(Anchor::from_row(row), || format!("the anchor of {day}"))?;
                let Some(anchor) = anchor else { continue };
                self.report.anchors += 1;
                if anchor.previous != hash || anchor.hash != anchor.true_hash(self.council) {
                    self.fault(Fault::AnchorAltered(day));
                }
                let found: Option<String> = row.get("found_seal").unwrap_or_default();
                if found.as_ref().map_or(BEGINNING, String::as_str) != anchor.seal {
                    let position = anchor.position;
                    self.fault(Fault::AnchoredOtherwise { day, position });
                }
                hash = anchor.hash;
            }
        }
    }
}

impl Store {
    /// What is wrong with the record, given an anchor that was kept elsewhere. It says nothing of whether
    /// the record agrees with itself: that is [`Store::verify`].
    pub async fn compare_anchor(
        &self,
        council: &CouncilId,
        printed: &Printed,
    ) -> Result<Option<Fault>, StoreError> {
        let day = printed.day;
        Ok(match self.anchor_of(council, day).await? {
            None => Some(Fault::AnchorMissing(day)),
            Some(anchor) if anchor.printed(council) != *printed => Some(Fault::AnchorUnlike(day)),
            Some(_) => None,
        })
    }
}
