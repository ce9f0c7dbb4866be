//! Files: taken in beside a draft, joined to a case when the contact is sent, and read again.

use std::io::{Seek as _, SeekFrom};

use jiff::Timestamp;
use redress_domain::case::NewFile;
use redress_domain::id::{ActorId, CouncilId, FileId};
use redress_domain::permission::Actor;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{FileType, Scan, SeenBy};
use redress_domain::words::{Digesting, FileRef};
use redress_store::error::StoreError;
use redress_store::file::{FileRow, PART};
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};

use crate::Casework;
use crate::case::CaseView;
use crate::failure::Failure;
use crate::scanner::Found;

pub mod name;
pub mod sniff;

/// A file that has just come in.
#[derive(Debug)]
pub struct Arrived {
    /// Its content, in a file that has no name and is gone when it is closed.
    pub content: std::fs::File,
    /// How many bytes it has.
    pub size: u64,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It is kept in the draft.
    Kept(KeptFile),
    /// It is not taken, and why; nothing of it is kept.
    Unwelcome(Unwelcome),
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unwelcome {
    /// There is nothing in it.
    Empty,
    /// It has as many bytes as the policy allows, or more.
    TooLarge,
    /// It is none of the types that the policy allows, whatever its name says.
    WrongType,
    /// A password is needed to open it.
    PasswordProtected,
    /// The scanner found a virus in it.
    Virus,
}

/// A file in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// Which.
    pub id: FileId,
    /// What it is.
    pub kind: FileType,
    /// How many bytes it has.
    pub size: u64,
}

/// A file of a case, on its way out.
#[derive(Debug, Clone)]
pub struct OpenedFile {
    /// Which.
    pub id: FileId,
    /// Its name, as it is given to whoever saves it.
    pub name: String,
    /// What it is.
    pub kind: FileType,
    /// How many bytes it has.
    pub size: u64,
}

impl Casework {
    /// Takes a file into the draft that has this key until a moment, if it is one that the policy
    /// allows: looked at, scanned if there is a scanner, and written part by part.
    ///
    /// When the scanner does not answer, the file waits for it and nobody else has to.
    ///
    /// Costs at most three readings of the file, a part of it in memory at a time, and a commit for each part and two
    /// more.
    pub async fn take_file(
        &self,
        council: &CouncilId,
        (draft, until): (&str, Timestamp),
        arrived: Arrived,
    ) -> Result<Taken, Failure> {
        let settings = self.councils.get(council)?;
        let rules = settings.policy(self.today())?.files.clone();
        let Arrived { content, size } = arrived;
        if size == 0 {
            return Ok(Taken::Unwelcome(Unwelcome::Empty));
        }
        if size >= rules.smaller_than() {
            return Ok(Taken::Unwelcome(Unwelcome::TooLarge));
        }
        let looked = tokio::task::spawn_blocking(move || {
            let mut content = content;
            let sniffed = sniff::sniff(&mut content)?;
            content.seek(SeekFrom::Start(0))?;
            std::io::Result::Ok((content, sniffed))
        });
        let (content, sniffed) = looked.await.map_err(broken)?.map_err(broken)?;
        let kind = match sniffed {
            sniff::Sniffed::Is(kind) if rules.types.contains(&kind) => kind,
            sniff::Sniffed::PasswordProtected => {
                return Ok(Taken::Unwelcome(Unwelcome::PasswordProtected));
            }
            sniff::Sniffed::Is(_) | sniff::Sniffed::Unknown => {
                return Ok(Taken::Unwelcome(Unwelcome::WrongType));
            }
        };
        let mut content = tokio::fs::File::from_std(content);
        let scan = self.scan_now(&mut content).await;
        if scan == Scan::Infected {
            return Ok(Taken::Unwelcome(Unwelcome::Virus));
        }
        let id = self
            .write_file(council, (draft, until), (&mut content, kind, scan))
            .await?;
        Ok(Taken::Kept(KeptFile { id, kind, size }))
    }

