//! What could not be read: where it stands, why, and the way out.

use std::borrow::Cow;
use std::fmt;
use std::io;

use claimsift_model::SourceRef;
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// A document, a record or a file that could not be read, or that is doubtful.
///
/// It carries its place (path, member of an archive, number of the record, line, byte), the cause and the remedy, so
/// that it can be reported in one line ([`Display`](fmt::Display)), written to a file of rejects (it serialises), and
/// looked for again. The kind is private so that kinds can be added; ask with the `is_*` predicates.
#[derive(Debug)]
pub struct Fault(Box<Parts>);

#[derive(Debug)]
struct Parts {
    kind: Kind,
    source: SourceRef,
    id: Option<String>,
    line: Option<u64>,
    /// The byte of `source` is known.
    placed: bool,
    cause: Cow<'static, str>,
    remedy: Cow<'static, str>,
    from: Option<Box<dyn std::error::Error + Send + Sync>>,
    bytes: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    NotFound,
    Unreadable,
    TooLarge,
    BadRecord,
    BadContainer,
    Unsupported,
    EmptyFolder,
    Empty,
    Internal,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too_large",
            Self::BadRecord => "bad_record",
            Self::BadContainer => "bad_container",
            Self::Unsupported => "unsupported",
            Self::EmptyFolder => "empty_folder",
            Self::Empty => "empty",
            Self::Internal => "internal",
        }
    }
}

/// Bytes of the longest record that is kept with its fault.
const KEPT: usize = 1 << 16;

impl Fault {
    pub(crate) fn new(
        kind: Kind,
        cause: impl Into<Cow<'static, str>>,
        remedy: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self(Box::new(Parts {
            kind,
            source: SourceRef::default(),
            id: None,
            line: None,
            placed: false,
            cause: cause.into(),
            remedy: remedy.into(),
            from: None,
            bytes: None,
        }))
    }

    /// The file or folder itself cannot be read.
    pub(crate) fn io(path: &str, error: io::Error) -> Self {
        let fault = match error.kind() {
            io::ErrorKind::NotFound => Self::new(
                Kind::NotFound,
                "no such file or folder",
                "check the spelling",
            ),
            io::ErrorKind::PermissionDenied => {
                Self::new(Kind::Unreadable, "may not be read", "check its permissions")
            }
            // What is only read fills no disk, but archives may have to be copied.
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::new(
                Kind::Unreadable,
                "cannot be copied to a temporary file",
                "make room, or name another folder for temporary files in TMPDIR",
            ),
            _ => Self::new(Kind::Unreadable, "cannot be read", "check the disk"),
        };
        fault.because(error).of(path)
    }

    pub(crate) fn too_large(what: &'static str, limit: u64, flag: &'static str) -> Self {
        Self::new(
            Kind::TooLarge,
            format!("{what} above the limit of {}", Size(limit)),
            format!("raise it with {flag}, or split the input"),
        )
    }

    /// A document that a fault of ours has cost.
    #[must_use]
    pub fn internal(source: SourceRef, id: String) -> Self {
        let mut fault = Self::new(
            Kind::Internal,
            "skipped over an internal error",
            "please report it with this document",
        );
        fault.0.source = source;
        fault.0.id = Some(id);
        fault.0.placed = true;
        fault
    }

    pub(crate) fn of(mut self, path: &str) -> Self {
        path.clone_into(&mut self.0.source.path);
        self
    }

    pub(crate) fn within(mut self, member: Option<&str>) -> Self {
        self.0.source.member = member.map(str::to_owned);
        self
    }

    /// The number of the record and the byte at which it starts.
    pub(crate) fn record_at(mut self, record: Option<u64>, byte: u64) -> Self {
        self.0.source.record = record;
        self.0.source.byte = byte;
        self.0.placed = true;
        self
    }

    pub(crate) fn on_line(mut self, line: u64) -> Self {
        self.0.line = Some(line);
        self
    }

    pub(crate) fn because(
        mut self,
        error: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        self.0.from = Some(error.into());
        self
    }

    /// Keeps the record, so that it can be mended and read again; one that is too long or no UTF-8 is looked up by its
    /// place.
    pub(crate) fn keeping(mut self, record: &[u8]) -> Self {
        let short = Some(record).filter(|r| r.len() <= KEPT);
        let text = short.and_then(|r| std::str::from_utf8(r).ok());
        self.0.bytes = text.map(str::to_owned);
        self
    }

