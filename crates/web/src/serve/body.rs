//! The bodies of requests and answers: that the one comes fast enough, and that the other is at its end.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use super::Limits;
use super::line::Turn;

/// The body of a request, which breaks off where it comes more slowly than it may. Only the time counts in which
/// we waited for it.
pub(super) struct Paced {
    body: Incoming,
    limits: Limits,
    /// How much of it came.
    came: u64,
    /// How long we waited before now.
    waited: Duration,
    /// Since when we wait now, and until when.
    waits: Option<(Instant, Pin<Box<Sleep>>)>,
    late: Arc<AtomicBool>,
}

impl Paced {
    pub(super) const fn new(body: Incoming, limits: Limits, late: Arc<AtomicBool>) -> Self {
        Self {
            body,
            limits,
            came: 0,
            waited: Duration::ZERO,
            waits: None,
            late,
        }
    }

    /// For how long we wait in all.
    fn allowed(&self) -> Duration {
        let seconds = self.came.checked_div(self.limits.pace).unwrap_or_default();
        self.limits.grace.saturating_add(Duration::from_secs(seconds))
    }

    fn too_slow(&self) -> axum::Error {
        self.late.store(true, Ordering::Relaxed);
        axum::Error::new(std::io::Error::from(std::io::ErrorKind::TimedOut))
    }
}

impl HttpBody for Paced {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            if let Some((since, _)) = self.waits.take() {
                self.waited = self.waited.saturating_add(since.elapsed());
            }
            let came = frame.as_ref().and_then(|frame| frame.as_ref().ok());
            let came = came.and_then(|frame| frame.data_ref()).map_or(0, Bytes::len);
            self.came = self.came.saturating_add(u64::try_from(came).unwrap_or(u64::MAX));
            if came > 0 && self.waited > self.allowed() {
                return Poll::Ready(Some(Err(self.too_slow())));
            }
            return Poll::Ready(frame.map(|frame| frame.map_err(axum::Error::new)));
        }
        let left = self.allowed().saturating_sub(self.waited);
        let (_, until) = self.waits.get_or_insert_with(|| {
            let now = Instant::now();
            (now, Box::pin(sleep_until(now + left)))
        });
        match until.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Some(Err(self.too_slow()))),
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The body of an answer: once it is gone the other side has the word again.
pub(super) struct Answered {
    body: Body,
    turn: Arc<Turn>,
}

impl Answered {
    pub(super) const fn new(body: Body, turn: Arc<Turn>) -> Self {
        Self { body, turn }
    }
}

impl Drop for Answered {
    fn drop(&mut self) {
        self.turn.is_theirs();
    }
}

impl HttpBody for Answered {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
