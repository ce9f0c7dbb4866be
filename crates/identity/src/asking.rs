//! How a provider is asked: over HTTP, by whoever uses this crate.

use std::pin::Pin;

/// What a provider is asked.
pub type Request = openidconnect::HttpRequest;
/// What it answered.
pub type Response = openidconnect::HttpResponse;
/// An answer on its way.
pub type Answering = Pin<Box<dyn Future<Output = Result<Response, NoAnswer>> + Send>>;

/// Asks over a network.
///
/// Promises TLS to any other machine, that no redirect is followed (the provider's answer could lead anywhere), that
/// an answer has an end, and that it takes a bounded time.
pub trait Asking: Send + Sync {
    /// Sends a request, and answers what came back, whatever it says.
    fn ask(&self, request: Request) -> Answering;
}

/// Why there was no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoAnswer(pub String);
