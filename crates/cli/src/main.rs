//! The command line of claimsift.
//!
//! Reads documents with `intake`, decodes them with `decode`, reads claims with `extract` and writes them with
//! `sinks`; here are only the arguments, the threads, the messages and the exit codes. Data goes to standard output
//! or `-o FILE`, everything else to standard error.

mod args;
mod commands;
mod failure;
mod header;
mod output;
mod place;
mod run;
mod summary;
mod tally;
mod values;

use std::process::ExitCode;

use clap::Parser;

use crate::failure::{Stop, say};

fn main() -> ExitCode {
    match commands::run(args::Args::parse().command) {
        Ok(outcome) => outcome.code(),
        // Whoever reads our output has had enough: `claimsift … | head -1` is no failure.
        Err(Stop::PipeClosed) => ExitCode::SUCCESS,
        Err(Stop::Signal(code, message)) => {
            say(&message);
            ExitCode::from(code)
        }
        Err(Stop::Failed(message)) => {
            say(&message);
            ExitCode::from(2)
        }
    }
}
