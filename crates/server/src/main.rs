//! The program: configuration, wiring, the command line.

mod bench;
mod command;
mod config;
mod demo;
mod import;
mod open;
mod outside;
mod progress;
mod trouble;

use std::process::ExitCode;

use clap::Parser as _;

use crate::command::{Command, CommandLine};
use crate::trouble::Trouble;

/// A page is made of some thousand small texts: this allocator takes a fifth of the time of the
/// system's, see `docs/performance.md`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // A usage error ends here with 2, the help and the version with 0.
    let CommandLine { command } = CommandLine::parse();
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => trouble.tell(),
    }
}

fn run(command: Command) -> Result<(), Trouble> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Trouble::broken(format!("the program cannot start: {error}")))?;
    runtime.block_on(command.run())
}
