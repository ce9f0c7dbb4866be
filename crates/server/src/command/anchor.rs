//! `redress anchor`: one line that stands for the whole record of a day.

use clap::Args;

use crate::config::{Config, Listening, Record};
use crate::open;
use crate::progress::say;
use crate::trouble::Trouble;

/// Print today's anchor: one hash over everything in the record so far.
///
/// Keep it where nobody who runs the service can change it. Given to redress verify --anchor, it shows
/// whether anything from before it was written anew, even by somebody with the whole database. One is made
/// each day, by this command or by the running service, whichever comes first.
#[derive(Debug, Args)]
pub(crate) struct Anchor {
    #[command(flatten)]
    record: Record,
    /// This council alone
    #[arg(long)]
    council: Option<String>,
}

impl Anchor {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &Listening::default())?;
        config.start_log()?;
        open::existing(&config.database).await?.close().await;
        let casework = open::casework(&config).await?;
        for council in open::councils(&casework, self.council.as_deref())? {
            if let Some(anchor) = casework.anchor(&council).await? {
                say(anchor.printed(&council).to_string());
            }
        }
        casework.store().clone().close().await;
        Ok(())
    }
}
