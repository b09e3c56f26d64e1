//! From a record to a document, step by step.

use std::sync::Arc;

use claimsift_model::{Document, DocumentBuilder, Markup, Record};

use crate::{Options, blocks, decode, detect, markup, published, repair};

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
