//! The way in which somebody is answered whose case is logged.

use redress_casework::act::NewPerson;
use redress_casework::lists::Person;
use redress_domain::vocabulary::ReplyBy;
use redress_pages::form::FormState;

/// Says where a letter is asked for and nobody knows where to send it.
pub(super) fn hold_to_address(form: &mut FormState, (person, known): (&NewPerson, &Person)) {
    let has_none = known.address.as_deref().unwrap_or_default().trim().is_empty();
    if person.reply_by == Some(ReplyBy::Letter) && has_none {
        form.error(
            "reply_by",
            "We have no postal address for them. Select another way to answer. You can add their address once this is logged",
        );
    }
}
