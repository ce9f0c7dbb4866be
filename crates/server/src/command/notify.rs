//! `redress notify`: whether messages leave by GOV.UK Notify.

use clap::{Args, Subcommand};

use crate::config::{Config, Listening, Mailing, Record};
use crate::open;
use crate::progress::say;
use crate::trouble::Trouble;

/// See whether messages leave by GOV.UK Notify: send one test message.
#[derive(Debug, Args)]
pub(crate) struct NotifyCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Send one test message through a council's service, and say what Notify answered
    Test(Test),
}

#[derive(Debug, Args)]
struct Test {
    #[command(flatten)]
    record: Record,
    #[command(flatten)]
    mailing: Mailing,
    /// The council's short name; needed when there are several
    #[arg(long)]
    council: Option<String>,
    /// The e-mail address or telephone number that it goes to
    #[arg(value_name = "TO")]
    to: String,
}

impl NotifyCommand {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        match self.what {
            What::Test(test) => test.run().await,
        }
    }
}

impl Test {
    async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &Listening::default())?.mailing(&self.mailing);
        config.start_log()?;
        let casework = open::casework(&config).await?;
        let council = open::one_council(&casework, self.council.as_deref())?;
        let notify = open::notify(&casework, &config)?;
        let service = notify.as_ref().and_then(|notify| notify.of(&council));
        let Some(service) = service else {
            return Err(
                Trouble::usage(format!("{council} has no service at GOV.UK Notify here"))
                    .next("name a file with --notify or REDRESS_NOTIFY: see docs/operating.md"),
            );
        };
        let settings = casework.councils().get(&council)?;
        let tried = service.try_out(&casework, &settings, &self.to).await;
        casework.store().clone().close().await;
        let id = tried.map_err(|why| {
            Trouble::broken(format!("the message to {} was not taken: {why}", self.to))
                .next("check the key and the templates in the file of --notify")
        })?;
        say(format!(
            "GOV.UK Notify took the message to {} and calls it {id}. Look whether it arrived.",
            self.to
        ));
        Ok(())
    }
}
