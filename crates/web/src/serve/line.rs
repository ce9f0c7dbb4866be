//! The line to one client: whose turn it is, and how long they may take.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

use super::Limits;

/// They send a head, or have just come.
const HEAD: u8 = 0;
/// We have their head, and answer.
const OURS: u8 = 1;
/// They were answered, and say nothing.
const SILENCE: u8 = 2;

/// Whose turn it is on a line.
#[derive(Debug, Default)]
pub(super) struct Turn {
    now: AtomicU8,
    late: AtomicBool,
}

impl Turn {
    /// A head came: we answer.
    pub(super) fn is_ours(&self) {
        self.now.store(OURS, Ordering::Relaxed);
    }

    /// They were answered.
    pub(super) fn is_theirs(&self) {
        self.now.store(SILENCE, Ordering::Relaxed);
    }

    /// Whether a head took too long.
    pub(super) fn is_late(&self) -> bool {
        self.late.load(Ordering::Relaxed)
    }
}

/// A line whose other end may be slow, and no slower.
pub(super) struct Line {
    stream: TcpStream,
    limits: Limits,
    turn: Arc<Turn>,
    /// The turn as it was when last looked at, and since when.
    known: (u8, Instant),
    reading: Pin<Box<Sleep>>,
    /// Until when something of what we say has to be taken.
    writing: Option<Pin<Box<Sleep>>>,
}

impl Line {
    pub(super) fn new(stream: TcpStream, limits: Limits, turn: Arc<Turn>) -> Self {
        Self {
            stream,
            limits,
            turn,
            known: (HEAD, Instant::now()),
            reading: Box::pin(sleep(limits.head)),
            writing: None,
        }
    }

    pub(super) fn into_inner(self) -> TcpStream {
        self.stream
    }

    /// How long this turn of theirs may last; `None` for ours.
    const fn limit(&self) -> Option<Duration> {
        match self.known.0 {
            HEAD => Some(self.limits.head),
            SILENCE => Some(self.limits.silence),
            _ => None,
        }
    }

    fn begins(&mut self, turn: u8) {
        self.turn.now.store(turn, Ordering::Relaxed);
        self.known = (turn, Instant::now());
        if let Some(limit) = self.limit() {
            self.reading.as_mut().reset(self.known.1 + limit);
        }
    }

    fn is_over(&self) -> io::Error {
        if self.known.0 == HEAD {
            self.turn.late.store(true, Ordering::Relaxed);
        }
        io::Error::from(io::ErrorKind::TimedOut)
    }

    /// What writing came to, unless they take nothing for too long.
    fn taken<T>(&mut self, context: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.writing = None;
            return written;
        }
        let stall = self.limits.stall;
        let until = self.writing.get_or_insert_with(|| Box::pin(sleep(stall)));
        match until.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(io::Error::from(io::ErrorKind::TimedOut))),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let turn = self.turn.now.load(Ordering::Relaxed);
        if turn != self.known.0 {
            self.begins(turn);
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        let came = buffer.filled().len() > before;
        if came && self.known.0 == SILENCE {
            self.begins(HEAD);
        }
        let Some(limit) = self.limit() else { return read };
        // Whoever sends a byte now and then is not waited for on that account.
        if came && self.known.1.elapsed() > limit {
            return Poll::Ready(Err(self.is_over()));
        }
        if read.is_pending() && self.reading.as_mut().poll(context).is_ready() {
            return Poll::Ready(Err(self.is_over()));
        }
        read
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.taken(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.taken(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        self.taken(context, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
