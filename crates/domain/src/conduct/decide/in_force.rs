//! While an arrangement is in force: every contact is taken, read and sorted; and how it ends.

use super::letter::none_on_its_way;
use super::{Context, given, needed};
use crate::conduct::command::{ContactUnder, Sorting};
use crate::conduct::{ConductFile, Event, LetterKind, Refusal, Sort};
use crate::policy::{Limit, Unit};
use crate::words::Words;

/// Within how long somebody reads a contact that came under an arrangement (domain 5.9).
const READ_WITHIN: Limit = Limit {
    count: 1,
    unit: Unit::WorkingDays,
};

/// No route refuses a contact from a restricted person (domain 5.9): whoever logs it, on whatever day.
pub(super) fn record_contact(
    file: &ConductFile,
    contact: ContactUnder,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if file.binding(contact.on).is_none() {
        return Err(Refusal::NoArrangementThen);
    }
    if file.contacts.iter().any(|known| known.id == contact.id) {
        // It is there already: the same contact is read once.
        return Ok(Vec::new());
    }
    Ok(vec![Event::ContactCame {
        id: contact.id,
        case: contact.case,
        opened: contact.opened,
        on: contact.on,
        read_by: context.due(context.today(), READ_WITHIN),
        channel: contact.channel,
    }])
}

pub(super) fn sort_contact(file: &ConductFile, sorting: Sorting) -> Result<Vec<Event>, Refusal> {
    let known = file.contacts.iter().find(|contact| contact.id == sorting.contact);
    let known = known.ok_or(Refusal::NoSuch("contact"))?;
    if known.sort.is_some() {
        return Err(Refusal::AlreadyAnswered);
    }
    // The case that it was put on is no case of its own.
    if sorting.sort == Sort::NewMatter && sorting.case.is_some() && sorting.case == known.came_on {
        return Err(Refusal::CaseMissing);
    }
    let words = given(sorting.words.as_ref());
    match sorting.sort {
        // Paper 004, 7.4: a genuine new request is dealt with as anybody's is.
        Sort::NewMatter if sorting.case.is_none() => return Err(Refusal::CaseMissing),
        Sort::NewInformation | Sort::Safeguarding | Sort::StatutoryRequest | Sort::ForTheOmbudsman
            if words.is_none() =>
        {
            return Err(Refusal::TextMissing("what is new, or where it went"));
        }
        Sort::NewMatter
        | Sort::NewInformation
        | Sort::NothingNew
        | Sort::Safeguarding
        | Sort::StatutoryRequest
        | Sort::ForTheOmbudsman => {}
    }
    Ok(vec![Event::ContactSorted {
        id: sorting.contact,
        sort: sorting.sort,
        case: sorting.case.filter(|_| sorting.sort == Sort::NewMatter),
        words,
    }])
}

/// An arrangement can always be lifted: to be kinder needs nobody's leave.
pub(super) fn lift(
    file: &ConductFile,
    (reason, letter): (&Words, &Words),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if file.binding(context.today()).is_none() {
        return Err(Refusal::NotInForce);
    }
    Ok(vec![Event::Lifted {
        reason: needed(reason, "the reason")?,
        letter: needed(letter, "the letter")?,
    }])
}

/// A file is closed when nothing waits: nothing is filed unread (domain 5.9).
pub(super) fn close(
    file: &ConductFile,
    reason: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if file.is_closed {
        return Err(Refusal::Closed);
    }
    let unread = file.unread().count();
    if unread > 0 {
        return Err(Refusal::ContactsUnread(unread));
    }
    let appeal_waits = file
        .appeal
        .as_ref()
        .is_some_and(|appeal| appeal.outcome.is_none());
    // A warning that nobody has yet is one that still comes.
    none_on_its_way(file, LetterKind::Warning)?;
    let waits = file.report.is_some() || file.to_notify.is_some() || appeal_waits;
    if waits || file.binding(context.today()).is_some() {
        return Err(Refusal::NotAtItsEnd);
    }
    Ok(vec![Event::Closed {
        reason: needed(reason, "the reason")?,
    }])
}
