//! Verify: whether the record is as it was written, and if not, exactly what is wrong where.

mod anchors;
mod beside;
mod fault;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use redress_domain::id::{CouncilId, WordsId};
use redress_domain::words::Digest;

use crate::Store;
use crate::anchor::Printed;
use crate::column::Record as _;
use crate::engine::{Row, Statement, sql};
use crate::erased::of_event;
use crate::error::StoreError;
use crate::seal::Seal;
use crate::stream::{BEGINNING, Chained, StreamId};
use crate::verify::beside::Said;
use crate::words::StoredWords;

pub use fault::Fault;

/// How many rows are read at once.
const PAGE: i64 = 1_000;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VerifyReport {
    /// How many events were read.
    pub events: u64,
    /// How many streams they belong to.
    pub streams: u64,
    /// How many texts were compared with the digest that an event names.
    pub words: u64,
    /// How many files were compared with the digest that an event names.
    pub files: u64,
    /// How many people's details were compared with the digest that an event names.
    pub persons: u64,
    /// How many versions of the policy were compared with what the record says of them.
    pub policies: u64,
    /// How many of those who can sign in were compared with what the record says of them.
    pub users: u64,
    /// How many seals were read.
    pub seals: u64,
    /// How many anchors were compared with the seals that they were made over.
    pub anchors: u64,
    /// The days of anchors that a clock made which stood ahead, since anchors of earlier days were made after them: no fault.
    pub ahead: Vec<Date>,
    /// How many events wait for their seal: what cuts them off leaves no trace.
    pub unsealed: u64,
    /// How many texts and bodies are gone because they were erased, and said to be.
    pub erased: u64,
    /// The last seal: its position and hash, for whoever publishes it.
    pub last_seal: Option<(i64, String)>,
    /// Everything that is wrong.
    pub faults: Vec<Fault>,
}

impl VerifyReport {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many events were read.
    Events(u64),
    /// So many seals were read.
    Seals(u64),
}

/// What an event says of something that stands outside the log.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
struct Named {
    id: String,
    digest: Digest,
}

struct Verifier<'s> {
    store: &'s Store,
    council: &'s CouncilId,
    report: VerifyReport,
    stream: Option<StreamSoFar>,
    /// The anchors with what they cover, the first first: what they do not cover was written down after them.
    anchored: Vec<(i64, Date)>,
    /// Events that say they are older than an anchor that does not cover them, by its day: the first, and how many.
    backdated: BTreeMap<Date, (StreamId, i64, i64)>,
}

/// A stream as far as it was read.
struct StreamSoFar {
    name: StreamId,
    version: i64,
    hash: String,
    count: i64,
    words: BTreeMap<WordsId, StoredWords>,
    /// Which texts its events name.
    named: BTreeSet<String>,
    /// Texts that were said to be unreadable already.
    unreadable: BTreeSet<String>,
    said: Said,
}

/// How far a reading by pages is: the key of the last row whose key could be read, and how many
/// rows after it could not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Place {
    stream: String,
    number: i64,
    beyond: i64,
}

/// What is known beside the record itself, for whoever verifies it.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Anchors that were kept elsewhere: what was sealed after one and says that it is older was written in, whatever else
    /// the record says of clocks.
    pub held: Vec<Printed>,
    /// The day on which it is verified: an anchor of a later one was made by a clock that stood ahead.
    pub today: Option<Date>,
}

impl Store {
    /// Reads a council's whole record and compares everything in it with everything that is said
    /// of it. It sees one state page by page: what is committed meanwhile may or may not be in it.
    pub async fn verify(
        &self,
        council: &CouncilId,
        progress: impl FnMut(Progress),
    ) -> Result<VerifyReport, StoreError> {
        self.verify_knowing(council, &Known::default(), progress).await
    }