    /// Where it stands; `byte` is 0 when it is the file as a whole that cannot be read.
    #[must_use]
    pub fn place(&self) -> &SourceRef {
        &self.0.source
    }

    /// The path as given or walked; `-` is standard input.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.source.path
    }

    /// The file inside an archive.
    #[must_use]
    pub fn member(&self) -> Option<&str> {
        self.0.source.member.as_deref()
    }

    /// Number of the record in its container, from 0.
    #[must_use]
    pub fn record(&self) -> Option<u64> {
        self.0.source.record
    }

    /// Line of the container, from 1.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        self.0.line
    }

    /// Byte of the (decompressed) container at which the record starts, from 0.
    #[must_use]
    pub fn byte(&self) -> Option<u64> {
        if self.0.placed {
            Some(self.0.source.byte)
        } else {
            None
        }
    }

    /// A short name of its kind, for counting.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.0.kind.name()
    }

    /// What is wrong, in plain words.
    #[must_use]
    pub fn cause(&self) -> String {
        match &self.0.from {
            // Not found is said already.
            Some(from) if !self.is_not_found() => format!("{} ({from})", self.0.cause),
            _ => self.0.cause.clone().into_owned(),
        }
    }

    /// What can be done.
    #[must_use]
    pub fn remedy(&self) -> &str {
        &self.0.remedy
    }

    /// There is no such file or folder.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.0.kind == Kind::NotFound
    }

    /// The file or folder is there and the system does not let it be read.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.0.kind == Kind::Unreadable
    }

    /// A document, a line or a container is above its limit.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        self.0.kind == Kind::TooLarge
    }

    /// One record of a container is not what the container promises.
    #[must_use]
    pub fn is_bad_record(&self) -> bool {
        self.0.kind == Kind::BadRecord
    }

    /// A container is damaged: what stands after the damage, or some of it, may be missing.
    #[must_use]
    pub fn is_bad_container(&self) -> bool {
        self.0.kind == Kind::BadContainer
    }

    /// A kind of file that is not read.
    #[must_use]
    pub fn is_unsupported(&self) -> bool {
        self.0.kind == Kind::Unsupported
    }

    /// A folder that holds nothing to read.
    #[must_use]
    pub fn is_empty_folder(&self) -> bool {
        self.0.kind == Kind::EmptyFolder
    }

    /// A file without a byte.
    #[must_use]
    pub fn is_empty_file(&self) -> bool {
        self.0.kind == Kind::Empty
    }

    /// A fault of ours.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        self.0.kind == Kind::Internal
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.path() {
            "-" => "standard input",
            path => path,
        })?;
        if let Some(member) = self.member() {
            write!(f, "!{member}")?;
        }
        match (self.0.line, self.record(), self.byte()) {
            (Some(line), _, Some(byte)) => write!(f, ", line {line} (byte {byte})")?,
            (None, Some(record), Some(byte)) => write!(f, ", record {record} (byte {byte})")?,
            (None, None, Some(byte)) if byte > 0 => write!(f, ", byte {byte}")?,
            _ => {}
        }
        write!(f, ": {}", self.cause())?;
        if self.0.remedy.is_empty() {
            Ok(())
        } else {
            write!(f, "; {}", self.0.remedy)
        }
    }
}

impl std::error::Error for Fault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0
            .from
            .as_deref()
            .map(|c| c as &(dyn std::error::Error + 'static))
    }
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_struct("Fault", 10)?;
        row.serialize_field("kind", self.kind())?;
        row.serialize_field("path", self.path())?;
        row.serialize_field("member", &self.member())?;
        row.serialize_field("record", &self.record())?;
        row.serialize_field("line", &self.0.line)?;
        row.serialize_field("byte", &self.byte())?;
        row.serialize_field("doc_id", &self.0.id)?;
        row.serialize_field("cause", &self.cause())?;
        row.serialize_field("remedy", self.remedy())?;
        row.serialize_field("bytes", &self.0.bytes)?;
        row.end()
    }
}

pub(crate) struct Size(pub(crate) u64);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            n if n >= 1 << 20 && n % (1 << 20) == 0 => write!(f, "{} MiB", n >> 20),
            n => write!(f, "{n} bytes"),
        }
    }
}
