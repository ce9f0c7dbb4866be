//! The commands, a file each.

mod anchor;
mod backup;
mod bench;
mod calendar;
mod deadline;
mod demo;
mod import;
mod mail;
mod measure;
mod migrate;
mod notify;
mod policy;
mod print_run;
mod rebuild;
mod receive;
mod retention;
mod serve;
mod token;
mod user;
mod verify;
mod webhook;
mod why;
mod work;
mod write_load;

use clap::{Parser, Subcommand};

use crate::trouble::Trouble;

pub(crate) use receive::ending_of_bad_usage;

/// A council's complaints, problems, comments and compliments: received, answered in time, and
/// learned from.
#[derive(Debug, Parser)]
#[command(name = "redress", version, propagate_version = true, max_term_width = 100)]
pub(crate) struct CommandLine {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What can be done from the command line.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Try it: a made-up council with a year of history, on this machine only
    Demo(demo::Demo),
    /// Answer browsers, and do the work that is due
    Serve(serve::Serve),
    /// Do the work that is due, without answering browsers
    Work(work::Work),
    /// Look at a council's policy file: its mistakes, flow charts, standards, and what changed
    Policy(policy::PolicyCommand),
    /// Work out a deadline in working days, and say why it is that day
    Deadline(deadline::Deadline),
    /// List the bank holidays of a year, and where each is known from
    Calendar(calendar::Calendar),
    /// Add people who can sign in, and list them
    User(user::UserCommand),
    /// Let other programs ask, with a token: make one, list them, revoke one
    Token(token::TokenCommand),
    /// Tell other programs what happens: add an address, list them, try one, take one away
    Webhook(webhook::WebhookCommand),
    /// See whether e-mail leaves: send one test message
    Mail(mail::MailCommand),
    /// See whether messages leave by GOV.UK Notify: send one test message
    Notify(notify::NotifyCommand),
    /// List everything that is counted: its question, what is left out, where the definition is from
    Measures(measure::Measures),
    /// Give any figure of the list, for some days, whole or told apart
    Measure(measure::Measure),
    /// Take in one e-mail from the standard input: what a mail server pipes here
    Receive(receive::Receive),
    /// Put what goes by post into one PDF for the printer, and into one PDF a letter
    PrintRun(print_run::PrintRun),
    /// Take in the rows of a CSV file as cases, with their own times, telling nobody
    Import(import::Import),
    /// Bring the tables of the database to this version, and stop
    Migrate(migrate::Migrate),
    /// Read the whole record and say everything that was altered, removed, reordered or cut off
    Verify(verify::Verify),
    /// See what is about to be erased because its time is over, and hold what must be kept on
    Retention(retention::Retention),
    /// Erase one customer: everything that they told, and their details
    Erase(retention::Erase),
    /// Put everything that is kept of one customer into a folder, for them
    Export(retention::Export),
    /// Print today's anchor: one hash over everything in the record so far
    Anchor(anchor::Anchor),
    /// Make every list again from the events, while others go on working
    Rebuild(rebuild::Rebuild),
    /// Write everything into one file, as it is at one moment, while others go on working
    Backup(backup::Backup),
    /// Fill an empty database from a backup, whole or not at all
    Restore(backup::Restore),
    /// Measure how fast this machine serves a made-up council, and print JSON
    Bench(bench::Bench),
    #[command(hide = true)]
    WriteLoad(write_load::WriteLoad),
}

impl Command {
    /// Does it.
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        match self {
            Self::Demo(command) => Box::pin(command.run()).await,
            Self::Serve(command) => command.run().await,
            Self::Work(command) => command.run().await,
            Self::Policy(command) => command.run(),
            Self::Deadline(command) => command.run(),
            Self::Calendar(command) => command.run(),
            Self::User(command) => command.run().await,
            Self::Token(command) => command.run().await,
            Self::Webhook(command) => command.run().await,
            Self::Mail(command) => command.run().await,
            Self::Notify(command) => command.run().await,
            Self::Measures(command) => command.run(),
            Self::Measure(command) => command.run().await,
            Self::Receive(command) => command.run().await,
            Self::PrintRun(command) => command.run().await,
            Self::Import(command) => command.run().await,
            Self::Migrate(command) => command.run().await,
            Self::Verify(command) => command.run().await,
            Self::Retention(command) => command.run().await,
            Self::Erase(command) => command.run().await,
            Self::Export(command) => command.run().await,
            Self::Anchor(command) => command.run().await,
            Self::Rebuild(command) => command.run().await,
            Self::WriteLoad(command) => command.run().await,
            Self::Backup(command) => command.run().await,
            Self::Restore(command) => command.run().await,
            Self::Bench(command) => command.run().await,
        }
    }
}

/// Reads one word of a closed list, with or without hyphens; the answer to another names them all.
fn one_of<T: Copy + std::fmt::Display>(
    text: &str,
    parse: impl Fn(&str) -> Option<T>,
    all: &[T],
) -> Result<T, String> {
    parse(&text.to_lowercase().replace([' ', '_'], "-")).ok_or_else(|| {
        let known: Vec<String> = all.iter().map(ToString::to_string).collect();
        format!("use one of: {}", known.join(", "))
    })
}
