//! `redress mail`: whether e-mail leaves.

use clap::{Args, Subcommand};

use crate::config::{Config, Listening, Mailing, Record};
use crate::open;
use crate::progress::say;
use crate::trouble::Trouble;

/// See whether e-mail leaves: send one test message.
#[derive(Debug, Args)]
pub(crate) struct MailCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Send one test message through the mail server, and say what the server answered
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
    /// The e-mail address that it goes to
    #[arg(value_name = "TO")]
    to: String,
}

impl MailCommand {
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
        let Some(mail) = config.mail()? else {
            return Err(Trouble::usage("no mail server is set, so nothing is mailed")
                .next("name one with --smtp or REDRESS_SMTP: see docs/operating.md"));
        };
        let casework = open::casework(&config).await?;
        let council = open::one_council(&casework, self.council.as_deref())?;
        let settings = casework.councils().get(&council)?;
        let tried = mail.try_out(&casework, &settings, &self.to).await;
        casework.store().clone().close().await;
        tried.map_err(|why| {
            Trouble::broken(format!("the message to {} was not taken: {why}", self.to))
                .next("check smtp, smtp_user, REDRESS_SMTP_PASSWORD and [mail] in the policy")
        })?;
        say(format!(
            "The mail server took the message to {}. Look whether it arrived, and whether it was taken for spam.",
            self.to
        ));
        Ok(())
    }
}
