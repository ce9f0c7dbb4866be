//! What went wrong, as a program reads it: RFC 9457, with every field named and every rule.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use redress_casework::failure::Failure;
use redress_domain::case::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::cases::events::EventShown;
use crate::error::PageError;
use crate::staff::typed::CHECK_REFERENCE;

/// What went wrong (RFC 9457).
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// The sort of problem: `urn:redress:problem:` and a name.
    #[serde(rename = "type")]
    #[schema(example = "urn:redress:problem:invalid")]
    pub(crate) sort: String,
    /// The sort in words; the same each time.
    pub(crate) title: String,
    /// The status of the answer.
    pub(crate) status: u16,
    /// What was wrong this time, and what to do about it.
    pub(crate) detail: String,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) errors: Vec<FieldError>,
    /// The rule that said no, by its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rule: Option<String>,
    /// The version that the case is at, when somebody else acted in the meantime.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<i64>,
    /// What they did, as far as the program may know.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) since: Vec<EventShown>,
    /// When to try again, in seconds.
    #[serde(skip)]
    pub(crate) retry_after: Option<i64>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct FieldError {
    /// The field: `customer.email`, `points[2]`. Empty for the document as a whole.
    field: String,
    /// What to do about it.
    message: String,
}

impl FieldError {
    /// An error of a field.
    pub(crate) fn new(field: &str, message: impl Into<String>) -> Self {
        Self {
            field: field.to_owned(),
            message: message.into(),
        }
    }
}

impl Problem {
    fn new(status: StatusCode, (name, title): (&str, &str), detail: impl Into<String>) -> Self {
        Self {
            sort: format!("urn:redress:problem:{name}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            errors: Vec::new(),
            rule: None,
            version: None,
            since: Vec::new(),
            retry_after: None,
        }
    }

    pub(crate) fn unauthorised() -> Self {
        let what = ("unauthorised", "No token in force was shown");
        let detail = "Send a token that is in force: \"Authorization: Bearer redress_…\"";
        Self::new(StatusCode::UNAUTHORIZED, what, detail)
    }

    pub(crate) fn too_many(seconds: i64) -> Self {
        let what = ("too-many-requests", "Too many requests");
        let detail = format!("Try again in {seconds} seconds");
        Self {
            retry_after: Some(seconds),
            ..Self::new(StatusCode::TOO_MANY_REQUESTS, what, detail)
        }
    }

    pub(crate) fn not_found() -> Self {
        let what = ("not-found", "There is no such thing");
        let detail = "There is no such address or case, or the token may not know that there is";
        Self::new(StatusCode::NOT_FOUND, what, detail)
    }

    /// No case has the reference in the address: one character of it is wrong.
    pub(crate) fn mistyped() -> Self {
        Self {
            detail: CHECK_REFERENCE.to_owned(),
            errors: vec![FieldError::new("reference", CHECK_REFERENCE)],
            ..Self::not_found()
        }
    }

    pub(crate) fn method_not_allowed(allowed: &str) -> Self {
        let what = ("method-not-allowed", "This is not how it is asked for");
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            what,
            format!("Use one of: {allowed}"),
        )
    }

    /// A request that was not read to its end, or not at all.
    pub(crate) fn not_taken(status: StatusCode, detail: &str) -> Self {
        Self::new(status, ("not-taken", "The request was not taken"), detail)
    }

    pub(crate) fn too_large() -> Self {
        let what = ("too-large", "The request is too large");
        let detail = "Send a document of at most 1 MB";
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, what, detail)
    }

    pub(crate) fn not_json() -> Self {
        let what = ("unsupported-media-type", "The request is not JSON");
        let detail = "Send JSON with \"Content-Type: application/json\"";
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, what, detail)
    }

    /// A document that is compressed is not read: what it comes to could be any size.
    pub(crate) fn compressed() -> Self {
        let what = ("unsupported-media-type", "The request is compressed");
        let detail = "Send the document as it is, without Content-Encoding";
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, what, detail)
    }

    /// The request does not fit the schema.
    pub(crate) fn misfit(errors: Vec<FieldError>) -> Self {
        let what = ("misfit", "The request does not fit its description");
        Self {
            errors,
            ..Self::new(StatusCode::BAD_REQUEST, what, "See errors, and /api/openapi.json")
        }
    }

    /// The request fits the schema, and a value in it cannot be taken.
    pub(crate) fn invalid(errors: Vec<FieldError>) -> Self {
        let what = ("invalid", "A value cannot be taken");
        Self {
            errors,
            ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, what, "See errors")
        }
    }

    /// The key of an earlier request came with another request.
    pub(crate) fn key_used() -> Self {
        let what = ("key-used", "The Idempotency-Key was used for another request");
        let detail = "Send this request with a key of its own";
        Self {
            errors: vec![FieldError::new(
                "Idempotency-Key",
                "It was used for another request",
            )],
            ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, what, detail)
        }
    }

    /// A rule said no: `detail` is the sentence that staff read. Where it is one value that cannot be taken, it is told
    /// like any other such value, whether the rule or the reading of the document found it.
    pub(crate) fn refused(refusal: &Refusal, (field, detail): (Option<&str>, String)) -> Self {
        let errors: Vec<_> = field
            .into_iter()
            .map(|field| FieldError::new(field, detail.clone()))
            .collect();
        let problem = if refusal.is_of_a_value() && !errors.is_empty() {
            Self::invalid(errors)
        } else {
            let what = ("refused", "A rule does not allow it");
            Self {
                errors,
                ..Self::new(StatusCode::CONFLICT, what, "")
            }
        };
        Self {
            rule: Some(rule(refusal).to_owned()),
            detail,
            ..problem
        }
    }

    /// Somebody else acted in the meantime.
    pub(crate) fn conflict(version: i64, since: Vec<EventShown>) -> Self {
        let what = ("conflict", "Somebody else acted in the meantime");
        let detail = "See since for what they did; then decide again, with the new version";
        Self {
            version: Some(version),
            since,
            ..Self::new(StatusCode::CONFLICT, what, detail)
        }
    }
}

