//! Streams: the events of one thing, each chained to the one before.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::{
    ActorId, CaseId, CauseId, ConductId, CouncilId, FileId, LessonId, MessageId, PersonId, UserId,
};
use redress_domain::report::ReportKey;
use redress_domain::words::{Digest, Salt};
use sha2::{Digest as _, Sha256};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Row, Statement, sql};
use crate::error::StoreError;
use crate::question::Question;

redress_domain::vocabulary! {
    /// What a stream is the history of.
    pub enum StreamSort {
        /// A case.
        Case = "case",
        /// A customer.
        Customer = "customer",
        /// The policy, and the people who can sign in.
        Settings = "settings",
        /// The check of the unassigned queue on one day.
        DailyCheck = "daily-check",
        /// An import.
        Import = "import",
        /// An incident.
        Incident = "incident",
        /// A conduct file: the incidents, warnings and contact arrangements of one person.
        Restriction = "restriction",
        /// The signals about one person.
        Signal = "signal",
        /// A lesson.
        Lesson = "lesson",
        /// A common cause of many cases.
        Cause = "cause",
        /// The survey about a case.
        Survey = "survey",
        /// What somebody who signs in read of the guidance.
        Guidance = "guidance",
        /// A briefing, or an annual report.
        Report = "report",
        /// A letter as it went.
        Letter = "letter",
        /// The keeping of the record itself: retention and erasure.
        Retention = "retention",
        /// What went in one commit, by the digest of its lines in the ledger.
        Erasure = "erasure",
        /// What the virus scanner said of a file.
        Scan = "scan",
        /// Who read which case on one day, by the digest of it.
        Reading = "reading",
    }
}

/// The name of a stream: what it is the history of, and of which: `case/01932c07-…`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId {
    sort: StreamSort,
    id: String,
}

impl StreamId {
    /// A stream of any sort. `id` is made of ASCII letters, digits, hyphens and slashes.
    pub fn new(sort: StreamSort, id: impl Into<String>) -> Self {
        Self { sort, id: id.into() }
    }

    /// The history of a case.
    pub fn case(id: &CaseId) -> Self {
        Self::new(StreamSort::Case, id.as_str())
    }

    /// The history of a customer.
    pub fn customer(id: &PersonId) -> Self {
        Self::new(StreamSort::Customer, id.as_str())
    }

    /// The history of the policy: `settings/policy`.
    pub fn policy() -> Self {
        Self::new(StreamSort::Settings, "policy")
    }

    /// The history of the council's logo: `settings/logo`.
    pub fn logo() -> Self {
        Self::new(StreamSort::Settings, "logo")
    }

    /// Somebody whom the identity provider knows and the council does not: `settings/stranger/…`, by a digest.
    pub fn stranger(digest: &str) -> Self {
        Self::new(StreamSort::Settings, format!("stranger/{digest}"))
    }

    /// The history of somebody who can sign in: `settings/user/…`.
    pub fn user(id: &UserId) -> Self {
        Self::new(StreamSort::Settings, format!("user/{id}"))
    }

    /// The history of a program's token: `settings/token/…`.
    pub fn token(name: &str) -> Self {
        Self::new(StreamSort::Settings, format!("token/{name}"))
    }

    /// The history of a webhook: `settings/webhook/…`.
    pub fn webhook(id: &str) -> Self {
        Self::new(StreamSort::Settings, format!("webhook/{id}"))
    }

    /// The check of the unassigned queue on one day: `daily-check/2026-01-05`.
    pub fn daily_check(day: Date) -> Self {
        Self::new(StreamSort::DailyCheck, day.to_string())
    }

    /// A letter as it went, and its printing: `letter/…`, by its message.
    pub fn letter(id: &MessageId) -> Self {
        Self::new(StreamSort::Letter, id.as_str())
    }

    /// A conduct file: `restriction/…`.
    pub fn conduct(id: &ConductId) -> Self {
        Self::new(StreamSort::Restriction, id.as_str())
    }

