//! Records to bytes or rows, document by document, on any thread.

use std::io;

use serde::Serialize;

use crate::brat::{self, Page};
use crate::documents::document_row;
use crate::flat::{Cell, claim_row, mention_row};
use crate::{
    Error, Format, Reading, Shape, annotation, claims, csv, mentions, spans, wire, write_json,
};

/// Which records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Every claim.
    Claims,
    /// Every number, quantity and date.
    Mentions,
}

/// The records of a document, or of several, ready to be written by a [`crate::Sink`] of the same format.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chunk {
    /// Number of records in it.
    pub records: u64,
    /// Whether it has anything to be set apart from what stands before and after it.
    pub(crate) items: bool,
    pub(crate) body: Body,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Body {
    Bytes(Vec<u8>),
    Rows(Vec<Rows>),
    Pages(Vec<Page>),
}

impl Default for Body {
    fn default() -> Self {
        Self::Bytes(Vec::new())
    }
}

/// A document and its records in the flat form.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rows {
    pub(crate) document: Vec<Cell<'static>>,
    pub(crate) records: Vec<Vec<Cell<'static>>>,
}

impl Chunk {
    /// Bytes as they are; `records` are counted in them.
    #[must_use]
    pub fn bytes(bytes: Vec<u8>, records: u64) -> Self {
        Self {
            records,
            items: !bytes.is_empty(),
            body: Body::Bytes(bytes),
        }
    }

    /// Its bytes; none where the format does not set one byte behind the other.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        match self.body {
            Body::Bytes(bytes) => bytes,
            _ => Vec::new(),
        }
    }

    /// Bytes that it holds in memory, about.
    #[must_use]
    pub fn size(&self) -> usize {
        let row = |row: &Vec<Cell<'_>>| row.iter().map(Cell::size).sum::<usize>();
        match &self.body {
            Body::Bytes(bytes) => bytes.len(),
            Body::Rows(rows) => rows.iter().flat_map(|r| &r.records).map(row).sum(),
            Body::Pages(pages) => pages.iter().map(Page::size).sum(),
        }
    }
}

/// Writes records in one format. It keeps no state, so chunks may be made on any thread.
#[derive(Debug, Clone, Copy)]
pub struct Encoder {
    pub(crate) shape: Shape,
    pub(crate) what: What,
    pub(crate) utf16: bool,
}

impl Encoder {
    /// An encoder; `utf16` adds UTF-16 offsets to each record.
    #[must_use]
    pub const fn new(shape: Shape, what: What, utf16: bool) -> Self {
        Self { shape, what, utf16 }
    }

    /// The records of one document, the `number`-th of the run.
    ///
    /// # Errors
    ///
    /// When a record cannot be serialised, which no input is known to cause.
    pub fn document(&self, reading: &Reading<'_>, number: u64) -> Result<Chunk, Error> {
        let made = match self.what {
            What::Claims => self.claims(reading, number),
            What::Mentions => self.mentions(reading, number),
        };
        made.map_err(|e| Error::new(reading.document.id(), e))
    }

    fn claims(&self, reading: &Reading<'_>, number: u64) -> Result<Chunk, serde_json::Error> {
        let claims = claims(reading, self.utf16);
        let row = |c: &wire::Claim<'_>| claim_row(c, self.utf16).map(Cell::kept).collect();
        let body = match self.shape.format {
            Format::JsonLines => lines(&claims)?,
            Format::JsonArray => elements(&claims)?,
            Format::Csv => table(claims.iter().map(|c| claim_row(c, self.utf16))),
            Format::Parquet | Format::Sqlite => {
                return Ok(self.rows(reading, claims.iter().map(row).collect()));
            }
            Format::Spacy => spans::line(reading, claims.iter().map(spans::claim))?,
            Format::Brat => return Ok(page(brat::claims(reading, &claims, number), claims.len())),
            Format::WebAnnotation => elements(&annotation::claims(reading, &claims)?)?,
        };
        Ok(Chunk::bytes(body, claims.len() as u64))
    }

