//! What a rule of lessons says no to, in words, beside the field that it is about.

use redress_domain::lesson::{DueKind, Refusal};
use redress_pages::format::long_date;

/// The same of the sentence of a lesson, which nobody publishes.
pub(super) fn words_for_sentence(refusal: &Refusal) -> (&'static str, String) {
    if matches!(refusal, Refusal::NamesFound(_)) {
        let text = "Remove what looks like a name, or say why it may stay";
        return ("may_stay", text.into());
    }
    words_for(refusal)
}

/// The field, and what to do next.
pub(super) fn words_for(refusal: &Refusal) -> (&'static str, String) {
    let (field, text): (&str, String) = match refusal {
        Refusal::NotPermitted(_) => ("form", "You may not do this".into()),
        Refusal::NoLesson => ("form", "There is no such lesson".into()),
        Refusal::RecordedBefore => ("form", "It is recorded already".into()),
        Refusal::Merged => ("form", "It is part of another lesson now".into()),
        Refusal::TextMissing(what) => ("form", format!("Enter {what}")),
        Refusal::TooLong("you said", most) => (
            "you_said",
            format!("“You said” must be {most} characters or less"),
        ),
        Refusal::TooLong(_, most) => ("we_did", format!("“We did” must be {most} characters or less")),
        Refusal::NoService => ("services", "Select at least one service".into()),
        Refusal::NothingNew => ("form", "All of these are on it already".into()),
        Refusal::NotACause => ("cause", "Select a root cause".into()),
        Refusal::NotAnalysed => ("form", "Find out why it happened first".into()),
        Refusal::DayPassed(_) => ("due_on", "By when must be after today".into()),
        Refusal::NoMeasure => (
            "how_we_know",
            "Enter how we will know it worked, or select a measure".into(),
        ),
        Refusal::NoAction => ("form", "There is no action to finish".into()),
        Refusal::DoneAlready => ("form", "It is done already".into()),
        Refusal::NotActedOn => (
            "form",
            "Do something about it first, or say that we could not".into(),
        ),
        Refusal::TooSoonToSay(on) => (
            "worked",
            format!(
                "You can say whether it worked from {} on: what you go by is what happens until then",
                long_date(*on)
            ),
        ),
        Refusal::NoTexts => ("form", "Write what people are told first".into()),
        Refusal::SecondPerson => (
            "form",
            "Somebody else than who wrote it checks it and publishes it".into(),
        ),
        Refusal::NamesFound(1) => (
            "may_stay",
            "Remove names before you publish, or say why what was found may stay".into(),
        ),
        Refusal::NamesFound(count) => (
            "may_stay",
            format!("Remove names before you publish: {count} were found. Or say why they may stay"),
        ),
        Refusal::NotPublished => ("form", "It is not public".into()),
        Refusal::NotItsCase => ("form", "The case does not belong to it".into()),
        Refusal::WithItself => ("into", "Select another lesson".into()),
        Refusal::IsPublic => (
            "form",
            "People were told of it already: it goes on as itself".into(),
        ),
        Refusal::StillDue(DueKind::Action) => (
            "form",
            "Somebody has the action of it, by a day: open the other lesson and merge that one into this"
                .into(),
        ),
        Refusal::StillDue(DueKind::DidItWork | DueKind::LookAgain) => (
            "form",
            "Whether it worked is still to be answered: open the other lesson and merge that one into this"
                .into(),
        ),
        Refusal::NothingToRemindOf | Refusal::NobodyToTell => ("form", "There is nothing to do".into()),
    };
    (field, text)
}
