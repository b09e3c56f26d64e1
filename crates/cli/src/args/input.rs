//! The arguments that say what is read, and how far.

use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, ValueEnum};
use serde::Serialize;

use crate::values;

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

/// A path as it is shown: the header of a run is text, and a path need not be.
#[allow(clippy::ref_option, reason = "serde calls it so")]
fn shown<S: serde::Serializer>(path: &Option<PathBuf>, to: S) -> Result<S::Ok, S::Error> {
    path.as_deref().map(Path::to_string_lossy).serialize(to)
}
