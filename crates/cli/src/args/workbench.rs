//! The arguments of those who write rules: `eval`, `diff`, `test`, `pack`, `report`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use super::reading::{Own, Style};
use crate::values;

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
