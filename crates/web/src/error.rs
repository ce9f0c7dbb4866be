//! What can go wrong with a request, and the page that says so.

use axum::response::{IntoResponse, Response};
use redress_casework::failure::Failure;
use redress_domain::case::{Entry, Refusal};

/// What a handler answers.
pub type Answer = Result<Response, PageError>;

/// Why there is no ordinary page. One layer turns it into a page with the council's frame.
#[derive(Debug, Clone)]
pub enum PageError {
    /// There is no such page or case; also for what the reader may not know exists.
    NotFound,
    /// The reader may not open it.
    NotPermitted,
    /// Nobody is signed in: the sign-in page, and then back here.
    SignInFirst,
    /// Who they are is not proved, or not any more: the page where it is, and then back here, with what they sent.
    ProveFirst(String),
    /// A link has ended.
    Gone,
    /// Too many wrong tries at what only some may know.
    TooManyTries,
    /// Too many cases or files were sent from one place.
    TooMuchSent,
    /// The form did not come from one of our own pages.
    FromElsewhere,
    /// The page is there, but not to be asked for in this way.
    WrongMethod,
    /// More was sent than is taken.
    TooLarge,
    /// The request makes no sense.
    BadRequest(&'static str),
    /// A rule said no, and no form was there to say it beside.
    Refused(Box<Refusal>),
    /// Somebody else acted in the meantime.
    Conflict(Vec<Entry>),
    /// The database does not answer.
    Unavailable,
    /// A fault of ours.
    Broken(String),
}

impl From<Failure> for PageError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NotFound => Self::NotFound,
            Failure::NotPermitted
            | Failure::Refused(Refusal::NotPermitted(_))
            | Failure::Settings(redress_domain::settings::Refusal::NotPermitted(_)) => Self::NotPermitted,
            Failure::Refused(refusal) => Self::Refused(Box::new(refusal)),
            // Every form of the settings says a refusal beside itself; this is for one that was missed.
            Failure::Settings(refusal) => {
                tracing::error!(%refusal, "a refusal of the settings was not said on its form");
                Self::BadRequest("The settings were not changed.")
            }
            Failure::Conflict { since, .. } => Self::Conflict(since),
            Failure::AlreadyDone(what) => Self::Broken(format!("done before: {what}")),
            Failure::Taken => Self::BadRequest("It is taken."),
            Failure::Unreadable(why) => Self::Broken(why),
            Failure::Unavailable(error) => {
                let cause = std::error::Error::source(&error).map(ToString::to_string);
                tracing::error!(%error, cause, "the database is not available");
                Self::Unavailable
            }
        }
    }
}

impl PageError {
    /// The status that goes with it.
    pub const fn status(&self) -> axum::http::StatusCode {
        use axum::http::StatusCode as Status;
        match self {
            Self::NotFound => Status::NOT_FOUND,
            Self::NotPermitted | Self::FromElsewhere => Status::FORBIDDEN,
            Self::SignInFirst | Self::ProveFirst(_) => Status::SEE_OTHER,
            Self::Gone => Status::GONE,
            Self::WrongMethod => Status::METHOD_NOT_ALLOWED,
            Self::TooManyTries | Self::TooMuchSent => Status::TOO_MANY_REQUESTS,
            Self::TooLarge => Status::PAYLOAD_TOO_LARGE,
            Self::BadRequest(_) => Status::BAD_REQUEST,
            Self::Refused(_) | Self::Conflict(_) => Status::CONFLICT,
            Self::Unavailable => Status::SERVICE_UNAVAILABLE,
            Self::Broken(_) => Status::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The answer where no route is.
pub async fn nothing_here() -> PageError {
    PageError::NotFound
}
