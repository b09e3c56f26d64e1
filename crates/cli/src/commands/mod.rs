//! One file a command.

mod diff;
mod eval;
mod explain;
mod extract;
mod pack;
mod packs;
mod repair;
mod report;
mod runs;
mod schema;
mod test;
mod text;

use std::io::{self, IsTerminal};

use claimsift_model::{Precision, Published};
use claimsift_sinks::What;
use serde_json::Value;

use crate::args::Command;
use crate::failure::{Stop, say};
use crate::summary::Outcome;

/// Runs a command to its end.
pub(crate) fn run(command: Command) -> Result<Outcome, Stop> {
    match command {
        Command::Extract(args) => extract::run(&args, What::Claims),
        Command::Mentions(args) => extract::run(&args, What::Mentions),
        Command::Repair(args) => repair::run(&args),
        Command::Text(args) => text::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Pack(args) => pack::run(&args),
    }
}

/// Tells a person at a keyboard that the program waits for input, not at work.
fn hint_at_stdin(reads_stdin: bool) {
    if reads_stdin && io::stdin().is_terminal() {
        say("reading standard input; end it with Ctrl-D, or name files and folders (see --help)");
    }
}

/// The options of a command: its groups of arguments and its own, as one JSON object.
fn options(groups: &[Value]) -> Value {
    let fields = groups.iter().filter_map(Value::as_object).flatten();
    fields
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// A value as one line of JSON.
fn json_line<T: serde::Serialize>(value: &T, bytes: &mut Vec<u8>) -> Result<(), String> {
    claimsift_sinks::write_json(value, bytes).map_err(|e| e.to_string())?;
    bytes.push(b'\n');
    Ok(())
}

/// The document date as it was found: a day, a month or a year.
fn published(published: &Published) -> String {
    let day = published.start;
    match published.precision {
        Precision::Year => format!("{:04}", day.year()),
        Precision::Month => format!("{:04}-{:02}", day.year(), day.month()),
        _ => day.to_string(),
    }
}
