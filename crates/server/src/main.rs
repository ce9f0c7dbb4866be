//! The program: configuration, wiring, the command line.

fn main() {}
