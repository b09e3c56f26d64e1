//! The formats of the output, and how a name chooses one.

use std::fmt;
use std::path::Path;

use crate::Compression;

/// How the records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    JsonLines,
    /// One JSON array.
    JsonArray,
    /// The flat form, RFC 4180 with a header line.
    Csv,
    /// The flat form in typed columns.
    Parquet,
    /// A database with a table of documents and one of records.
    Sqlite,
    /// One JSON object a document: its text, and a span a record, as spaCy and Prodigy read them.
    Spacy,
    /// A folder or ZIP archive with a `.txt` and a `.ann` a document.
    Brat,
    /// An annotation page of the W3C Web Annotation vocabulary, JSON-LD.
    WebAnnotation,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 8] = [
        Self::JsonLines,
        Self::JsonArray,
        Self::Csv,
        Self::Parquet,
        Self::Sqlite,
        Self::Spacy,
        Self::Brat,
        Self::WebAnnotation,
    ];

    /// As `--format` spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::JsonLines => "jsonl",
            Self::JsonArray => "json",
            Self::Csv => "csv",
            Self::Parquet => "parquet",
            Self::Sqlite => "sqlite",
            Self::Spacy => "spacy",
            Self::Brat => "brat",
            Self::WebAnnotation => "webanno",
        }
    }

    /// Endings of file names that go with it; the first is the usual one.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::JsonLines => &["jsonl", "ndjson"],
            Self::JsonArray => &["json"],
            Self::Csv => &["csv"],
            Self::Parquet => &["parquet", "pq"],
            Self::Sqlite => &["sqlite", "sqlite3", "db"],
            Self::Spacy => &["spacy.jsonl"],
            Self::Brat => &["brat", "zip"],
            Self::WebAnnotation => &["jsonld"],
        }
    }

    /// Whether a name with this ending may hold it, though the ending says another format.
    fn fits(self, ending: Self) -> bool {
        self == ending
            || matches!(
                (self, ending),
                (Self::Spacy, Self::JsonLines) | (Self::WebAnnotation, Self::JsonArray)
            )
    }

    /// Whether its bytes are written one after the other, so that they can be compressed, piped and continued.
    #[must_use]
    pub const fn is_stream(self) -> bool {
        !matches!(self, Self::Parquet | Self::Sqlite | Self::Brat)
    }

    /// The format that a name asks for by its ending, without an ending of compression.
    fn of_name(name: &str) -> Option<Self> {
        // A longer ending says more: `.spacy.jsonl` before `.jsonl`.
        let has = |ending: &str| {
            let stem = name.strip_suffix(ending).and_then(|s| s.strip_suffix('.'));
            stem.is_some_and(|s| !s.is_empty()).then_some(ending.len())
        };
        let longest = |f: &Self| f.endings().iter().filter_map(|e| has(e)).max();
        let found = Self::ALL
            .into_iter()
            .filter_map(|f| Some((longest(&f)?, f)));
        found.max_by_key(|(length, _)| *length).map(|(_, f)| f)
    }
}

/// Format and compression of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// How the records are written.
    pub format: Format,
    /// How the bytes are compressed.
    pub compression: Compression,
}

impl Shape {
    /// Plain JSON Lines.
    pub const JSON_LINES: Self = Self {
        format: Format::JsonLines,
        compression: Compression::None,
    };

    /// What is written to `path` in a format that is settled, whatever its ending says, but for compression.
    #[must_use]
    pub fn of_bytes(format: Format, path: Option<&Path>) -> Self {
        let name = path.and_then(Path::file_name).unwrap_or_default();
        let name = name.to_string_lossy().to_ascii_lowercase();
        let (_, compression) = Compression::of_name(&name);
        Self {
            format,
            compression,
        }
    }

    /// What is written to `path` (`None` is standard output) when `format` is asked for, or nothing in particular.
    ///
    /// # Errors
    ///
    /// When the format and the ending of the name contradict each other, when the ending looks like a slip of the
    /// pen, or when the format cannot be written there.
    pub fn choose(format: Option<Format>, path: Option<&Path>) -> Result<Self, ShapeError> {
        let Some(path) = path else {
            return Self::checked(format.unwrap_or(Format::JsonLines), Compression::None, None);
        };
        let shown = path.display().to_string();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.to_ascii_lowercase();
        let (stem, compression) = Compression::of_name(&name);
        let format = match (format, Format::of_name(stem)) {
            (None, Some(Format::Brat)) if let Some(inside) = zipped(stem) => {
                return Err(ShapeError::Zipped {
                    format: inside,
                    path: shown,
                });
            }
            (Some(asked), Some(named)) if !asked.fits(named) => {
                return Err(ShapeError::Contradiction {
                    asked,
                    named,
                    path: shown,
                });
            }
            (Some(asked), _) => asked,
            (None, Some(named)) => named,
            (None, None) => match near(stem) {
                Some(meant) => return Err(ShapeError::Misspelt { path: shown, meant }),
                None => Format::JsonLines,
            },
        };
        Self::checked(format, compression, Some(shown))
    }

    fn checked(
        format: Format,
        compression: Compression,
        path: Option<String>,
    ) -> Result<Self, ShapeError> {
        match path {
            None if !format.is_stream() => Err(ShapeError::NoStream(format)),
            Some(path) if !format.is_stream() && compression != Compression::None => {
                Err(ShapeError::Compressed { format, path })
            }
            _ => Ok(Self {
                format,
                compression,
            }),
        }
    }
}

