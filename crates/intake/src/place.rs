//! Where a container stands: its file, and the file inside an archive.

use std::io;
use std::path::PathBuf;

use claimsift_model::{Record, SourceRef};

use crate::damage;
use crate::fault::{Fault, Kind};

/// A file, or a file inside an archive, while it is read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place {
    /// What the id of its documents starts with.
    pub(crate) id: String,
    /// Path as given or walked.
    pub(crate) path: String,
    /// Name inside the archive.
    pub(crate) member: Option<String>,
    /// The file itself, while its bytes are those on disk.
    pub(crate) disk: Option<PathBuf>,
    /// Compressed layers and archives around it.
    pub(crate) depth: u8,
    /// The name without the endings of the compressions undone so far.
    pub(crate) name: String,
}

impl Place {
    /// A file of the system.
    pub(crate) fn file(id: String, path: String, disk: Option<PathBuf>) -> Self {
        Self {
            name: path.clone(),
            id,
            path,
            disk,
            ..Self::default()
        }
    }

    /// A file inside this archive.
    pub(crate) fn inside(&self, name: &str) -> Self {
        let member = match &self.member {
            Some(outer) => format!("{outer}!{name}"),
            None => name.to_owned(),
        };
        Self {
            id: format!("{}!{name}", self.id),
            path: self.path.clone(),
            member: Some(member),
            disk: None,
            depth: self.depth + 1,
            name: name.to_owned(),
        }
    }

    /// The same file with one compression undone.
    pub(crate) fn unpacked(&self, endings: &[&str]) -> Self {
        let name = endings
            .iter()
            .find_map(|e| self.name.strip_suffix(e))
            .unwrap_or(&self.name);
        Self {
            disk: None,
            depth: self.depth + 1,
            name: name.to_owned(),
            ..self.clone()
        }
    }

    pub(crate) fn source(&self, record: Option<u64>, byte: u64) -> SourceRef {
        SourceRef {
            path: self.path.clone(),
            member: self.member.clone(),
            record,
            byte,
        }
    }

    /// An empty record at this place; without an id of its own it is called by its number.
    pub(crate) fn record(&self, id: Option<String>, number: u64, byte: u64) -> Record {
        Record {
            id: id.unwrap_or_else(|| format!("{}#{number}", self.id)),
            source: self.source(Some(number), byte),
            ..Record::default()
        }
    }

    /// Puts the place into a fault.
    pub(crate) fn mark(&self, fault: Fault) -> Fault {
        fault.of(&self.path).within(self.member.as_deref())
    }

    /// The bytes of the container cannot be read on.
    pub(crate) fn broken(&self, error: io::Error) -> Fault {
        self.mark(damage::fault(&self.path, error))
    }

    pub(crate) fn bad_record(&self, cause: impl Into<String>, remedy: &'static str) -> Fault {
        self.mark(Fault::new(Kind::BadRecord, cause.into(), remedy))
    }

    pub(crate) fn bad_container(&self, cause: impl Into<String>, remedy: &'static str) -> Fault {
        self.mark(Fault::new(Kind::BadContainer, cause.into(), remedy))
    }

    pub(crate) fn unsupported(&self, cause: &'static str, remedy: &'static str) -> Fault {
        self.mark(Fault::new(Kind::Unsupported, cause, remedy))
    }
}
