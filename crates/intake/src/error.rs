//! The one error of this crate: private kind, position, cause.

use std::fmt;
use std::io;

/// Why a record could not be read, and where.
///
/// The kind is private so that kinds can be added; ask with the `is_*` predicates. The message names the thing,
/// the cause and the way out, in one line.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    path: String,
    line: Option<u64>,
    byte: Option<u64>,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

#[derive(Debug)]
enum Kind {
    NotFound,
    Unreadable,
    TooLarge { limit: u64, what: &'static str },
    Bad(String),
    Unsupported(String),
    EmptyFolder { ignored: u64 },
}

impl Error {
    fn new(kind: Kind, path: &str) -> Self {
        Self {
            kind,
            path: path.to_owned(),
            line: None,
            byte: None,
            cause: None,
        }
    }

    pub(crate) fn io(path: &str, error: io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => Kind::NotFound,
            _ => Kind::Unreadable,
        };
        Self {
            cause: Some(Box::new(error)),
            ..Self::new(kind, path)
        }
    }

    pub(crate) fn too_large(path: &str, what: &'static str, limit: u64) -> Self {
        Self::new(Kind::TooLarge { limit, what }, path)
    }

    pub(crate) fn bad(path: &str, why: impl Into<String>) -> Self {
        Self::new(Kind::Bad(why.into()), path)
    }

    pub(crate) fn unsupported(path: &str, why: impl Into<String>) -> Self {
        Self::new(Kind::Unsupported(why.into()), path)
    }

    pub(crate) fn empty_folder(path: &str, ignored: u64) -> Self {
        Self::new(Kind::EmptyFolder { ignored }, path)
    }

    pub(crate) fn at(self, line: u64, byte: u64) -> Self {
        Self {
            line: Some(line),
            byte: Some(byte),
            ..self
        }
    }

    /// The path as given or walked; `-` is standard input.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Line of the container, from 1.
    #[must_use]
    pub const fn line(&self) -> Option<u64> {
        self.line
    }

    /// Byte of the container at which the record starts, from 0.
    #[must_use]
    pub const fn byte(&self) -> Option<u64> {
        self.byte
    }

    /// There is no such file or folder.
    #[must_use]
    pub const fn is_not_found(&self) -> bool {
        matches!(self.kind, Kind::NotFound)
    }

    /// The file or folder is there and the system does not let it be read.
    #[must_use]
    pub const fn is_unreadable(&self) -> bool {
        matches!(self.kind, Kind::Unreadable)
    }

    /// A document or line is above its limit.
    #[must_use]
    pub const fn is_too_large(&self) -> bool {
        matches!(self.kind, Kind::TooLarge { .. })
    }

    /// One record of a container is not what the container promises.
    #[must_use]
    pub const fn is_bad_record(&self) -> bool {
        matches!(self.kind, Kind::Bad(_))
    }

    /// A kind of file that is not read yet.
    #[must_use]
    pub const fn is_unsupported(&self) -> bool {
        matches!(self.kind, Kind::Unsupported(_))
    }

    /// A folder that holds nothing to read.
    #[must_use]
    pub const fn is_empty_folder(&self) -> bool {
        matches!(self.kind, Kind::EmptyFolder { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.path == "-" {
            "standard input"
        } else {
            &self.path
        })?;
        if let (Some(line), Some(byte)) = (self.line, self.byte) {
            write!(f, ", line {line} (byte {byte})")?;
        }
        match &self.kind {
            Kind::NotFound => f.write_str(": no such file or folder; check the spelling")?,
            Kind::Unreadable => f.write_str(": cannot be read; check its permissions")?,
            Kind::TooLarge { limit, what } => write!(
                f,
                ": {what} above the limit of {}; raise it with --max-document, or split the input",
                Size(*limit)
            )?,
            Kind::Bad(why) | Kind::Unsupported(why) => write!(f, ": {why}")?,
            Kind::EmptyFolder { ignored: 0 } => f.write_str(
                ": the folder is empty; name a folder or file with .txt or .jsonl documents",
            )?,
            Kind::EmptyFolder { ignored } => write!(
                f,
                ": the folder has no .txt or .jsonl file ({ignored} of other kinds); name a file outright to read it whatever its name"
            )?,
        }
        match &self.cause {
            // Not found is said already.
            Some(cause) if !self.is_not_found() => write!(f, " ({cause})"),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause
            .as_deref()
            .map(|c| c as &(dyn std::error::Error + 'static))
    }
}

struct Size(u64);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            n if n >= 1 << 20 && n % (1 << 20) == 0 => write!(f, "{} MiB", n >> 20),
            n => write!(f, "{n} bytes"),
        }
    }
}
