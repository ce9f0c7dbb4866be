//! The members of staff whom a case is about: ticked by whoever hears it, and nothing of it is shown to them.

use crate::components::{Checkboxes, Choice, Details};
use crate::form::FormState;
use crate::markup::Markup;

/// The name of the field.
pub const ABOUT: &str = "about";

/// "It is about somebody who works for us": folded away until somebody is ticked, or something is wrong with it.
pub fn about_field(staff: &[(String, String)], form: &FormState) -> Markup {
    if staff.is_empty() {
        return Markup::default();
    }
    let choices = staff.iter().map(|(id, name)| Choice::new(id, name.as_str()));
    let boxes = Checkboxes::new(ABOUT, "Which members of staff is it about?")
        .hint("They will see nothing of this case, and somebody else deals with it")
        .classes("govuk-checkboxes--small")
        .choices(choices)
        .of(form);
    let mut details = Details::new("It is about somebody who works for us", Markup::from(boxes));
    details.open = form.error_of(ABOUT).is_some() || form.filled(ABOUT).is_some();
    details.into()
}
