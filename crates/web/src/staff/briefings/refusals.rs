//! What a rule of reports says no to, in words, beside the field that it is about.

use redress_domain::report::Refusal;
use redress_pages::format::long_date;
use redress_pages::report::say;

/// The field, and what to do next.
pub(super) fn words_for(refusal: &Refusal) -> (&'static str, String) {
    match refusal {
        Refusal::NotPermitted(_) => ("form", "You may not do this".into()),
        Refusal::NoReport => ("form", "There is no such report".into()),
        Refusal::DraftedBefore => ("form", "It is drafted already".into()),
        Refusal::NotInTheCalendar => ("form", "The policy has no such meeting or year".into()),
        Refusal::NotOver(on) => (
            "form",
            format!(
                "Its period ends on {}: take the figures again when it is over",
                long_date(*on)
            ),
        ),
        Refusal::AlreadyApproved => ("form", "It was approved, and changes no more".into()),
        Refusal::NotApproved => ("form", "Approve the report first".into()),
        Refusal::NotOfThisReport | Refusal::NoProvision => ("form", "This report has no such part".into()),
        Refusal::TextMissing(what) => ("words", format!("Enter {what}")),
        Refusal::PartsMissing(parts) => {
            let names: Vec<&str> = parts.iter().map(|part| say::part(*part).0).collect();
            (
                "form",
                format!(
                    "Write these parts first, or say that there is nothing to add: {}",
                    names.join("; ")
                ),
            )
        }
        Refusal::NotAllAnswered(1) => ("form", "Answer the last paragraph of the Code first".into()),
        Refusal::NotAllAnswered(count) => (
            "form",
            format!("Answer each paragraph of the Code first: {count} wait"),
        ),
        Refusal::NoReason => ("because", "Enter why".into()),
        Refusal::NotShown => (
            "because",
            "Enter where it is shown: the record does not have all of it".into(),
        ),
        Refusal::NamesFound(_) => (
            "may_stay",
            "Remove names before it goes out, or say why what was found may stay".into(),
        ),
        Refusal::WroteIt => (
            "form",
            "You wrote a part of it. Somebody else must approve and publish it".into(),
        ),
        Refusal::NoResponse => ("form", "Record the governing body’s response first".into()),
        Refusal::DoneAlready => ("form", "It is done already".into()),
        Refusal::StillToCome(on) => ("on", format!("{} is still to come", long_date(*on))),
        Refusal::DayPassed(_) => ("due_on", "By when must be after today".into()),
        Refusal::NoOwner => ("owner", "Select who does it, and enter by when".into()),
        Refusal::NoAction => ("form", "There is no such action that waits".into()),
    }
}
