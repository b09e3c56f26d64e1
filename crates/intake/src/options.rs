//! What the caller asks of the intake.

/// How the bytes of a path are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// By the name of the file, then by its first bytes.
    #[default]
    Auto,
    /// One plain-text document a file.
    Text,
    /// One JSON object a line.
    Jsonl,
}

/// Names of the fields of a JSON Lines record.
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
    /// How the bytes of a path are read.
    pub format: Format,
    /// Names of the fields of a JSON Lines record.
    pub fields: Fields,
    /// Most bytes of one document.
    pub max_document: u64,
    /// Most bytes of one line of a JSON Lines file.
    pub max_line: u64,
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
            max_document: 8 << 20,
            max_line: 64 << 20,
        }
    }
}
