//! Record bytes to documents: which charset, decoding, repair of damaged text, blocks, the document date.
//!
//! [`document`] takes a record as a container gave it and returns the text that every offset counts in, with the
//! way back to each raw byte, the repairs made, the paragraphs and the document date. It is total: any bytes give
//! a document, with notes where something could not be read.
//!
//! The crate knows charsets, the ways in which text gets damaged, and which letters a language writes
//! (`data/letters.tsv`). It knows no word of any language, no token, no mention and no claim, and no container.
//!
//! ```
//! use claimsift_decode::{Options, document};
//! use claimsift_model::Record;
//!
//! let record = Record {
//!     bytes: "Le cafĂ© a Ă©tĂ© fermĂ© l’été dernier.".as_bytes().into(),
//!     ..Record::default()
//! };
//! let doc = document(record, &Options::default());
//! assert_eq!(doc.text(), "Le café a été fermé l’été dernier.");
//! assert_eq!(doc.repairs().len(), 4);
//! ```

mod blocks;
mod cases;
mod census;
mod classes;
mod codecs;
mod decode;
mod detect;
mod dos;
mod entities;
mod legacy;
mod letters;
mod markup;
mod neighbours;
mod published;
mod repair;
mod weigh;
mod wide;

use std::sync::Arc;

use claimsift_model::{Document, DocumentBuilder, Markup, Note, Record};

pub use detect::is_label;
pub use published::{DateParts, parse_date};

/// How to read a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// WHATWG label of the charset; `None` finds it out.
    pub encoding: Option<String>,
    /// Whether damaged text is repaired.
    pub repair: bool,
    /// Whether the markup of pages is left out.
    pub strip: bool,
    /// The document date where the record gives none.
    pub date: Option<String>,
    /// The document date, whatever the record says.
    pub date_override: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            encoding: None,
            repair: true,
            strip: true,
            date: None,
            date_override: None,
        }
    }
}

/// Decodes, repairs and divides one record. Total and linear in the number of bytes.
///
/// # Examples
///
/// ```
/// use claimsift_decode::{Options, document};
/// use claimsift_model::{Record, TextSpan};
///
/// let record = Record { bytes: b"Caf\xE9 \x80 5".as_slice().into(), ..Record::default() };
/// let doc = document(record, &Options { encoding: Some("windows-1252".into()), ..Options::default() });
/// assert_eq!(doc.text(), "Café € 5");
/// assert_eq!(doc.raw(TextSpan::new(3, 5)).range(), 3..4);
/// ```
#[must_use]
pub fn document(record: impl Into<Arc<Record>>, options: &Options) -> Document {
    let mut record = record.into();
    let mut notes = Vec::new();
    let given = Arc::clone(&record);
    let raw = &given.bytes;
    let written = match record.markup {
        Markup::Html if record.charset.is_none() => markup::charset(raw),
        _ => None,
    };
    let declared = record.charset.as_deref().or(written.as_deref());
    let choice = detect::choose(raw, declared, options.encoding.as_deref(), &mut notes);
    let mut decoded = decode::decode(raw, &choice, &mut notes);
    if options.strip && record.markup != Markup::Plain {
        let said = markup::strip(record.markup, &mut decoded);
        said.complete(Arc::make_mut(&mut record));
    }
    if options.repair {
        repair::repair(&mut decoded, &mut notes);
    }
    let blocks = blocks::blocks(&decoded.text);
    let published = published::published(&record, &decoded.text, options, &mut notes);
    DocumentBuilder {
        record,
        text: decoded.text.into_owned(),
        map: decoded.map,
        blocks,
        repairs: decoded.repairs,
        published,
        decoding: choice.report,
        notes,
    }
    .finish()
}

fn note(notes: &mut Vec<Note>, text: impl Into<String>) {
    notes.push(Note { text: text.into() });
}
