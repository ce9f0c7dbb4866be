//! `redress rebuild`: the lists made again from the events.

use clap::Args;

use crate::config::{Config, Listening, Record};
use crate::open;
use crate::progress::{Progress, say};
use crate::trouble::Trouble;

/// Make every list again from the events, while others go on working.
///
/// Nothing is lost by it: lists, search and counts hold nothing of their own. Run it when a new
/// version says so, or when a list seems to differ from a case.
#[derive(Debug, Args)]
pub(crate) struct Rebuild {
    #[command(flatten)]
    record: Record,
    /// This council alone
    #[arg(long)]
    council: Option<String>,
}

impl Rebuild {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &Listening::default())?;
        config.start_log()?;
        open::existing(&config.database).await?.close().await;
        let casework = open::casework(&config).await?;
        for council in open::councils(&casework, self.council.as_deref())? {
            let mut progress = Progress::endless("streams read");
            let streams = casework.rebuild(&council, |count| progress.at(count)).await?;
            progress.finish();
            say(format!(
                "{council}: the lists were made again from {streams} streams."
            ));
        }
        casework.store().clone().close().await;
        Ok(())
    }
}
