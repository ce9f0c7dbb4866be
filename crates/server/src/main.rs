//! Starts the program, with its memory.

use std::process::ExitCode;

/// A page is made of some thousand small texts: this allocator takes a fifth of the time of the
/// system's, see `docs/performance.md`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    redress_server::main()
}
