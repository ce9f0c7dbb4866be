//! `redress backup` and `redress restore`.

use std::path::PathBuf;

use clap::Args;
use redress_casework::outside::Outside as _;
use redress_store::Store;

use crate::config::{Config, Listening, Record, masked};
use crate::open;
use crate::outside::SystemClock;
use crate::progress::say;
use crate::trouble::Trouble;

/// Write everything into one file, as it is at one moment, while others go on working.
///
/// The file is there only when it is whole. It holds personal data: keep it as you keep the record.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    #[command(flatten)]
    record: Record,
    /// The file to write; there must be none of that name
    file: PathBuf,
}

/// Fill an empty database from a backup, whole or not at all.
///
/// Nothing is ever overwritten. Run redress verify afterwards.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    #[command(flatten)]
    record: Record,
    /// The backup
    file: PathBuf,
}

impl Backup {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &Listening::default())?;
        config.start_log()?;
        if self.file.exists() {
            return Err(
                Trouble::usage(format!("{} is there already", self.file.display()))
                    .next("name a file that is not there; a backup is never overwritten"),
            );
        }
        let store = open::existing(&config.database).await?;
        let rows = store.backup(&self.file, SystemClock.now()).await?;
        store.close().await;
        say(format!("{} holds everything: {rows} rows.", self.file.display()));
        Ok(())
    }
}

impl Restore {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &Listening::default())?;
        config.start_log()?;
        let store = Store::open(&config.database).await?;
        let rows = store.restore(&self.file).await?;
        store.close().await;
        say(format!(
            "{} holds what was in the backup: {rows} rows.",
            masked(&config.database)
        ));
        say("Run redress verify to see that it is as it was written.");
        say(
            "What was erased after the backup came back with it: redress retention again FILE erases what the ledger names.",
        );
        Ok(())
    }
}