    /// The same for whoever knows something beside the record. Whether an anchor that they hold is in the record as it was
    /// printed is [`Store::compare_anchor`].
    pub async fn verify_knowing(
        &self,
        council: &CouncilId,
        known: &Known,
        mut progress: impl FnMut(Progress),
    ) -> Result<VerifyReport, StoreError> {
        let report = VerifyReport::default();
        let mut verifier = Verifier {
            store: self,
            council,
            report,
            stream: None,
            anchored: Vec::new(),
            backdated: BTreeMap::new(),
        };
        verifier.read_anchored(known).await?;
        // The seals first: an event that is sealed meanwhile is then still known as waiting.
        let sealed_to = verifier.seals(&mut progress).await?;
        verifier.head(sealed_to).await?;
        verifier.out_of_order().await?;
        verifier.events(&mut progress).await?;
        verifier.end_of_stream().await?;
        verifier.queue().await?;
        verifier.not_recorded().await?;
        verifier.anchors().await?;
        let damaged = self.check_pages().await?;
        verifier
            .report
            .faults
            .extend(damaged.into_iter().map(Fault::Damaged));
        Ok(verifier.report)
    }

    /// The councils of which anything at all is kept, whether or not there are events of theirs; the
    /// error is a name that is no council's.
    pub async fn kept_councils(&self) -> Result<Vec<Result<CouncilId, String>>, StoreError> {
        let rows = self.rows(sql!("verify/councils.sql")).await?;
        let name = |row: &Row| match row.get("council") {
            Ok(council) => Ok(Ok(council)),
            Err(StoreError::Unreadable { why, .. }) => Ok(Err(why)),
            Err(other) => Err(other),
        };
        rows.iter().map(name).collect()
    }
}

