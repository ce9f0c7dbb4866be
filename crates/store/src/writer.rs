//! The one writer of a SQLite file: a queue, and a connection that nobody else has.
//!
//! Several writing connections starve one another for over a second; one does not, and works that
//! wait at the same time share a commit, and so a sync of the disk.

use std::path::Path;

use tokio::sync::{mpsc, oneshot};

use crate::engine::Connection;
use crate::engine::sqlite::{Purpose, Sqlite};
use crate::error::StoreError;
use crate::work::{Outcome, Work, together};

/// How many works share a commit at most: more would make the first wait for the last.
const TOGETHER: usize = 256;

/// How many requests may wait before the next one waits to be let in.
const QUEUE: usize = 1024;

type Answers = Vec<Result<Outcome, StoreError>>;

#[derive(Debug)]
struct Request {
    works: Vec<Work>,
    answer: oneshot::Sender<Answers>,
    /// Whether it is the last one: what came before it is done, the file is closed, and then it is answered.
    is_last: bool,
}

/// The way to the writer.
#[derive(Debug, Clone)]
pub(crate) struct Writer {
    queue: mpsc::Sender<Request>,
}

impl Writer {
    /// Opens the one writing connection and starts the thread that owns it: whoever waits for a sync of the disk holds up no
    /// other task. It ends once nobody can hand it anything any more.
    pub(crate) fn start(file: &Path) -> Result<Self, StoreError> {
        let connection = Sqlite::open(file, Purpose::Writes)?;
        let (queue, requests) = mpsc::channel(QUEUE);
        let runtime = tokio::runtime::Handle::current();
        std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || runtime.block_on(serve(connection, requests)))?;
        Ok(Self { queue })
    }

    /// Hands works over and waits for their answers. The writer finishes what it was handed even
    /// when nobody waits any more.
    pub(crate) async fn write(&self, works: Vec<Work>) -> Answers {
        let count = works.len();
        let (answer, answered) = oneshot::channel();
        let closed = || (0..count).map(|_| Err(StoreError::Closed)).collect();
        let request = Request {
            works,
            answer,
            is_last: false,
        };
        if self.queue.send(request).await.is_err() {
            return closed();
        }
        answered.await.unwrap_or_else(|_| closed())
    }

    /// Has the writer finish what it was handed, carry the write-ahead log over and close the file, and waits until it has. Whoever
    /// copies the file afterwards has all of it.
    pub(crate) async fn close(&self) {
        let (answer, answered) = oneshot::channel();
        let last = Request {
            works: Vec::new(),
            answer,
            is_last: true,
        };
        if self.queue.send(last).await.is_ok() {
            let _ = answered.await;
        }
    }
}

/// What the writer was handed and does in one commit.
#[derive(Default)]
struct Together {
    works: Vec<Work>,
    counts: Vec<(usize, oneshot::Sender<Answers>)>,
    /// Who waits for the end.
    ends: Vec<oneshot::Sender<Answers>>,
}

impl Together {
    fn take(&mut self, request: Request) {
        if request.is_last {
            self.ends.push(request.answer);
        } else {
            self.counts.push((request.works.len(), request.answer));
            self.works.extend(request.works);
        }
    }
}

async fn serve(mut connection: Sqlite, mut requests: mpsc::Receiver<Request>) {
    // Whether the write-ahead log may still hold what was erased.
    let mut lingers = false;
    let mut ends = Vec::new();
    while let Some(first) = requests.recv().await {
        let mut next = Together::default();
        next.take(first);
        while next.works.len() < TOGETHER
            && let Ok(request) = requests.try_recv()
        {
            next.take(request);
        }
        if !next.ends.is_empty() {
            // What waits already is still done, and nothing after it.
            requests.close();
            ends.append(&mut next.ends);
        }
        let Together { works, counts, .. } = next;
        if works.is_empty() {
            continue;
        }
        lingers |= works.iter().any(Work::erases);
        let mut answers = together(&mut Connection::sqlite(&mut connection), &works)
            .await
            .into_iter();
        // Before it is answered that it is gone. While somebody reads, it is tried again after the next works.
        lingers = lingers && !connection.empties_its_log();
        for (count, answer) in counts {
            // Whoever asked may be gone; the work is done all the same.
            let _ = answer.send(answers.by_ref().take(count).collect());
        }
    }
    if lingers && !connection.empties_its_log() {
        tracing::warn!(
            "the write-ahead log still holds what was erased: it goes when the next act is carried over"
        );
    }
    connection.close();
    for end in ends {
        let _ = end.send(Vec::new());
    }
}