impl From<PageError> for Problem {
    fn from(error: PageError) -> Self {
        let named = |name, title, detail: &str| Self::new(error.status(), (name, title), detail);
        match &error {
            PageError::NotFound | PageError::Gone | PageError::WrongMethod => Self::not_found(),
            PageError::NotPermitted | PageError::FromElsewhere => named(
                "not-permitted",
                "Not permitted",
                "The roles of this token do not allow it",
            ),
            PageError::SignInFirst | PageError::ProveFirst(_) => Self::unauthorised(),
            PageError::TooManyTries | PageError::TooMuchSent => Self::too_many(60),
            PageError::TooLarge => Self::too_large(),
            PageError::BadRequest(what) => named("bad-request", "The request makes no sense", what),
            PageError::Refused(refusal) => Self::refused(refusal, (None, refusal.to_string())),
            PageError::Conflict(_) => Self::conflict(0, Vec::new()),
            PageError::Unavailable => Self {
                retry_after: Some(5),
                ..named(
                    "unavailable",
                    "The service is not available",
                    "Nothing is lost of what was answered before. Send this again in a few seconds, with the \
                     same Idempotency-Key",
                )
            },
            PageError::Broken(why) => {
                tracing::error!(why, "a fault of ours, told to a program");
                named(
                    "fault",
                    "There is a problem with the service",
                    "It is in the log of the service",
                )
            }
        }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        Self::from(PageError::from(failure))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_string(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        let kind = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, kind);
        if status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer realm=\"redress\"");
            headers.insert(header::WWW_AUTHENTICATE, scheme);
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Turns what a layer or an extractor said into a problem: nothing below `/api` answers with a page.
pub(crate) async fn as_problem(request: Request<Body>, next: axum::middleware::Next) -> Response {
    let response = next.run(request).await;
    if let Some(error) = response.extensions().get::<PageError>() {
        return Problem::from(error.clone()).into_response();
    }
    if response.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::too_large().into_response();
    }
    response
}

