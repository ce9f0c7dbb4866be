//! What a form says of whether a customer could have been saved a contact.

use redress_casework::act::NewCase;
use redress_domain::case::{Avoidable, Command, Direction};
use redress_pages::avoidable::AVOIDABLE;
use redress_pages::form::FormState;

/// What was chosen; nothing where nobody said.
pub(crate) fn said(form: &FormState) -> Option<Avoidable> {
    Avoidable::parse(form.value(AVOIDABLE))
}

/// The orders, and after each contact that came in what the form says of it.
pub(crate) fn with_said(form: &FormState, commands: Vec<Command>) -> Vec<Command> {
    let Some(said) = said(form) else { return commands };
    let mut all = Vec::with_capacity(commands.len() + 1);
    for command in commands {
        let mut contact = None;
        if let Command::RecordContact(made) = &command
            && made.direction == Direction::In
        {
            contact = Some(made.id.clone());
        }
        all.push(command);
        if contact.is_some() {
            all.push(Command::SayAvoidable { contact, said });
        }
    }
    all
}

/// The same of the contact that opens a case.
pub(crate) fn of_opening(form: &FormState, new: &mut NewCase) {
    let said = said(form);
    new.then
        .extend(said.map(|said| Command::SayAvoidable { contact: None, said }));
}
