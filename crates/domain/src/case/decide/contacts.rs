//! What staff say of a contact: whether the customer could have been saved it.

use crate::case::{Avoidable, Case, Context, Event, Refusal};
use crate::id::ContactId;

/// Says it of a contact that came in; said again it is put right.
pub(super) fn say_avoidable(
    case: &Case,
    (contact, said): (Option<ContactId>, Avoidable),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let asked = &context.rules.policy.reports.avoidable;
    if said != Avoidable::Needed && !asked.contains(&said) {
        return Err(Refusal::NotInPolicy("avoidable_contact.asked"));
    }
    match case.contact_made(contact.as_ref()) {
        None => Err(Refusal::TextMissing("the contact")),
        Some(made) if made.said == Some(said) => Err(Refusal::NothingToChange),
        Some(_) => Ok(vec![Event::AvoidableSaid { contact, said }]),
    }
}