/// The name of a rule: the same for ever, so that a program can go by it.
const fn rule(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NotPermitted(_) => "not-permitted",
        Refusal::NoReplyToReview => "no-reply-to-review",
        Refusal::NoStage2 => "no-stage-2",
        Refusal::Stage2AskedBefore => "stage-2-asked-before",
        Refusal::NoReview => "no-review",
        Refusal::DiscretionNeeded => "discretion-needed",
        Refusal::HadPartInStage1 => "had-part-in-stage-1",
        Refusal::OwnPartInStage1 => "own-part-in-stage-1",
        Refusal::MayNotDoTheWork => "may-not-do-the-work",
        Refusal::StaysAComplaint => "stays-a-complaint",
        Refusal::MergeInstead => "merge-instead",
        Refusal::NoPartNotDeclared => "no-part-not-declared",
        Refusal::NotTheReviewer => "not-the-reviewer",
        Refusal::FindingMissing => "finding-missing",
        Refusal::NoReturn => "no-return",
        Refusal::CustomerNotTold => "customer-not-told",
        Refusal::ReturnNotAgreed(_) => "return-not-agreed",
        Refusal::NotBeforeReply { .. } => "not-before-reply",
        Refusal::BackAtStage1 => "back-at-stage-1",
        Refusal::NothingSentBack => "nothing-sent-back",
        Refusal::AdditionalReplyMissing => "additional-reply-missing",
        Refusal::EnquiryOpen => "enquiry-open",
        Refusal::NoEnquiry => "no-enquiry",
        Refusal::WithOmbudsman => "with-ombudsman",
        Refusal::RecommendationWithoutDate => "recommendation-without-date",
        Refusal::AlreadyClosed => "already-closed",
        Refusal::NotClosed => "not-closed",
        Refusal::WrongKind(_) => "wrong-kind",
        Refusal::NothingToChange => "nothing-to-change",
        Refusal::TextMissing(_) => "text-missing",
        Refusal::ReceivedInTheFuture => "received-in-the-future",
        Refusal::NoSuchProcedure => "no-such-procedure",
        Refusal::NotInPolicy(_) => "not-in-policy",
        Refusal::NotTriaged => "not-triaged",
        Refusal::NotAcknowledged => "not-acknowledged",
        Refusal::AlreadyAcknowledged => "already-acknowledged",
        Refusal::NoPoints => "no-points",
        Refusal::NoSuchPoint(_) => "no-such-point",
        Refusal::NoSuchRemedy(_) => "no-such-remedy",
        Refusal::ConflictOfInterest => "conflict-of-interest",
        Refusal::AboutTheOwner => "about-the-owner",
        Refusal::NoReplyDue => "no-reply-due",
        Refusal::NotLater { .. } => "not-later",
        Refusal::NotAWorkingDay(_) => "not-a-working-day",
        Refusal::GoodReasonNeeded { .. } => "good-reason-needed",
        Refusal::LongerThanEver { .. } => "longer-than-ever",
        Refusal::AgreedAlone { .. } => "agreed-alone",
        Refusal::NoRepresentative => "no-representative",
        Refusal::ReplyNotReady => "reply-not-ready",
        Refusal::PointNotAnswered(_) => "point-not-answered",
        Refusal::RemedyWithoutOwnerOrDate(_) => "remedy-without-owner-or-date",
        Refusal::ElementMissing(_) => "element-missing",
        Refusal::AuthorCannotApprove => "author-cannot-approve",
        Refusal::ApprovalNeeded(_) => "approval-needed",
        Refusal::TooLateToUndo => "too-late-to-undo",
        Refusal::ComplaintNeedsReply => "complaint-needs-reply",
        Refusal::RefusalAlreadyProposed => "refusal-already-proposed",
        Refusal::NoRefusalProposed => "no-refusal-proposed",
        Refusal::SecondPersonNeeded => "second-person-needed",
        Refusal::OmbudsmanNotNamed => "ombudsman-not-named",
        Refusal::DateNotGiven(_) => "date-not-given",
        Refusal::LanguageMissing(_) => "language-missing",
        Refusal::TooLateToReopen { .. } => "too-late-to-reopen",
        Refusal::LinkedToItself => "linked-to-itself",
        Refusal::AlreadyLinked => "already-linked",
        Refusal::NotLate { .. } => "not-late",
        Refusal::NotLateForStage2 => "not-late-for-stage-2",
        Refusal::OtherProcedure => "other-procedure",
        Refusal::AboutItsOwner => "about-its-owner",
        Refusal::AnsweredTogether => "answered-together",
        Refusal::TakenLate => "taken-late",
        Refusal::CouncilAnswers => "council-answers",
        Refusal::GoesElsewhere(_) => "goes-elsewhere",
        Refusal::PostNotNamed(_) => "post-not-named",
        Refusal::RequestNotNamed => "request-not-named",
        Refusal::NoRequestMade => "no-request-made",
        Refusal::StillToBeTakenBack { .. } => "still-to-be-taken-back",
        Refusal::FollowUpPromised { .. } => "follow-up-promised",
        Refusal::FollowUpNotAnswered => "follow-up-not-answered",
        Refusal::NotOnTheCase => "not-on-the-case",
        Refusal::OnTheCaseAlready => "on-the-case-already",
        Refusal::AnotherCouncilHasIt => "another-council-has-it",
        Refusal::BasisMissing => "basis-missing",
        Refusal::EvidenceMissing => "evidence-missing",
        Refusal::MayNotHaveLetters => "may-not-have-letters",
        Refusal::NoSuchConcern => "no-such-concern",
        Refusal::AdjustmentsNotSaid(_) => "adjustments-not-said",
        Refusal::WasErased => "was-erased",
        Refusal::NoSuchAdjustment => "no-such-adjustment",
        Refusal::ReviewNotAhead => "review-not-ahead",
        Refusal::NotLinked => "not-linked",
        Refusal::MergedAlready => "merged-already",
        Refusal::NotMerged => "not-merged",
        Refusal::CouncilDoesNotAgree => "council-does-not-agree",
        Refusal::SentAlready => "sent-already",
        Refusal::NotSent => "not-sent",
        Refusal::NotTakenOver => "not-taken-over",
        Refusal::PointAnswered(_) => "point-answered",
        Refusal::NotInThisState(_) => "not-in-this-state",
        Refusal::CustomerDoesNotAgree => "customer-does-not-agree",
        Refusal::NoSuchFile => "no-such-file",
        Refusal::NoSuchReferral => "no-such-referral",
        Refusal::ReferralIsOver => "referral-is-over",
        Refusal::PartnerHasNotAnswered => "partner-has-not-answered",
        Refusal::ReferralOpen => "referral-open",
        Refusal::NotAReviewer => "not-a-reviewer",
        Refusal::NotTheirWord(..) => "not-their-word",
        Refusal::Remedy(why) => why.as_str(),
        Refusal::Early(why) => why.as_str(),
    }
}
