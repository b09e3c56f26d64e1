//! What the caller asks of the intake.

use std::path::PathBuf;

/// How the bytes of a file are read, once its compressions and archives are undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// By the first bytes, then by the name.
    #[default]
    Auto,
    /// One plain-text document a file.
    Text,
    /// One HTML page a file.
    Html,
    /// One JSON object a line.
    Jsonl,
    /// A JSON array of objects, or objects one behind the other.
    Json,
    /// A table whose first row names its columns, between commas, semicolons, tabs or bars.
    Csv,
    /// The same between tabs alone.
    Tsv,
    /// A Parquet file.
    Parquet,
    /// A web archive, WARC or WET.
    Warc,
    /// An export of a wiki's pages.
    MediaWiki,
    /// An RSS or Atom feed.
    Feed,
}

/// Names of the fields of a record, in JSON, CSV and Parquet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub struct Fields {
    pub id: String,
    pub text: String,
    pub date: String,
    pub lang: String,
    pub url: String,
    pub title: String,
}

impl Default for Fields {
    fn default() -> Self {
        Self {
            id: "id".to_owned(),
            text: "text".to_owned(),
            date: "date".to_owned(),
            lang: "lang".to_owned(),
            url: "url".to_owned(),
            title: "title".to_owned(),
        }
    }
}

/// How records are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// How the bytes of a file are read.
    pub format: Format,
    /// Names of the fields of a record.
    pub fields: Fields,
    /// A file with more paths, one a line (or between NUL bytes); `-` is standard input.
    pub files_from: Option<PathBuf>,
    /// Only files of folders and archives that fit one of these globs are read, whatever their kind.
    pub include: Vec<String>,
    /// Files of folders and archives that fit one of these globs are passed over.
    pub exclude: Vec<String>,
    /// An empty file is passed over, and is no fault.
    pub empty_is_sound: bool,
    /// Most bytes of one document.
    pub max_document: u64,
    /// Most bytes of one line, row or element that holds a document.
    pub max_line: u64,
    /// How many compressed layers and archives may lie inside each other.
    pub max_depth: u8,
    /// How many times its size a file may unpack to, above the first 64 MiB.
    pub max_ratio: u64,
    /// Most bytes that one file may unpack to.
    pub max_unpacked: u64,
}

impl Options {
    /// Limits for documents of up to `bytes`: a line may be eight times as long, for its escapes and other fields.
    #[must_use]
    pub fn with_max_document(self, bytes: u64) -> Self {
        Self {
            // Spans count in u32.
            max_document: bytes.min(u64::from(u32::MAX)),
            max_line: bytes.saturating_mul(8).min(u64::from(u32::MAX)),
            ..self
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            format: Format::Auto,
            fields: Fields::default(),
            files_from: None,
            include: Vec::new(),
            exclude: Vec::new(),
            empty_is_sound: false,
            max_document: 8 << 20,
            max_line: 64 << 20,
            max_depth: 4,
            // Text in which one line is repeated comes out of gzip a thousand times longer at most.
            max_ratio: 200,
            max_unpacked: 1 << 40,
        }
    }
}
