//! `redress verify`: whether the record is as it was written.

use clap::Args;
use redress_store::Store;
use redress_store::verify::Progress as Step;

use crate::config::{Config, Listening, Record};
use crate::progress::{Progress, say};
use crate::trouble::Trouble;

/// Read the whole record and say everything that was altered, removed, reordered or cut off.
///
/// Ends with 1 when anything is wrong, and names each event. What only a published seal can show
/// is in the operating guide: keep the last seal that this command says somewhere else.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    record: Record,
    /// This council alone
    #[arg(long)]
    council: Option<String>,
}

impl Verify {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &Listening::default())?;
        config.start_log()?;
        let store = Store::open(&config.database).await?;
        let mut is_sound = true;
        let mut councils = store.councils().await?;
        if let Some(named) = &self.council {
            councils.retain(|council| council.as_str() == named);
            if councils.is_empty() {
                return Err(Trouble::usage(format!(
                    "there is no record of a council \"{named}\""
                )));
            }
        }
        if councils.is_empty() {
            say("There is no record yet.");
        }
        for council in councils {
            let mut progress = Progress::endless("events read");
            let report = store
                .verify(&council, |step| match step {
                    Step::Events(count) => progress.at(count),
                    Step::Persons(_) | Step::Seals(_) => {}
                })
                .await?;
            progress.finish();
            for fault in &report.faults {
                say(format!("{council}: {fault}"));
            }
            let verdict = match report.faults.len() {
                0 => "nothing is wrong".to_owned(),
                1 => "1 thing is wrong".to_owned(),
                more => format!("{more} things are wrong"),
            };
            say(format!(
                "{council}: {verdict}. {} events in {} streams, {} texts, {} files, {} people, {} seals; {} events not sealed \
                 yet, {} erased.",
                report.events,
                report.streams,
                report.words,
                report.files,
                report.persons,
                report.seals,
                report.unsealed,
                report.erased
            ));
            if let Some((position, hash)) = &report.last_seal {
                say(format!("{council}: the last seal is number {position}, {hash}"));
            }
            is_sound &= report.is_sound();
        }
        store.close().await;
        if is_sound { Ok(()) } else { Err(Trouble::no()) }
    }
}
