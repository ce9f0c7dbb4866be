//! Making the read models again from the events, beside the live ones, while work goes on.

use std::collections::BTreeSet;

use redress_domain::case::{self, Case, Entry};
use redress_domain::id::{CaseId, CouncilId, PersonId};
use redress_domain::measure::fact;
use redress_store::changes::{Append, Changes, ReadModel};
use redress_store::daily_check::DailyCheckRow;
use redress_store::error::StoreError;
use redress_store::search::Earlier;
use redress_store::stream::{Recorded, StreamId, StreamSort};

use redress_domain::id::ActorId;

use crate::Casework;
use crate::daily_check::{DailyCheckEvent, day_of};
use crate::failure::Failure;
use crate::found_by;
use crate::people::History;
use crate::project;
use crate::stream::entries_of;

mod compared;

pub use compared::ListedOtherwise;

/// How many streams are read before their rows are written together.
const TOGETHER: i64 = 200;

/// Streams whose rows lists show.
const SORTS: [StreamSort; 12] = [
    StreamSort::Case,
    StreamSort::Customer,
    StreamSort::DailyCheck,
    StreamSort::Settings,
    StreamSort::Restriction,
    StreamSort::Signal,
    StreamSort::Lesson,
    StreamSort::Cause,
    StreamSort::Survey,
    StreamSort::Guidance,
    StreamSort::Report,
    StreamSort::Retention,
];

impl Casework {
    /// Makes the read models of a council again from its events; answers how many streams were read.
    /// `progress` is told the same number as it grows.
    ///
    /// Costs one read of the whole record, two hundred streams at a time; people can work
    /// meanwhile. What they do is found by the seals: streams with events sealed since the reading
    /// began are read again, until none is left, first beside the live rows and once more when
    /// these have been put in their place.
    pub async fn rebuild(&self, council: &CouncilId, mut progress: impl FnMut(u64)) -> Result<u64, Failure> {
        self.seal_all(council).await?;
        let mut sealed = self.store.last_seal(council).await?;
        self.store.begin_rebuild(council).await?;
        let mut done = 0;
        for sort in SORTS {
            let mut after = None;
            loop {
                let page = self
                    .store
                    .streams(council, sort, after.as_ref(), TOGETHER)
                    .await?;
                let Some(last) = page.last() else { break };
                after = Some(last.clone());
                let mut rows = Vec::new();
                for stream in &page {
                    rows.extend(self.rows_of(council, stream).await?.1);
                }
                self.store.write_shadow(council, &rows).await?;
                done += u64::try_from(page.len()).unwrap_or_default();
                progress(done);
            }
        }
        loop {
            let changed = self.changed_since(council, &mut sealed).await?;
            for stream in &changed {
                let (_, rows) = self.rows_of(council, stream).await?;
                self.store.write_shadow(council, &rows).await?;
            }
            if changed.is_empty() {
                break;
            }
        }
        self.store.swap_rebuilt(council).await?;
        for stream in self.changed_since(council, &mut sealed).await? {
            self.show_again(council, &stream).await?;
        }
        Ok(done)
    }

    /// The streams that lists show with events after a seal; the seal moves on to the last.
    async fn changed_since(
        &self,
        council: &CouncilId,
        sealed: &mut i64,
    ) -> Result<BTreeSet<StreamId>, Failure> {
        self.seal_all(council).await?;
        let mut changed = BTreeSet::new();
        loop {
            let seals = self.store.seals_after(council, *sealed, 1_000).await?;
            let Some(last) = seals.last() else {
                return Ok(changed);
            };
            *sealed = last.position;
            let streams = seals.into_iter().map(|seal| seal.stream);
            changed.extend(streams.filter(|stream| SORTS.contains(&stream.sort())));
        }
    }

    async fn seal_all(&self, council: &CouncilId) -> Result<(), Failure> {
        while self.seal(council).await? > 0 {}
        Ok(())
    }

