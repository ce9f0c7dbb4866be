//! How the letter of a step goes: by the outbox, or brought by whoever writes it.

use redress_casework::conduct::NotDone;
use redress_domain::conduct::{Command, LetterKind};
use redress_domain::id::ConductId;
use redress_domain::vocabulary::Channel;
use redress_pages::conduct::letters::{BROUGHT, BY_HAND, BY_OUTBOX, GOING, HOW};
use redress_pages::form::FormState;

use super::OpenFile;
use crate::App;

/// How the letter of a step goes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Goes {
    /// By the outbox, which finds its own way.
    ByOutbox,
    /// Whoever writes it has brought it, by this way.
    Brought(Channel),
}

/// Gives the orders; a letter of one goes by the outbox, or was brought.
pub(super) async fn act(
    (app, file): (&App, &OpenFile),
    at: (&ConductId, i64),
    (sends, commands, met): (Option<(LetterKind, Goes)>, Vec<Command>, Option<Command>),
) -> Result<(), NotDone> {
    let (council, actor) = (file.here.id(), &file.reader.actor);
    let Some((kind, goes)) = sends else {
        let commands = met.into_iter().chain(commands).collect();
        return app.casework.act_on_conduct(council, actor, at, commands).await;
    };
    for order in commands {
        match goes {
            Goes::ByOutbox => {
                let letter = (kind, order, met.clone());
                let letter = app.casework.send_of_conduct_as_agreed(council, actor, at, letter);
                Box::pin(letter).await?;
            }
            Goes::Brought(channel) => {
                let letter = (channel, order, met.clone());
                Box::pin(app.casework.carry_of_conduct(council, actor, at, letter)).await?;
            }
        }
    }
    Ok(())
}

/// How a form says that its letter goes.
pub(super) fn goes(form: &mut FormState) -> Option<Goes> {
    match form.value(GOING) {
        BY_OUTBOX => Some(Goes::ByOutbox),
        BY_HAND => brought_by(form).map(Goes::Brought),
        _ => {
            form.error(GOING, "Select how it goes");
            None
        }
    }
}

/// How somebody brought a letter.
pub(in super::super) fn brought_by(form: &mut FormState) -> Option<Channel> {
    let channel = Channel::parse(form.value(HOW)).filter(|channel| BROUGHT.contains(channel));
    if channel.is_none() {
        form.error(HOW, "Select how you brought it");
    }
    channel
}