    /// The signals about somebody: `signal/…`.
    pub fn signals(person: &PersonId) -> Self {
        Self::new(StreamSort::Signal, person.as_str())
    }

    /// What one commit erased: `erasure/…`, by the digest of its lines in the ledger.
    pub(crate) fn erasure(lines: &Digest) -> Self {
        Self::new(StreamSort::Erasure, lines.as_str())
    }

    /// What the virus scanner said of a file: `scan/…`.
    pub fn scan(file: &FileId) -> Self {
        Self::new(StreamSort::Scan, file.as_str())
    }

    /// Who read which case on one day: `reading/2026-01-05`.
    pub fn readings(day: Date) -> Self {
        Self::new(StreamSort::Reading, day.to_string())
    }

    /// A lesson: `lesson/…`.
    pub fn lesson(id: &LessonId) -> Self {
        Self::new(StreamSort::Lesson, id.as_str())
    }

    /// A common cause of many cases: `cause/…`.
    pub fn cause(id: &CauseId) -> Self {
        Self::new(StreamSort::Cause, id.as_str())
    }

    /// The survey about a case: `survey/…`, by the case, so that there is never a second one.
    pub fn survey(case: &CaseId) -> Self {
        Self::new(StreamSort::Survey, case.as_str())
    }

    /// What somebody read of the guidance: `guidance/…`.
    pub fn guidance(user: &UserId) -> Self {
        Self::new(StreamSort::Guidance, user.as_str())
    }

    /// A briefing, or an annual report: `report/…`.
    pub fn report(key: &ReportKey) -> Self {
        Self::new(StreamSort::Report, key.to_string())
    }

    /// What it is the history of.
    pub fn sort(&self) -> StreamSort {
        self.sort
    }

    /// Of which.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.sort, self.id)
    }
}

impl TryFrom<String> for StreamId {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let parts = text
            .split_once('/')
            .and_then(|(sort, id)| Some((StreamSort::parse(sort)?, id)));
        parts
            .map(|(sort, id)| Self::new(sort, id))
            .ok_or_else(|| format!("\"{text}\" names no stream"))
    }
}

row! {
    /// An event, as whoever tells or folds a history reads it.
    pub struct Recorded {
        /// The stream.
        pub stream: StreamId,
        /// Its number in the stream, from 1, without gaps.
        pub version: i64,
        /// What happened, by name.
        pub kind: String,
        /// What happened, as JSON; `None` when retention removed it.
        pub body: Option<String>,
        /// When it was recorded.
        pub recorded_at: Timestamp,
        /// Who did it.
        pub actor: ActorId,
    }
}

row! {
    /// An event as it stands in the record, with what chains it to the one before.
    pub struct Chained {
        /// The stream.
        pub stream: StreamId,
        /// Its number in the stream, from 1, without gaps.
        pub version: i64,
        /// What happened, by name.
        pub kind: String,
        /// What happened, as JSON; `None` when retention removed it.
        pub body: Option<String>,
        /// What went into the digest beside the body; `None` when retention removed it.
        pub salt: Option<Salt>,
        /// The digest of the body.
        pub digest: Digest,
        /// The hash of the event before, or of the stream's beginning.
        pub previous: String,
        /// The hash over all of the above and the two below.
        pub hash: String,
        /// When it was recorded.
        pub recorded_at: Timestamp,
        /// Who did it.
        pub actor: ActorId,
    }
}

