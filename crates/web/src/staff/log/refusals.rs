//! What is said beside which field of the form when a rule says no to a new case.

use redress_domain::case::Refusal;
use redress_domain::permission::Act;
use redress_pages::case::refusals::words_for;

use crate::error::PageError;

/// A refusal that somebody who fills in the form can do something about, beside its field.
pub(super) fn explain(refusal: Refusal) -> Result<(&'static str, String), PageError> {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "what this form cannot mend goes to the page for refusals"
    )]
    let (field, message) = match &refusal {
        Refusal::ReceivedInTheFuture => ("received_on", "When it reached us must be now or in the past"),
        Refusal::ComplaintNeedsReply => (
            "settled",
            "A complaint needs a written reply. Select No: it is recorded and answered",
        ),
        Refusal::ConflictOfInterest => (
            "about",
            "It is about you, so only log it. Others say whether it is sorted out, and whether it could be saved",
        ),
        Refusal::NotPermitted(Act::SettleAtFirstContact) => (
            "settled",
            "Only the service or Customer Services can record that it is sorted out. Select No",
        ),
        // Equality Act 2010, section 20: the page of the case asks how each letter keeps to it.
        Refusal::AdjustmentsNotSaid(_) => (
            "what_was_done",
            "We agreed with them how our letters are. Select No for whether it is sorted out: once it is logged, close the case \
             with these words, and say there how the letter keeps to it",
        ),
        Refusal::LanguageMissing(_) => (
            "what_was_done",
            "They read Welsh and English. Select No for whether it is sorted out: once it is logged, close the case with both",
        ),
        other => {
            let said = words_for(other, None);
            let mut fields = ["service", "ward"].into_iter();
            return match fields.find(|field| said.field.as_deref() == Some(field)) {
                Some(field) => Ok((field, said.text)),
                None => Err(PageError::Refused(Box::new(refusal))),
            };
        }
    };
    Ok((field, message.to_owned()))
}
