//! How far the record was sealed, in a small file beside a SQLite database.
//!
//! What stands in SQLite's write-ahead log behind a bad checksum is an unfinished write to it, and it drops that without a
//! word: one byte that a disk loses there takes acts along that were acknowledged, and what is left is a sound record of an
//! earlier moment. This file remembers how far the record went. It is written after the seals are committed, so a program that
//! is killed between the two leaves it behind the record and never before it.
//!
//! It guards against disks, and against a file that was put back unawares. Whoever can write the database can write this file,
//! too: against them there is the anchor of each day.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};

use redress_domain::id::CouncilId;

use crate::Store;
use crate::engine::sql;
use crate::error::StoreError;
use crate::private;
use crate::verify::Fault;

/// The last seal of each council: its position and its hash.
type Seals = BTreeMap<CouncilId, (i64, String)>;

/// The file, and what stands in it.
#[derive(Debug)]
pub(crate) struct SealedTo {
    path: PathBuf,
    known: Mutex<Seals>,
}

impl SealedTo {
    /// The file beside that database.
    pub(crate) fn beside(database: &Path) -> Self {
        let path = with_end(database, "-sealed");
        let known = Mutex::new(read(&path));
        Self { path, known }
    }

    /// Forgets what was sealed in a database that is no more: a new one begins in its place.
    pub(crate) fn begin_anew(database: &Path) {
        let path = with_end(database, "-sealed");
        if std::fs::remove_file(&path).is_ok() {
            let file = path.display();
            tracing::warn!(%file, "the database that this file was about is gone; a new one begins, and so does this file");
        }
    }

    /// Keeps a seal: whole or not at all, and on the disk.
    fn keep(&self, council: CouncilId, last: (i64, String)) -> io::Result<()> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.get(&council) == Some(&last) {
            return Ok(());
        }
        known.insert(council, last);
        let mut text = String::new();
        for (council, (position, hash)) in &*known {
            let _ = writeln!(text, "{council} {position} {hash}");
        }
        let unfinished = with_end(&self.path, ".unfinished");
        let mut file = private::create(&unfinished)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&unfinished, &self.path)
    }
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(end);
    path.with_file_name(name)
}

/// What a file says. Of a line that is none of ours nothing is known, as where there is no file.
fn read(path: &Path) -> Seals {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let line = |line: &str| {
        let mut parts = line.split(' ');
        let council = CouncilId::parse(parts.next()?).ok()?;
        let position: i64 = parts.next()?.parse().ok()?;
        Some((council, (position, parts.next()?.to_owned())))
    };
    text.lines().filter_map(line).collect()
}

impl Store {
    /// Keeps beside a SQLite file how far a council's record is sealed now. A PostgreSQL server keeps its own log whole.
    ///
    /// Costs a row by its key, and a small file with a sync of the disk.
    pub async fn keep_how_far_it_is_sealed(&self, council: &CouncilId) -> Result<(), StoreError> {
        let Some(sealed_to) = self.sealed_to.clone() else {
            return Ok(());
        };
        let Some(head) = self.row(sql!("seal/head.sql").bind(council)).await? else {
            return Ok(());
        };
        let (council, last) = (council.clone(), (head.get("position")?, head.get("hash")?));
        let kept = tokio::task::spawn_blocking(move || sealed_to.keep(council, last)).await;
        // Nothing is lost by it yet: the seals themselves are on the disk.
        if let Ok(Err(error)) = kept {
            tracing::warn!(%error, "how far the record is sealed could not be kept beside the database");
        }
        Ok(())
    }

    /// What the file beside the database knows to be sealed, and the record has no more or otherwise.
    ///
    /// Costs a row by its key for each council.
    pub async fn lost_behind_seals(&self) -> Result<Vec<(CouncilId, Fault)>, StoreError> {
        let Some(sealed_to) = &self.sealed_to else {
            return Ok(Vec::new());
        };
        let mut lost = Vec::new();
        // Before the record is asked: a process that seals meanwhile writes the file last.
        for (council, (position, hash)) in read(&sealed_to.path) {
            let there = match self.seals_after(&council, position.saturating_sub(1), 1).await {
                // One that cannot be read is not the one that was made.
                Err(StoreError::Unreadable { .. }) => Vec::new(),
                answered => answered?,
            };
            if there
                .iter()
                .any(|seal| seal.position == position && seal.hash == hash)
            {
                continue;
            }
            let file = sealed_to.path.display();
            let fault = Fault::Damaged(format!(
                "its record was sealed up to {position} as {file} says, and that seal is not there any more: what was \
                 acknowledged is lost. Restore the last backup; where an earlier file was put back on purpose, remove {file}"
            ));
            lost.push((council, fault));
        }
        Ok(lost)
    }

    /// Has nothing written to a record that ends before what was sealed.
    pub(crate) async fn look_where_it_ends(&self) {
        match self.lost_behind_seals().await {
            Ok(lost) => {
                for (council, fault) in lost {
                    self.is_damaged.store(true, Ordering::Relaxed);
                    tracing::error!(%council, %fault, "the database is damaged; nothing is written any more");
                }
            }
            // What else is wrong with it is said by whoever reads it next.
            Err(error) => tracing::warn!(%error, "whether the record ends where it was sealed is not known"),
        }
    }
}
