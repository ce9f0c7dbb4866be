//! The sealer: numbers committed events per council, without gaps, each chained to the one before.

use redress_domain::id::CouncilId;

use crate::Store;
use crate::column::{Column as _, Record as _, row};
use crate::engine::{Connection, many, sql};
use crate::error::StoreError;
use crate::stream::{BEGINNING, StreamId, hash_of};
use crate::work::Work;

row! {
    /// A sealed event's place in the order of its council.
    pub struct Seal {
        /// Its number, from 1.
        pub position: i64,
        /// The event's stream.
        pub stream: StreamId,
        /// The event's version.
        pub version: i64,
        /// The event's hash.
        pub event_hash: String,
        /// The hash of the seal before.
        pub previous: String,
        /// The hash over all of the above.
        pub hash: String,
    }
}

impl Seal {
    /// The hash that this seal must have.
    pub(crate) fn true_hash(&self, council: &CouncilId) -> String {
        let (position, stream) = (self.position.to_string(), self.stream.to_string());
        let version = self.version.to_string();
        hash_of(&[
            &self.previous,
            council.as_str(),
            &position,
            &stream,
            &version,
            &self.event_hash,
        ])
    }
}

/// Seals what waits. The row of the head is held until the transaction ends, so that of several
/// processes one seals at a time and the numbers have no gaps.
pub(crate) async fn seal(
    on: &mut Connection<'_>,
    council: &CouncilId,
    limit: i64,
) -> Result<i64, StoreError> {
    on.run(sql!("seal/begin.sql").bind(council).text(BEGINNING))
        .await?;
    let Some(head) = on.row(sql!("seal/hold.sql").bind(council)).await? else {
        return Ok(0);
    };
    let (mut position, mut previous): (i64, String) = (head.get("position")?, head.get("hash")?);
    let waiting = on.rows(sql!("seal/waiting.sql").bind(council).int(limit)).await?;
    let mut seals = Vec::with_capacity(waiting.len());
    let mut done = Vec::with_capacity(waiting.len());
    for row in &waiting {
        position += 1;
        let mut seal = Seal {
            position,
            stream: row.get("stream")?,
            version: row.get("version")?,
            event_hash: row.get("hash")?,
            previous,
            hash: String::new(),
        };
        seal.hash = seal.true_hash(council);
        let mut args = vec![council.to_arg()];
        args.extend(seal.to_args());
        seals.push(args);
        let queued_at: i64 = row.get("queued_at")?;
        done.push(vec![
            council.to_arg(),
            queued_at.to_arg(),
            seal.stream.to_arg(),
            seal.version.to_arg(),
        ]);
        previous = seal.hash;
    }
    for statement in many(include_str!("../sql/seal/put.sql"), &seals) {
        on.run(statement).await?;
    }
    for statement in many(include_str!("../sql/seal/done.sql"), &done) {
        on.run(statement).await?;
    }
    on.run(
        sql!("seal/move_head.sql")
            .bind(council)
            .int(position)
            .text(&previous),
    )
    .await?;
    Ok(i64::try_from(waiting.len()).unwrap_or(i64::MAX))
}

impl Store {
    /// Seals at most `limit` events that wait; answers how many there were.
    pub async fn seal_pending(&self, council: &CouncilId, limit: i64) -> Result<i64, StoreError> {
        if self
            .row(sql!("seal/any_waiting.sql").bind(council))
            .await?
            .is_none()
        {
            return Ok(0);
        }
        Ok(self
            .write(Work::Seal {
                council: council.clone(),
                limit,
            })
            .await?
            .count())
    }

    /// The position of the last seal; 0 when nothing was sealed yet.
    pub async fn last_seal(&self, council: &CouncilId) -> Result<i64, StoreError> {
        let row = self.row(sql!("seal/head.sql").bind(council)).await?;
        row.map_or(Ok(0), |row| row.get("position"))
    }

    /// The seals after a position, in order: the feed.
    pub async fn seals_after(
        &self,
        council: &CouncilId,
        position: i64,
        limit: i64,
    ) -> Result<Vec<Seal>, StoreError> {
        let rows = self
            .rows(sql!("seal/page.sql").bind(council).int(position).int(limit))
            .await?;
        rows.iter().map(Seal::from_row).collect()
    }

    /// The seals of a stream's events, in their order.
    pub async fn seals_of_stream(
        &self,
        council: &CouncilId,
        stream: &StreamId,
    ) -> Result<Vec<Seal>, StoreError> {
        let statement = sql!("seal/of_stream.sql").bind(council).bind(stream).int(0);
        self.rows(statement).await?.iter().map(Seal::from_row).collect()
    }

    /// The councils that have a record.
    pub async fn councils(&self) -> Result<Vec<CouncilId>, StoreError> {
        self.rows(sql!("event/councils.sql"))
            .await?
            .iter()
            .map(|row| row.get("council"))
            .collect()
    }
}
