//! Anchors: once a day one hash over everything that was sealed so far, chained to the day before.
//!
//! The chain of seals covers every event of every stream, so an anchor costs its last seal and the last
//! anchor, however long the record is. Kept elsewhere, it shows what the record itself cannot: that
//! somebody with the whole database wrote the past anew.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use redress_domain::id::CouncilId;

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;
use crate::stream::{BEGINNING, hash_of};

row! {
    /// An anchor.
    pub struct Anchor {
        /// The day on which it was made.
        pub day: Date,
        /// The last seal that it covers; 0 where there is none.
        pub position: i64,
        /// The hash of that seal.
        pub seal: String,
        /// The hash of the anchor before.
        pub previous: String,
        /// The hash over the council and all of the above.
        pub hash: String,
        /// When it was made.
        pub made_at: Timestamp,
    }
}

/// How far the clocks of two machines may be apart.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(10);

impl Anchor {
    /// The hash that this anchor must have.
    pub(crate) fn true_hash(&self, council: &CouncilId) -> String {
        let (day, position) = (self.day.to_string(), self.position.to_string());
        hash_of(&[&self.previous, council.as_str(), &day, &position, &self.seal])
    }

    /// Whether it is of a day that had not come, on this day and at this moment: a clock stood wrong. Some minutes are the
    /// difference of two clocks, at midnight.
    pub fn is_ahead_of(&self, (day, now): (Date, Timestamp)) -> bool {
        self.day > day && self.made_at.duration_since(now) > CLOCKS_DIFFER
    }

    /// What is printed of it.
    pub fn printed(&self, council: &CouncilId) -> Printed {
        Printed {
            council: council.clone(),
            day: self.day,
            position: self.position,
            hash: self.hash.clone(),
        }
    }
}

/// An anchor as it is printed, mailed and read again: `westshire 2026-11-27 917 21c4…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Whose record.
    pub council: CouncilId,
    /// The day.
    pub day: Date,
    /// The last seal that it covers.
    pub position: i64,
    /// Its hash.
    pub hash: String,
}

impl fmt::Display for Printed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            council,
            day,
            position,
            hash,
        } = self;
        write!(formatter, "{council} {day} {position} {hash}")
    }
}

impl FromStr for Printed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let why = || format!("\"{text}\" is no anchor: it is like westshire 2026-11-27 917 21c4ee35…");
        let parts: Vec<&str> = text.split_whitespace().collect();
        let [council, day, position, hash] = parts[..] else {
            return Err(why());
        };
        let is_hash = hash.len() == BEGINNING.len() && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let day = day.parse().ok();
        match (CouncilId::parse(council), day, position.parse()) {
            (Ok(council), Some(day), Ok(position)) if is_hash => Ok(Self {
                council,
                day,
                position,
                hash: hash.to_ascii_lowercase(),
            }),
            _ => Err(why()),
        }
    }
}

impl Store {
    /// Makes the anchor of a day over everything that is sealed, unless there is one of that day or of a
    /// later one: a clock that went back anchors nothing twice. One that was made at a moment that has not come was made by a clock that
    /// stood wrong: then the anchors go on after it, as soon as anything more is sealed. Answers the last anchor there is then.
    pub async fn anchor(
        &self,
        council: &CouncilId,
        (day, at): (Date, Timestamp),
    ) -> Result<Option<Anchor>, StoreError> {
        let last = self.last_anchor(council).await?;
        let is_ahead = last.as_ref().is_some_and(|last| last.is_ahead_of((day, at)));
        if !is_ahead && last.as_ref().is_some_and(|last| last.day >= day) {
            return Ok(last);
        }
        let Some(head) = self.row(sql!("seal/head.sql").bind(council)).await? else {
            return Ok(last);
        };
        let position: i64 = head.get("position")?;
        // The order in which they were made is that of what they cover.
        if is_ahead && last.as_ref().is_some_and(|last| last.position >= position) {
            return Ok(last);
        }
        let mut anchor = Anchor {
            day,
            position,
            seal: head.get("hash")?,
            previous: last.map_or_else(|| BEGINNING.to_owned(), |last| last.hash),
            hash: String::new(),
            made_at: at,
        };
        anchor.hash = anchor.true_hash(council);
        self.run(sql!("anchor/put.sql").bind(council).args(anchor.to_args()))
            .await?;
        self.last_anchor(council).await
    }

    /// The anchor that was made last.
    pub async fn last_anchor(&self, council: &CouncilId) -> Result<Option<Anchor>, StoreError> {
        let row = self.row(sql!("anchor/last.sql").bind(council)).await?;
        row.as_ref().map(Anchor::from_row).transpose()
    }

    /// The anchor of a day.
    pub async fn anchor_of(&self, council: &CouncilId, day: Date) -> Result<Option<Anchor>, StoreError> {
        let row = self
            .row(sql!("anchor/of_day.sql").bind(council).bind(&day))
            .await?;
        row.as_ref().map(Anchor::from_row).transpose()
    }

    /// Anchors before a day, the last first.
    pub async fn anchors_before(
        &self,
        council: &CouncilId,
        before: Date,
        limit: i64,
    ) -> Result<Vec<Anchor>, StoreError> {
        let page = sql!("anchor/page.sql").bind(council).bind(&before).int(limit);
        self.rows(page).await?.iter().map(Anchor::from_row).collect()
    }

    /// Whether the anchor of a day waits to be mailed.
    pub async fn anchor_waits(&self, council: &CouncilId, day: Date) -> Result<bool, StoreError> {
        let waits = sql!("anchor/not_mailed.sql").bind(council).bind(&day);
        Ok(self.row(waits).await?.is_some())
    }

    /// Writes down that the anchor of a day was mailed.
    pub async fn anchor_was_mailed(
        &self,
        council: &CouncilId,
        (day, at): (Date, Timestamp),
    ) -> Result<(), StoreError> {
        self.run(sql!("anchor/mailed.sql").bind(council).bind(&day).at(at))
            .await?;
        Ok(())
    }
}
