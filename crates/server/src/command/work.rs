//! `redress work`: the worker alone.

use clap::Args;
use redress_worker::{Outward, Unsent};

use crate::command::serve::{reach, stop_signal};
use crate::config::{Config, Listening, Mailing, Reading, Record};
use crate::open;
use crate::trouble::Trouble;

/// Do the work that is due, without answering browsers.
///
/// Seals the record, releases and mails messages, watches over the daily check and forgets what has ended,
/// until it is told to stop. Started beside redress serve --no-worker, on the same PostgreSQL
/// database.
#[derive(Debug, Args)]
pub(crate) struct Work {
    #[command(flatten)]
    record: Record,
    #[command(flatten)]
    mailing: Mailing,
    #[command(flatten)]
    reading: Reading,
    /// Tell webhooks whose address is in a private network, too
    #[arg(long, env = "REDRESS_WEBHOOKS_ALLOW_PRIVATE")]
    allow_private: bool,
}

impl Work {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &Listening::default())?.mailing(&self.mailing);
        let config = config.reading(&self.reading);
        config.start_log()?;
        let mail = config.mail()?;
        let casework = open::casework(&config).await?;
        let mailbox = open::mailbox(&casework, &config)?;
        let notify = open::notify(&casework, &config)?;
        tracing::info!(database = casework.store().engine(), "working");
        let webhooks = reach(self.allow_private);
        let outward = Outward {
            mail,
            notify,
            mailbox,
            webhooks,
            unsent: Unsent::NotDelivered,
        };
        Box::pin(redress_worker::run(casework.clone(), outward, stop_signal()?)).await;
        casework.store().clone().close().await;
        Ok(())
    }
}