    fn mentions(&self, reading: &Reading<'_>, number: u64) -> Result<Chunk, serde_json::Error> {
        let mentions = mentions(reading, self.utf16);
        let row = |m: &wire::Mention<'_>| mention_row(m, self.utf16).map(Cell::kept).collect();
        let body = match self.shape.format {
            Format::JsonLines => lines(&mentions)?,
            Format::JsonArray => elements(&mentions)?,
            Format::Csv => table(mentions.iter().map(|m| mention_row(m, self.utf16))),
            Format::Parquet | Format::Sqlite => {
                return Ok(self.rows(reading, mentions.iter().map(row).collect()));
            }
            Format::Spacy => spans::line(reading, mentions.iter().map(spans::mention))?,
            Format::Brat => {
                return Ok(page(
                    brat::mentions(reading, &mentions, number),
                    mentions.len(),
                ));
            }
            Format::WebAnnotation => elements(&annotation::mentions(reading, &mentions)?)?,
        };
        Ok(Chunk::bytes(body, mentions.len() as u64))
    }

    fn rows(&self, reading: &Reading<'_>, records: Vec<Vec<Cell<'static>>>) -> Chunk {
        let count = records.len() as u64;
        let document = match self.shape.format {
            Format::Sqlite => document_row(reading, count),
            _ => Vec::new(),
        };
        Chunk {
            records: count,
            items: true,
            body: Body::Rows(vec![Rows { document, records }]),
        }
    }

    /// Several chunks as one, compressed where the output is.
    ///
    /// # Errors
    ///
    /// When compression fails, which no bytes are known to cause.
    pub fn batch(&self, chunks: Vec<Chunk>) -> io::Result<Chunk> {
        let mut all = Chunk::default();
        // One alone is handed on as it is.
        if chunks.len() > 1 && chunks.iter().all(|c| matches!(c.body, Body::Bytes(_))) {
            let size = chunks
                .iter()
                .map(|chunk| chunk.size() + self.between().len());
            all.body = Body::Bytes(Vec::with_capacity(size.sum()));
        }
        for chunk in chunks {
            if all.items && chunk.items {
                all.body.push(self.between().as_bytes());
            }
            all.items |= chunk.items;
            all.records += chunk.records;
            all.body.append(chunk.body);
        }
        if let Body::Bytes(bytes) = &mut all.body
            && !bytes.is_empty()
        {
            *bytes = self.shape.compression.member(std::mem::take(bytes))?;
        }
        Ok(all)
    }

    /// What stands before the first record.
    pub(crate) fn begin(&self) -> String {
        match self.shape.format {
            Format::JsonArray => "[\n".to_owned(),
            Format::Csv => csv::header(self.what, self.utf16),
            Format::WebAnnotation => annotation::BEGIN.to_owned(),
            _ => String::new(),
        }
    }

    /// What stands between two chunks that have records.
    pub(crate) const fn between(&self) -> &'static str {
        match self.shape.format {
            Format::JsonArray | Format::WebAnnotation => ",\n",
            _ => "",
        }
    }

    /// What stands after the last record.
    pub(crate) const fn end(&self, items: bool) -> &'static str {
        match self.shape.format {
            Format::JsonArray if items => "\n]\n",
            Format::JsonArray => "]\n",
            Format::WebAnnotation => annotation::END,
            _ => "",
        }
    }
}

impl Body {
    fn push(&mut self, more: &[u8]) {
        if let Self::Bytes(bytes) = self {
            bytes.extend_from_slice(more);
        }
    }

    fn append(&mut self, next: Self) {
        match (self, next) {
            (Self::Bytes(all), Self::Bytes(more)) if all.capacity() > 0 => {
                all.extend_from_slice(&more);
            }
            (Self::Rows(all), Self::Rows(more)) => all.extend(more),
            (Self::Pages(all), Self::Pages(more)) => all.extend(more),
            // Chunks of a run are of one kind, so only the empty beginning is replaced.
            (all, more) => *all = more,
        }
    }
}

fn page(page: Page, records: usize) -> Chunk {
    Chunk {
        records: records as u64,
        items: true,
        body: Body::Pages(vec![page]),
    }
}

/// Room for most records.
const RECORD: usize = 1536;

fn lines<T: Serialize>(records: &[T]) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = Vec::with_capacity(records.len() * RECORD);
    for record in records {
        write_json(record, &mut bytes)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

fn elements<T: Serialize>(records: &[T]) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = Vec::with_capacity(records.len() * RECORD);
    for (i, record) in records.iter().enumerate() {
        if i > 0 {
            bytes.extend_from_slice(b",\n");
        }
        write_json(record, &mut bytes)?;
    }
    Ok(bytes)
}

fn table<'a, R: Iterator<Item = Cell<'a>>>(rows: impl Iterator<Item = R>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for cells in rows {
        csv::row(cells, &mut bytes);
    }
    bytes
}
