//! Every document that programs send, read from bytes: what meets hostile bytes before any rule does.

use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use crate::api::body;
use crate::api::cases::acknowledgements::AcknowledgementAsked;
use crate::api::cases::assignments::AssignmentAsked;
use crate::api::cases::closures::ClosureAsked;
use crate::api::cases::contacts::ContactAsked;
use crate::api::cases::extensions::ExtensionAsked;
use crate::api::cases::findings::FindingAsked;
use crate::api::cases::log::NewCaseAsked;
use crate::api::cases::notes::NoteAsked;
use crate::api::cases::replies::ReplyAsked;
use crate::api::cases::triage::TriageAsked;

/// What one document is called, and how many mistakes the bytes have as one of it: none when they are it.
pub type Taken = (&'static str, usize);

/// How each document takes these bytes.
pub fn taken(bytes: &[u8]) -> Vec<Taken> {
    vec![
        ("acknowledgement", mistakes::<AcknowledgementAsked>(bytes)),
        ("assignment", mistakes::<AssignmentAsked>(bytes)),
        ("closure", mistakes::<ClosureAsked>(bytes)),
        ("contact", mistakes::<ContactAsked>(bytes)),
        ("extension", mistakes::<ExtensionAsked>(bytes)),
        ("finding", mistakes::<FindingAsked>(bytes)),
        ("case", mistakes::<NewCaseAsked>(bytes)),
        ("note", mistakes::<NoteAsked>(bytes)),
        ("reply", mistakes::<ReplyAsked>(bytes)),
        ("triage", mistakes::<TriageAsked>(bytes)),
    ]
}

/// A document that is refused names at least one field.
fn mistakes<T: DeserializeOwned + ToSchema>(bytes: &[u8]) -> usize {
    body::read::<T>(bytes)
        .err()
        .map_or(0, |problem| problem.errors.len().max(1))
}
