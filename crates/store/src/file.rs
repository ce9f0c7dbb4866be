//! Files: what came with a contact or was added by staff.
//!
//! The content stands in parts, so that no statement is large on either engine, and is written and
//! read part by part, so that no process holds a whole file. It is in the database and not in a
//! folder so that it is inside backup, restore, verify and erasure like everything else.

use jiff::Timestamp;
use redress_domain::id::{ActorId, CouncilId, FileId};
use redress_domain::vocabulary::{FileType, Scan};
use redress_domain::words::{Digest, Digesting, Salt};

use crate::Store;
use crate::changes::{Append, Changes, NewEvent, ReadModel};
use crate::column::{Record as _, row};
use crate::engine::{Statement, sql};
use crate::error::StoreError;
use crate::stream::StreamId;
use crate::work::Work;

/// How many bytes a part has, but for the last.
pub const PART: usize = 256 * 1024;

row! {
    /// A file, without its content.
    pub struct FileRow {
        /// Its name in events.
        pub file_id: FileId,
        /// The stream whose events speak of it; none while it waits in a draft.
        pub stream: Option<StreamId>,
        /// The draft that holds it.
        pub draft: Option<String>,
        /// When it is forgotten, unless it is sent before.
        pub expires_at: Option<Timestamp>,
        /// What it is, found out from its bytes.
        pub kind: FileType,
        /// How many bytes it has.
        pub size: i64,
        /// What went into the digest beside the content.
        pub salt: Salt,
        /// The digest of salt and content.
        pub digest: Digest,
        /// Whether a scanner looked at it.
        pub scan: Scan,
        /// Whether all of its content has arrived.
        pub whole: bool,
        /// When it arrived.
        pub added_at: Timestamp,
    }
}

/// What an event of a scan is called.
const SCANNED: &str = "scanned";

/// The event that says what the scanner said of a file, as the first of the file's stream.
pub(crate) fn said_of_scan(file: &FileId, found: Scan) -> Append {
    Append {
        stream: StreamId::scan(file),
        expected: 0,
        events: vec![NewEvent {
            kind: SCANNED,
            body: format!("{{\"found\":\"{found}\"}}"),
            // Nothing that anybody told is in it, so nothing can be guessed from its digest.
            salt: [0; 16],
        }],
    }
}

fn beginning(council: &CouncilId, file: &FileRow) -> Statement {
    sql!("file/put.sql").bind(council).args(file.to_args())
}

impl Store {
    /// Begins a file. Its parts follow, then [`finish_file`](Store::finish_file); until then nobody
    /// sees it, and what breaks off is forgotten when it expires.
    pub async fn begin_file(&self, council: &CouncilId, file: &FileRow) -> Result<(), StoreError> {
        self.run(beginning(council, file)).await?;
        Ok(())
    }

    /// Adds the next part of a file's content; the first has the number 0.
    pub async fn put_part(
        &self,
        council: &CouncilId,
        (file, number): (&FileId, i64),
        content: Vec<u8>,
    ) -> Result<(), StoreError> {
        let statement = sql!("file/put_part.sql").bind(council).bind(file).int(number);
        self.run(statement.bytes(content)).await?;
        Ok(())
    }

    /// A small file that is all here: kept whole in one transaction, where one that is still arriving takes one for each
    /// part.
    pub async fn put_file(
        &self,
        council: &CouncilId,
        file: &FileRow,
        parts: Vec<Vec<u8>>,
    ) -> Result<(), StoreError> {
        let mut statements = vec![beginning(council, file)];
        let parts = (0..).zip(parts).map(|(number, content)| {
            let part = sql!("file/put_part.sql").bind(council).bind(&file.file_id);
            part.int(number).bytes(content)
        });
        statements.extend(parts);
        statements.push(sql!("file/finish.sql").bind(council).bind(&file.file_id));
        self.write(Work::Run(statements)).await?;
        Ok(())
    }

