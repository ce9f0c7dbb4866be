//! Verify: whether the record is as it was written, and if not, exactly what is wrong where.

use std::collections::BTreeMap;

use jiff::Timestamp;
use redress_domain::id::{CouncilId, FileId, PersonId, WordsId};
use redress_domain::words::Digest;

use crate::Store;
use crate::column::Record as _;
use crate::engine::{Statement, sql};
use crate::error::StoreError;
use crate::person::PersonRow;
use crate::seal::Seal;
use crate::stream::{BEGINNING, Recorded, StreamId};
use crate::words::StoredWords;

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
    /// How many people's details were compared with their digest.
    pub persons: u64,
    /// How many seals were read.
    pub seals: u64,
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

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// An event is not what was hashed: a column of it was changed.
    #[error("{stream} version {version}: the event was altered")]
    Altered {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: i64,
    },
    /// The body of an event is not what its digest says.
    #[error("{stream} version {version}: the body was altered")]
    BodyAltered {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: i64,
    },
    /// The body of an event is gone, and nothing says that it was erased.
    #[error("{stream} version {version}: the body is missing")]
    BodyMissing {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: i64,
    },
    /// An event does not follow the one before it.
    #[error("{stream} version {version}: it does not follow the event before it")]
    Unchained {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: i64,
    },
    /// Events are missing from a stream.
    #[error("{stream}: versions {first} to {last} are missing")]
    Missing {
        /// The stream.
        stream: StreamId,
        /// The first version that is missing.
        first: i64,
        /// The last.
        last: i64,
    },
    /// An event was sealed, and is gone or another.
    #[error("{stream} version {version}: seal {position} is not for the event that is there")]
    SealedOtherwise {
        /// The seal.
        position: i64,
        /// The stream.
        stream: StreamId,
        /// The version.
        version: i64,
    },
    /// An event has neither a seal nor a place in the queue for one.
    #[error("{stream}: {count} events have neither a seal nor a place in the queue")]
    NeverSealed {
        /// The stream.
        stream: StreamId,
        /// How many.
        count: i64,
    },
    /// A seal is not what was hashed, or does not follow the one before it.
    #[error("seal {position}: it was altered or does not follow the seal before it")]
    SealAltered {
        /// The seal.
        position: i64,
    },
    /// Seals are missing.
    #[error("seals {first} to {last} are missing")]
    SealsMissing {
        /// The first that is missing.
        first: i64,
        /// The last.
        last: i64,
    },
    /// A text is not what the event says.
    #[error("{stream} version {version}: the text {words} was altered")]
    WordsAltered {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: i64,
        /// The text.
        words: WordsId,
    },
    /// The content of a file is not what the event says.
    #[error("{stream} version {version}: the file {file} was altered")]
    FileAltered {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: i64,
        /// The file.
        file: FileId,
    },
    /// A text is gone, and nothing says that it was erased.
    #[error("{stream} version {version}: {id} is missing")]
    WordsMissing {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: i64,
        /// The identifier, of a text or of a person.
        id: String,
    },
    /// Somebody's details are not what the last event about them says.
    #[error("the details of {0} were altered")]
    PersonAltered(PersonId),
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many events were read.
    Events(u64),
    /// So many people were read.
    Persons(u64),
    /// So many seals were read.
    Seals(u64),
}

/// What an event says of something that stands outside the log.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
struct Named {
    id: String,
    digest: Digest,
}

/// The last digests that events gave of somebody, and when.
type Persons = BTreeMap<PersonId, (Timestamp, Vec<Digest>)>;

struct Verifier<'s> {
    store: &'s Store,
    council: &'s CouncilId,
    report: VerifyReport,
    persons: Persons,
    stream: Option<StreamSoFar>,
}

/// A stream as far as it was read.
struct StreamSoFar {
    name: StreamId,
    version: i64,
    hash: String,
    count: i64,
    words: BTreeMap<WordsId, StoredWords>,
}

