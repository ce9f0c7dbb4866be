//! `redress migrate`: the tables, and nothing else.

use clap::Args;
use redress_store::Store;

use crate::config::{Config, Listening, Record, masked};
use crate::progress::say;
use crate::trouble::Trouble;

/// Bring the tables of the database to this version, and stop.
///
/// Every other command does this by itself when it starts. Use this one to do it at a time of your
/// choosing, before the new version is started. It only ever goes forward.
#[derive(Debug, Args)]
pub(crate) struct Migrate {
    #[command(flatten)]
    record: Record,
}

impl Migrate {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &Listening::default())?;
        config.start_log()?;
        let store = Store::open(&config.database).await?;
        say(format!(
            "{} is at the version of this program ({}).",
            masked(&config.database),
            store.engine()
        ));
        store.close().await;
        Ok(())
    }
}
