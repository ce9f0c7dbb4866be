//! Who a complaint is about, and one that came late.

use redress_domain::case::Subject;

use super::Shown;
use super::act::ActPage;
use super::acts::Lists;
use crate::components::{Button, Choice, Radios, Textarea};
use crate::form::FormState;
use crate::layout::Shell;
use crate::staff::about::about_field;

/// What the field says for a partner; its name in the policy follows.
pub const PARTNER: &str = "partner:";

fn reason(form: &FormState, label: &str) -> Textarea {
    let mut field = Textarea::new("reason", label).of(form);
    field.rows = Some(4);
    field
}

/// "Say who it is about".
pub fn say(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let us = Choice::new(
        Subject::Council.as_str(),
        "The council, or somebody who works for it",
    );
    let councillor = Choice::new(Subject::Councillor.as_str(), "How a councillor behaves");
    let partners = lists.partners.iter();
    let partners = partners.map(|(id, name)| Choice::new(&format!("{PARTNER}{id}"), name.clone()));
    let choices = [us, councillor].into_iter().chain(partners);
    ActPage::new(shell, shown, "Say who it is about", form)
        .say(
            "How a councillor behaves is for the person our policy names, and not for stage 1. Tell the customer \
             who that is and why: propose not to accept the complaint, for that reason.",
        )
        .say("We stay responsible for an organisation that does our work. We answer the complaint ourselves.")
        .say(
            "A member of staff whom you name has the case no longer. What they found, approved or proposed is laid aside, and so is a reply \
             that they wrote: whoever has it next decides for themselves. All of it stays in the record.",
        )
        .say("Is only part of it about somebody else? Make a case of its own of those points first.")
        .field(Radios::new("subject", "Who is it about?").choices(choices).of(form))
        .field(about_field(&lists.staff, form))
        .field(reason(form, "How do you know?"))
        .button(Button::send("Save"))
}

/// "Accept it although it came late".
pub fn take_late(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Accept it although it came late", form)
        .say(
            "We can look into a complaint that came too late if there is a good reason. It then cannot be refused \
             for being late.",
        )
        .field(reason(form, "Why do we look into it?"))
        .button(Button::send("Accept it"))
}