/// The format that a name says is inside a ZIP.
fn zipped(name: &str) -> Option<Format> {
    Format::of_name(name.strip_suffix(".zip")?).filter(|f| *f != Format::Brat)
}

/// The ending that a name nearly has.
fn near(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())?;
    let known = Format::ALL.iter().flat_map(|f| f.endings()).copied();
    let mut known = known.chain(Compression::ENDINGS.map(|(ending, _)| ending));
    // Two-letter endings are near to everything, so no slip is allowed them.
    known.find(|k| (1..=k.len() / 3).contains(&strsim::osa_distance(k, ending)))
}

/// Why nothing can be written under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShapeError {
    /// The format asked for is not that of the name.
    Contradiction {
        /// What `--format` says.
        asked: Format,
        /// What the name says.
        named: Format,
        /// The name.
        path: String,
    },
    /// The ending of the name is one letter away from one that is known.
    Misspelt {
        /// The name.
        path: String,
        /// The ending that is known.
        meant: &'static str,
    },
    /// A ZIP is asked for, of a format that is not written into one.
    Zipped {
        /// The format.
        format: Format,
        /// The name.
        path: String,
    },
    /// The format needs a file.
    NoStream(Format),
    /// The format is not compressed as a whole.
    Compressed {
        /// The format.
        format: Format,
        /// The name.
        path: String,
    },
}

impl fmt::Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Contradiction { asked, named, path } => write!(
                f,
                "--format {} contradicts the name {path}, which says {}; leave --format out, or name the file .{}",
                asked.name(),
                named.name(),
                asked.endings().first().unwrap_or(&asked.name())
            ),
            Self::Misspelt { path, meant } => write!(
                f,
                "{path}: did you mean .{meant}? To write under this very name, say the --format"
            ),
            Self::Zipped { format, path } => write!(
                f,
                "{path}: {} is not written into a .zip, which holds brat's files; compress it as .gz, .zst, .bz2 or .xz",
                format.name()
            ),
            Self::NoStream(format) => write!(
                f,
                "{0} cannot be written to standard output; name a file: -o claims.{1}",
                format.name(),
                format.endings().first().unwrap_or(&format.name())
            ),
            Self::Compressed { format, path } => write!(
                f,
                "{path}: {} is not compressed as a whole{}; leave the last ending off",
                format.name(),
                match format {
                    Format::Parquet => " (its columns are, inside)",
                    Format::Brat => " (name a .zip for an archive)",
                    _ => "",
                }
            ),
        }
    }
}

impl std::error::Error for ShapeError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(format: Option<Format>, name: &str) -> Result<(Format, Compression), String> {
        Shape::choose(format, Some(Path::new(name)))
            .map(|s| (s.format, s.compression))
            .map_err(|e| e.to_string())
    }

    #[test]
    fn a_name_says_its_format() {
        for (name, format, compression) in [
            ("claims.jsonl", Format::JsonLines, Compression::None),
            ("claims.jsonl.zst", Format::JsonLines, Compression::Zstd),
            ("a.b/claims.CSV.gz", Format::Csv, Compression::Gzip),
            ("x.spacy.jsonl.xz", Format::Spacy, Compression::Xz),
            ("x.jsonld.bz2", Format::WebAnnotation, Compression::Bzip2),
            ("x.parquet", Format::Parquet, Compression::None),
            ("x.db", Format::Sqlite, Compression::None),
            ("x.zip", Format::Brat, Compression::None),
            ("out", Format::JsonLines, Compression::None),
            ("out.gz", Format::JsonLines, Compression::Gzip),
            ("claims.2025-01-02", Format::JsonLines, Compression::None),
            (".json", Format::JsonLines, Compression::None),
        ] {
            assert_eq!(shape(None, name), Ok((format, compression)), "{name}");
        }
        assert_eq!(
            shape(Some(Format::Csv), "x.txt"),
            Ok((Format::Csv, Compression::None))
        );
        assert_eq!(
            shape(Some(Format::Spacy), "x.jsonl"),
            Ok((Format::Spacy, Compression::None))
        );
        assert_eq!(
            shape(Some(Format::Brat), "folder"),
            Ok((Format::Brat, Compression::None))
        );
    }

    #[test]
    fn contradictions_name_both_sides() {
        let error = shape(Some(Format::Csv), "x.parquet").unwrap_err();
        assert!(
            error.contains("--format csv") && error.contains("x.parquet"),
            "{error}"
        );
        assert!(shape(Some(Format::JsonLines), "x.json").is_err());
        assert!(shape(None, "x.parquet.gz").unwrap_err().contains("parquet"));
        assert!(
            shape(None, "x.csv.zip")
                .unwrap_err()
                .contains("csv is not written into a .zip")
        );
        assert!(shape(None, "x.parqet").unwrap_err().contains(".parquet"));
        assert!(shape(None, "x.jsonll").unwrap_err().contains(".jsonl"));
        let stdout = Shape::choose(Some(Format::Sqlite), None).unwrap_err();
        assert!(stdout.to_string().contains("-o claims.sqlite"));
    }
}
