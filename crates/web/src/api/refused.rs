//! What a program is told when a rule says no: the sentence that staff read, beside the field that it is about.

use redress_domain::case::{Case, Refusal};
use redress_pages::case::refusals::words_for;
use utoipa::ToSchema;

use crate::api::Problem;
use crate::api::misfit::fields_of;
use crate::error::PageError;

/// Why a document of the description `T` was not followed; `case` is the one that it was for, once it is logged.
pub(crate) fn refused<T: ToSchema>(refusal: &Refusal, case: Option<&Case>) -> Problem {
    if matches!(refusal, Refusal::NotPermitted(_)) {
        return PageError::NotPermitted.into();
    }
    let said = words_for(refusal, case);
    let known = fields_of::<T>();
    let names = said.field.as_deref().map(names).unwrap_or_default();
    let field = names
        .into_iter()
        .find(|name| known.iter().any(|field| field == name));
    Problem::refused(refusal, (field, said.text))
}

/// What programs call a field of a form; the first that the document can have is meant.
fn names(field: &str) -> Vec<&str> {
    match field {
        "new_points" => vec!["points"],
        "has_lesson" => vec!["lesson"],
        "decision" => vec!["then"],
        "adjustments_kept" => vec!["adjustments"],
        "on" => vec!["at", "received_at"],
        // Triage gives its reasons in a note.
        "reason" => vec!["reason", "note"],
        // The letter of a reply is made of its sections.
        "letter" => vec!["letter", "sections"],
        part if part.starts_with("section-") => vec!["sections"],
        other => vec![other],
    }
}