/// What the first event of a stream has before it.
pub(crate) const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// SHA-256, in hexadecimal, over fields that are each preceded by their length, so that no two
/// lists of fields run into the same bytes.
pub(crate) fn hash_of(fields: &[&str]) -> String {
    let mut hash = Sha256::new();
    for field in fields {
        hash.update(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(field.as_bytes());
    }
    data_encoding::HEXLOWER.encode(&hash.finalize())
}

impl Chained {
    /// The hash that this event must have.
    pub(crate) fn true_hash(&self, council: &CouncilId) -> String {
        hash_of(&[
            &self.previous,
            council.as_str(),
            &self.stream.to_string(),
            &self.version.to_string(),
            &self.kind,
            self.digest.as_str(),
            &self.recorded_at.as_microsecond().to_string(),
            &self.actor.to_string(),
        ])
    }
}

row! {
    /// Where a stream ends.
    pub struct Head {
        /// The version of its last event; 0 when there is none.
        pub version: i64,
        /// The hash of its last event.
        pub hash: String,
        /// Its place in the queue of the sealer, if it still waits there.
        pub queued_at: Option<Timestamp>,
    }
}

impl Head {
    /// Where a stream ends that has no event yet.
    pub(crate) fn before_the_first() -> Self {
        Self {
            version: 0,
            hash: BEGINNING.to_owned(),
            queued_at: None,
        }
    }
}

/// Asks where a stream ends: see [`head_of`].
pub(crate) fn ask_for_head(council: &CouncilId, stream: &StreamId) -> Statement {
    sql!("event/head.sql").bind(council).bind(stream)
}

/// Where a stream ends, by the rows of [`ask_for_head`].
pub(crate) fn head_of(rows: &[Row]) -> Result<Head, StoreError> {
    rows.first()
        .map_or_else(|| Ok(Head::before_the_first()), Head::from_row)
}

impl Store {
    /// The events of a stream, in order; empty when there is no such stream.
    pub async fn stream(&self, council: &CouncilId, stream: &StreamId) -> Result<Vec<Recorded>, StoreError> {
        self.stream_after(council, stream, 0).await
    }

    /// The events of a stream in order, each with what chains it to the one before.
    pub async fn chain_of(&self, council: &CouncilId, stream: &StreamId) -> Result<Vec<Chained>, StoreError> {
        let rows = self
            .rows(sql!("event/chain.sql").bind(council).bind(stream))
            .await?;
        rows.iter().map(Chained::from_row).collect()
    }

    /// The events of several streams, each in order; one walk for all of them.
    pub async fn streams_whole(
        &self,
        council: &CouncilId,
        streams: &[StreamId],
    ) -> Result<Vec<Vec<Recorded>>, StoreError> {
        let ask = |stream: &StreamId| sql!("event/of_stream.sql").bind(council).bind(stream).int(0);
        let question = Question::new(streams.iter().map(ask).collect(), |rows| {
            let events = |rows: &Vec<Row>| -> Result<Vec<Recorded>, StoreError> {
                rows.iter().map(Recorded::from_row).collect()
            };
            rows.iter().map(events).collect()
        });
        self.ask(question).await
    }

    /// The events of a stream that come after a version, in order.
    pub async fn stream_after(
        &self,
        council: &CouncilId,
        stream: &StreamId,
        version: i64,
    ) -> Result<Vec<Recorded>, StoreError> {
        let rows = self
            .rows(
                sql!("event/of_stream.sql")
                    .bind(council)
                    .bind(stream)
                    .int(version),
            )
            .await?;
        rows.iter().map(Recorded::from_row).collect()
    }

    /// The version that a stream is at; 0 when there is no such stream.
    pub async fn version_of(&self, council: &CouncilId, stream: &StreamId) -> Result<i64, StoreError> {
        let row = self
            .row(sql!("event/head.sql").bind(council).bind(stream))
            .await?;
        row.as_ref().map_or(Ok(0), |row| row.get("version"))
    }

    /// The streams of one sort, in the order of their names, after a name: a page of at most `limit`.
    pub async fn streams(
        &self,
        council: &CouncilId,
        sort: StreamSort,
        after: Option<&StreamId>,
        limit: i64,
    ) -> Result<Vec<StreamId>, StoreError> {
        // '0' is the character after '/': the range holds the names of this sort and no others.
        let from = after.map_or_else(|| format!("{sort}/"), ToString::to_string);
        let statement = sql!("event/streams.sql")
            .bind(council)
            .text(&from)
            .text(&format!("{sort}0"))
            .int(limit);
        self.rows(statement)
            .await?
            .iter()
            .map(|row| row.get("stream"))
            .collect()
    }
}
