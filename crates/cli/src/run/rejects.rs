//! What could not be read, kept so that it can be looked for again: one JSON line each.

use std::fs::File;
use std::io::Write;

use claimsift_intake::Fault;
use claimsift_model::Record;
use serde_json::{Map, Value, json};

use crate::failure::Stop;
use crate::place::Place;

/// A document or record that is left out.
pub(crate) struct Reject {
    /// For a person, in one line.
    pub(crate) message: String,
    /// Short name of what is wrong.
    pub(crate) kind: &'static str,
    row: Value,
}

impl Reject {
    /// What the intake could not read.
    pub(crate) fn of(fault: &Fault) -> Self {
        Self {
            message: fault.to_string(),
            kind: fault.kind(),
            row: json!(fault),
        }
    }

    /// A document that trips over a fault of ours. It is kept with its text where that is UTF-8, under the names that
    /// JSON Lines are read by, so that the rejects can be read as a dump.
    pub(crate) fn internal(record: &Record, why: &str) -> Self {
        let kind = "internal";
        let source = &record.source;
        let mut row = Map::new();
        let mut put = |name: &str, value: Value| row.insert(name.to_owned(), value);
        put("kind", kind.into());
        put("path", source.path.as_str().into());
        put("member", source.member.clone().into());
        put("record", source.record.into());
        put("byte", source.byte.into());
        put("cause", why.into());
        put("id", record.id.as_str().into());
        if let Ok(text) = std::str::from_utf8(&record.bytes) {
            put("text", text.into());
        }
        put("date", record.date.clone().into());
        put("lang", record.lang.clone().into());
        put("title", record.title.clone().into());
        put("url", record.url.clone().into());
        Self {
            message: format!("{}: {why}; please report it with this document", record.id),
            kind,
            row: Value::Object(row),
        }
    }
}

/// The file of rejects, open.
pub(crate) struct Rejects {
    name: String,
    file: File,
    position: u64,
}

impl Rejects {
    /// Goes on at `position`; at 0 it begins.
    pub(crate) fn open(place: &Place, position: u64) -> Result<Self, Stop> {
        let file = match position {
            0 => place.create()?,
            position => place.reopen(position)?,
        };
        Ok(Self {
            name: place.path().display().to_string(),
            file,
            position,
        })
    }

    pub(crate) const fn position(&self) -> u64 {
        self.position
    }

    pub(crate) fn write(&mut self, rejects: &[Reject]) -> Result<(), Stop> {
        let lines: String = rejects.iter().map(|r| format!("{}\n", r.row)).collect();
        let done = self.file.write_all(lines.as_bytes());
        self.position += lines.len() as u64;
        done.map_err(|e| Stop::writing(&self.name, &e))
    }
}
