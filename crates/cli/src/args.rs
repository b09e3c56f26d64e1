//! The arguments. Their doc comments are the help texts.

mod input;
mod reading;
mod run;
mod workbench;

use std::path::PathBuf;

use crate::values;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

pub(crate) use self::input::Input;
pub(crate) use self::reading::{Language, Own, Reading, Style, label};
pub(crate) use self::run::{Format, Running, Target};
pub(crate) use self::workbench::{
    Colour, Diff, DiffFormat, Eval, FailOn, Pack, Report, Test, TestFormat,
};

/// Turns dumps of news articles, damaged encodings and all, into normalised JSON claims.
#[derive(Debug, Parser)]
#[command(name = "claimsift", version, after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  claimsift extract articles/                     every claim of a folder, one JSON object a line
  claimsift extract news.jsonl -o claims.jsonl    a dump with one {\"id\", \"text\", \"date\"} a line
  claimsift extract news/ -o claims.parquet       a table; .csv, .sqlite, .jsonl.zst and others likewise
  claimsift extract dump/ -o claims.jsonl --resume    go on with a run that was stopped or killed
  claimsift repair broken.txt > clean.txt         undo damaged encoding, nothing else
  claimsift explain --text \"Nvidia investit 10 milliards de dollars\"

Exit codes: 0 done; 1 `diff`, `test`, `repair --check` or `eval --min-f1` found something; 2 could not run; 3 done, but documents were skipped.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print every claim: the figure, who it is about, what is said, when, how surely.
    Extract(Extract),
    /// Print every number, quantity and date, without asking what is said of it.
    Mentions(Extract),
    /// Undo damaged encoding and print the text; records of a dump come out as JSON Lines.
    Repair(Repair),
    /// Print the text that offsets count in, as JSON Lines {doc_id, text}.
    Text(Text),
    /// Print the JSON Schema of the output, or a call that loads it elsewhere with exact values.
    Schema(Schema),
    /// Say how a text was read: encoding, date, language, which rules fired and why.
    Explain(Explain),
    /// Hold mentions and claims against annotated documents: precision, recall, F1 by kind and slot.
    Eval(Eval),
    /// Say what changed between two runs, or between a run and what the program says now.
    Diff(Diff),
    /// Run the examples of the rules and frames of all packs.
    Test(Test),
    /// Begin a pack of one's own, or check one.
    #[command(subcommand)]
    Pack(Pack),
    /// Make one self-contained HTML page: the articles with their figures highlighted, a card for each claim.
    Report(Report),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) language: Language,
    #[command(flatten)]
    pub(crate) running: Running,
    /// How records are written; left out, the ending of FILE says it, else jsonl
    #[arg(long, value_enum, help_heading = "Output")]
    pub(crate) format: Option<Format>,
    #[command(flatten)]
    pub(crate) target: Target,
    /// Add "utf16": [start, end] to each record, for JavaScript
    #[arg(long, help_heading = "Output")]
    pub(crate) utf16: bool,
    /// Largest document that is read, in bytes or with K, M, G
    #[arg(long, alias = "max-document", value_name = "SIZE", default_value = "8M", value_parser = values::size, help_heading = "Input")]
    pub(crate) max_doc_bytes: u64,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Repair {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Encoding of the input: auto, or a label such as windows-1252
    #[arg(long, value_name = "LABEL", default_value = "auto", value_parser = values::encoding)]
    pub(crate) encoding: String,
    #[command(flatten)]
    pub(crate) running: Running,
    /// Print one JSON object a repair instead of the text
    #[arg(long, help_heading = "Output")]
    pub(crate) report: bool,
    /// Exit with 1 when there is damage; prints no text
    #[arg(long, help_heading = "Output")]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) target: Target,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Text {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) running: Running,
    #[command(flatten)]
    pub(crate) target: Target,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Schema {
    /// One kind of record; both when left out
    #[arg(value_enum)]
    pub(crate) what: Option<What>,
    /// Print a typed reader call for this program instead; values stay exact, as strings
    #[arg(long = "for", value_enum, value_name = "PROGRAM")]
    pub(crate) reader: Option<Reader>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    /// File to explain; "-" or nothing reads standard input
    #[arg(value_name = "PATH", conflicts_with = "text")]
    pub(crate) path: Option<PathBuf>,
    /// Text to explain
    #[arg(long)]
    pub(crate) text: Option<String>,
    /// Only the sentence that holds this code point, and its claims
    #[arg(long, value_name = "N")]
    pub(crate) at: Option<u32>,
    /// How it is written
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Style,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) language: Language,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum What {
    Claim,
    Mention,
    /// A file of a pack, for editors
    Pack,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Reader {
    Duckdb,
    Pandas,
    Polars,
}
