//! Anchors: once a day one hash over the whole record, for whoever keeps it out of reach of the database.

use jiff::civil::Date;
use redress_domain::id::CouncilId;
use redress_domain::permission::{self, Act, Actor};

use crate::Casework;
use crate::failure::Failure;

pub use redress_store::anchor::{Anchor, Printed};

/// How many a page shows: a month.
pub const PAGE: i64 = 31;

impl Casework {
    /// Makes today's anchor over everything that was committed, and over who read what, unless it is made already; answers
    /// the last one. `None` where nothing is in the record yet.
    ///
    /// Costs the last anchor and the last seal, beside sealing what waits and, once a day, the digest of a day's readings.
    pub async fn anchor(&self, council: &CouncilId) -> Result<Option<Anchor>, Failure> {
        let today = self.today();
        let now = self.outside().now();
        let last = self.store.last_anchor(council).await?;
        let is_done = |last: &Anchor| last.day >= today && !last.is_ahead_of((today, now));
        if last.as_ref().is_some_and(is_done) {
            return Ok(last);
        }
        self.chain_readings(council, today).await?;
        while self.seal(council).await? > 0 {}
        Ok(self.store.anchor(council, (today, now)).await?)
    }

    /// A page of the anchors before a day, the last first. Costs a page however many there are.
    pub async fn anchors(
        &self,
        council: &CouncilId,
        actor: &Actor,
        before: Option<Date>,
    ) -> Result<Vec<Anchor>, Failure> {
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::ReadAudit) {
            return Err(Failure::NotPermitted);
        }
        let before = before.unwrap_or(Date::MAX);
        Ok(self.store.anchors_before(council, before, PAGE).await?)
    }

    /// Whether the anchor of a day waits to be mailed.
    ///
    /// Costs one row by its key.
    pub async fn anchor_waits(&self, council: &CouncilId, day: Date) -> Result<bool, Failure> {
        Ok(self.store.anchor_waits(council, day).await?)
    }

    /// Writes down that the anchor of a day was mailed.
    ///
    /// Costs one row by its key.
    pub async fn anchor_was_mailed(&self, council: &CouncilId, day: Date) -> Result<(), Failure> {
        let now = self.outside().now();
        Ok(self.store.anchor_was_mailed(council, (day, now)).await?)
    }
}