    async fn scan_now(&self, content: &mut tokio::fs::File) -> Scan {
        let Some(scanner) = &self.scanner else {
            return Scan::NotScanned;
        };
        match scanner.scan(content).await {
            Ok(Found::Nothing) => Scan::Clean,
            Ok(Found::Virus) => Scan::Infected,
            Err(error) => {
                tracing::warn!(%error, "a file waits for the virus scanner");
                Scan::Waiting
            }
        }
    }

    async fn write_file(
        &self,
        council: &CouncilId,
        (draft, until): (&str, Timestamp),
        (content, kind, scan): (&mut tokio::fs::File, FileType, Scan),
    ) -> Result<FileId, Failure> {
        let salt = self.fresh().salt();
        // Twice over the content: the digest is known before the first part is written.
        let (mut digest, mut size) = (Digesting::new(&salt), 0_i64);
        content.seek(SeekFrom::Start(0)).await.map_err(broken)?;
        while let Some(part) = next_part(content).await? {
            digest.take(&part);
            size += i64::try_from(part.len()).unwrap_or_default();
        }
        let row = FileRow {
            file_id: self.fresh().file(),
            stream: None,
            draft: Some(draft.to_owned()),
            expires_at: Some(until),
            kind,
            size,
            salt,
            digest: digest.done(),
            scan,
            whole: false,
            added_at: self.outside().now(),
        };
        self.store.begin_file(council, &row).await?;
        content.seek(SeekFrom::Start(0)).await.map_err(broken)?;
        let mut number = 0;
        while let Some(part) = next_part(content).await? {
            self.store.put_part(council, (&row.file_id, number), part).await?;
            number += 1;
        }
        self.store.finish_file(council, &row.file_id).await?;
        Ok(row.file_id)
    }

    /// Takes a file out of a draft again.
    ///
    /// Costs one row by its key, and the parts of the file.
    pub async fn drop_file(&self, council: &CouncilId, draft: &str, file: &FileId) -> Result<(), Failure> {
        Ok(self.store.drop_file(council, file, draft).await?)
    }

    /// Keeps the files of a draft as long as the draft.
    ///
    /// Costs the files of the draft, by index.
    pub async fn keep_files(
        &self,
        council: &CouncilId,
        draft: &str,
        until: Timestamp,
    ) -> Result<(), Failure> {
        Ok(self.store.keep_files(council, draft, until).await?)
    }

    /// The files of a draft as they join a case, with the names that their sender gave them. What is
    /// named and not in this draft is left out.
    ///
    /// Costs the files of the draft, by index; nothing where none is named.
    pub async fn files_to_add(
        &self,
        council: &CouncilId,
        draft: &str,
        (named, seen_by): (&[(FileId, String)], SeenBy),
    ) -> Result<Vec<NewFile>, Failure> {
        if named.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.store.files_of_draft(council, draft).await?;
        let mut files = Vec::new();
        for (id, name) in named {
            let Some(row) = rows.iter().find(|row| row.file_id == *id) else {
                continue;
            };
            files.push(NewFile {
                file: FileRef {
                    id: id.clone(),
                    digest: row.digest.clone(),
                },
                name: self.fresh().words(&name::tidy(name, row.kind)),
                kind: row.kind,
                size: u64::try_from(row.size).unwrap_or_default(),
                seen_by,
            });
        }
        Ok(files)
    }

    /// A file of a case for somebody who may read the case; the reading is recorded.
    ///
    /// Costs what [`Casework::open_case`] costs, and the note of the reading.
    pub async fn open_file(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (reference, file): (&Reference, &FileId),
    ) -> Result<OpenedFile, Failure> {
        let view = self.open_case(council, actor, reference).await?;
        let opened = opened(&view, file).ok_or(Failure::NotFound)?;
        self.record_reading(&view, actor, "file").await?;
        Ok(opened)
    }

