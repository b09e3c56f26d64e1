//! The arguments of a run: where its records go, and how it is done.

use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, ValueEnum};

use crate::values;

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Running")]
pub(crate) struct Running {
    /// Threads to use; the output is the same on any number
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,
    /// No progress and no summary line; skipped documents are still named
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// Write every document, line or file that could not be read to FILE, as JSON Lines: where, why, what to do
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
    /// Write counts, encodings, repairs, faults and times to FILE, as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) summary: Option<PathBuf>,
    /// Bytes of documents that are worked on at a time; small ones are for tests
    #[arg(long, value_name = "SIZE", default_value = "512K", value_parser = values::size, hide = true)]
    pub(crate) batch: u64,
}

impl Running {
    pub(crate) fn batch_bytes(&self) -> usize {
        usize::try_from(self.batch).unwrap_or(usize::MAX)
    }
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Output")]
pub(crate) struct Target {
    /// Write to FILE instead of standard output; it appears when it is whole. Compressed when its name ends in
    /// .gz, .zst, .bz2 or .xz
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace files that are there already
    #[arg(long)]
    pub(crate) force: bool,
    /// Go on with a run that was stopped or killed; give the same command, with -o FILE
    #[arg(long, conflicts_with = "force")]
    pub(crate) resume: bool,
}

impl Target {
    /// The file to write; none is standard output.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.output.as_deref().filter(|p| *p != Path::new("-"))
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    /// One JSON object a line
    Jsonl,
    /// One JSON array
    Json,
    /// A flat table
    Csv,
    /// A flat table in typed columns, decimals exact
    Parquet,
    /// A database with tables of documents and records
    Sqlite,
    /// Labelled spans for spaCy and Prodigy, one JSON object a document
    Spacy,
    /// brat standoff, in a folder or a .zip
    Brat,
    /// W3C Web Annotation, JSON-LD
    Webanno,
}

impl Format {
    /// The format of the sinks.
    pub(crate) const fn format(self) -> claimsift_sinks::Format {
        use claimsift_sinks::Format;
        match self {
            Self::Jsonl => Format::JsonLines,
            Self::Json => Format::JsonArray,
            Self::Csv => Format::Csv,
            Self::Parquet => Format::Parquet,
            Self::Sqlite => Format::Sqlite,
            Self::Spacy => Format::Spacy,
            Self::Brat => Format::Brat,
            Self::Webanno => Format::WebAnnotation,
        }
    }
}
