//! `redress receive`: takes in one e-mail from the mail server.

use std::io::Read as _;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use redress_casework::Casework;
use redress_casework::council::Councils;
use redress_casework::incoming::{LARGEST, Sorted};
use redress_casework::scanner::Scanner;
use redress_worker::receive::receive;
use serde::Serialize;

use crate::config::{Config, Listening, Record};
use crate::open;
use crate::outside::SystemClock;
use crate::progress::say;
use crate::trouble::Trouble;

/// Take in one e-mail from the standard input: what a mail server pipes here.
///
/// Prints one line of JSON, and ends with 0 when the message is safely kept, whatever it is. Ends with 75
/// when it is not, so that the mail server keeps it and tries again, and with 65 when it is too large.
#[derive(Debug, Args)]
pub(crate) struct Receive {
    #[command(flatten)]
    record: Record,
    /// The council's short name; needed when there are several
    #[arg(long)]
    council: Option<String>,
    /// The address that it was delivered to, as the mail server knows it
    #[arg(long, value_name = "ADDRESS")]
    recipient: Option<String>,
}

/// What is said of a message.
#[derive(Debug, Serialize)]
struct Said {
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

/// What `sysexits.h` calls EX_TEMPFAIL: the mail server keeps the message and tries again.
pub(crate) const TRY_AGAIN: u8 = 75;
/// What it calls EX_DATAERR: the mail server returns the message to whoever sent it.
const NEVER: u8 = 65;

impl Receive {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        // Whatever is wrong with the settings is mended, and no message is lost by it.
        let raw = read().map_err(|error| Trouble::broken(error.to_string()).ending(TRY_AGAIN))?;
        if raw.len() > LARGEST {
            return Err(Trouble::broken(format!(
                "the message has more than {} MB and is not taken",
                LARGEST / 1024 / 1024
            ))
            .ending(NEVER));
        }
        let sorted = Box::pin(self.take(raw))
            .await
            .map_err(|trouble| trouble.ending(TRY_AGAIN))?;
        let said = Said {
            outcome: sorted.state.outcome(),
            reference: sorted.reference.map(|reference| reference.to_string()),
        };
        say(serde_json::to_string(&said).unwrap_or_default());
        Ok(())
    }

    async fn take(&self, raw: Vec<u8>) -> Result<Sorted, Trouble> {
        let mut record = self.record.clone();
        // A mail server takes what is said here for trouble.
        record.log_level.get_or_insert_with(|| "warn".to_owned());
        let config = Config::of(&record, &Listening::default())?;
        config.start_log()?;
        let store = open::existing(&config.database).await?;
        let casework = Casework::new(store, Councils::default(), Arc::new(SystemClock));
        casework.load_councils().await?;
        let casework = if config.clamd.is_empty() {
            casework
        } else {
            casework.with_scanner(Scanner::at(&config.clamd))
        };
        let council = open::one_council(&casework, self.council.as_deref())?;
        let sorted = receive(&casework, &council, raw, self.recipient.as_deref()).await;
        casework.store().clone().close().await;
        Ok(sorted?)
    }
}

/// All of the standard input, and one byte more than may be kept where there is more.
fn read() -> std::io::Result<Vec<u8>> {
    let mut raw = Vec::new();
    let most = u64::try_from(LARGEST).unwrap_or(u64::MAX).saturating_add(1);
    std::io::stdin().lock().take(most).read_to_end(&mut raw)?;
    Ok(raw)
}

/// How the program ends when it is asked wrongly: with `asked` alone to go by, before anything is read.
pub(crate) fn ending_of_bad_usage(asked: &[std::ffi::OsString], usual: u8) -> ExitCode {
    let is_receive = asked.get(1).is_some_and(|command| command == "receive");
    ExitCode::from(if is_receive { TRY_AGAIN } else { usual })
}
