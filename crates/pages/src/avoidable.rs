//! What staff are asked of a contact: could the customer have been saved it?

use redress_domain::case::{Avoidable, AvoidableCause};

use crate::components::Select;
use crate::form::FormState;

/// What the field is called in forms.
pub const AVOIDABLE: &str = "avoidable";

/// The field, with the causes that the policy asks for; nothing where it asks for none.
pub(crate) fn field(asked: &[Avoidable], form: &FormState) -> Option<Select> {
    if asked.is_empty() {
        return None;
    }
    let choices = std::iter::once(&Avoidable::Needed).chain(asked);
    let select = Select::new(AVOIDABLE, "Could we have saved them this contact? (optional)")
        .hint("For a contact from the customer. It is counted, so that we can mend what causes it, and is no judgement of anybody")
        .option("", "Not said")
        .options(choices.map(|said| (said.as_str(), said_of(*said))));
    Some(select.of(form))
}

/// What staff say of a contact.
pub const fn said_of(said: Avoidable) -> &'static str {
    match said {
        Avoidable::Needed => "No: they had something to tell or ask us",
        Avoidable::Chasing => "Yes: they had not heard from us",
        Avoidable::Repeat => "Yes: they had told us already",
        Avoidable::WrongPlace => "Yes: they were sent to the wrong place",
        Avoidable::Unclear => "Yes: what we sent or said was not clear",
        Avoidable::ClosedTooSoon => "Yes: we had closed it before it was done",
    }
}

/// Why contact was avoidable, as figures say it.
pub const fn cause(cause: AvoidableCause) -> &'static str {
    match cause {
        AvoidableCause::AfterMissedDate => "After a date that we missed",
        AvoidableCause::Chasing => "They had not heard from us",
        AvoidableCause::Repeat => "They had told us already",
        AvoidableCause::WrongPlace => "They were sent to the wrong place",
        AvoidableCause::Unclear => "What we sent or said was not clear",
        AvoidableCause::ClosedTooSoon => "We had closed it before it was done",
    }
}
