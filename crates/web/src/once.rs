//! Forms that know themselves again: sent twice, they are done once.

use redress_casework::failure::Failure;
use redress_domain::case::Command;
use redress_domain::id::{CaseId, CouncilId};
use redress_domain::permission::Actor;
use redress_domain::words::Digest;
use redress_pages::form::{FormState, ONCE};

use crate::App;

/// A form that knows itself again.
pub(crate) fn fresh_form(app: &App) -> FormState {
    FormState::new().with(ONCE, app.casework.fresh().secret())
}

/// Under what it is kept that a form was taken in: its own name and all that was typed. Sent again it is the same; with
/// other words it is another one, so that nothing that was typed is taken for sent. Nothing without a name.
///
/// Files and the button do not count: a file that comes again has another name.
pub(crate) fn once_with_its_words(form: &FormState) -> Option<String> {
    form.filled(ONCE)?;
    let typed = form.pairs().filter(|(name, _)| !["do", "file"].contains(name));
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let sent = FormState::from_pairs(typed).as_sent();
    Some(Digest::of(&[0; 16], sent.as_bytes()).as_str().to_owned())
}

/// The same for a form that brings a file, by `form`, which tells it from the next one: by the file's name and size, for one that is
/// sent again is kept anew, under another identifier.
pub(crate) fn once_with_a_file(form: Option<&str>, (size, name): (u64, &str)) -> Option<String> {
    form.map(|form| format!("{form}\n{size} {name}"))
}

/// Does what a form orders to the case as it stands: once for each `sent`, which stands for what was sent, and as often as
/// it comes for a form without a name.
pub(crate) async fn act_once(
    app: &App,
    (council, actor, case): (&CouncilId, &Actor, &CaseId),
    (commands, sent): (&[Command], Option<String>),
) -> Result<(), Failure> {
    match sent {
        Some(sent) => {
            let acted = app
                .casework
                .act_of_form(council, actor, (case, None), (commands, &sent));
            acted.await?;
        }
        None => {
            app.casework
                .act_all_on_latest(council, actor, case, commands)
                .await?;
        }
    }
    Ok(())
}