impl Verifier<'_> {
    fn fault(&mut self, fault: Fault) {
        self.report.faults.push(fault);
    }

    /// What was read; `None` when it cannot be, which is a fault and no reason to stop.
    fn readable<T>(
        &mut self,
        read: Result<T, StoreError>,
        place: impl FnOnce() -> String,
    ) -> Result<Option<T>, StoreError> {
        match read {
            Ok(value) => Ok(Some(value)),
            Err(StoreError::Unreadable { column, why }) => {
                let place = place();
                self.fault(Fault::Unreadable { place, column, why });
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    async fn count(&self, statement: Statement) -> Result<i64, StoreError> {
        self.store.row(statement).await?.map_or(Ok(0), |row| row.get("n"))
    }

    async fn seals(&mut self, progress: &mut impl FnMut(Progress)) -> Result<(i64, String), StoreError> {
        let mut hash = BEGINNING.to_owned();
        let mut place = Place::default();
        loop {
            let page = sql!("verify/seals.sql")
                .bind(self.council)
                .int(place.number)
                .int(PAGE)
                .int(place.beyond);
            let rows = self.store.rows(page).await?;
            if rows.is_empty() {
                return Ok((place.number, hash));
            }
            for row in &rows {
                let position = row.get("position");
                let after = || format!("a seal after number {}", place.number);
                let Some(position) = self.readable(position, after)? else {
                    place.beyond += 1;
                    continue;
                };
                let seal = self.readable(Seal::from_row(row), || format!("seal {position}"))?;
                if position != place.number + 1 {
                    self.fault(Fault::SealsMissing {
                        first: place.number + 1,
                        last: position - 1,
                    });
                } else if let Some(seal) = &seal
                    && (seal.previous != hash || seal.hash != seal.true_hash(self.council))
                {
                    self.fault(Fault::SealAltered { position });
                }
                self.sealed_event(seal.as_ref(), row);
                self.is_as_old_as_it_says(seal.as_ref(), row);
                // Where the hash cannot be read, the next seal does not follow either, and is named.
                hash = row.get("hash").unwrap_or_default();
                (place.number, place.beyond) = (position, 0);
                self.report.seals += 1;
            }
            self.report.last_seal = Some((place.number, hash.clone()));
            progress(Progress::Seals(self.report.seals));
        }
    }

    /// Compares a seal with the event that is there.
    fn sealed_event(&mut self, seal: Option<&Seal>, row: &Row) {
        let found: Option<String> = row.get("found_hash").unwrap_or_default();
        if let Some(seal) = seal
            && found.as_ref() != Some(&seal.event_hash)
        {
            self.fault(Fault::SealedOtherwise {
                position: seal.position,
                stream: seal.stream.clone(),
                version: seal.version,
            });
        }
    }

    /// Compares the last seal with what the sealer remembers of it: a tail of seals may be gone.
    async fn head(&mut self, (position, hash): (i64, String)) -> Result<(), StoreError> {
        let Some(row) = self.store.row(sql!("seal/head.sql").bind(self.council)).await? else {
            if position > 0 {
                self.fault(Fault::SealHeadMissing { position });
            }
            return Ok(());
        };
        let read = row
            .get("position")
            .and_then(|position| Ok((position, row.get("hash")?)));
        let memory = || "what the sealer remembers of the last seal".to_owned();
        let Some((remembered, remembered_hash)): Option<(i64, String)> = self.readable(read, memory)? else {
            return Ok(());
        };
        if remembered > position {
            // Seals that were added since we read are not missing.
            let next = sql!("verify/seals.sql")
                .bind(self.council)
                .int(position)
                .int(1)
                .int(0);
            if self.store.row(next).await?.is_none() {
                self.fault(Fault::SealsMissing {
                    first: position + 1,
                    last: remembered,
                });
            }
        } else if remembered < position || remembered_hash != hash {
            self.fault(Fault::SealAltered { position });
        }
        Ok(())
    }

    async fn events(&mut self, progress: &mut impl FnMut(Progress)) -> Result<(), StoreError> {
        let mut place = Place::default();
        loop {
            let page = sql!("verify/events.sql")
                .bind(self.council)
                .text(&place.stream)
                .int(place.number)
                .int(PAGE)
                .int(place.beyond);
            let rows = self.store.rows(page).await?;
            if rows.is_empty() {
                return Ok(());
            }
            for row in &rows {
                let key = row
                    .get("stream")
                    .and_then(|stream: String| Ok((stream, row.get("version")?)));
                let after = || format!("an event after {} version {}", place.stream, place.number);
                if let Some((stream, number)) = self.readable(key, after)? {
                    let here = || format!("{stream} version {number}");
                    match self.readable(Chained::from_row(row), here)? {
                        Some(event) => self.event(event).await?,
                        None => self.unread(&stream, number, row).await?,
                    }
                    place = Place {
                        stream,
                        number,
                        beyond: 0,
                    };
                } else {
                    place.beyond += 1;
                }
            }
            progress(Progress::Events(self.report.events));
        }
    }

    /// An event of which a column cannot be read: what follows it is still compared with its hash.
    async fn unread(&mut self, stream: &str, version: i64, row: &Row) -> Result<(), StoreError> {
        self.report.events += 1;
        let Ok(stream) = StreamId::try_from(stream.to_owned()) else {
            return Ok(());
        };
        let so_far = self.enter(&stream).await?;
        so_far.said.is_incomplete = true;
        so_far.said.is_unreadable = true;
        (so_far.version, so_far.count) = (version, so_far.count + 1);
        so_far.hash = row.get("hash").unwrap_or_default();
        Ok(())
    }

    async fn event(&mut self, event: Chained) -> Result<(), StoreError> {
        self.report.events += 1;
        let council = self.council;
        let so_far = self.enter(&event.stream).await?;
        let (stream, version) = (event.stream.clone(), event.version);
        let mut faults = Vec::new();
        if version != so_far.version + 1 {
            faults.push(Fault::Missing {
                stream: stream.clone(),
                first: so_far.version + 1,
                last: version - 1,
            });
        } else if event.previous != so_far.hash {
            faults.push(Fault::Unchained {
                stream: stream.clone(),
                version,
            });
        }
        if event.hash != event.true_hash(council) {
            faults.push(Fault::Altered {
                stream: stream.clone(),
                version,
            });
        }
        (so_far.version, so_far.hash) = (version, event.hash.clone());
        so_far.count += 1;
        self.report.faults.extend(faults);
        self.body(&event).await
    }

    async fn body(&mut self, event: &Chained) -> Result<(), StoreError> {
        let (stream, version) = (event.stream.clone(), event.version);
        let (Some(body), Some(salt)) = (&event.body, &event.salt) else {
            if self.was_erased("bodies", &stream.to_string()).await?
                || self.was_erased("body", &of_event(&stream, version)).await?
            {
                self.report.erased += 1;
                if let Some(so_far) = &mut self.stream {
                    so_far.said.is_incomplete = true;
                }
            } else {
                self.fault(Fault::BodyMissing { stream, version });
                self.hear_nothing();
            }
            return Ok(());
        };
        if Digest::of(salt, body.as_bytes()) != event.digest {
            self.fault(Fault::BodyAltered { stream, version });
            self.hear_nothing();
            return Ok(());
        }
        let Ok(body) = serde_json::from_str(body) else {
            self.hear_nothing();
            return Ok(());
        };
        if let Some(so_far) = &mut self.stream {
            so_far.said.hear(&event.kind, &body);
        }
        let mut named = Vec::new();
        gather(&body, &mut named);
        for named in named {
            if let Some(so_far) = &mut self.stream {
                so_far.named.insert(named.id.clone());
            }
            self.named(event, named).await?;
        }
        Ok(())
    }

    /// What an event said is not known, and it was not erased: nothing is concluded from its silence.
    fn hear_nothing(&mut self) {
        if let Some(so_far) = &mut self.stream {
            so_far.said.is_incomplete = true;
            so_far.said.is_unreadable = true;
        }
    }

    async fn named(&mut self, event: &Chained, named: Named) -> Result<(), StoreError> {
        let (stream, version) = (event.stream.clone(), event.version);
        let Ok(id) = WordsId::parse(named.id.clone()) else {
            return Ok(());
        };
        let read = match self.stream.as_ref().and_then(|so_far| so_far.words.get(&id)) {
            Some(words) => Ok(Some(words.clone())),
            None => self.words_elsewhere(&id).await,
        };
        let said_already = |so_far: &StreamSoFar| so_far.unreadable.contains(&named.id);
        if self.stream.as_ref().is_some_and(said_already) {
            return Ok(());
        }
        let Some(stored) = self.readable(read, || format!("{stream} version {version}, the text {id}"))?
        else {
            return Ok(());
        };
        if let Some(words) = stored {
            self.report.words += 1;
            if Digest::of(&words.salt, words.body.as_bytes()) != named.digest || words.digest != named.digest
            {
                self.fault(Fault::WordsAltered {
                    stream,
                    version,
                    words: id,
                });
            }
            return Ok(());
        }
        let file = self.file(&named).await;
        let Some(file) = self.readable(file, || {
            format!("{stream} version {version}, the file {}", named.id)
        })?
        else {
            return Ok(());
        };
        if let Some((file, is_as_said)) = file {
            self.report.files += 1;
            if !is_as_said {
                self.fault(Fault::FileAltered {
                    stream,
                    version,
                    file,
                });
            }
            return Ok(());
        }
        if self.was_erased("words", &named.id).await? || self.was_erased("file", &named.id).await? {
            self.report.erased += 1;
        } else {
            self.fault(Fault::WordsMissing {
                stream,
                version,
                id: named.id,
            });
        }
        Ok(())
    }

    async fn words_elsewhere(&self, id: &WordsId) -> Result<Option<StoredWords>, StoreError> {
        let row = self
            .store
            .row(sql!("words/get.sql").bind(self.council).bind(id))
            .await?;
        row.as_ref().map(StoredWords::from_row).transpose()
    }

    async fn was_erased(&self, sort: &str, id: &str) -> Result<bool, StoreError> {
        Ok(self
            .store
            .row(sql!("erased/get.sql").bind(self.council).text(sort).text(id))
            .await?
            .is_some())
    }

    /// The stream that an event belongs to: the one being read, or the next.
    async fn enter(&mut self, name: &StreamId) -> Result<&mut StreamSoFar, StoreError> {
        if self.stream.as_ref().is_none_or(|so_far| so_far.name != *name) {
            self.end_of_stream().await?;
            self.report.streams += 1;
            let (words, unreadable) = self.words_of(name).await?;
            let hash = BEGINNING.to_owned();
            self.stream = Some(StreamSoFar {
                name: name.clone(),
                version: 0,
                hash,
                count: 0,
                words,
                named: BTreeSet::new(),
                unreadable,
                said: Said::default(),
            });
        }
        self.stream.as_mut().ok_or(StoreError::Closed)
    }

    /// The texts of a stream, and the identifiers of those that cannot be read.
    async fn words_of(
        &mut self,
        stream: &StreamId,
    ) -> Result<(BTreeMap<WordsId, StoredWords>, BTreeSet<String>), StoreError> {
        let (mut words, mut unreadable) = (BTreeMap::new(), BTreeSet::new());
        let of_stream = sql!("words/of_stream.sql").bind(self.council).bind(stream);
        for row in self.store.rows(of_stream).await? {
            let id: String = row.get("words_id").unwrap_or_default();
            let place = || format!("{stream}, the text {id}");
            match self.readable(StoredWords::from_row(&row), place)? {
                Some(text) => _ = words.insert(text.words_id.clone(), text),
                None => _ = unreadable.insert(id),
            }
        }
        Ok((words, unreadable))
    }

    /// At the end of a stream: every event that was read must have a seal or wait for one, and what
    /// stands beside the stream must be what its events say.
    async fn end_of_stream(&mut self) -> Result<(), StoreError> {
        let Some(so_far) = self.stream.take() else {
            return Ok(());
        };
        let waiting = sql!("verify/waiting_of_stream.sql")
            .bind(self.council)
            .bind(&so_far.name);
        let waiting = self.count(waiting.int(so_far.version)).await?;
        let sealed = sql!("verify/sealed_of_stream.sql")
            .bind(self.council)
            .bind(&so_far.name);
        let sealed = self.count(sealed.int(so_far.version)).await?;
        self.report.unsealed += u64::try_from(waiting).unwrap_or(0);
        if waiting + sealed < so_far.count {
            self.fault(Fault::NeverSealed {
                stream: so_far.name.clone(),
                count: so_far.count - waiting - sealed,
            });
        }
        self.beside(so_far).await
    }

    /// What waits for its seal must be there: an event that was cut off may have left its place.
    async fn queue(&mut self) -> Result<(), StoreError> {
        for row in self
            .store
            .rows(sql!("verify/waiting_for_nothing.sql").bind(self.council))
            .await?
        {
            let read = row
                .get("stream")
                .and_then(|stream: StreamId| Ok((stream, row.get("version")?)));
            let queue = || "the queue of the sealer".to_owned();
            if let Some((stream, version)) = self.readable(read, queue)? {
                self.fault(Fault::Missing {
                    stream,
                    first: version,
                    last: version,
                });
            }
        }
        Ok(())
    }
}

/// Finds each object with exactly an `id` and a `digest` in a body, however deep.
fn gather(value: &serde_json::Value, into: &mut Vec<Named>) {
    match value {
        serde_json::Value::Object(fields) => {
            if fields.len() == 2
                && let Ok(named) = serde_json::from_value(value.clone())
            {
                into.push(named);
            } else {
                fields.values().for_each(|field| gather(field, into));
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| gather(item, into)),
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => {}
    }
}