    /// All of a file's content has arrived.
    pub async fn finish_file(&self, council: &CouncilId, file: &FileId) -> Result<(), StoreError> {
        self.run(sql!("file/finish.sql").bind(council).bind(file)).await?;
        Ok(())
    }

    /// A file, without its content; `None` when there is none or it was erased.
    pub async fn file(&self, council: &CouncilId, file: &FileId) -> Result<Option<FileRow>, StoreError> {
        let row = self.row(sql!("file/get.sql").bind(council).bind(file)).await?;
        row.as_ref().map(FileRow::from_row).transpose()
    }

    /// One part of a file's content; `None` after the last.
    pub async fn part(
        &self,
        council: &CouncilId,
        (file, number): (&FileId, i64),
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let statement = sql!("file/part.sql").bind(council).bind(file).int(number);
        match self.row(statement).await? {
            Some(row) => row.bytes("content"),
            None => Ok(None),
        }
    }

    /// The files of a stream.
    pub async fn files_of_stream(
        &self,
        council: &CouncilId,
        stream: &StreamId,
    ) -> Result<Vec<FileRow>, StoreError> {
        let rows = self
            .rows(sql!("file/of_stream.sql").bind(council).bind(stream))
            .await?;
        rows.iter().map(FileRow::from_row).collect()
    }

    /// The files of a draft that have arrived whole.
    pub async fn files_of_draft(&self, council: &CouncilId, draft: &str) -> Result<Vec<FileRow>, StoreError> {
        let rows = self
            .rows(sql!("file/of_draft.sql").bind(council).text(draft))
            .await?;
        rows.iter().map(FileRow::from_row).collect()
    }

    /// Keeps the files of a draft as long as the draft.
    pub async fn keep_files(
        &self,
        council: &CouncilId,
        draft: &str,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        self.run(sql!("file/keep.sql").bind(council).text(draft).at(until))
            .await?;
        Ok(())
    }

    /// Takes a file out of a draft, with its content.
    pub async fn drop_file(&self, council: &CouncilId, file: &FileId, draft: &str) -> Result<(), StoreError> {
        let statement = sql!("file/delete_of_draft.sql").bind(council).bind(file);
        self.run(statement.text(draft)).await?;
        Ok(())
    }

    /// Files that wait to be scanned, the oldest first, after a place in that order.
    pub async fn files_to_scan(
        &self,
        council: &CouncilId,
        after: Option<&(Timestamp, FileId)>,
        limit: i64,
    ) -> Result<Vec<FileRow>, StoreError> {
        let (at, id) = after.map_or((Timestamp::UNIX_EPOCH, ""), |(at, id)| (*at, id.as_str()));
        let statement = sql!("file/to_scan.sql").bind(council).at(at).text(id).int(limit);
        let rows = self.rows(statement).await?;
        rows.iter().map(FileRow::from_row).collect()
    }

    /// Records what the scanner found, with an event in a stream of the file's own: whoever writes into the database alone
    /// makes no file safe.
    pub async fn settle_scan(
        &self,
        council: &CouncilId,
        (file, found): (&FileId, Scan),
        (at, actor): (Timestamp, &ActorId),
    ) -> Result<(), StoreError> {
        let mut changes = Changes::new(council.clone(), actor.clone(), at);
        let mut said = said_of_scan(file, found);
        said.expected = self.version_of(council, &said.stream).await?;
        changes.appends.push(said);
        changes.rows.push(ReadModel::Scanned(file.clone(), found));
        self.commit(changes).await?;
        Ok(())
    }

    /// The digest and the size that a file's content has now.
    pub(crate) async fn true_digest(
        &self,
        council: &CouncilId,
        file: &FileRow,
    ) -> Result<(Digest, i64), StoreError> {
        let (mut digest, mut size) = (Digesting::new(&file.salt), 0);
        let mut number = 0;
        while let Some(part) = self.part(council, (&file.file_id, number)).await? {
            size += i64::try_from(part.len()).unwrap_or(i64::MAX);
            digest.take(&part);
            number += 1;
        }
        Ok((digest.done(), size))
    }
}