    /// Writes the live rows of one stream, and looks afterwards whether they are still right: an act
    /// that committed between the reading and the writing has its rows overwritten, so they are
    /// made once more.
    async fn show_again(&self, council: &CouncilId, stream: &StreamId) -> Result<(), Failure> {
        loop {
            let (version, rows) = self.rows_of(council, stream).await?;
            let mut changes = Changes::new(council.clone(), ActorId::Job("other"), self.outside().now());
            // Without events: it only asks that the stream is still where it was read.
            changes.appends.push(Append {
                stream: stream.clone(),
                expected: version,
                events: Vec::new(),
            });
            changes.rows = rows;
            match self.store.commit(changes).await {
                Ok(_) if self.store.version_of(council, stream).await? == version => return Ok(()),
                Ok(_) | Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }

    async fn case_rows(
        &self,
        council: &CouncilId,
        stream: &StreamId,
        recorded: Vec<Recorded>,
    ) -> Result<Vec<ReadModel>, Failure> {
        let Some((version, at)) = recorded.last().map(|event| (event.version, event.recorded_at)) else {
            return Ok(Vec::new());
        };
        let id = CaseId::parse(stream.id()).map_err(|error| Failure::Unreadable(error.to_string()))?;
        let entries = entries_of(recorded)?;
        // A case whose bodies retention removed is in no list.
        let Some(case) = case::fold(&entries) else {
            return Ok(Vec::new());
        };
        let mut rows = project::rows(&id, version, &case, at);
        let facts = fact::facts(&case, &self.councils.get(council)?.calendar);
        rows.push(project::fact_rows(&id, (None, facts)));
        rows.push(self.found_again(council, (&id, &case), &entries).await?);
        Ok(rows)
    }

    /// Everything that a case is found by, made again: its texts, and the people on it as they are called now.
    pub(crate) async fn found_again(
        &self,
        council: &CouncilId,
        (id, case): (&CaseId, &Case),
        entries: &[Entry],
    ) -> Result<ReadModel, Failure> {
        let words = self.store.words_of_stream(council, &StreamId::case(id)).await?;
        let texts = words
            .iter()
            .map(|stored| (stored.purpose.as_str(), &stored.words_id, stored.body.as_str()))
            .collect();
        let mut found = found_by::row((id, case), entries, texts, Earlier::Forgotten);
        found.people = found_by::people(case);
        Ok(ReadModel::Search(Box::new(found)))
    }

    /// The version of a stream and the rows that follow from it.
    async fn rows_of(
        &self,
        council: &CouncilId,
        stream: &StreamId,
    ) -> Result<(i64, Vec<ReadModel>), Failure> {
        let recorded = self.store.stream(council, stream).await?;
        let version = recorded.last().map_or(0, |event| event.version);
        let rows = match stream.sort() {
            StreamSort::Case => self.case_rows(council, stream, recorded).await?,
            StreamSort::DailyCheck => check_row(stream, &recorded)?.into_iter().collect(),
            StreamSort::Settings => crate::audit::rows(&recorded)?,
            StreamSort::Customer => {
                let id =
                    PersonId::parse(stream.id()).map_err(|error| Failure::Unreadable(error.to_string()))?;
                History::of(&recorded)?.rows(&id)
            }
            StreamSort::Restriction => crate::conduct::rows_of_stream(stream, recorded)?,
            StreamSort::Signal => crate::signal::rows_of_stream(stream, recorded)?,
            StreamSort::Lesson => crate::lesson::rows_of_stream(stream, recorded)?,
            StreamSort::Cause => crate::cause::rows_of_stream(stream, recorded)?,
            StreamSort::Survey => crate::survey::rows_of_stream(stream, recorded)?,
            StreamSort::Guidance => crate::guidance::rows_of_stream(stream, &recorded)?,
            StreamSort::Report => crate::report::rows_of_stream(stream, recorded)?,
            StreamSort::Retention => crate::retention::rows(&recorded)?,
            StreamSort::Import
            | StreamSort::Incident
            | StreamSort::Letter
            | StreamSort::Erasure
            | StreamSort::Scan
            | StreamSort::Reading => Vec::new(),
        };
        Ok((version, rows))
    }
}

fn check_row(stream: &StreamId, recorded: &[Recorded]) -> Result<Option<ReadModel>, Failure> {
    for last in recorded.iter().rev() {
        let Some(body) = &last.body else { continue };
        let unreadable =
            |error: String| Failure::Unreadable(format!("{stream} version {}: {error}", last.version));
        let event: DailyCheckEvent =
            serde_json::from_str(body).map_err(|error| unreadable(error.to_string()))?;
        let left = match event {
            DailyCheckEvent::QueueChecked { left, .. } => left,
            DailyCheckEvent::AlertRaised { .. } => continue,
        };
        return Ok(Some(ReadModel::DailyCheck(DailyCheckRow {
            checked_on: day_of(stream).map_err(unreadable)?,
            checked_at: last.recorded_at,
            checked_by: last.actor.clone(),
            waiting: left,
        })));
    }
    Ok(None)
}
