//! The program: configuration, wiring, the command line. `main.rs` starts it.

mod bench;
mod command;
mod config;
mod demo;
pub mod import;
mod open;
mod outside;
mod progress;
mod trouble;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;

use crate::command::{Command, CommandLine, ending_of_bad_usage};
use crate::trouble::Trouble;

/// Does what the command line asks for.
pub fn main() -> ExitCode {
    let asked: Vec<OsString> = std::env::args_os().collect();
    // A usage error ends here with 2, the help and the version with 0. A mail server that asks wrongly
    // keeps its message.
    let command = match CommandLine::try_parse_from(&asked) {
        Ok(CommandLine { command }) => command,
        Err(error) => {
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            let _ = error.print();
            return if code == 0 {
                ExitCode::SUCCESS
            } else {
                ending_of_bad_usage(&asked, code)
            };
        }
    };
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
