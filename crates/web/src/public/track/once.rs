//! Forms of the track page that are recorded once, however often they are sent: a second press, a reload after an answer
//! that was lost on the way.

use redress_domain::case::Command;
use redress_pages::form::{FormState, ONCE};

use super::{Mine, limits, record};
use crate::App;
use crate::error::PageError;
use crate::here::Here;

/// Records what a form says that knows itself again: sent twice, it is recorded once. Without its name it is recorded as it is.
pub(super) async fn record_once(
    (app, here, mine): (&App, &Here, &Mine),
    form: &FormState,
    commands: Vec<Command>,
) -> Result<(), PageError> {
    let Some(once) = form.filled(ONCE) else {
        return record(app, here, mine, commands).await;
    };
    limits::count_case(app, here).await?;
    // Other words under the same name are another form: nothing that was typed is taken for sent.
    let (at, sent) = ((&mine.view.id, None), format!("{once} {}", form.value("told")));
    app.casework
        .act_of_form(here.id(), &mine.actor(), at, (&commands, &sent))
        .await?;
    Ok(())
}

/// A form that knows itself again.
pub(super) fn fresh_form(app: &App) -> FormState {
    FormState::new().with(ONCE, app.casework.fresh().secret())
}
