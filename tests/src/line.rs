//! The whole line, from bytes to records of the output, in this process.

use std::path::Path;
use std::sync::OnceLock;

use claimsift_extract::Options;
use claimsift_model::{Document, Record};
use claimsift_packs::Packs;
use claimsift_sinks::{Encoder, Reading, Shape, What};
use serde_json::Value;

/// A document as the line decodes it.
///
/// # Panics
///
/// When the file cannot be read.
#[must_use]
pub fn document(path: &Path) -> Document {
    let paths = [path.to_owned()];
    let mut records = claimsift_intake::open(&paths, claimsift_intake::Options::default());
    let mut record = records.next().unwrap().unwrap();
    // As when the folder is walked; so ids do not depend on where the checkout lies.
    record.id = path.file_name().unwrap().to_string_lossy().into_owned();
    claimsift_decode::document(record, &claimsift_decode::Options::default())
}

/// A document from a text.
#[must_use]
pub fn document_of(text: &str) -> Document {
    let record = Record {
        id: "text".to_owned(),
        bytes: text.as_bytes().into(),
        ..Record::default()
    };
    claimsift_decode::document(record, &claimsift_decode::Options::default())
}

/// The records of a document, as they stand in the output.
///
/// # Panics
///
/// When a record cannot be written.
#[must_use]
pub fn records(document: &Document, what: What) -> Vec<Value> {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    let packs = PACKS.get_or_init(Packs::builtin);
    let reading = claimsift_extract::read(document, packs, &Options::default());
    let reading = Reading {
        document,
        lang: reading.lang.as_deref(),
        mentions: &reading.mentions,
        claims: &reading.claims,
        claim_langs: &reading.claim_langs,
    };
    written(&reading, what, true)
}

/// The records of a reading, written as JSON Lines and read again.
///
/// # Panics
///
/// When a record cannot be written.
#[must_use]
pub fn written(reading: &Reading<'_>, what: What, utf16: bool) -> Vec<Value> {
    let encoder = Encoder::new(Shape::JSON_LINES, what, utf16);
    let chunk = encoder.document(reading, 0).unwrap();
    let text = String::from_utf8(chunk.into_bytes()).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
