//! The anchors: each as it was made, chained to the day before, and over the seal that it was made over.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use redress_domain::id::CouncilId;

use crate::Store;
use crate::anchor::{Anchor, Printed};
use crate::column::Record as _;
use crate::engine::{Row, sql};
use crate::error::StoreError;
use crate::seal::Seal;
use crate::stream::BEGINNING;
use crate::verify::{Fault, Known, PAGE, Verifier};

/// Before the first anchor: the seal that one covers, and its day.
const FIRST: (i64, Date) = (-1, Date::MIN);

impl Verifier<'_> {
    /// What each anchor covers. What cannot be read of one is named when they are compared.
    pub(super) async fn read_anchored(&mut self, known: &Known) -> Result<(), StoreError> {
        let mut after = FIRST;
        loop {
            let page = sql!("verify/anchored.sql")
                .bind(self.council)
                .int(after.0)
                .bind(&after.1)
                .int(PAGE);
            let rows = self.store.rows(page).await?;
            let before = after;
            for row in &rows {
                if let (Ok(day), Ok(position)) = (row.get("day"), row.get("position")) {
                    after = (position, day);
                    self.anchored.push(after);
                }
            }
            if after == before {
                break;
            }
        }
        let held = known.held.iter().filter(|held| held.council == *self.council);
        let held: Vec<_> = held.map(|held| (held.position, held.day)).collect();
        self.set_those_ahead_apart(&held, known.today);
        Ok(())
    }

    /// An anchor of a later day than one that was made after it, or than today, was made by a clock that stood ahead: what was
    /// sealed after it is of earlier days, and no event is taken for written in later because of it. One that somebody holds
    /// is not set apart: whoever has the whole database could have put one of an earlier day after it.
    fn set_those_ahead_apart(&mut self, held: &[(i64, Date)], today: Option<Date>) {
        let tomorrow = today.and_then(|today| today.tomorrow().ok()).unwrap_or(Date::MAX);
        let mut earliest = tomorrow;
        for (position, day) in std::mem::take(&mut self.anchored).into_iter().rev() {
            if day > earliest {
                self.report.ahead.push(day);
            } else {
                earliest = day;
                self.anchored.push((position, day));
            }
        }
        self.report
            .ahead
            .retain(|day| !held.iter().any(|(_, held)| held == day));
        self.report.ahead.reverse();
        self.anchored.extend(held);
        self.anchored.sort_unstable();
        // What an anchor covers is as old as it and as each before it.
        let mut latest = Date::MIN;
        for (_, day) in &mut self.anchored {
            latest = latest.max(*day);
            *day = latest;
        }
    }

    /// Compares when an event says that it was recorded with the last anchor before its seal: what that does not cover came
    /// after it, or a day before it at most, as clocks may differ. Otherwise whoever writes an event into last month would
    /// only have to let the sealer seal it.
    pub(super) fn is_as_old_as_it_says(&mut self, seal: Option<&Seal>, row: &Row) {
        let recorded_at: Option<Timestamp> = row.get("recorded_at").unwrap_or_default();
        let (Some(seal), Some(recorded_at)) = (seal, recorded_at) else {
            return;
        };
        let covering = self
            .anchored
            .partition_point(|(position, _)| *position < seal.position);
        let Some((_, day)) = covering.checked_sub(1).and_then(|last| self.anchored.get(last)) else {
            return;
        };
        let recorded_on = recorded_at.to_zoned(TimeZone::UTC).date();
        if recorded_on < day.yesterday().unwrap_or(Date::MIN) {
            let place = || (seal.stream.clone(), seal.version, 0);
            self.backdated.entry(*day).or_insert_with(place).2 += 1;
        }
    }

    /// Names what the reading of the seals from the first on does not meet, and what it counted.
    pub(super) async fn out_of_order(&mut self) -> Result<(), StoreError> {
        let rows = self
            .store
            .rows(sql!("verify/seals_out_of_order.sql").bind(self.council).int(PAGE));
        for row in &rows.await? {
            if let Some(position) =
                self.readable(row.get("position"), || "a seal below number 1".to_owned())?
            {
                self.fault(Fault::SealOutOfOrder { position });
            }
        }
        for (day, (stream, version, count)) in std::mem::take(&mut self.backdated) {
            self.fault(Fault::Backdated {
                stream,
                version,
                day,
                count,
            });
        }
        Ok(())
    }

    pub(super) async fn anchors(&mut self) -> Result<(), StoreError> {
        let mut hash = BEGINNING.to_owned();
        let mut after = FIRST;
        loop {
            let page = sql!("verify/anchors.sql")
                .bind(self.council)
                .int(after.0)
                .bind(&after.1)
                .int(PAGE);
            let rows = self.store.rows(page).await?;
            if rows.is_empty() {
                return Ok(());
            }
            for row in &rows {
                // Without a day and a place nothing says where to go on: it is a fault, and the end of the reading.
                let key = row.get("position").and_then(|place| Ok((place, row.get("day")?)));
                let key: Option<(i64, Date)> =
                    self.readable(key, || format!("an anchor after {}", after.1))?;
                let Some(key) = key else { return Ok(()) };
                let day = key.1;
                after = key;
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