    /// One part of a file's content; nothing after the last.
    ///
    /// Costs one row by its key.
    pub async fn file_part(
        &self,
        council: &CouncilId,
        file: &FileId,
        number: i64,
    ) -> Result<Option<Vec<u8>>, Failure> {
        Ok(self.store.part(council, (file, number)).await?)
    }

    /// Shows the scanner what waits for it, the oldest first; answers how many it looked at. A file
    /// that it finds a virus in stays in the record, and nobody gets it.
    ///
    /// Costs what waits, by index, and the parts of each file with a commit; one look at the index where nothing does.
    pub async fn scan_files(&self, council: &CouncilId) -> Result<usize, Failure> {
        let Some(scanner) = &self.scanner else {
            return Ok(0);
        };
        let actor = ActorId::Job("scan-files");
        let (mut looked_at, mut after) = (0, None);
        loop {
            let waiting = self.store.files_to_scan(council, after.as_ref(), 25).await?;
            let Some(last) = waiting.last() else {
                return Ok(looked_at);
            };
            after = Some((last.added_at, last.file_id.clone()));
            for file in waiting {
                let content = self.spooled(council, &file.file_id).await?;
                let mut content = tokio::fs::File::from_std(content);
                let found = match scanner.scan(&mut content).await {
                    Ok(Found::Nothing) => Scan::Clean,
                    Ok(Found::Virus) => Scan::Infected,
                    Err(error) => {
                        tracing::warn!(%error, "files wait for the virus scanner");
                        return Ok(looked_at);
                    }
                };
                let by = (self.outside().now(), &actor);
                match self.store.settle_scan(council, (&file.file_id, found), by).await {
                    Ok(()) => looked_at += 1,
                    // It joined a case in this moment, or another process said it: what still waits is looked at again.
                    Err(StoreError::Conflict { .. }) => {}
                    Err(other) => return Err(other.into()),
                }
            }
        }
    }

    /// A file's content in a file without a name.
    async fn spooled(&self, council: &CouncilId, file: &FileId) -> Result<std::fs::File, Failure> {
        use std::io::Write as _;
        let mut content = tempfile::tempfile().map_err(broken)?;
        let mut number = 0;
        while let Some(part) = self.store.part(council, (file, number)).await? {
            content.write_all(&part).map_err(broken)?;
            number += 1;
        }
        content.seek(SeekFrom::Start(0)).map_err(broken)?;
        Ok(content)
    }
}

/// A file of a case that may be given out: one with a virus in it, or one that is still being looked
/// at, is given to nobody.
pub fn opened(view: &CaseView, file: &FileId) -> Option<OpenedFile> {
    let added = view.case.file(file)?;
    let row = view.files.iter().find(|row| row.file_id == *file)?;
    if !may_be_given_out(row.scan) {
        return None;
    }
    let name = view.words.get(&added.name.id).map_or("file", String::as_str);
    Some(OpenedFile {
        id: file.clone(),
        name: name::tidy(name, row.kind),
        kind: row.kind,
        size: u64::try_from(row.size).unwrap_or_default(),
    })
}

/// Whether a file is given to anybody.
pub const fn may_be_given_out(scan: Scan) -> bool {
    match scan {
        Scan::NotScanned | Scan::Clean => true,
        Scan::Waiting | Scan::Infected => false,
    }
}

async fn next_part(content: &mut tokio::fs::File) -> Result<Option<Vec<u8>>, Failure> {
    let mut part = Vec::with_capacity(PART);
    let limit = u64::try_from(PART).unwrap_or_default();
    content.take(limit).read_to_end(&mut part).await.map_err(broken)?;
    Ok((!part.is_empty()).then_some(part))
}

/// The temporary file could not be read or written.
fn broken(error: impl Into<std::io::Error>) -> Failure {
    Failure::Unavailable(StoreError::File(error.into()))
}
