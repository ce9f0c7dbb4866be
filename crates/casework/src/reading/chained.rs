//! Who read what stands in the chain too, by a digest of each day: whoever can write to the database takes out no line of it
//! unseen (docs/decisions/0096).

use jiff::civil::Date;
use redress_domain::calendar::london::{day_ends_at, day_starts_at};
use redress_domain::id::{ActorId, CouncilId};
use redress_domain::words::Digest;
use redress_store::changes::{Append, Changes, NewEvent};
use redress_store::error::StoreError;
use redress_store::stream::StreamId;
use serde::{Deserialize, Serialize};

use crate::Casework;
use crate::failure::Failure;

/// How many days are made up for where none were chained: a month in which no anchor was made.
const BACK: usize = 31;

/// What the stream of one day's readings records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub(super) enum ReadingEvent {
    /// The day is over, and this is what was written down of it.
    ReadingsChained {
        /// How many readings.
        count: i64,
        /// The digest of all of them.
        digest: Digest,
    },
}

impl Casework {
    /// Chains what was read on each day that is over for a whole day, unless it is chained: what was read in the last moment of a day
    /// is written a moment later, and the clocks of machines differ. A day on which nobody read anything has no event.
    ///
    /// Costs a row by its key for each day since the last that was chained, at most 31; for each, what was read on it, by
    /// index, and a commit.
    pub(crate) async fn chain_readings(&self, council: &CouncilId, today: Date) -> Result<(), Failure> {
        let mut days = Vec::new();
        let mut day = today.yesterday().unwrap_or(Date::MIN);
        while days.len() < BACK
            && let Ok(before) = day.yesterday()
        {
            let stream = StreamId::readings(before);
            if self.store.version_of(council, &stream).await? > 0 {
                break;
            }
            days.push(before);
            day = before;
        }
        for day in days.into_iter().rev() {
            self.chain_readings_of(council, day).await?;
        }
        Ok(())
    }

    async fn chain_readings_of(&self, council: &CouncilId, day: Date) -> Result<(), Failure> {
        let of_day = (day_starts_at(day), day_ends_at(day));
        let (count, digest) = self.store.digest_of_readings(council, of_day).await?;
        if count == 0 {
            return Ok(());
        }
        let event = ReadingEvent::ReadingsChained { count, digest };
        let body = serde_json::to_string(&event).map_err(|error| Failure::Unreadable(error.to_string()))?;
        let actor = ActorId::Job("chain-readings");
        let mut changes = Changes::new(council.clone(), actor, self.outside().now());
        changes.appends.push(Append {
            stream: StreamId::readings(day),
            expected: 0,
            events: vec![NewEvent {
                kind: "readings-chained",
                body,
                salt: self.fresh().salt(),
            }],
        });
        match self.store.commit(changes).await {
            // Another process was first.
            Ok(_) | Err(StoreError::Conflict { .. }) => Ok(()),
            Err(other) => Err(other.into()),
        }
    }
}