impl Store {
    /// Reads a council's whole record and compares everything in it with everything that is said
    /// of it. It sees one state page by page: what is committed meanwhile may or may not be in it.
    pub async fn verify(
        &self,
        council: &CouncilId,
        mut progress: impl FnMut(Progress),
    ) -> Result<VerifyReport, StoreError> {
        let report = VerifyReport::default();
        let mut verifier = Verifier {
            store: self,
            council,
            report,
            persons: BTreeMap::new(),
            stream: None,
        };
        // The seals first: an event that is sealed meanwhile is then still known as waiting.
        let sealed_to = verifier.seals(&mut progress).await?;
        verifier.head(sealed_to).await?;
        verifier.events(&mut progress).await?;
        verifier.end_of_stream().await?;
        verifier.queue().await?;
        verifier.people(&mut progress).await?;
        Ok(verifier.report)
    }
}

impl Verifier<'_> {
    fn fault(&mut self, fault: Fault) {
        self.report.faults.push(fault);
    }

    async fn count(&self, statement: Statement) -> Result<i64, StoreError> {
        self.store.row(statement).await?.map_or(Ok(0), |row| row.get("n"))
    }

    async fn seals(&mut self, progress: &mut impl FnMut(Progress)) -> Result<(i64, String), StoreError> {
        let (mut position, mut hash) = (0, BEGINNING.to_owned());
        loop {
            let rows = self
                .store
                .rows(
                    sql!("verify/seals.sql")
                        .bind(self.council)
                        .int(position)
                        .int(PAGE),
                )
                .await?;
            if rows.is_empty() {
                return Ok((position, hash));
            }
            for row in &rows {
                let seal = Seal::from_row(row)?;
                if seal.position != position + 1 {
                    self.fault(Fault::SealsMissing {
                        first: position + 1,
                        last: seal.position - 1,
                    });
                } else if seal.previous != hash || seal.hash != seal.true_hash(self.council) {
                    self.fault(Fault::SealAltered {
                        position: seal.position,
                    });
                }
                if row.get::<Option<String>>("found_hash")?.as_ref() != Some(&seal.event_hash) {
                    let (stream, version) = (seal.stream.clone(), seal.version);
                    self.fault(Fault::SealedOtherwise {
                        position: seal.position,
                        stream,
                        version,
                    });
                }
                (position, hash) = (seal.position, seal.hash);
                self.report.seals += 1;
            }
            self.report.last_seal = Some((position, hash.clone()));
            progress(Progress::Seals(self.report.seals));
        }
    }

    /// Compares the last seal with what the sealer remembers of it: a tail of seals may be gone.
    async fn head(&mut self, (position, hash): (i64, String)) -> Result<(), StoreError> {
        let Some(row) = self.store.row(sql!("seal/head.sql").bind(self.council)).await? else {
            return Ok(());
        };
        let (remembered, remembered_hash): (i64, String) = (row.get("position")?, row.get("hash")?);
        if remembered > position {
            // Seals that were added since we read are not missing.
            let next = sql!("verify/seals.sql").bind(self.council).int(position).int(1);
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
        let (mut stream, mut version) = (String::new(), 0);
        loop {
            let page = sql!("event/page.sql")
                .bind(self.council)
                .text(&stream)
                .int(version)
                .int(PAGE);
            let rows = self.store.rows(page).await?;
            if rows.is_empty() {
                return Ok(());
            }
            for row in &rows {
                let event = Recorded::from_row(row)?;
                (stream, version) = (event.stream.to_string(), event.version);
                self.event(event).await?;
            }
            progress(Progress::Events(self.report.events));
        }
    }

    async fn event(&mut self, event: Recorded) -> Result<(), StoreError> {
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

    async fn body(&mut self, event: &Recorded) -> Result<(), StoreError> {
        let (stream, version) = (event.stream.clone(), event.version);
        let (Some(body), Some(salt)) = (&event.body, &event.salt) else {
            if self.was_erased("bodies", &stream.to_string()).await? {
                self.report.erased += 1;
            } else {
                self.fault(Fault::BodyMissing { stream, version });
            }
            return Ok(());
        };
        if Digest::of(salt, body.as_bytes()) != event.digest {
            self.fault(Fault::BodyAltered { stream, version });
            return Ok(());
        }
        let mut named = Vec::new();
        if let Ok(body) = serde_json::from_str(body) {
            gather(&body, &mut named);
        }
        for named in named {
            self.named(event, named).await?;
        }
        Ok(())
    }

    async fn named(&mut self, event: &Recorded, named: Named) -> Result<(), StoreError> {
        let (stream, version) = (event.stream.clone(), event.version);
        let Ok(id) = WordsId::parse(named.id.clone()) else {
            return Ok(());
        };
        let stored = match self.stream.as_ref().and_then(|so_far| so_far.words.get(&id)) {
            Some(words) => Some(words.clone()),
            None => self.words_elsewhere(&id).await?,
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
        if let Some(file) = self.file(&named).await? {
            self.report.files += 1;
            if !file.1 {
                self.fault(Fault::FileAltered {
                    stream,
                    version,
                    file: file.0,
                });
            }
            return Ok(());
        }
        let person = PersonId::parse(named.id.clone()).ok();
        if let Some(person) = person
            && self
                .store
                .row(sql!("person/get.sql").bind(self.council).bind(&person))
                .await?
                .is_some()
        {
            self.remember(person, event.recorded_at, named.digest);
        } else if self.is_known_as_erased(&named.id).await? {
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

    /// The file that is named, if it is one, and whether its content is what is said of it.
    async fn file(&self, named: &Named) -> Result<Option<(FileId, bool)>, StoreError> {
        let Ok(id) = FileId::parse(named.id.clone()) else {
            return Ok(None);
        };
        let Some(file) = self.store.file(self.council, &id).await? else {
            return Ok(None);
        };
        let (digest, size) = self.store.true_digest(self.council, &file).await?;
        let is_as_said = digest == named.digest && file.digest == named.digest && size == file.size;
        Ok(Some((id, is_as_said)))
    }

    async fn is_known_as_erased(&self, id: &str) -> Result<bool, StoreError> {
        for sort in ["words", "person", "file"] {
            if self.was_erased(sort, id).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn remember(&mut self, person: PersonId, at: Timestamp, digest: Digest) {
        let (last, digests) = self.persons.entry(person).or_insert((at, Vec::new()));
        if at > *last {
            (*last, *digests) = (at, Vec::new());
        }
        if at == *last && !digests.contains(&digest) {
            digests.push(digest);
        }
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
            let words = self.store.words_of_stream(self.council, name).await?;
            let words = words
                .into_iter()
                .map(|words| (words.words_id.clone(), words))
                .collect();
            let hash = BEGINNING.to_owned();
            self.stream = Some(StreamSoFar {
                name: name.clone(),
                version: 0,
                hash,
                count: 0,
                words,
            });
        }
        self.stream.as_mut().ok_or(StoreError::Closed)
    }

    /// At the end of a stream: every event that was read must have a seal or wait for one.
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
                stream: so_far.name,
                count: so_far.count - waiting - sealed,
            });
        }
        Ok(())
    }

    /// What waits for its seal must be there: an event that was cut off may have left its place.
    async fn queue(&mut self) -> Result<(), StoreError> {
        for row in self
            .store
            .rows(sql!("verify/waiting_for_nothing.sql").bind(self.council))
            .await?
        {
            let version = row.get("version")?;
            self.fault(Fault::Missing {
                stream: row.get("stream")?,
                first: version,
                last: version,
            });
        }
        Ok(())
    }

    async fn people(&mut self, progress: &mut impl FnMut(Progress)) -> Result<(), StoreError> {
        let mut after = String::new();
        loop {
            let page = sql!("person/page.sql").bind(self.council).text(&after).int(PAGE);
            let rows = self.store.rows(page).await?;
            if rows.is_empty() {
                return Ok(());
            }
            for row in &rows {
                let person = PersonRow::from_row(row)?;
                after = person.person_id.to_string();
                self.report.persons += 1;
                let said = self.persons.get(&person.person_id);
                let as_said = said.is_none_or(|(_, digests)| digests.contains(&person.digest));
                if person.digest != person.true_digest() || !as_said {
                    self.fault(Fault::PersonAltered(person.person_id));
                }
            }
            progress(Progress::Persons(self.report.persons));
        }
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
