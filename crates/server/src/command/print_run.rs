//! `redress print-run`: what goes by post, as files for a printer.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use redress_web::print::{Printed, title};

use crate::config::{Config, Listening, Record};
use crate::open;
use crate::progress::{note, say};
use crate::trouble::Trouble;

/// Put what goes by post into one PDF for the printer, with a list, and one PDF a letter for GOV.UK Notify.
///
/// For today, what waits becomes today's next print run and is marked as printed. For an earlier day, its
/// runs are written again, the same as they were.
#[derive(Debug, Args)]
pub(crate) struct PrintRun {
    #[command(flatten)]
    record: Record,
    /// The council's short name; needed when there are several
    #[arg(long)]
    council: Option<String>,
    /// The day; today when left out
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// The folder for the files
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    to: PathBuf,
}

impl PrintRun {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &Listening::default())?;
        config.start_log()?;
        let casework = open::casework(&config).await?;
        let council = open::one_council(&casework, self.council.as_deref())?;
        let (actor, today) = (open::setup(), casework.today());
        let on = self.date.unwrap_or(today);
        if on > today {
            return Err(Trouble::usage(format!("{on} has not come yet")));
        }
        if on == today && casework.make_print_run(&council, &actor).await?.is_none() {
            note("No letter waits to be printed.");
        }
        for run in casework.print_runs_of(&council, &actor, on).await? {
            let printed = Printed::read(&casework, (&council, &actor), (on, run.number)).await?;
            let files = [
                ("letters.pdf", printed.pdf()?),
                ("letters.csv", printed.csv()),
                ("notify.zip", printed.notify()?),
            ];
            for (name, bytes) in files {
                let path = self.to.join(format!("print-run-{on}-{}-{name}", run.number));
                redress_store::private::write(&path, bytes)?;
                say(path.display().to_string());
            }
            note(format!(
                "{}: {} letters, {} pages",
                title(&run),
                run.letters,
                run.pages
            ));
        }
        casework.store().clone().close().await;
        Ok(())
    }
}
