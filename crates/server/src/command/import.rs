//! `redress import`: records of another system, as cases with their own times.

use std::path::PathBuf;

use clap::Args;
use redress_casework::outside::Outside as _;

use crate::config::{Config, Listening, Record};
use crate::import::{self, mapping::Mapping, source::Source};
use crate::open;
use crate::outside::SystemClock;
use crate::progress::{note, say};
use crate::trouble::Trouble;

/// Take in the rows of a CSV file as cases, with their own times, telling nobody.
///
/// The whole file is read and checked first. Rows that cannot be taken in are listed with the
/// reason, row by row, in a file beside it; the rest go in. Run again, rows that are in already are
/// left alone, so that an import that was broken off goes on where it was.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The CSV file, in UTF-8 with a line of column names
    file: PathBuf,
    /// The mapping file: what each column means (see examples/)
    #[arg(long)]
    mapping: PathBuf,
    /// Check the whole file, say what would be done, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Where to list the rows that are not taken in [default: FILE.not-taken.csv]
    #[arg(long)]
    not_taken: Option<PathBuf>,
    #[command(flatten)]
    record: Record,
}

impl Import {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &Listening::default())?;
        config.start_log()?;
        let mapping = Mapping::read(&self.mapping)?;
        let policies = open::policies(&config.policy)?;
        let policy = policies
            .iter()
            .find(|policy| policy.council.id == mapping.council);
        let policy = policy.ok_or_else(|| {
            Trouble::usage(format!(
                "there is no policy for the council \"{}\" of the mapping",
                mapping.council
            ))
            .next("give its file with --policy")
        })?;
        let source = Source::read(&self.file, &mapping, (policy, SystemClock.now()))?;
        let listed = self.not_taken.clone().unwrap_or_else(|| {
            let mut name = self.file.file_name().unwrap_or_default().to_os_string();
            name.push(".not-taken.csv");
            PathBuf::from(name)
        });
        let counted = format!(
            "{}: {} rows make {} cases; {} rows cannot be taken in.",
            self.file.display(),
            source.rows,
            source.cases.len(),
            source.not_taken.len()
        );
        say(counted);
        if source.not_taken.is_empty() {
            note("Every row can be taken in.");
        } else {
            import::list_not_taken(&listed, &source.not_taken)?;
            say(format!("Which rows, and why, is in {}.", listed.display()));
        }
        source.verdicts.say();
        if self.dry_run {
            say("Nothing was changed.");
            return Ok(());
        }
        let casework = open::casework(&config).await?;
        let done = import::take_in(&casework, &mapping, source.cases).await?;
        say(format!(
            "{} cases were taken in; {} were in already. Nothing was sent to anybody.",
            done.taken, done.were_in
        ));
        casework.store().clone().close().await;
        Ok(())
    }
}
