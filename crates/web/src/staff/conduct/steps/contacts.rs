//! What came in under an arrangement, as somebody who read it sorts it.

use redress_domain::conduct::{Command, Event, Sort, Sorting, Tend};
use redress_domain::id::{CaseId, ContactId};
use redress_pages::conduct::forms::sort_fields;
use redress_pages::conduct::weigh::{AS_WELL, CONTACT};
use redress_pages::form::FormState;

use super::super::OpenFile;
use super::Reading;

pub(super) fn read_contacts(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let mut commands = Vec::new();
    let unread: Vec<String> = reading
        .file
        .view
        .file
        .unread()
        .flat_map(|contact| sort_fields(contact.id.as_str()))
        .collect();
    let is_of_another = |(name, value): &(&str, &str)| {
        name.starts_with("sort-") && !value.is_empty() && !unread.iter().any(|known| known == name)
    };
    if form.pairs().any(|pair| is_of_another(&pair)) {
        form.error(
            "form",
            "A contact is not on this file, or was read already. Look at what waits",
        );
    }
    for contact in reading.file.view.file.unread() {
        let [of_sort, of_words, of_case] = sort_fields(contact.id.as_str());
        let Some(sort) = Sort::parse(form.value(&of_sort)) else {
            continue;
        };
        let typed = form.value(&of_case).to_owned();
        let case = reading
            .cases
            .iter()
            .find(|(known, _)| *known == typed)
            .map(|(_, case)| case.clone());
        // What opened a case is a matter of its own already.
        let case = case.or_else(|| case_opened_by(reading.file, &contact.id));
        if matches!(sort, Sort::NewMatter | Sort::StatutoryRequest) && case.is_none() {
            form.error(&of_case, "Enter the reference of the case that was made of it");
        }
        let words = form.filled(&of_words).map(|words| reading.fresh.words(words));
        // What they say of the report, in an appeal or for a review is taken word for word, where nobody types it.
        let needs_none = match sort {
            Sort::NewMatter
            | Sort::NothingNew
            | Sort::StatutoryRequest
            | Sort::Comment
            | Sort::Appeal
            | Sort::BeforeReview => true,
            Sort::NewInformation | Sort::Safeguarding | Sort::ForTheOmbudsman => false,
        };
        if words.is_none() && !needs_none {
            form.error(&of_words, "Enter what is new, or where it went");
        }
        commands.push(Command::SortContact(Sorting {
            contact: contact.id.clone(),
            sort,
            case,
            words,
        }));
    }
    commands
}

/// A contact that was taken for something else than it is.
pub(super) fn read_sort_again(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let contact = ContactId::parse(form.value(CONTACT)).ok();
    if contact.is_none() {
        form.error(CONTACT, "Select which contact");
    }
    let sort = Sort::parse(form.value("sort"));
    if sort.is_none() {
        form.error("sort", "Select what it is");
    }
    let as_well = form.choice(AS_WELL, |typed| {
        ["no", "yes"].contains(&typed).then_some(typed == "yes")
    });
    if as_well.is_none() {
        form.error(AS_WELL, "Select whether it is what it was taken for, too");
    }
    let message = "Enter why it is not what it was taken for, or not that alone";
    let reason = super::require_words(reading, form, ("reason", message));
    let typed = form.value("case-again").to_owned();
    let case = reading.cases.iter().find(|(known, _)| *known == typed);
    let case = case.map(|(_, case)| case.clone());
    let (Some(contact), Some(sort), Some(reason), Some(as_well)) = (contact, sort, reason, as_well) else {
        return Vec::new();
    };
    // What opened a case is a matter of its own already.
    let case = case.or_else(|| case_opened_by(reading.file, &contact));
    if matches!(sort, Sort::NewMatter | Sort::StatutoryRequest) && case.is_none() {
        form.error(
            "case-again",
            "Enter the reference of the case that was made of it",
        );
    }
    let sorting = Sorting {
        contact,
        sort,
        case,
        words: form.filled("words").map(|words| reading.fresh.words(words)),
    };
    vec![Command::Tend(Tend::SortAgain {
        sorting,
        as_well,
        reason,
    })]
}

/// The case that a contact opened.
fn case_opened_by(file: &OpenFile, contact: &ContactId) -> Option<CaseId> {
    file.view.entries.iter().find_map(|entry| {
        if let Event::ContactCame {
            id,
            case,
            opened: true,
            ..
        } = &entry.event
            && id == contact
        {
            return case.clone();
        }
        None
    })
}
