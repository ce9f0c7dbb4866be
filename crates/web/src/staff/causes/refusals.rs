//! What a rule of common causes says no to, in words, beside the field that it is about.

use redress_domain::cause::Refusal;

/// The field, and what to do next.
pub(super) fn words_for(refusal: &Refusal) -> (&'static str, String) {
    let (field, text): (&str, String) = match refusal {
        Refusal::NotPermitted(_) => ("form", "You may not do this".into()),
        Refusal::NoCause => ("form", "There are no such cases with one cause".into()),
        Refusal::BegunBefore => ("form", "They are grouped already".into()),
        Refusal::Finished => ("form", "It is finished".into()),
        Refusal::TextMissing(what) => ("form", format!("Enter {what}")),
        Refusal::NoService => ("service", "Select a service".into()),
        Refusal::BadPeriod => (
            "until",
            "Until which day must be the first day or later, and not after today".into(),
        ),
        Refusal::NothingNew => ("cases", "All of these are in it already".into()),
        Refusal::TooMany(most) => ("cases", format!("One reply goes to {most} cases at the most")),
        Refusal::NotItsCase => ("case", "This case is not one of them".into()),
        Refusal::InAnother(_) => (
            "cases",
            "One of these has a common cause with other cases already. Take it out there first".into(),
        ),
        Refusal::CaseClosed(_) => ("cases", "One of these is closed".into()),
        Refusal::OtherService(_) => ("cases", "One of these is with another service".into()),
        Refusal::NoCases => ("form", "No case waits for the reply".into()),
        Refusal::ReplyNotReady => ("form", "The reply is not that far, or somebody changed it".into()),
        Refusal::IsBeingSent => (
            "form",
            "The reply is being sent. Wait until every case has it".into(),
        ),
        Refusal::AuthorCannotApprove => ("decision", "Somebody else than who wrote it approves it".into()),
        Refusal::NamesACase => (
            "text",
            "Take the reference of a case out: every customer reads the same".into(),
        ),
    };
    (field, text)
}
