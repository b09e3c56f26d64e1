//! The arguments. Their doc comments are the help texts.

mod run;
mod workbench;

use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use serde::Serialize;

use crate::values;

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

#[derive(Debug, ClapArgs, Serialize)]
#[command(next_help_heading = "Input")]
pub(crate) struct Input {
    /// Files and folders; "-" or nothing reads standard input
    #[arg(value_name = "PATH", help_heading = "Arguments")]
    #[serde(skip)]
    pub(crate) paths: Vec<PathBuf>,
    /// How input is read, compressions and archives aside: auto goes by the first bytes of a file, then by its name
    #[arg(long, value_enum, default_value = "auto")]
    pub(crate) input: InputFormat,
    /// Read the paths that FILE lists as well, one a line or between NUL bytes; "-" is standard input
    #[arg(long, value_name = "FILE")]
    #[serde(serialize_with = "shown")]
    pub(crate) files_from: Option<PathBuf>,
    /// Of folders and archives, read only files whose name or path fits GLOB, whatever their ending; may be repeated
    #[arg(long, value_name = "GLOB", value_parser = values::glob)]
    pub(crate) include: Vec<String>,
    /// Of folders and archives, pass over files whose name or path fits GLOB; may be repeated
    #[arg(long, value_name = "GLOB", value_parser = values::glob)]
    pub(crate) exclude: Vec<String>,
    /// How many times its size a compressed file may unpack to, above 64 MiB
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) max_ratio: u64,
    /// Most bytes that one compressed file may unpack to
    #[arg(long, value_name = "SIZE", default_value = "1T", value_parser = values::size)]
    pub(crate) max_unpacked: u64,
    /// How many compressions and archives may lie inside each other
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub(crate) max_depth: u8,
    /// Field or column with the document's id
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_field: String,
    /// Field or column with the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,
    /// Field or column with the date
    #[arg(long, value_name = "NAME", default_value = "date")]
    pub(crate) date_field: String,
    /// Field or column with the language
    #[arg(long, value_name = "NAME", default_value = "lang")]
    pub(crate) lang_field: String,
    /// Field or column with the URL
    #[arg(long, value_name = "NAME", default_value = "url")]
    pub(crate) url_field: String,
    /// Field or column with the title
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
    /// By content, then by name
    Auto,
    /// One plain-text document a file
    Text,
    /// One HTML page a file
    Html,
    /// One JSON object a line
    Jsonl,
    /// A JSON array of objects, or objects one behind the other
    Json,
    /// A table whose first row names its columns
    Csv,
    /// The same between tabs
    Tsv,
    /// A Parquet file
    Parquet,
    /// A web archive, WARC or WET
    Warc,
    /// An export of a wiki's pages
    Mediawiki,
    /// An RSS or Atom feed
    Feed,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Style {
    /// Tables to read
    Text,
    /// One JSON value
    Json,
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

impl InputFormat {
    const fn format(self) -> claimsift_intake::Format {
        use claimsift_intake::Format;
        match self {
            Self::Auto => Format::Auto,
            Self::Text => Format::Text,
            Self::Html => Format::Html,
            Self::Jsonl => Format::Jsonl,
            Self::Json => Format::Json,
            Self::Csv => Format::Csv,
            Self::Tsv => Format::Tsv,
            Self::Parquet => Format::Parquet,
            Self::Warc => Format::Warc,
            Self::Mediawiki => Format::MediaWiki,
            Self::Feed => Format::Feed,
        }
    }
}

impl Input {
    /// Whether a file is one of those that are read.
    pub(crate) fn reads(&self, file: &Path) -> bool {
        let Ok(file) = file.canonicalize() else {
            return false;
        };
        let mut read = self.paths.iter().chain(&self.files_from);
        read.any(|path| path.canonicalize().is_ok_and(|path| path == file))
    }

    /// Whether standard input is read.
    pub(crate) fn reads_stdin(&self) -> bool {
        let dash = |p: &PathBuf| p == Path::new("-");
        match &self.files_from {
            Some(list) if self.paths.is_empty() => dash(list),
            list => self.paths.is_empty() || self.paths.iter().chain(list).any(dash),
        }
    }

    /// The options of the intake, for documents of up to `max_document` bytes.
    pub(crate) fn options(&self, max_document: u64) -> claimsift_intake::Options {
        let options = claimsift_intake::Options {
            format: self.input.format(),
            files_from: self.files_from.clone(),
            include: self.include.clone(),
            exclude: self.exclude.clone(),
            max_depth: self.max_depth,
            max_ratio: self.max_ratio,
            max_unpacked: self.max_unpacked,
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

    /// The options of the intake where the text alone is wanted: as long as spans can count, or empty.
    pub(crate) fn whole(&self) -> claimsift_intake::Options {
        claimsift_intake::Options {
            empty_is_sound: true,
            ..self.options(u32::MAX.into())
        }
    }
}

impl Reading {
    /// The options of decoding.
    pub(crate) fn options(&self) -> claimsift_decode::Options {
        claimsift_decode::Options {
            encoding: label(&self.encoding),
            repair: !self.no_repair,
            strip: true,
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

/// A path as it is shown: the header of a run is text, and a path need not be.
#[allow(clippy::ref_option, reason = "serde calls it so")]
fn shown<S: serde::Serializer>(path: &Option<PathBuf>, to: S) -> Result<S::Ok, S::Error> {
    path.as_deref().map(Path::to_string_lossy).serialize(to)
}

/// An encoding label; `None` for `auto`.
pub(crate) fn label(encoding: &str) -> Option<String> {
    (encoding != "auto").then(|| encoding.to_owned())
}
