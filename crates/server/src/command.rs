//! The commands, a file each.

pub(crate) mod demo;
pub(crate) mod migrate;
pub(crate) mod serve;
pub(crate) mod work;

use clap::{Parser, Subcommand};

use crate::trouble::Trouble;

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
    /// Bring the tables of the database to this version, and stop
    Migrate(migrate::Migrate),
}

impl Command {
    /// Does it.
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        match self {
            Self::Demo(command) => command.run().await,
            Self::Serve(command) => command.run().await,
            Self::Work(command) => command.run().await,
            Self::Migrate(command) => command.run().await,
        }
    }
}
