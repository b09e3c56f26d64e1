//! Records to bytes.

use serde::Serialize;

use crate::{Error, Reading, claims, csv, mentions};

/// How the records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    JsonLines,
    /// One JSON array.
    JsonArray,
    /// The flat form, RFC 4180 with a header line.
    Csv,
}

/// Which records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Every claim.
    Claims,
    /// Every number, quantity and date.
    Mentions,
}

/// The records of one document, written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chunk {
    /// The bytes, without what goes before, between or after records of different documents.
    pub bytes: Vec<u8>,
    /// Number of records in them.
    pub records: u64,
}

/// Writes records in one format. It keeps no state, so chunks may be made on any thread.
#[derive(Debug, Clone, Copy)]
pub struct Sink {
    format: Format,
    what: What,
    utf16: bool,
}

impl Sink {
    /// A sink; `utf16` adds UTF-16 offsets to each record.
    #[must_use]
    pub const fn new(format: Format, what: What, utf16: bool) -> Self {
        Self {
            format,
            what,
            utf16,
        }
    }

    /// What stands before the first record.
    #[must_use]
    pub fn begin(&self) -> String {
        match self.format {
            Format::JsonLines => String::new(),
            Format::JsonArray => "[".to_owned(),
            Format::Csv => csv::header(self.what, self.utf16),
        }
    }

    /// What stands before a chunk that has records: the first one, or a later one.
    #[must_use]
    pub const fn before_chunk(&self, first: bool) -> &'static str {
        match (self.format, first) {
            (Format::JsonArray, true) => "\n",
            (Format::JsonArray, false) => ",\n",
            _ => "",
        }
    }

    /// What stands after the last record.
    #[must_use]
    pub const fn end(&self) -> &'static str {
        match self.format {
            Format::JsonArray => "\n]\n",
            _ => "",
        }
    }

    /// The records of one document.
    ///
    /// # Errors
    ///
    /// When a record cannot be serialised, which no input is known to cause.
    pub fn chunk(&self, reading: &Reading<'_>) -> Result<Chunk, Error> {
        let doc_id = reading.document.id();
        match self.what {
            What::Claims => self.write(&claims(reading, self.utf16)),
            What::Mentions => self.write(&mentions(reading, self.utf16)),
        }
        .map_err(|e| Error::new(doc_id, e))
    }

    fn write<T: Serialize>(&self, records: &[T]) -> Result<Chunk, serde_json::Error> {
        let mut bytes = Vec::new();
        for (i, record) in records.iter().enumerate() {
            match self.format {
                Format::Csv => {
                    let record = serde_json::to_value(record)?;
                    csv::row(&record, self.what, self.utf16, &mut bytes);
                    continue;
                }
                Format::JsonArray if i > 0 => bytes.extend_from_slice(b",\n"),
                _ => {}
            }
            serde_json::to_writer(&mut bytes, record)?;
            if self.format == Format::JsonLines {
                bytes.push(b'\n');
            }
        }
        Ok(Chunk {
            bytes,
            records: records.len() as u64,
        })
    }
}
