//! The arguments. Their doc comments are the help texts.

mod run;

use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use serde::Serialize;

use crate::values;

pub(crate) use self::run::{Format, Running, Target};

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
    #[arg(long, value_name = "SIZE", default_value = "8M", value_parser = values::size, help_heading = "Input")]
    pub(crate) max_document: u64,
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

#[derive(Debug, ClapArgs)]
pub(crate) struct Eval {
    /// Annotated documents, one JSON object a line; may be given again
    #[arg(long, value_name = "FILE", required = true)]
    pub(crate) gold: Vec<PathBuf>,
    /// Folder in which the files that the annotation names lie; else the one above the annotation's
    #[arg(long, value_name = "FOLDER")]
    pub(crate) files: Option<PathBuf>,
    /// Exit with 1 when the F1 of the mentions of a file is below X, from 0 to 1
    #[arg(long, value_name = "X", value_parser = values::share)]
    pub(crate) min_f1: Option<f64>,
    /// Faults listed of each sort
    #[arg(long, value_name = "N", default_value = "20")]
    pub(crate) show: usize,
    #[command(flatten)]
    pub(crate) own: Own,
    /// How the figures are written
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Style,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Diff {
    /// The run before: a JSON Lines file of claims or mentions; or documents, which are then read now
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The run after, likewise; left out: OLD's run once more, as OLD.run.json says it was made
    #[arg(value_name = "NEW")]
    pub(crate) new: Option<PathBuf>,
    /// Differences on which to exit with 1
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        value_name = "SORTS",
        default_value = "any"
    )]
    pub(crate) fail_on: Vec<FailOn>,
    /// How the differences are written
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: DiffFormat,
    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Colours: auto goes by the terminal and NO_COLOR
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Colour,
    #[command(flatten)]
    pub(crate) own: Own,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Test {
    /// Packs of one's own, laid over the built-in ones
    #[arg(value_name = "PACK")]
    pub(crate) packs: Vec<PathBuf>,
    /// Only rules and frames whose id begins with this
    #[arg(long, value_name = "ID")]
    pub(crate) only: Option<String>,
    /// Write what comes out into the files, where an example wants another value
    #[arg(long, conflicts_with = "review")]
    pub(crate) update: bool,
    /// Ask for each such example: accept, reject or skip
    #[arg(long)]
    pub(crate) review: bool,
    /// How the outcome is written
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TestFormat,
    /// Take no packs from a claimsift.toml in this folder or one above it
    #[arg(long)]
    pub(crate) no_config: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Pack {
    /// Write a commented example that works into a new folder.
    New {
        /// The folder
        #[arg(value_name = "NAME")]
        name: PathBuf,
    },
    /// Show every mistake of packs, each with its line and what to do.
    Check {
        /// Folders of packs; none: those that claimsift.toml names
        #[arg(value_name = "DIR")]
        folders: Vec<PathBuf>,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Report {
    /// A JSON Lines file of claims or mentions; or documents, which are then read now
    #[arg(value_name = "CLAIMS")]
    pub(crate) claims: PathBuf,
    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Title of the page
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Most claims on the page; further documents are left out
    #[arg(long, value_name = "N", default_value = "20000")]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) own: Own,
}

#[derive(Debug, ClapArgs, Serialize)]
#[command(next_help_heading = "Input")]
pub(crate) struct Input {
    /// Files and folders; "-" or nothing reads standard input
    #[arg(value_name = "PATH", help_heading = "Arguments")]
    #[serde(skip)]
    pub(crate) paths: Vec<PathBuf>,
    /// How input is read: auto goes by the name of the file, then by its first bytes
    #[arg(long, value_enum, default_value = "auto")]
    pub(crate) input: InputFormat,
    /// JSON field with the document's id
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_field: String,
    /// JSON field with the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,
    /// JSON field with the date
    #[arg(long, value_name = "NAME", default_value = "date")]
    pub(crate) date_field: String,
    /// JSON field with the language
    #[arg(long, value_name = "NAME", default_value = "lang")]
    pub(crate) lang_field: String,
    /// JSON field with the URL
    #[arg(long, value_name = "NAME", default_value = "url")]
    pub(crate) url_field: String,
    /// JSON field with the title
    #[arg(long, value_name = "NAME", default_value = "title")]
    pub(crate) title_field: String,
}

#[derive(Debug, ClapArgs, Serialize)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Reading {
    /// Encoding of the input: auto, or a label such as windows-1252
    #[arg(long, value_name = "LABEL", default_value = "auto", value_parser = values::encoding)]
    pub(crate) encoding: String,
    /// Leave damaged text as it is
    #[arg(long)]
    pub(crate) no_repair: bool,
    /// Document date where a document gives none: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_parser = values::date)]
    pub(crate) date: Option<String>,
    /// Document date, whatever the document says
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    pub(crate) date_override: Option<String>,
}

#[derive(Debug, ClapArgs, Serialize)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Language {
    /// Language of the text: auto, or the tag of a pack, such as fr
    #[arg(long, default_value = "auto", value_parser = values::lang)]
    pub(crate) lang: String,
    #[command(flatten)]
    #[serde(skip)]
    pub(crate) own: Own,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Packs")]
pub(crate) struct Own {
    /// Lay a pack of one's own over the built-in ones; may be given again, the last one wins
    #[arg(long = "pack", value_name = "DIR")]
    pub(crate) packs: Vec<PathBuf>,
    /// Take no packs from a claimsift.toml in this folder or one above it
    #[arg(long)]
    pub(crate) no_config: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum InputFormat {
    /// By name, then by content
    Auto,
    /// One plain-text document a file
    Text,
    /// One JSON object a line
    Jsonl,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Style {
    /// Tables to read
    Text,
    /// One JSON value
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Lines to read
    Text,
    /// One JSON object
    Json,
    /// For a pull request
    Markdown,
    /// A page like that of `report`
    Html,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum TestFormat {
    /// Lines to read
    Text,
    /// One JSON object
    Json,
    /// JUnit XML
    Junit,
    /// Annotations of a GitHub workflow
    Github,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum FailOn {
    /// Any difference
    Any,
    Added,
    Removed,
    /// A record on both sides that is not the same
    Changed,
    Value,
    Span,
    Slot,
    Rule,
    /// Exit with 0 whatever is found
    Never,
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

impl Input {
    /// Whether standard input is read.
    pub(crate) fn reads_stdin(&self) -> bool {
        self.paths.is_empty() || self.paths.iter().any(|p| p == Path::new("-"))
    }

    /// The options of the intake, for documents of up to `max_document` bytes.
    pub(crate) fn options(&self, max_document: u64) -> claimsift_intake::Options {
        let options = claimsift_intake::Options {
            format: match self.input {
                InputFormat::Auto => claimsift_intake::Format::Auto,
                InputFormat::Text => claimsift_intake::Format::Text,
                InputFormat::Jsonl => claimsift_intake::Format::Jsonl,
            },
            fields: claimsift_intake::Fields {
                id: self.id_field.clone(),
                text: self.text_field.clone(),
                date: self.date_field.clone(),
                lang: self.lang_field.clone(),
                url: self.url_field.clone(),
                title: self.title_field.clone(),
            },
            ..claimsift_intake::Options::default()
        };
        options.with_max_document(max_document)
    }
}

impl Reading {
    /// The options of decoding.
    pub(crate) fn options(&self) -> claimsift_decode::Options {
        claimsift_decode::Options {
            encoding: label(&self.encoding),
            repair: !self.no_repair,
            date: self.date.clone(),
            date_override: self.date_override.clone(),
        }
    }
}

impl Language {
    /// The options of extraction.
    pub(crate) fn options(&self) -> claimsift_extract::Options {
        claimsift_extract::Options {
            lang: (self.lang != "auto").then(|| self.lang.clone()),
        }
    }
}

/// An encoding label; `None` for `auto`.
pub(crate) fn label(encoding: &str) -> Option<String> {
    (encoding != "auto").then(|| encoding.to_owned())
}
